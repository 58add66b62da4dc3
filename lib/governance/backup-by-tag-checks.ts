import type { Construct } from "constructs";
import { checkGroup } from "../backup-vault/snapshot-group";
import { Problems, quoted } from "../core/problems";
import { isRegion } from "../core/regions";
import { backupVaultOf, kindOf, NOUNS } from "./backup-by-tag-kinds";
import type { BackupByTagProps, BackupByTagRule } from "./backup-by-tag-props";
import { subscriptionOfScope } from "./scope-parts";

const AUTO_ENABLE = 'Microsoft Learn, "Auto-Enable Backup on VM Creation using Azure Policy"';

export function checkBackupByTag(scope: Construct, props: BackupByTagProps): void {
  const problems = new Problems(scope);
  problems.when(props.tag.trim() === "", "tag must be a tag's name, got nothing");
  problems.when(props.rules.length === 0, "rules must have at least one rule: nothing would be backed up");
  const taken = new Map<string, number>();
  for (const [i, rule] of props.rules.entries()) {
    const label = `rules[${i}]`;
    checkValues(problems, label, rule);
    checkOnce(problems, i, rule, taken);
    checkPlace(problems, label, props, rule);
    checkKind(problems, label, props, rule);
  }
  problems.throwIfAny();
}

function checkValues(problems: Problems, label: string, { values }: BackupByTagRule): void {
  problems.when(values.length === 0, `${label}: values must have at least one value of the tag`);
  problems.when(
    values.some((value) => value.trim() === ""),
    `${label}: values must not be empty, got ${quoted(values)}`,
  );
}

/** Two assignments for one value would both deploy, and Azure backs a resource up once. */
function checkOnce(problems: Problems, i: number, rule: BackupByTagRule, taken: Map<string, number>): void {
  for (const value of rule.values) {
    const key = [kindOf(rule), rule.policy.vault.region, value.toLowerCase()].join("/");
    const other = taken.get(key);
    if (other === undefined) taken.set(key, i);
    else
      problems.add(
        `rules[${i}]: values ${quoted(value)} is a value of rules[${other}] already, for ${NOUNS[kindOf(rule)].plural} of the same region: give each value one policy`,
      );
  }
}

function checkPlace(
  problems: Problems,
  label: string,
  { at }: BackupByTagProps,
  rule: BackupByTagRule,
): void {
  const { vault } = rule.policy;
  const vaults = vault.subscriptionId?.toLowerCase();
  const kind = kindOf(rule);
  problems.when(
    !isRegion(vault.region),
    `${label}: the region of the policy's vault is missing, got ${quoted(vault.region)}: Azure Policy backs up what is in the vault's region; pass it to fromVaultId`,
  );
  problems.when(
    at.kind === "managementGroup" && (kind === "Vm" || kind === "Disk"),
    `${label}: at must be a subscription or resource group for ${NOUNS[kind].plural}, got ${quoted(at.id)}: ${kind === "Vm" ? `a vault backs up VMs of its own subscription (${AUTO_ENABLE})` : "the snapshots' group is one of the disks' subscription"}`,
  );
  const own = subscriptionOfScope(at);
  const other = own !== undefined && vaults !== undefined && own !== vaults;
  problems.when(
    kind === "Vm" && other,
    `${label}: at must be in the vault's subscription ${vaults}, got ${own}: a vault backs up VMs of its own subscription (${AUTO_ENABLE})`,
  );
  const needsGroup = at.kind !== "subscription" || other;
  problems.when(
    needsGroup && vault.subscriptionId === undefined,
    `${label}: the subscription of the policy's vault is not known, and the assignment's identity needs roles in the vault's resource group: use a ResilienceStack, or assign at the vault's subscription`,
  );
}

function checkKind(problems: Problems, label: string, props: BackupByTagProps, rule: BackupByTagRule): void {
  const kind = kindOf(rule);
  const { snapshotResourceGroup: group, registerStorageAccounts } = rule;
  problems.when(
    kind === "Disk" && group === undefined,
    `${label}: snapshotResourceGroup is missing, in which snapshots of the disks are kept`,
  );
  problems.when(
    kind !== "Disk" && group !== undefined,
    `${label}: snapshotResourceGroup must be absent, got one for ${NOUNS[kind].plural}: it is for disks`,
  );
  problems.when(
    kind !== "FileShare" && registerStorageAccounts !== undefined,
    `${label}: registerStorageAccounts must be absent, got ${quoted(registerStorageAccounts)} for ${NOUNS[kind].plural}: it is for file shares`,
  );
  if (kind === "Disk" && group) checkGroup(problems, group, subscriptionOfScope(props.at), "disk");
  const vault = backupVaultOf(rule);
  problems.when(
    vault !== undefined && vault.principalId === undefined && props.grantRoles !== false,
    `${label}: the vault's principalId is missing, to which roles are given: pass it to fromVaultId, or set grantRoles: false where the roles exist`,
  );
}
