import { type Problems, quoted } from "../core/problems";
import type { DisasterRecoveryPair } from "./disaster-recovery-pair";
import type { ReplicationPolicy } from "./replication-policy";

/**
 * How many VMs share consistent recovery points at most (Microsoft Learn, "Common questions: Azure-to-Azure disaster
 * recovery", replication groups).
 */
const MAX_GROUP = 16;

interface Group {
  readonly pair: DisasterRecoveryPair;
  readonly policy: ReplicationPolicy;
  readonly members: number;
}

/** The VMs of a vault that are recovered to one moment, by the name of their group, which has no letter case. */
export class MultiVmGroups {
  private readonly groups = new Map<string, Group>();

  /** Refuses a VM more than a group takes, and one with another source, target or policy than its others. */
  check(
    problems: Problems,
    name: string | undefined,
    pair: DisasterRecoveryPair,
    policy: ReplicationPolicy,
  ): void {
    const group = name === undefined ? undefined : this.groups.get(name.toLowerCase());
    if (!group) return;
    const what = `multiVmGroup ${quoted(name)}`;
    const members = group.members + 1;
    problems.when(
      members > MAX_GROUP,
      `${what} must have ${MAX_GROUP} VMs at most, got ${members}: split the group`,
    );
    const foreign = group.pair !== pair;
    problems.when(
      foreign,
      `${what} must be another than that of ${group.pair.node.path}: a group has one source and one target`,
    );
    problems.when(
      !foreign && group.policy !== policy,
      `${what} must have one replication policy, got a second one: name the same policy for all of its VMs`,
    );
  }

  add(name: string | undefined, pair: DisasterRecoveryPair, policy: ReplicationPolicy): void {
    if (name === undefined) return;
    const members = (this.groups.get(name.toLowerCase())?.members ?? 0) + 1;
    this.groups.set(name.toLowerCase(), { pair, policy, members });
  }
}
