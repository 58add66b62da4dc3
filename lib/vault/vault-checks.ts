import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { checkRoleWait } from "../access/role-propagation";
import { NAME_RULES } from "../core/names";
import { Problems, quoted } from "../core/problems";
import { hasPair, hasZones, isRegion } from "../core/regions";
import { IDENTITY_TYPE, KEY_VAULT_TYPE, partsOf } from "../core/resource-id";
import { checkTags } from "../core/tags";
import { suspendsOnDestroy } from "../provider/register-providers";
import { immutabilityOf } from "./vault-config";
import type { IrreversibleVaultStep, RecoveryServicesVaultProps, VaultEncryption } from "./vault-props";

const REDUNDANCIES = ["GeoRedundant", "ZoneRedundant", "LocallyRedundant"];
const IMMUTABILITIES = ["Disabled", "Unlocked", "Locked"];

/** Refuses what azurerm or Azure would refuse at plan, apply or never. */
export function checkVault(
  scope: IConstruct,
  props: RecoveryServicesVaultProps,
  region: string | undefined,
): void {
  const problems = new Problems(scope);
  const { pattern, allowed } = NAME_RULES.recoveryServicesVault;
  problems.matches("name", props.name, pattern, allowed);
  const group = NAME_RULES.resourceGroup;
  problems.matches("resourceGroup.name", props.resourceGroup.name, group.pattern, group.allowed);
  problems.oneOf("redundancy", props.redundancy, REDUNDANCIES, "see azurerm storage_mode_type");
  problems.oneOf("immutability", props.immutability, IMMUTABILITIES, "see azurerm immutability");
  checkRegion(problems, props, region);
  checkRestore(problems, props);
  checkImmutability(problems, props);
  problems.when(
    immutabilityOf(props) === "Disabled" && suspendsOnDestroy(scope),
    'immutability cannot be "Disabled" where the provider keeps backup data "until they expire": azurerm then suspends the backups, which Azure does in immutable vaults only; choose "Unlocked", or another retainBackupDataOnDestroy',
  );
  checkSoftDelete(problems, props);
  checkCrossSubscriptionRestore(problems, props);
  checkIdentity(problems, props);
  if (props.encryption) checkEncryption(problems, props.encryption, props);
  checkTags(problems, props.tags);
  problems.throwIfAny();
}

function checkRegion(
  problems: Problems,
  props: RecoveryServicesVaultProps,
  region: string | undefined,
): void {
  if (region === undefined) {
    problems.add("region is missing: give the vault's region, since the resource group does not say it");
    return;
  }
  problems.when(region.trim() === "", `region must be an Azure region, got ${quoted(region)}`);
  if (Token.isUnresolved(region) || !isRegion(region)) return;
  problems.when(
    (props.redundancy ?? "GeoRedundant") === "GeoRedundant" && !hasPair(region),
    `redundancy cannot be "GeoRedundant" in ${region}, which has no paired region: choose "ZoneRedundant"`,
  );
  problems.when(
    props.redundancy === "ZoneRedundant" && !hasZones(region),
    `redundancy cannot be "ZoneRedundant" in ${region}, which has no availability zones: choose "GeoRedundant" or "LocallyRedundant"`,
  );
}

/** Refuses a step that cannot be taken back, unless the program says that it knows. */
function checkKnown(
  problems: Problems,
  props: RecoveryServicesVaultProps,
  step: IrreversibleVaultStep,
  consequence: string,
): void {
  if (props.acknowledge?.includes(step)) return;
  problems.add(`${consequence}: if you want that, add acknowledge: [${quoted(step)}]`);
}

function checkRestore(problems: Problems, props: RecoveryServicesVaultProps): void {
  if (props.crossRegionRestore !== true) return;
  const redundancy = props.redundancy ?? "GeoRedundant";
  problems.when(
    redundancy !== "GeoRedundant",
    `crossRegionRestore needs redundancy "GeoRedundant", got ${quoted(redundancy)}: remove crossRegionRestore, or choose "GeoRedundant"`,
  );
  const consequence =
    "crossRegionRestore cannot be switched off again (azurerm would replace the vault, which Azure refuses while it has backups)";
  checkKnown(problems, props, "cross-region restore", consequence);
}

