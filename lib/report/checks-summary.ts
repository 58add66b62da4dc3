import { countVerdicts, type VerdictCounts } from "../checks/evidence";
import type { ResilienceChecks } from "../checks/resilience-checks";
import { frameworkIds } from "../checks/rule";
import type { ChosenRule, Judgement, Verdict } from "../checks/verdicts";
import { groupBy } from "../core/group-by";
import type { Tree } from "./tree";

/** What the checks of an app found; `evidence.json` has every verdict. */
export interface ChecksSummary {
  readonly total: VerdictCounts;
  readonly rules: readonly RuleSummary[];
  /** What does not pass. */
  readonly open: readonly OpenVerdicts[];
}

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
  return checks?.judgement && summaryOf(checks.judgement);
}

function summaryOf({ rules, verdicts }: Judgement): ChecksSummary {
  const byRule = groupBy(verdicts, ({ chosen }) => chosen);
  const open = groupBy(
    verdicts.filter(({ status }) => status !== "pass"),
    ({ chosen, status, found, exemption }) =>
      JSON.stringify([chosen.rule.id, status, found, exemption?.reason, exemption?.until]),
  );
  return {
    total: countVerdicts(verdicts),
    rules: rules.map((chosen) => ruleOf(chosen, byRule.get(chosen) ?? [])),
    open: [...open.values()].map(openOf),
  };
}

function ruleOf({ rule, severity, off }: ChosenRule, verdicts: readonly Verdict[]): RuleSummary {
  const { id, title } = rule;
  return { rule: id, title, severity, off, ...countVerdicts(verdicts), frameworks: frameworkIds(rule) };
}

function openOf(alike: readonly Verdict[]): OpenVerdicts {
  const [{ chosen, status, found, exemption }] = alike as readonly [Verdict, ...Verdict[]];
  const { reason, owner, until } = exemption ?? {};
  return {
    rule: chosen.rule.id,
    status: status as OpenVerdicts["status"],
    found,
    subjects: alike.map(({ subject }) => subject.at),
    exemption: status === "exempt" && reason && owner && until ? { reason, owner, until } : undefined,
  };
}
