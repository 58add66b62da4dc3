import { readFileSync } from "node:fs";
import { type Command, misuse, readArguments, type Streams, writeText } from "../core/command";
import { ConfigurationError } from "../core/configuration-error";
import { dayNumber } from "../core/day";
import { type Approval, judge, readApprovals } from "./approvals";
import type { GuardFinding } from "./finding";
import { type GuardResult, guardPlan } from "./guard-plan";
import { readPlan, UnreadablePlan } from "./plan";
import { asJson, asMarkdown, asText, type GuardReport } from "./report";
import { GUARD_RULES } from "./rules/rule-list";

/** Nothing would be lost; something would; the guard could not tell. */
const EXIT = { passed: 0, refused: 1, unreadable: 2 } as const;

const USAGE = `usage: plan-guard [--approvals FILE] [--json] [--markdown FILE] PLAN.json...

Refuses plans that would lose or weaken backups and disaster recovery. PLAN.json is what
terraform show -json PLANFILE writes.

  --approvals FILE   findings that somebody wants, with reason, owner and last day
  --json             the report as JSON
  --markdown FILE    writes a summary for a pull request, too
  --today DAY        the day of the run, for approvals ("2027-01-31"; default: today, UTC)
  --version          the version of the package
  --help             this text

exit codes: 0 nothing would be lost or weakened, 1 something would, 2 a plan or the command line cannot be read

rules:
${GUARD_RULES.map(({ id, severity, title }) => `  ${id.padEnd(24)} ${severity.padEnd(9)} ${title}`).join("\n")}
`;

const COMMAND: Command = { name: "plan-guard", usage: USAGE };

/** Runs the command; returns its exit code. */
export function planGuard(args: readonly string[], { out, err, colour }: Streams): number {
  try {
    const options = optionsOf(args);
    if (typeof options === "string") {
      out(options);
      return EXIT.passed;
    }
    const report = reportOf(options);
    if (options.markdown !== undefined) writeText(options.markdown, asMarkdown(report));
    out(`${options.json ? asJson(report) : asText(report, colour)}\n`);
    return report.findings.length > 0 ? EXIT.refused : EXIT.passed;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    err(`${(error as Error).message}\n`);
    return EXIT.unreadable;
  }
}

interface Options {
  readonly files: readonly string[];
  readonly approvals?: string;
  readonly json: boolean;
  readonly markdown?: string;
  readonly today: number;
}

/** What was asked for; a text where it is help or the version. */
function optionsOf(args: readonly string[]): Options | string {
  const { values, positionals, answer } = readArguments(COMMAND, args, {
    approvals: { type: "string" },
    json: { type: "boolean" },
    markdown: { type: "string" },
    today: { type: "string" },
  });
  if (answer !== undefined) return answer;
  if (positionals.length === 0) throw misuse(COMMAND, "no plan is given");
  const day = values.today ?? new Date().toISOString().slice(0, 10);
  const today = dayNumber(day);
  if (today === undefined)
    throw misuse(COMMAND, `--today must be a day such as "2027-01-31", got ${JSON.stringify(day)}`);
  const { approvals, markdown, json = false } = values;
  return { files: positionals, approvals, markdown, json, today };
}

/** Reads every plan, and says of all that cannot be read what is wrong with them. */
function reportOf({ files, approvals, today }: Options): GuardReport {
  const unreadable: string[] = [];
  const results = files.map((file) => ({ file, result: resultOf(file, unreadable) }));
  const given = approvals === undefined ? [] : (attempt(() => approvalsOf(approvals), unreadable) ?? []);
  if (unreadable.length > 0) throw new UnreadablePlans(unreadable);
  const findings = results.flatMap(({ file, result }) =>
    (result?.findings ?? []).map((one): GuardFinding => ({ ...one, file })),
  );
  const { open, approved, notes } = judge(findings, given, today);
  return {
    files: results.map(({ file, result }) => ({ file, changes: result?.changes ?? 0 })),
    findings: open,
    approved,
    notes: [...results.flatMap(({ result }) => result?.notes ?? []), ...notes],
  };
}

function resultOf(file: string, unreadable: string[]): GuardResult | undefined {
  return attempt(() => guardPlan(readPlan(read(file), file)), unreadable);
}

function approvalsOf(file: string): readonly Approval[] {
  return readApprovals(new TextDecoder().decode(read(file)), file);
}

function attempt<T>(step: () => T, unreadable: string[]): T | undefined {
  try {
    return step();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    unreadable.push((error as Error).message);
    return undefined;
  }
}

function read(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UnreadablePlan(file, `cannot be read: ${(error as Error).message.split(",")[0]}`);
  }
}

class UnreadablePlans extends Error {
  constructor(messages: readonly string[]) {
    super(messages.join("\n"));
    Object.defineProperty(this, PLANS, { value: true });
  }
}

const PLANS = Symbol.for("cdktf-azure-resilience/UnreadablePlans");

function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (ConfigurationError.isConfigurationError(error) || UnreadablePlan.isUnreadablePlan(error)) return true;
  return PLANS in error;
}
