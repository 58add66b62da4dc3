import type { IConstruct } from "constructs";
import { daysLeft } from "../core/calendar-day";
import { groupBy } from "../core/group-by";
import { type CheckExemption, identityOf, matcherOf } from "./exemption";
import type { CheckResult, CheckSubject } from "./result";
import type { CheckContext, CheckRule, CheckSeverity } from "./rule";

/** A rule as an app wants it. */
export interface ChosenRule {
  readonly rule: CheckRule;
  readonly severity: CheckSeverity;
  /** Why it is switched off. */
  readonly off?: string;
}

/** What holds of one subject of a rule, after exemptions. */
export interface Verdict {
  readonly chosen: ChosenRule;
  readonly subject: CheckSubject;
  readonly status: CheckResult["status"];
  readonly found: string;
  /** What makes it exempt; of failures, the exemption that has ended. */
  readonly exemption?: CheckExemption;
}

/** An exemption that could mean several things, and exempts none. */
export interface AmbiguousExemption {
  readonly exemption: CheckExemption;
  /** What it could mean, as an exemption would say it. */
  readonly meanings: readonly string[];
}

/** All verdicts of a run, and the exemptions that hid nothing. */
export interface Judgement {
  readonly rules: readonly ChosenRule[];
  readonly verdicts: readonly Verdict[];
  readonly idle: readonly CheckExemption[];
  readonly ambiguous: readonly AmbiguousExemption[];
}

/** Runs the rules that are not off, in their order. */
export function judge(
  scope: IConstruct,
  rules: readonly ChosenRule[],
  exemptions: readonly CheckExemption[],
  context: CheckContext,
): Judgement {
  const byRule = groupBy(
    exemptions.map((one) => placed(scope, one)),
    ({ exemption }) => exemption.rule as string,
  );
  const used = new Set<CheckExemption>();
  const ambiguous: AmbiguousExemption[] = [];
  const verdicts = rules.flatMap((chosen) => {
    const results = resultsOf(chosen, context);
    const given = byRule.get(chosen.rule.id) ?? [];
    const vague = given.flatMap((place) => ambiguityOf(place, results));
    ambiguous.push(...vague);
    const places = given.filter(({ exemption }) => !vague.some((one) => one.exemption === exemption));
    return results.map((result) => verdictOf(chosen, result, places, used));
  });
  for (const { exemption } of ambiguous) used.add(exemption);
  return { rules, verdicts, idle: exemptions.filter((one) => !used.has(one)), ambiguous };
}

/** A place without "*" means one thing. */
function ambiguityOf(
  { exemption, means }: Place,
  results: readonly CheckResult[],
): readonly AmbiguousExemption[] {
  if (exemption.at.includes("*")) return [];
  const meanings = new Set(results.flatMap(({ subject }) => (means(subject) ? [identityOf(subject)] : [])));
  return meanings.size > 1 ? [{ exemption, meanings: [...meanings] }] : [];
}

interface Place {
  readonly exemption: CheckExemption;
  readonly ended: boolean;
  means(subject: CheckSubject): boolean;
}

function placed(scope: IConstruct, exemption: CheckExemption): Place {
  return { exemption, ended: daysLeft(scope, exemption.until) < 1, means: matcherOf(exemption.at) };
}

function resultsOf({ rule, off }: ChosenRule, context: CheckContext): readonly CheckResult[] {
  const belongs = rule.baseline === undefined || rule.baseline === context.baseline;
  return off === undefined && belongs ? rule.check(context) : [];
}

function verdictOf(
  chosen: ChosenRule,
  result: CheckResult,
  places: readonly Place[],
  used: Set<CheckExemption>,
): Verdict {
  if (result.status !== "fail") return { chosen, ...result };
  const meant = places.filter((place) => place.means(result.subject));
  for (const { exemption } of meant) used.add(exemption);
  const valid = meant.find(({ ended }) => !ended);
  if (valid) return { chosen, ...result, status: "exempt", exemption: valid.exemption };
  return { chosen, ...result, exemption: meant[0]?.exemption };
}
