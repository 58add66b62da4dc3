import type { IConstruct } from "constructs";
import { longestGapMinutes } from "../backup-policy/schedule";
import type { VmBackupPolicy } from "../backup-policy/vm-backup-policy";
import { groupBy } from "../core/group-by";
import { hasMark } from "../core/marks";
import { keyInApp, resolvedText } from "../core/resolved";
import type { RecoveryDrill } from "../drills/recovery-drill";
import type { ProtectedVm } from "../protection/protected-vm";
import { CRASH_CONSISTENT_MINUTES } from "../replication/crash-consistency";
import type { RecoveryPlan } from "../replication/recovery-plan";
import type { ReplicatedVm } from "../replication/replicated-vm";
import { promisedIn, type RecoveryObjective } from "./promise";

/** What the backup of a VM gives; of policies that somebody else defines, only the name is known. */
export interface BackupProvision {
  readonly policy: string;
  /** The longest time between two backups. */
  readonly rpoMinutes?: number;
  /** Days for which a snapshot near the disks makes a restore quick. */
  readonly instantRestoreDays?: number;
}

/** What the replication of a VM gives. */
export interface ReplicationProvision {
  readonly targetRegion: string;
  readonly targetZone?: string;
  /** Crash-consistent: the state of the disks at one moment. */
  readonly rpoMinutes: number;
  /** Minutes between app-consistent recovery points; 0 for none. */
  readonly appConsistentMinutes: number;
  readonly retentionMinutes: number;
  /** The recovery plans that fail the VM over, by their names in Azure. */
  readonly plans: readonly string[];
  /** When these are tried out. */
  readonly drills: readonly string[];
}

/** What a VM is promised, and what provides it. */
export interface VmObjectives {
  readonly vmId: string;
  readonly name: string;
  readonly promised?: { readonly tier: string; readonly rpoMinutes: number; readonly rtoMinutes: number };
  readonly backup?: BackupProvision;
  readonly replication?: ReplicationProvision;
  /** Does backup or replication lose no more than was promised? undefined without a promise, or when it is not known. */
  readonly rpoMet?: boolean;
  /** What the recovery time rests on: only a drill measures it. */
  readonly rtoBasis: "drilled failover" | "failover, never drilled" | "restore of a backup" | "nothing";
}

/** RPO and RTO of every VM of a construct tree, promised and provided, in the order of the VMs' ids. */
export function recoveryObjectives(root: IConstruct): readonly VmObjectives[] {
  return [...objectivesByVm(root).values()];
}

/** What tells a protected or replicated VM from all others of an app: its id, in whatever letter case it is written. */
export function vmKey(item: ProtectedVm | ReplicatedVm): string {
  return keyInApp(item, item.vm.id).toLowerCase();
}

/** The same by the VMs' keys. */
export function objectivesByVm(root: IConstruct): ReadonlyMap<string, VmObjectives> {
  const all = root.node.findAll();
  const promised = groupBy(promisedIn(root), ({ vmId }) => vmId.toLowerCase());
  const protectedVms = groupBy(
    all.filter((c): c is ProtectedVm => hasMark(c, "ProtectedVm")),
    vmKey,
  );
  const replicated = groupBy(
    all.filter((c): c is ReplicatedVm => hasMark(c, "ReplicatedVm")),
    vmKey,
  );
  const plans = plansOf(all.filter((c): c is RecoveryPlan => hasMark(c, "RecoveryPlan")));
  const drills = groupBy(
    all.filter((c): c is RecoveryDrill => hasMark(c, "RecoveryDrill")),
    ({ plan }) => plan.node.path,
  );
  const ids = new Set([...promised.keys(), ...protectedVms.keys(), ...replicated.keys()]);
  const rows = [...ids].sort().map((id) => {
    const replica = replicated.get(id)?.[0];
    const own = replica ? (plans.get(replica) ?? []) : [];
    const replication =
      replica &&
      replicationOf(
        replica,
        own,
        own.flatMap(({ node }) => drills.get(node.path) ?? []),
      );
    const backedUp = protectedVms.get(id)?.[0];
    const item = replica ?? backedUp;
    const vmId = item ? resolvedText(item, item.vm.id) : id;
    return [id, objectivesOf(vmId, promised.get(id)?.[0], backupOf(backedUp), replication)] as const;
  });
  return new Map(rows);
}

function objectivesOf(
  id: string,
  promise: RecoveryObjective | undefined,
  backup: BackupProvision | undefined,
  replication: ReplicationProvision | undefined,
): VmObjectives {
  const vmId = promise?.vmId ?? id;
  const { tier = "", rpoMinutes = 0, rtoMinutes = 0 } = promise ?? {};
  return {
    vmId,
    name: promise?.name ?? vmId.split("/").at(-1) ?? vmId,
    promised: promise && { tier, rpoMinutes, rtoMinutes },
    backup,
    replication,
    rpoMet: promise && isMet(rpoMinutes, backup, replication),
    rtoBasis: basisOf(backup, replication),
  };
}

function isMet(
  rpoMinutes: number,
  backup: BackupProvision | undefined,
  replication: ReplicationProvision | undefined,
): boolean | undefined {
  if (!backup && !replication) return false;
  const known = [backup?.rpoMinutes, replication?.rpoMinutes].filter((minutes) => minutes !== undefined);
  if (known.length === 0) return undefined;
  return Math.min(...known) <= rpoMinutes;
}

function basisOf(
  backup: BackupProvision | undefined,
  replication: ReplicationProvision | undefined,
): VmObjectives["rtoBasis"] {
  if (replication) return replication.drills.length > 0 ? "drilled failover" : "failover, never drilled";
  return backup ? "restore of a backup" : "nothing";
}

function backupOf(vm: ProtectedVm | undefined): BackupProvision | undefined {
  if (!vm) return undefined;
  const { policy } = vm;
  if (!hasMark(policy, "VmBackupPolicy")) return { policy: policy.tier };
  const { schedule, instantRestoreDays } = policy as VmBackupPolicy;
  return { policy: policy.tier, rpoMinutes: longestGapMinutes(schedule), instantRestoreDays };
}

function replicationOf(
  { pair, policy }: ReplicatedVm,
  plans: readonly RecoveryPlan[],
  drills: readonly RecoveryDrill[],
): ReplicationProvision {
  return {
    targetRegion: pair.targetRegion,
    targetZone: pair.zones?.target,
    rpoMinutes: CRASH_CONSISTENT_MINUTES,
    appConsistentMinutes: policy.appConsistentSnapshotMinutes,
    retentionMinutes: policy.recoveryPointRetentionMinutes,
    plans: plans.map(({ resource, node }) => resource.nameInput ?? node.id),
    drills: drills.map(({ when }) => when),
  };
}

function plansOf(plans: readonly RecoveryPlan[]): ReadonlyMap<ReplicatedVm, readonly RecoveryPlan[]> {
  const pairs = plans.flatMap((plan) => plan.vms.map((vm) => ({ plan, vm })));
  const byVm = groupBy(pairs, ({ vm }) => vm);
  return new Map([...byVm].map(([vm, own]) => [vm, own.map(({ plan }) => plan)]));
}
