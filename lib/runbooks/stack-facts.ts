import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { hasMark } from "../core/marks";

/** A stack, and what it would take part in when a VM comes or goes. */
export interface StackFacts {
  readonly id: string;
  readonly backsUp: boolean;
  readonly replicates: boolean;
}

export function stacksOf(all: readonly IConstruct[]): readonly StackFacts[] {
  const holding = (...marks: readonly string[]) =>
    new Set(
      all.filter((c) => marks.some((mark) => hasMark(c, mark))).map((c) => TerraformStack.of(c).node.path),
    );
  const backsUp = holding("ProtectedVm", "VmBackupPolicy");
  const replicates = holding("ReplicatedVm");
  return all.filter(TerraformStack.isStack).map(({ node }) => ({
    id: node.id,
    backsUp: backsUp.has(node.path),
    replicates: replicates.has(node.path),
  }));
}
