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
  const policies = all.filter((c) => hasMark(c, "VmBackupPolicy"));
  const vms = all.filter((c): c is ProtectedVm => hasMark(c, "ProtectedVm"));
  const replicas = all.filter((c): c is ReplicatedVm => hasMark(c, "ReplicatedVm"));
  const ids = new Set(replicas.map(idOf));
  const backsUp = stacksWith([...policies, ...vms]);
  const replicates = stacksWith(replicas);
  const paused = stacksWith([...replicas, ...vms.filter((one) => ids.has(idOf(one)))]);
  return all.filter(TerraformStack.isStack).map((stack) => ({
    id: stack.node.id,
    backsUp: backsUp.has(stack),
    replicates: replicates.has(stack),
    pausedByFailover: paused.has(stack),
  }));
}

function stacksWith(constructs: readonly IConstruct[]): ReadonlySet<TerraformStack> {
  return new Set(constructs.map((one) => TerraformStack.of(one)));
}

function idOf({ vm }: ProtectedVm | ReplicatedVm): string {
  return vm.id.toLowerCase();
}
