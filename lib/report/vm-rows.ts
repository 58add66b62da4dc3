import { Token } from "cdktf";
import { placeInInventory } from "../core/findings";
import { partsOf, VM_TYPE } from "../core/resource-id";
import type { Estimate } from "../cost/estimate";
import { sumOf } from "../cost/estimate-backup-storage";
import { knownVms } from "../inventory/known-vms";
import { VirtualMachine } from "../inventory/virtual-machine";
import { objectivesByVm, type VmObjectives, vmKey } from "../objectives/recovery-objectives";
import { isSelected } from "../protection/disks";
import type { ProtectedVm } from "../protection/protected-vm";
import type { ReplicatedVm } from "../replication/replicated-vm";
import { type FindingGroup, groupsBySource } from "./finding-groups";
import { given, known, type Tree } from "./tree";
import type { Protection, VmRow } from "./vm-row";

/** What is known of a VM, from all sides. */
interface Vm {
  readonly key: string;
  readonly facts?: VirtualMachine;
  readonly backup?: ProtectedVm;
  readonly replica?: ReplicatedVm;
  readonly objectives?: VmObjectives;
}

/** What rows are made from, besides the tree. */
export interface RowSources {
  readonly findings: readonly FindingGroup[];
  readonly estimate: Estimate;
  /** Names of subscriptions, by GUID. */
  readonly subscriptions: ReadonlyMap<string, string>;
}

/** Every VM that a tree knows of: of inventories, backed up or replicated, in the order of their ids. */
export function vmRows(tree: Tree, sources: RowSources): readonly VmRow[] {
  const indexes = {
    findings: groupsBySource(sources.findings),
    exempt: exemptSources(sources.findings),
    backups: new Map(sources.estimate.backups.map((row) => [row.vmId, row])),
    replicas: new Map(sources.estimate.replications.map((row) => [row.vmId, row])),
    subscriptions: sources.subscriptions,
    vaultName: once(vaultName),
  };
  return vmsOf(tree).map((vm) => rowOf(vm, indexes));
}

interface Indexes {
  readonly findings: ReadonlyMap<string, readonly number[]>;
  readonly exempt: ReadonlySet<string>;
  readonly backups: ReadonlyMap<string, Estimate["backups"][number]>;
  readonly replicas: ReadonlyMap<string, Estimate["replications"][number]>;
  readonly subscriptions: ReadonlyMap<string, string>;
  vaultName(vault: ProtectedVm["policy"]["vault"]): string;
}

function vmsOf(tree: Tree): readonly Vm[] {
  const facts = firstOf(knownVms(tree.root), (vm) => vm.id.toLowerCase());
  const backups = firstOf(tree.marked<ProtectedVm>("ProtectedVm"), vmKey);
  const replicas = firstOf(tree.marked<ReplicatedVm>("ReplicatedVm"), vmKey);
  const objectives = objectivesByVm(tree.root);
  const keys = new Set([...facts.keys(), ...objectives.keys()]);
  return [...keys].sort().map((key) => {
    const backup = backups.get(key);
    const replica = replicas.get(key);
    const own = [facts.get(key), replica?.vm, backup?.vm].find(VirtualMachine.isVirtualMachine);
    return { key, facts: own, backup, replica, objectives: objectives.get(key) };
  });
}

/** The first of each VM. */
function firstOf<T>(members: readonly T[], keyOf: (member: T) => string): ReadonlyMap<string, T> {
  const map = new Map<string, T>();
  for (const member of members) {
    const key = keyOf(member);
    if (!map.has(key)) map.set(key, member);
  }
  return map;
}

/** Parts begin with the one before: only a spread in front is quick, and there may be ten thousand rows. */
function rowOf(vm: Vm, indexes: Indexes): VmRow {
  const { promised, backup, replication, rpoMet, rtoBasis = "nothing" } = vm.objectives ?? {};
  return {
    ...protectedRow(vm, indexes),
    promisedRpo: promised?.rpoMinutes,
    backupRpo: backup?.rpoMinutes,
    replicationRpo: replication?.rpoMinutes,
    rpoMet,
    promisedRto: promised?.rtoMinutes,
    rtoBasis,
    targetRegion: replication?.targetRegion,
    targetZone: replication?.targetZone,
    recoveryPlans: replication?.plans.join(", ") || undefined,
    drills: replication?.drills.join(", ") || undefined,
  };
}

