import type { IConstruct } from "constructs";
import type { IVmBackupPolicy } from "../backup-policy/existing-vm-policy";
import { longestGapMinutes } from "../backup-policy/schedule";
import type { VmBackupPolicy } from "../backup-policy/vm-backup-policy";
import { groupBy } from "../core/group-by";
import { hasMark } from "../core/marks";
import type { VmObjectives } from "../objectives/recovery-objectives";
import type { ProtectedVm } from "../protection/protected-vm";
import type { RecoveryServicesVault } from "../vault/recovery-services-vault";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import { type GuardFacts, guardOf } from "./guard-facts";
import type { KnownTexts } from "./known-texts";
import { type BackedUpVm, backedUpVm } from "./vm-facts";

/** A backup policy for VMs; of those that somebody else defines, only the name is known. */
export interface PolicyFacts {
  readonly name: string;
  /** Days that snapshots stay near the disks; undefined where Azure decides, or somebody else. */
  readonly instantRestoreDays?: number;
  /** The longest time between two backups, in minutes. */
  readonly gapMinutes?: number;
  /** Do recovery points move to the archive tier? */
  readonly archives: boolean;
}

/** The key of yours that a vault is encrypted with. */
export interface KeyFacts {
  readonly keyId: string;
  /** ARM id of the identity that opens it. */
  readonly identityId?: string;
}

/** A vault that backs VMs up. Texts are undefined where only Terraform will know them. */
export interface VaultFacts {
  readonly name?: string;
  readonly resourceGroup?: string;
  readonly subscriptionId?: string;
  readonly region?: string;
  /** What to call it in a heading: its name, or where it stands in the program. */
  readonly title: string;
  readonly crossRegionRestore: boolean;
  readonly immutability?: string;
  readonly policies: readonly PolicyFacts[];
  readonly vms: readonly BackedUpVm[];
  readonly guard?: GuardFacts;
  readonly key?: KeyFacts;
}

/** The vaults that have a policy for VMs, or a VM, in the order of their titles. */
export function vaultsOf(
  all: readonly IConstruct[],
  texts: KnownTexts,
  objectives: ReadonlyMap<string, VmObjectives>,
): readonly VaultFacts[] {
  const policies = all.filter((c): c is VmBackupPolicy => hasMark(c, "VmBackupPolicy"));
  const vms = all.filter((c): c is ProtectedVm => hasMark(c, "ProtectedVm"));
  const used: readonly IVmBackupPolicy[] = [...policies, ...vms.map(({ policy }) => policy)];
  const known = new Map(
    [...new Set(used.map(({ vault }) => vault))].map((vault) => [vault, placeOf(vault, texts)]),
  );
  const policiesOf = groupBy(used, ({ vault }) => known.get(vault) ?? "");
  const vmsOf = groupBy(vms, ({ policy }) => known.get(policy.vault) ?? "");
  return [...byPlace(known)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, vault]) => ({
      ...vaultFacts(vault, texts),
      policies: distinct(policiesOf.get(key) ?? []),
      vms: (vmsOf.get(key) ?? []).map((vm) => backedUpVm(vm, texts, objectives)).sort(byName),
    }));
}

/** The same vault may be known by its id as well: what the program defines says more. */
function byPlace(
  known: ReadonlyMap<IRecoveryServicesVault, string>,
): ReadonlyMap<string, IRecoveryServicesVault> {
  const vaults = new Map<string, IRecoveryServicesVault>();
  for (const [vault, place] of known) if (!vaults.has(place) || !vault.imported) vaults.set(place, vault);
  return vaults;
}

function vaultFacts(vault: IRecoveryServicesVault, texts: KnownTexts): Omit<VaultFacts, "policies" | "vms"> {
  return {
    name: texts.of(vault, vault.vaultName),
    resourceGroup: texts.of(vault, vault.resourceGroupName),
    subscriptionId: vault.subscriptionId,
    region: vault.region,
    title: titleOf(vault, texts),
    crossRegionRestore: vault.crossRegionRestore ?? false,
    immutability: vault.immutability,
    guard: guardOf(vault, texts),
    key: keyFacts(vault, texts),
  };
}

/** A name is a vault's own within its group alone. */
function placeOf(vault: IRecoveryServicesVault, texts: KnownTexts): string {
  const group = texts.of(vault, vault.resourceGroupName);
  return [titleOf(vault, texts), group, vault.subscriptionId].join(" ").toLowerCase();
}

function titleOf(vault: IRecoveryServicesVault, texts: KnownTexts): string {
  return texts.of(vault, vault.vaultName) ?? vault.node.path;
}

function keyFacts(vault: IRecoveryServicesVault, texts: KnownTexts): KeyFacts | undefined {
  if (!hasMark(vault, "RecoveryServicesVault")) return undefined;
  const { resource } = vault as unknown as RecoveryServicesVault;
  const given = resource.encryptionInput;
  const keyId = given && texts.of(resource, given.keyId);
  if (!given || keyId === undefined) return undefined;
  return { keyId, identityId: texts.of(resource, given.userAssignedIdentityId) };
}

function distinct(policies: readonly IVmBackupPolicy[]): readonly PolicyFacts[] {
  const byName = groupBy(policies, ({ policyName }) => policyName);
  return [...byName.values()]
    .flatMap(([first]) => (first ? [policyFacts(first)] : []))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function policyFacts(policy: IVmBackupPolicy): PolicyFacts {
  const { policyName: name } = policy;
  if (!hasMark(policy, "VmBackupPolicy")) return { name, archives: false };
  const { schedule, instantRestoreDays, archiveTiering } = policy as VmBackupPolicy;
  return {
    name,
    instantRestoreDays,
    gapMinutes: longestGapMinutes(schedule),
    archives: archiveTiering !== undefined,
  };
}

function byName(a: BackedUpVm, b: BackedUpVm): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return (a.resourceGroup ?? "") < (b.resourceGroup ?? "") ? -1 : 1;
}
