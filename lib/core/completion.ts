import type { IConstruct } from "constructs";
import type { Problem } from "./configuration-error";

export const COMPLETE = Symbol.for("cdktf-azure-resilience/complete");

/** A construct that can only say at the end of the program what is wrong or missing. */
export interface Completable {
  /** Called once, before the synthesis; returns what it refuses. */
  [COMPLETE](): readonly Problem[];
}

/** What an app has that lets such constructs finish. */
export const COMPLETES = Symbol.for("cdktf-azure-resilience/completes");

/** Lets every such construct of a tree finish, and collects what they refuse. */
export function completeAll(root: IConstruct): readonly Problem[] {
  return root.node.findAll().flatMap((c) => (isCompletable(c) ? c[COMPLETE]() : []));
}

function isCompletable(x: object): x is Completable {
  return COMPLETE in x;
}
