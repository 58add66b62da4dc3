import { TerraformStack, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { NAME_RULES } from "../core/names";
import { Problems, quoted } from "../core/problems";
import { hasPair, hasZones, isRegion } from "../core/regions";
import { Registry } from "../core/registry";
import { resolvedText } from "../core/resolved";
import { IDENTITY_TYPE, partsOf } from "../core/resource-id";
import { subscriptionOf } from "../core/subscription-of";
import { checkTags } from "../core/tags";
import { checkEncryption } from "./encryption";
import type { BackupVaultProps } from "./vault-props";

const REDUNDANCIES = ["GeoRedundant", "ZoneRedundant", "LocallyRedundant"];
const IMMUTABILITIES = ["Disabled", "Unlocked", "Locked"];
const SOFT_DELETES = ["On", "AlwaysOn", "Off"];

/** Refuses what azurerm or Azure would refuse at plan, apply or never. */
export function checkBackupVault(
  scope: IConstruct,
  props: BackupVaultProps,
  region: string | undefined,
): void {
  const problems = new Problems(scope);
  const { pattern, allowed } = NAME_RULES.backupVault;
  problems.matches("name", props.name, pattern, allowed);
  const holder = vaultNames.holder(TerraformStack.of(scope), nameKey(scope, props));
  problems.when(
    holder !== undefined,
    `name ${quoted(props.name)} is the name of ${holder} in the same resource group: Azure's names have no letter case`,
  );
  problems.oneOf("redundancy", props.redundancy, REDUNDANCIES, "see azurerm redundancy");
  problems.oneOf("immutability", props.immutability, IMMUTABILITIES, "see azurerm immutability");
  problems.oneOf("softDelete", props.softDelete, SOFT_DELETES, "see azurerm soft_delete");
  checkRegion(problems, props, region);
  checkRestore(problems, props);
  checkSoftDelete(problems, props);
  checkIrreversible(problems, props);
  checkIdentities(problems, props);
  if (props.encryption) {
    const acknowledged = props.acknowledge?.includes("customer-managed key") ?? false;
    checkEncryption(problems, props.encryption, acknowledged);
  }
  checkRoleWait(problems, props.roleWaitSeconds);
  checkTags(problems, props.tags);
  problems.throwIfAny();
  vaultNames.take(TerraformStack.of(scope), nameKey(scope, props), scope.node.path);
}

/** The names of each stack's vaults, by subscription and resource group. */
const vaultNames = new Registry<TerraformStack>();

const nameKey = (scope: IConstruct, { name, resourceGroup }: BackupVaultProps): string =>
  [subscriptionOf(scope) ?? "", ...[resourceGroup.name, name].map((x) => resolvedText(scope, x))].join(" ");

function checkRegion(problems: Problems, props: BackupVaultProps, region: string | undefined): void {
  if (!region) {
    problems.add("region is missing: give the vault's region, since the resource group does not say it");
    return;
  }
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

function checkRestore(problems: Problems, props: BackupVaultProps): void {
  if (props.crossRegionRestore !== true) return;
  const redundancy = props.redundancy ?? "GeoRedundant";
  problems.when(
    redundancy !== "GeoRedundant",
    `crossRegionRestore needs redundancy "GeoRedundant", got ${quoted(redundancy)}: remove crossRegionRestore, or choose "GeoRedundant"`,
  );
  problems.when(
    !props.acknowledge?.includes("cross-region restore"),
    'crossRegionRestore cannot be switched off again (azurerm would replace the vault, which Azure refuses while it has backups): if you want that, add acknowledge: ["cross-region restore"]',
  );
}

function checkSoftDelete(problems: Problems, props: BackupVaultProps): void {
  const { softDelete, softDeleteRetentionDays: days, throwaway = false } = props;
  problems.when(
    softDelete === "Off" && !throwaway,
    'softDelete cannot be "Off" but in a throwaway environment: whoever deletes a backup would delete it at once and for good; remove softDelete, or set throwaway: true',
  );
  problems.when(
    softDelete === "AlwaysOn" && !props.acknowledge?.includes("AlwaysOn soft delete"),
    'softDelete "AlwaysOn" cannot be left again (azurerm would replace the vault, which Azure refuses while it has backups): if you want that, add acknowledge: ["AlwaysOn soft delete"], or choose "On"',
  );
  problems.when(
    softDelete === "AlwaysOn" && throwaway,
    'softDelete cannot be "AlwaysOn" in a throwaway environment, whose vault is to be destroyed: remove one of the two',
  );
  problems.integer(
    "softDeleteRetentionDays",
    days,
    [14, 180],
    "days",
    "see azurerm retention_duration_in_days",
  );
  problems.when(
    days !== undefined && (softDelete === "Off" || (softDelete === undefined && throwaway)),
    'softDeleteRetentionDays needs soft delete, which is "Off" here: remove softDeleteRetentionDays',
  );
}

function checkIrreversible(problems: Problems, props: BackupVaultProps): void {
  problems.when(
    props.lock === true && props.throwaway === true,
    "lock cannot be true in a throwaway environment, whose vault is to be destroyed: remove one of the two",
  );
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

function checkIdentities(problems: Problems, { userAssignedIdentities = [] }: BackupVaultProps): void {
  for (const { id } of userAssignedIdentities) {
    if (Token.isUnresolved(id) || partsOf(id, IDENTITY_TYPE)) continue;
    problems.add(
      `userAssignedIdentities must have the ARM ids of user-assigned managed identities, got ${quoted(id)}`,
    );
  }
}

export function checkRoleWait(problems: Problems, seconds: number | undefined): void {
  problems.integer("roleWaitSeconds", seconds, [0, 1800], "seconds", "Azure takes ten minutes at most");
}
