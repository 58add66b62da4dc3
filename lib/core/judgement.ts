import type { IConstruct } from "constructs";
import type { Problem } from "./configuration-error";

export const JUDGES = Symbol.for("cdktf-azure-resilience/judges");

/** The context value that turns refusals of judges into findings. */
export const REPORT_ONLY = "reportOnly";

/** A construct that judges what Terraform will read, when all of it is written and nothing is published. */
export interface Judge {
  /**
   * Called once, after the synthesis of all stacks; returns what it refuses.
   *
   * @param outdir where the stacks are for now, as in the output folder: `stacks/ID/cdk.tf.json`
   */
  [JUDGES](outdir: string): readonly Problem[];
}

/** Lets every such construct of a tree judge, and collects what they refuse. */
export function judgeAll(root: IConstruct, outdir: string): readonly Problem[] {
  return root.node.findAll().flatMap((c) => (isJudge(c) ? c[JUDGES](outdir) : []));
}

function isJudge(x: object): x is Judge {
  return JUDGES in x;
}
