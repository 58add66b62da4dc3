import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { hasMark } from "../core/marks";
import type { ProtectedVm } from "../protection/protected-vm";
import type { ReplicatedVm } from "../replication/replicated-vm";

/** A stack, and what it would take part in when a VM comes or goes. */
export interface StackFacts {
  readonly id: string;
  readonly backsUp: boolean;
  readonly replicates: boolean;
  /** Would it do harm while its VMs run elsewhere: does it replicate, or back up what is replicated? */
  readonly pausedByFailover: boolean;
}

export function stacksOf(all: readonly IConstruct[]): readonly StackFacts[] {
  const holding = (...marks: readonly string[]) =>
    new Set(
      all.filter((c) => marks.some((mark) => hasMark(c, mark))).map((c) => TerraformStack.of(c).node.path),
    );
  const backsUp = holding("ProtectedVm", "VmBackupPolicy");
  const replicates = holding("ReplicatedVm");
  const paused = stacksOfReplicas(all);
  return all.filter(TerraformStack.isStack).map(({ node }) => ({
    id: node.id,
    backsUp: backsUp.has(node.path),
    replicates: replicates.has(node.path),
    pausedByFailover: replicates.has(node.path) || paused.has(node.path),
  }));
}

/** The stacks that back up a VM which is replicated. */
function stacksOfReplicas(all: readonly IConstruct[]): ReadonlySet<string> {
  const idOf = ({ vm }: ProtectedVm | ReplicatedVm) => vm.id.toLowerCase();
  const replicated = new Set(all.filter((c): c is ReplicatedVm => hasMark(c, "ReplicatedVm")).map(idOf));
  return new Set(
    all
      .filter((c): c is ProtectedVm => hasMark(c, "ProtectedVm") && replicated.has(idOf(c as ProtectedVm)))
      .map((c) => TerraformStack.of(c).node.path),
  );
}
