import { Token } from "cdktf";
import { partsOf, VM_TYPE } from "../core/resource-id";
import type { Estimate } from "../cost/estimate";
import { sumOf } from "../cost/estimate-backup-storage";
import { knownVms } from "../inventory/known-vms";
import { VirtualMachine } from "../inventory/virtual-machine";
import { recoveryObjectives, type VmObjectives } from "../objectives/recovery-objectives";
import { isSelected } from "../protection/disks";
import type { ProtectedVm } from "../protection/protected-vm";
import type { ReplicatedVm } from "../replication/replicated-vm";
import { type FindingGroup, groupsBySource, placeInInventory } from "./finding-groups";
import { given, known, type Tree } from "./tree";
import type { Protection, VmRow } from "./vm-row";

/** What is known of a VM, from all sides. */
interface Vm {
  readonly id: string;
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
  };
  return vmsOf(tree).map((vm) => rowOf(vm, indexes));
}

interface Indexes {
  readonly findings: ReadonlyMap<string, readonly number[]>;
  readonly exempt: ReadonlySet<string>;
  readonly backups: ReadonlyMap<string, Estimate["backups"][number]>;
  readonly replicas: ReadonlyMap<string, Estimate["replications"][number]>;
  readonly subscriptions: ReadonlyMap<string, string>;
}

function vmsOf(tree: Tree): readonly Vm[] {
  const facts = byId(knownVms(tree.root), (vm) => vm.id);
  const backups = byId(tree.marked<ProtectedVm>("ProtectedVm"), ({ vm }) => vm.id);
  const replicas = byId(tree.marked<ReplicatedVm>("ReplicatedVm"), ({ vm }) => vm.id);
  const objectives = byId(recoveryObjectives(tree.root), ({ vmId }) => vmId);
  const ids = new Set([...facts.keys(), ...objectives.keys()]);
  return [...ids].sort().map((id) => {
    const backup = backups.get(id);
    const replica = replicas.get(id);
    const own = [facts.get(id), replica?.vm, backup?.vm].find(VirtualMachine.isVirtualMachine);
    return { id, facts: own, backup, replica, objectives: objectives.get(id) };
  });
}

/** The first of each VM. */
function byId<T>(members: readonly T[], idOf: (member: T) => string): ReadonlyMap<string, T> {
  const map = new Map<string, T>();
  for (const member of members) {
    const id = idOf(member).toLowerCase();
    if (!map.has(id)) map.set(id, member);
  }
  return map;
}

function rowOf(vm: Vm, indexes: Indexes): VmRow {
  const { facts, objectives } = vm;
  const id = facts?.id ?? writtenId(vm);
  const source = placeInInventory(facts?.source);
  const groups = indexes.findings.get(source ?? "");
  return {
    ...placeOf(vm, id, indexes),
    tier: objectives?.promised?.tier ?? objectives?.backup?.policy,
    protection: protectionOf(vm, indexes.exempt),
    ...provisionOf(vm),
    backupGib: rounded(indexes.backups.get(id)?.storage),
    replicaGib: rounded(indexes.replicas.get(id)?.replicaGibByType),
    source,
    findings: groups?.join(" "),
  };
}

/** The id as the program gave it; one that Terraform will know, as its reference. */
function writtenId({ id, backup, objectives }: Vm): string {
  if (backup) return known(backup, backup.vm.id);
  return objectives?.vmId ?? id;
}

function placeOf({ facts, backup, objectives }: Vm, id: string, { subscriptions }: Indexes) {
  const vault = backup?.policy.vault;
  const parts = partsOf(id, VM_TYPE);
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

function protectionOf({ backup, replica, facts }: Vm, exempt: ReadonlySet<string>): Protection {
  const stopped = backup?.state === "ProtectionStopped" || backup?.state === "BackupsSuspended";
  if (backup && !stopped) return replica ? "backed up and replicated" : "backed up";
  if (replica) return "replicated";
  if (stopped) return "backups stopped";
  return exempt.has(placeInInventory(facts?.source) ?? "") ? "exempt" : "not protected";
}

function provisionOf({ backup, facts, objectives }: Vm) {
  const { promised, replication, rtoBasis = "nothing", rpoMet } = objectives ?? {};
  const { policy } = backup ?? {};
  const leftOut = facts?.dataDisks.filter(({ lun }) => !isSelected(backup?.disks ?? {}, lun)).length;
  return {
    vault: policy && vaultName(policy.vault),
    policy: policy?.policyName,
    disksLeftOut: leftOut || undefined,
    promisedRpo: promised?.rpoMinutes,
    backupRpo: objectives?.backup?.rpoMinutes,
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

function rounded(gib: object | undefined): number | undefined {
  return gib && Math.round(sumOf(Object.values(gib)) * 10) / 10;
}
