import { groupBy } from "../core/group-by";
import type { RecoveryDrill } from "../drills/recovery-drill";
import { CRASH_CONSISTENT_MINUTES } from "../replication/crash-consistency";
import type { DisasterRecoveryPair } from "../replication/disaster-recovery-pair";
import type { RecoveryPlan } from "../replication/recovery-plan";
import type { ReplicatedVm } from "../replication/replicated-vm";
import { givenText, stackOf, type Tree } from "./tree";
import { vaultName } from "./vm-rows";

/** VMs that are replicated from one place to another. Times are in minutes. */
export interface ReplicationPath {
  readonly from: string;
  readonly to: string;
  readonly vms: number;
  readonly vault: string;
  readonly stack: string;
  /** The longest time between crash-consistent recovery points. */
  readonly rpo: number;
  /** Minutes between app-consistent points, of each policy in use; 0 for none. */
  readonly appConsistent: readonly number[];
  /** How long points are kept, by each policy in use. */
  readonly keeps: readonly number[];
  readonly hasTestNetwork: boolean;
  readonly plans: readonly PlanRow[];
}

/** A recovery plan, and when it is tried out. */
export interface PlanRow {
  readonly name: string;
  readonly vms: number;
  /** When it is tried out; empty where nothing does. */
  readonly drills: readonly string[];
}

/** The pairs of regions, or of zones, that VMs are replicated between. */
export function replicationPaths(tree: Tree): readonly ReplicationPath[] {
  const replicas = groupBy(tree.marked<ReplicatedVm>("ReplicatedVm"), ({ pair }) => pair);
  const plans = groupBy(tree.marked<RecoveryPlan>("RecoveryPlan"), ({ pair }) => pair);
  const drills = groupBy(tree.marked<RecoveryDrill>("RecoveryDrill"), ({ plan }) => plan.node.path);
  const pairs = new Set([...replicas.keys(), ...plans.keys()]);
  return [...pairs].map((pair) => {
    const own = (plans.get(pair) ?? []).map((plan) => planRow(plan, drills.get(plan.node.path) ?? []));
    return pathOf(pair, replicas.get(pair) ?? [], own);
  });
}

function pathOf(
  pair: DisasterRecoveryPair,
  vms: readonly ReplicatedVm[],
  plans: readonly PlanRow[],
): ReplicationPath {
  const policies = [...new Set(vms.map(({ policy }) => policy))];
  const { zones, sourceRegion, targetRegion } = pair;
  return {
    from: zones ? `${sourceRegion} zone ${zones.source}` : sourceRegion,
    to: zones ? `${targetRegion} zone ${zones.target}` : targetRegion,
    vms: vms.length,
    vault: vaultName(pair.vault),
    stack: stackOf(pair),
    rpo: CRASH_CONSISTENT_MINUTES,
    appConsistent: distinct(policies.map((policy) => policy.appConsistentSnapshotMinutes)),
    keeps: distinct(policies.map((policy) => policy.recoveryPointRetentionMinutes)),
    hasTestNetwork: pair.testNetwork !== undefined,
    plans,
  };
}

function planRow(plan: RecoveryPlan, drills: readonly RecoveryDrill[]): PlanRow {
  const name = givenText(plan.resource, "name") ?? plan.node.id;
  return { name, vms: plan.vms.length, drills: drills.map(({ when }) => when) };
}

function distinct(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}
