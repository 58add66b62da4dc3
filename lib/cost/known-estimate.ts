import type { IConstruct } from "constructs";
import type { Estimate } from "./estimate";
import type { CostEstimate } from "./estimate-cost";

/** What a program estimates, by its own assumptions, and what that costs at its prices. */
export interface KnownEstimate {
  readonly estimate: Estimate;
  readonly cost?: CostEstimate;
}

const known = new WeakMap<IConstruct, KnownEstimate>();

/** Keeps an estimate of a whole tree, for those who want it after the run has made it. */
export function recordEstimate(root: IConstruct, estimate: KnownEstimate): void {
  known.set(root, estimate);
}

/** The estimate that the program has asked for; undefined where it has not. */
export function knownEstimate(root: IConstruct): KnownEstimate | undefined {
  return known.get(root);
}
