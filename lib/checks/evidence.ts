import { groupBy } from "../core/group-by";
import { count } from "../core/words";
import { type Baseline, frameworkIds } from "./rule";
import type { ChosenRule, Judgement, Verdict } from "./verdicts";

/** How many verdicts there are of each kind. */
export interface VerdictCounts {
  readonly passed: number;
  readonly failed: number;
  readonly exempt: number;
  readonly unknown: number;
}

export function countVerdicts(verdicts: readonly Verdict[]): VerdictCounts {
  const counts = { passed: 0, failed: 0, exempt: 0, unknown: 0 };
  const member = { pass: "passed", fail: "failed", exempt: "exempt", unknown: "unknown" } as const;
  for (const { status } of verdicts) counts[member[status]] += 1;
  return counts;
}

/** "Checks: 41 rules, 380 passed, 2 failed, 1 exempt": for the run's summary. */
export function describeJudgement({ rules, verdicts }: Judgement): string {
  const { passed, failed, exempt, unknown } = countVerdicts(verdicts);
  const asked = rules.filter(({ off }) => off === undefined).length;
  const off = rules.length > asked ? ` (${rules.length - asked} off)` : "";
  const open = unknown > 0 ? `, ${unknown} not known before the plan` : "";
  return `Checks: ${count(asked, "rule")}${off}, ${passed} passed, ${failed} failed, ${exempt} exempt${open}`;
}

/** The content of `evidence.json`: one line for each rule, framework id and result, so that two runs can be compared. */
export function evidenceFile(baseline: Baseline, judgement: Judgement): string {
  const { rules, verdicts } = judgement;
  const byRule = groupBy(verdicts, ({ chosen }) => chosen);
  const members = [
    ["version", "1"],
    ["baseline", JSON.stringify(baseline)],
    ["total", JSON.stringify(countVerdicts(verdicts))],
    ["rules", lines(rules.map((chosen) => ruleRow(chosen, byRule.get(chosen) ?? [])))],
    ["frameworks", lines(frameworkRows(rules, byRule))],
    ["results", lines(verdicts.map(resultRow))],
  ];
  return `{\n${members.map(([name, value]) => `  "${name}": ${value}`).join(",\n")}\n}\n`;
}

function ruleRow({ rule, severity, off }: ChosenRule, verdicts: readonly Verdict[]): object {
  const { id, title } = rule;
  return { rule: id, title, severity, frameworks: frameworkIds(rule), off, ...countVerdicts(verdicts) };
}

/** A framework id holds where every rule that is mapped to it does. */
function frameworkRows(
  rules: readonly ChosenRule[],
  byRule: ReadonlyMap<ChosenRule, readonly Verdict[]>,
): readonly object[] {
  const pairs = rules.flatMap((chosen) => frameworkIds(chosen.rule).map((id) => ({ id, chosen })));
  const byId = [...groupBy(pairs, ({ id }) => id)].sort(([a], [b]) => (a < b ? -1 : 1));
  return byId.map(([id, members]) => {
    const verdicts = members.flatMap(({ chosen }) => byRule.get(chosen) ?? []);
    return { id, rules: members.map(({ chosen }) => chosen.rule.id), ...countVerdicts(verdicts) };
  });
}

function resultRow({ chosen, subject, status, found, exemption }: Verdict): object {
  const { reason, owner, until } = exemption ?? {};
  const member = status === "exempt" ? "exemption" : "ended";
  const why = exemption ? { [member]: { reason, owner, until } } : {};
  return { rule: chosen.rule.id, ...subject, status, found, ...why };
}

function lines(rows: readonly object[]): string {
  return rows.length === 0 ? "[]" : `[\n${rows.map((row) => `    ${JSON.stringify(row)}`).join(",\n")}\n  ]`;
}
