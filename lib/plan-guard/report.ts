import { count } from "../core/words";
import type { Approval } from "./approvals";
import { type GuardFinding, SEVERITIES } from "./finding";

/** What was read, and what came of it. */
export interface GuardReport {
  readonly files: readonly { readonly file: string; readonly changes: number }[];
  readonly findings: readonly GuardFinding[];
  readonly approved: readonly (GuardFinding & { readonly approval: Approval })[];
  readonly notes: readonly string[];
}

const COLOURS: Readonly<Record<string, string>> = { loss: "31", weakened: "33", watch: "36", unknown: "35" };

/** For people: a line for each finding, the worst first. */
export function asText(report: GuardReport, colour: boolean): string {
  const paint = (text: string, code: string | undefined) =>
    colour && code !== undefined ? `\u001b[${code}m${text}\u001b[0m` : text;
  const several = report.files.length > 1;
  const lines = worstFirst(report.findings).map(({ severity, rule, address, reason, file }) =>
    [
      paint(severity.padEnd(8), COLOURS[severity]),
      `${several ? `${file}: ` : ""}${address}`,
      `\n         ${reason} [${rule}]`,
    ].join(" "),
  );
  const approved = report.approved.map(
    ({ address, rule, approval }) =>
      `approved ${address} [${rule}] by ${approval.owner} until ${approval.until}: ${approval.reason}`,
  );
  const notes = report.notes.map((note) => `note     ${note}`);
  return [...lines, ...approved, ...notes, summary(report)].join("\n");
}

/** "2 plans, 14 changes: 1 loss, 2 weakened; 1 approved" */
function summary({ files, findings, approved }: GuardReport): string {
  const changes = files.reduce((sum, one) => sum + one.changes, 0);
  const counts = SEVERITIES.map((severity) => ({
    severity,
    number: findings.filter((one) => one.severity === severity).length,
  })).filter(({ number }) => number > 0);
  const found =
    counts.map(({ severity, number }) => `${number} ${severity}`).join(", ") || "nothing lost or weakened";
  const set = approved.length > 0 ? `; ${approved.length} approved` : "";
  return `${count(files.length, "plan")}, ${count(changes, "change")}: ${found}${set}`;
}

function worstFirst(findings: readonly GuardFinding[]): readonly GuardFinding[] {
  return SEVERITIES.flatMap((severity) => findings.filter((one) => one.severity === severity));
}

/** For machines. */
export function asJson(report: GuardReport): string {
  return JSON.stringify({ version: 1, ...report }, undefined, 2);
}

/** For a pull request. */
export function asMarkdown(report: GuardReport): string {
  const { findings, approved, notes } = report;
  const head = findings.length > 0 ? "### Plan guard: refused" : "### Plan guard: passed";
  const table = (rows: readonly string[]) =>
    rows.length === 0 ? [] : ["", "| severity | resource | what | rule |", "|---|---|---|---|", ...rows];
  return [
    head,
    "",
    summary(report),
    ...table(worstFirst(findings).map(row)),
    ...(approved.length === 0 ? [] : ["", "Approved:", ""]),
    ...approved.map(
      ({ address, rule, approval }) =>
        `- ${code(address)} (${rule}), by ${escaped(approval.owner)} until ${approval.until}: ${escaped(approval.reason)}`,
    ),
    ...(notes.length === 0 ? [] : ["", "Notes:", ""]),
    ...notes.map((note) => `- ${escaped(note)}`),
    "",
  ].join("\n");
}

function row({ severity, address, reason, rule }: GuardFinding): string {
  return `| ${severity} | ${code(address)} | ${escaped(reason)} | ${rule} |`;
}

const code = (text: string) => `\`${text.replaceAll("`", "'").replaceAll("|", "\\|")}\``;

/** Values of a plan are somebody else's words: no markup, no line ends. */
const escaped = (text: string) =>
  text.replace(/[\r\n]+/g, " ").replace(/[\\`*_{}[\]<>|#@]/g, (character) => `\\${character}`);
