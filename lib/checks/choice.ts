import { listed, type Problems, quoted } from "../core/problems";
import { similarWords } from "../core/similar";
import type { CheckExemption } from "./exemption";
import type { CheckRule, CheckSeverity } from "./rule";
import type { RuleId } from "./rules";
import type { ChosenRule } from "./verdicts";

/** Which rules are asked, and how strictly. */
export interface RuleChoice {
  /**
   * Severities that differ from the rules' own.
   * @default - each rule's own
   */
  readonly severities?: Partial<Readonly<Record<RuleId, CheckSeverity>>>;

  /**
   * Rules that are not asked at all, each with the reason, which the evidence shows.
   * @default - none
   */
  readonly off?: Partial<Readonly<Record<RuleId, string>>>;

  /**
   * Rules of the organisation, besides those of the library.
   * @default - none
   */
  readonly ownRules?: readonly CheckRule[];
}

/** The rules as the app wants them; what names no rule, or switches one off without a reason, is a problem. */
export function chooseRules(
  problems: Problems,
  builtIn: readonly CheckRule[],
  { severities = {}, off = {}, ownRules = [] }: RuleChoice,
  exemptions: readonly CheckExemption[],
): readonly ChosenRule[] {
  const rules = [...builtIn, ...ownRules];
  const ids = rules.map(({ id }) => id);
  checkOwnRules(problems, builtIn, ownRules);
  for (const [id, severity] of Object.entries(severities)) {
    checkId(problems, `severities names`, id, ids);
    problems.oneOf(
      `severities[${quoted(id)}]`,
      severity,
      ["error", "warning"],
      "use off for a rule that is not to be asked",
    );
  }
  for (const [id, reason] of Object.entries(off)) {
    checkId(problems, "off names", id, ids);
    problems.when(!reason?.trim(), `off[${quoted(id)}] must say why, got ${quoted(reason)}: an auditor asks`);
  }
  for (const [index, { rule }] of exemptions.entries())
    checkId(problems, `exemptions[${index}].rule is`, rule, ids);
  return rules.map((rule) => {
    const { [rule.id as RuleId]: severity = rule.severity } = severities;
    return { rule, severity, off: off[rule.id as RuleId] };
  });
}

function checkOwnRules(problems: Problems, builtIn: readonly CheckRule[], own: readonly CheckRule[]): void {
  const taken = new Set(builtIn.map(({ id }) => id));
  for (const [index, { id }] of own.entries()) {
    problems.matches(
      `ownRules[${index}].id`,
      id,
      /^[a-z0-9]+(-[a-z0-9]+)*$/,
      'words in lower case with "-" between',
    );
    problems.when(
      taken.has(id),
      `ownRules[${index}].id is ${quoted(id)}, which another rule has: give it another one`,
    );
    taken.add(id);
  }
}

function checkId(problems: Problems, what: string, id: string, ids: readonly string[]): void {
  if (ids.includes(id)) return;
  const similar = similarWords(id ?? "", ids);
  const remedy = similar.length > 0 ? `did you mean ${listed(similar)}?` : "docs/checks-rules.md lists them";
  problems.add(`${what} ${quoted(id)}, which is no rule: ${remedy}`);
}
