import type { VerdictCounts } from "../checks/evidence";
import type { ResilienceChecks } from "../checks/resilience-checks";
import type { Tree } from "./tree";

/** What the checks of an app found; `evidence.json` has every verdict. */
export interface ChecksSummary {
  readonly total: VerdictCounts;
  readonly rules: readonly RuleSummary[];
  /** What does not pass. */
  readonly open: readonly OpenVerdicts[];
}

/** A rule of the checks, and how many verdicts of each kind it gave. */
export interface RuleSummary extends VerdictCounts {
  readonly rule: string;
  readonly title: string;
  readonly severity: string;
  /** Why it is switched off. */
  readonly off?: string;
  /** Ids of the same rule in other catalogues. */
  readonly frameworks: readonly string[];
}

/** Verdicts of one rule that say the same of several subjects. */
export interface OpenVerdicts {
  readonly rule: string;
  readonly status: "fail" | "exempt" | "unknown";
  readonly found: string;
  readonly subjects: readonly string[];
  readonly exemption?: { readonly reason: string; readonly owner: string; readonly until: string };
}

/** undefined for an app that has no checks. */
export function checksSummary(tree: Tree): ChecksSummary | undefined {
  const [checks] = tree.marked<ResilienceChecks>("ResilienceChecks");
  return checks?.judgement && summarizing().summaryOf(checks.judgement);
}

/** Loaded by apps that have checks. */
function summarizing(): typeof import("./judgement-summary") {
  return require("./judgement-summary");
}
