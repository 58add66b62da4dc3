import { DAYS_OF_NOTICE } from "../core/calendar-day";
import type { Problem } from "../core/configuration-error";
import type { Finding } from "../core/findings";
import { groupBy } from "../core/group-by";
import { listed, quoted } from "../core/problems";
import type { CheckExemption } from "./exemption";
import type { CheckSubject } from "./result";
import { frameworkIds } from "./rule";
import type { AmbiguousExemption, Verdict } from "./verdicts";

/** A failure as what stops the run: what is wrong, why, what to do, and who else asks for it. */
export function problemOf(verdict: Verdict): Problem {
  const { rule } = verdict.chosen;
  const ids = frameworkIds(rule);
  const others = ids.length > 0 ? ` (${ids.join(", ")})` : "";
  const message = `${rule.id}: ${failureOf(verdict)}: ${rule.why}; ${rule.fix}${others}`;
  return { where: placeOf(verdict.subject), message };
}

/** Failures as what somebody should look at: one finding for all that fail a rule in the same way; the evidence has each. */
export function findingsOf(verdicts: readonly Verdict[]): readonly Finding[] {
  const alike = groupBy(verdicts, (verdict) => `${verdict.chosen.rule.id}: ${failureOf(verdict)}`);
  return [...alike.values()].map(findingOf);
}

function findingOf(group: readonly Verdict[]): Finding {
  const [first, ...others] = group as readonly [Verdict, ...Verdict[]];
  const { chosen, subject } = first;
  const { rule, severity } = chosen;
  const shown = others.slice(0, 5).map((other) => other.subject.at);
  const names = others.length > shown.length ? [...shown, "…"] : shown;
  const more = others.length > 0 ? ` (and ${others.length} more: ${names.join(", ")})` : "";
  const reason = `${severity} of ${rule.id}: ${failureOf(first)}${more}: ${rule.why}`;
  return { kind: "warning", subject: subject.at, source: subject.source, reason, remedy: rule.fix };
}

function failureOf({ found, exemption }: Verdict): string {
  return `${found}${endOf(exemption)}`;
}

/** What a run says of an exemption that ends soon; undefined of others. */
export function findingOfEnd(exemption: CheckExemption, left: number): Finding | undefined {
  if (left < 1 || left > DAYS_OF_NOTICE) return undefined;
  const { owner, until } = exemption;
  const when = left === 1 ? "today" : `in ${left} days`;
  const reason = `the ${describe(exemption)} ends ${when}, on ${until}`;
  return finding(exemption, reason, `${owner} mends what it is for, or gives it a new end with a new reason`);
}

/** What a run says of an exemption that hides nothing. */
export function findingOfIdle(exemption: CheckExemption): Finding {
  return finding(exemption, `the ${describe(exemption)} hides nothing`, "remove it, or correct its place");
}

/** What a run says of an exemption that could mean several things. */
export function findingOfAmbiguous({ exemption, meanings }: AmbiguousExemption): Finding {
  const shown = meanings.slice(0, 3);
  const more = meanings.length > shown.length ? ` (and ${meanings.length - shown.length} more)` : "";
  const reason = `the ${describe(exemption)} could mean ${listed(shown)}${more}, and exempts none of them`;
  return finding(
    exemption,
    reason,
    "name one by its ARM id, or by its stack and address, or mean all with *",
  );
}

function finding({ at }: CheckExemption, reason: string, remedy: string): Finding {
  return { kind: "warning", subject: at, reason, remedy };
}

function describe({ rule, at }: CheckExemption): string {
  return `exemption of ${rule} at ${quoted(at)}`;
}

function endOf(exemption: CheckExemption | undefined): string {
  return exemption ? `, and its exemption by ${exemption.owner} ended on ${exemption.until}` : "";
}

function placeOf({ at, source }: CheckSubject): string {
  return source ? `${source} (${at})` : at;
}