function checkImmutability(problems: Problems, props: RecoveryServicesVaultProps): void {
  if (props.immutability !== "Locked") return;
  problems.when(
    !props.acknowledge?.includes("Locked immutability"),
    'immutability "Locked" can never be undone: no recovery point can be deleted before its time, no retention shortened, by anybody; if you want that, add acknowledge: ["Locked immutability"], or choose "Unlocked"',
  );
  problems.when(
    props.throwaway === true,
    'immutability cannot be "Locked" in a throwaway environment, whose vault is to be destroyed: remove one of the two',
  );
}

function checkSoftDelete(problems: Problems, props: RecoveryServicesVaultProps): void {
  const { softDelete } = props;
  problems.when(
    softDelete === false,
    "softDelete cannot be false: Azure keeps soft delete on for every vault (secure by default), and azurerm refuses to switch it off; remove softDelete",
  );
  if (typeof softDelete !== "object") return;
  const why = "Azure keeps deleted backups for no shorter and no longer time";
  problems.integer("softDelete.retentionDays", softDelete.retentionDays, [14, 180], "days", why);
  if (!softDelete.alwaysOn) return;
  const consequence =
    "softDelete.alwaysOn can never be undone: every deleted backup stays, and is billed beyond 14 days, until its days are over";
  checkKnown(problems, props, "soft delete always on", consequence);
  problems.when(
    props.throwaway === true,
    "softDelete.alwaysOn cannot stand in a throwaway environment, whose vault is to be destroyed: remove one of the two",
  );
}

function checkCrossSubscriptionRestore(problems: Problems, props: RecoveryServicesVaultProps): void {
  const { crossSubscriptionRestore } = props;
  const states = ["Enabled", "Disabled", "PermanentlyDisabled"];
  problems.oneOf("crossSubscriptionRestore", crossSubscriptionRestore, states, "see the API of the vault");
  if (crossSubscriptionRestore !== "PermanentlyDisabled") return;
  const consequence =
    'crossSubscriptionRestore "PermanentlyDisabled" can never be undone: no backup of this vault can be restored to another subscription, not even in a disaster';
  checkKnown(problems, props, "no cross-subscription restore ever", consequence);
}

function checkIdentity(problems: Problems, { identity = {}, encryption }: RecoveryServicesVaultProps): void {
  const own = identity.userAssigned ?? [];
  problems.when(
    identity.systemAssigned === false && own.length === 0 && !encryption,
    "identity must be system-assigned or name a user-assigned identity: remove identity.systemAssigned",
  );
  for (const { id } of own) checkIdentityId(problems, "identity.userAssigned", id);
}

function checkIdentityId(problems: Problems, name: string, id: string): void {
  if (Token.isUnresolved(id) || partsOf(id, IDENTITY_TYPE)) return;
  problems.add(`${name} must be the ARM id of a user-assigned identity, got ${quoted(id)}`);
}

const KEY_ID =
  /^https:\/\/[a-z0-9-]{3,24}\.(vault|managedhsm)\.azure\.net\/keys\/[a-z0-9-]{1,127}(\/[0-9a-f]{32})?\/?$/i;

function checkEncryption(
  problems: Problems,
  { keyId, identity, keyVault, roleWaitSeconds, infrastructureEncryption }: VaultEncryption,
  props: RecoveryServicesVaultProps,
): void {
  const shape = "a key's URI such as https://NAME.vault.azure.net/keys/KEY";
  problems.matches("encryption.keyId", keyId, KEY_ID, shape);
  checkIdentityId(problems, "encryption.identity.id", identity.id);
  problems.when(
    keyVault !== undefined && !Token.isUnresolved(keyVault.id) && !partsOf(keyVault.id, KEY_VAULT_TYPE),
    `encryption.keyVault must be the ARM id of a key vault, got ${quoted(keyVault?.id)}: for a managed HSM, whose roles Azure RBAC does not know, remove it`,
  );
  checkRoleWait(problems, "encryption.roleWaitSeconds", roleWaitSeconds);
  const forGood =
    "encryption can never be undone: the vault cannot go back to keys of Microsoft, and without your key no backup can be read";
  checkKnown(problems, props, "customer-managed key", forGood);
  if (!infrastructureEncryption) return;
  const twice =
    "encryption.infrastructureEncryption can never be switched off: azurerm and Azure refuse to change it on an encrypted vault";
  checkKnown(problems, props, "infrastructure encryption", twice);
}
