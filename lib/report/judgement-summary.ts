import { countVerdicts } from "../checks/evidence";
import { frameworkIds } from "../checks/rule";
import type { ChosenRule, Judgement, Verdict } from "../checks/verdicts";
import { groupBy } from "../core/group-by";
import type { ChecksSummary, OpenVerdicts, RuleSummary } from "./checks-summary";

/** A judgement by its rules, and what does not pass by what it says. */
export function summaryOf({ rules, verdicts }: Judgement): ChecksSummary {
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
