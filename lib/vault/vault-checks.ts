import type { IConstruct } from "constructs";
import { checkRoleWait } from "../access/role-propagation";
import { NAME_RULES } from "../core/names";
import { Problems } from "../core/problems";
import { VAULT_TYPE } from "../core/resource-id";
import { checkTags } from "../core/tags";
import { checkVaultKey } from "../core/vault-key";
import { suspendsOnDestroy } from "../provider/register-providers";
import {
  checkAnyVault,
  checkIdentities,
  checkKnown,
  checkSoftDelete,
  IMMUTABILITIES,
  REDUNDANCIES,
} from "./shared-checks";
import { immutabilityOf } from "./vault-config";
import { checkVaultName, takeVaultName } from "./vault-names";
import type { RecoveryServicesVaultProps, VaultEncryption } from "./vault-props";

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
  checkVaultName(problems, scope, VAULT_TYPE, props);
  problems.oneOf("redundancy", props.redundancy, REDUNDANCIES, "see azurerm storage_mode_type");
  problems.oneOf("immutability", props.immutability, IMMUTABILITIES, "see azurerm immutability");
  checkAnyVault(problems, props, region);
  problems.when(
    immutabilityOf(props) === "Disabled" && suspendsOnDestroy(scope),
    'immutability cannot be "Disabled" where the provider keeps backup data "until they expire": azurerm then suspends the backups, which Azure does in immutable vaults only; choose "Unlocked", or another retainBackupDataOnDestroy',
  );
  problems.when(
    props.softDelete === false,
    "softDelete cannot be false: Azure keeps soft delete on for every vault (secure by default), and azurerm refuses to switch it off; remove softDelete",
  );
  checkSoftDelete(problems, props);
  checkCrossSubscriptionRestore(problems, props);
  checkIdentity(problems, props);
  if (props.encryption) checkEncryption(problems, props.encryption, props);
  checkTags(problems, props.tags);
  problems.throwIfAny();
  takeVaultName(scope, VAULT_TYPE, props);
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
  checkIdentities(problems, "identity.userAssigned", own);
}

function checkEncryption(
  problems: Problems,
  { keyId, identity, keyVault, roleWaitSeconds, infrastructureEncryption }: VaultEncryption,
  props: RecoveryServicesVaultProps,
): void {
  checkVaultKey(problems, keyId, keyVault);
  checkIdentities(problems, "encryption.identity.id", [identity]);
  checkRoleWait(problems, "encryption.roleWaitSeconds", roleWaitSeconds);
  const forGood =
    "encryption can never be undone: the vault cannot go back to keys of Microsoft, and without your key no backup can be read";
  checkKnown(problems, props, "customer-managed key", forGood);
  if (!infrastructureEncryption) return;
  const twice =
    "encryption.infrastructureEncryption can never be switched off: azurerm and Azure refuse to change it on an encrypted vault";
  checkKnown(problems, props, "infrastructure encryption", twice);
}