function protectedRow(vm: Vm, indexes: Indexes) {
  const { facts, backup, objectives } = vm;
  const machine = machineRow(vm, indexes);
  const source = placeInInventory(facts?.source);
  return {
    ...machine,
    tier: objectives?.promised?.tier ?? objectives?.backup?.policy,
    protection: protectionOf(vm, source !== undefined && indexes.exempt.has(source)),
    vault: backup && indexes.vaultName(backup.policy.vault),
    policy: backup?.policy.policyName,
    disksLeftOut: disksLeftOut(vm),
    backupGib: gibOf(indexes.backups.get(machine.id), ({ storage }) => storage),
    replicaGib: gibOf(indexes.replicas.get(machine.id), ({ replicaGibByType }) => replicaGibByType),
    source,
    findings: indexes.findings.get(source ?? "")?.join(" "),
  };
}

function machineRow(vm: Vm, { subscriptions }: Indexes) {
  const { facts, backup, objectives } = vm;
  const id = facts?.id ?? objectives?.vmId ?? vm.key;
  const vault = backup?.policy.vault;
  const parts = facts ? undefined : partsOf(id, VM_TYPE);
  const subscription = facts?.subscriptionId ?? parts?.subscriptionId.toLowerCase() ?? vault?.subscriptionId;
  const named = backup && Token.isUnresolved(backup.vm.id) ? backup.node.id : objectives?.name;
  return {
    id,
    name: facts?.name ?? named ?? id,
    resourceGroup: facts?.resourceGroup ?? parts?.resourceGroup,
    subscription: subscription && (subscriptions.get(subscription) ?? subscription),
    region: facts?.region ?? vault?.region,
    zone: facts?.zone,
    os: facts?.osType,
    size: facts?.size,
  };
}

function protectionOf({ backup, replica }: Vm, exempt: boolean): Protection {
  const stopped = backup?.state === "ProtectionStopped" || backup?.state === "BackupsSuspended";
  if (backup && !stopped) return replica ? "backed up and replicated" : "backed up";
  if (replica) return "replicated";
  if (stopped) return "backups stopped";
  return exempt ? "exempt" : "not protected";
}

function disksLeftOut({ backup, facts }: Vm): number | undefined {
  if (!backup || !facts) return undefined;
  return facts.dataDisks.filter(({ lun }) => !isSelected(backup.disks, lun)).length || undefined;
}

/** The name of a vault as the program gave it, or as the vault of somebody else is called. */
export function vaultName(vault: ProtectedVm["policy"]["vault"]): string {
  const resource: unknown = Reflect.get(vault, "resource");
  const name = typeof resource === "object" && resource ? given(resource, "name") : undefined;
  return known(vault, typeof name === "string" ? name : vault.vaultName);
}

function exemptSources(groups: readonly FindingGroup[]): ReadonlySet<string> {
  const exempt = groups.filter(({ kind }) => kind === "exempt");
  return new Set(exempt.flatMap(({ subjects }) => subjects.flatMap(({ source }) => source ?? [])));
}

/** GiB to one decimal; not known where the size of a disk is not, since the sum would be too small. */
function gibOf<T extends { readonly disksOfUnknownSize: number }>(
  estimate: T | undefined,
  gib: (estimate: T) => object,
): number | undefined {
  if (!estimate || estimate.disksOfUnknownSize > 0) return undefined;
  return Math.round(sumOf(Object.values(gib(estimate))) * 10) / 10;
}

/** Works each answer out once. */
function once<K, V>(work: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const value = known.get(key) ?? work(key);
    known.set(key, value);
    return value;
  };
}
