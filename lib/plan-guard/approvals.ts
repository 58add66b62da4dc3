import { ConfigurationError, type Problem } from "../core/configuration-error";
import { dayNumber } from "../core/day";
import { quoted } from "../core/words";
import type { GuardFinding } from "./finding";
import { GUARD_RULES } from "./rules/rule-list";

/** A finding that somebody wants: a server is retired, a policy is replaced on purpose. */
export interface Approval {
  /** The address of the resource; "*" stands for any characters. */
  readonly address: string;
  /** The rules that may find it. */
  readonly rules: readonly string[];
  readonly reason: string;
  readonly owner: string;
  /** The last day, in UTC: "2027-01-31". */
  readonly until: string;
  /** The plan's file, as it is given to the command; "*" stands for any characters. @default - the only plan that it fits */
  readonly plan?: string;
}

/** Collects problems as `Problems` does, which would load the framework. */
class Complaints {
  private readonly found: Problem[] = [];

  constructor(private readonly where: string) {}

  add(message: string): void {
    this.found.push({ where: this.where, message });
  }

  when(condition: boolean, message: string): void {
    if (condition) this.add(message);
  }

  throwIfAny(): void {
    if (this.found.length > 0) throw new ConfigurationError(this.found);
  }
}

/** Findings that are approved, and what is to be said of approvals. */
export interface Judged {
  readonly open: readonly GuardFinding[];
  readonly approved: readonly (GuardFinding & { readonly approval: Approval })[];
  /** Approvals that are over, or that approve nothing. */
  readonly notes: readonly string[];
}

/**
 * Reads a file of approvals: `{ "version": 1, "approvals": [{ "address", "rules", "reason", "owner", "until" }] }`.
 * @throws ConfigurationError with all its problems
 */
export function readApprovals(text: string, file: string): readonly Approval[] {
  const problems = new Complaints(file);
  const approvals = parse(problems, text);
  approvals.forEach((entry, i) => {
    check(problems, `approvals[${i}]`, entry);
  });
  problems.throwIfAny();
  return approvals as readonly Approval[];
}

function parse(problems: Complaints, text: string): readonly unknown[] {
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    problems.add(`is not JSON: ${(error as Error).message}`);
    return [];
  }
  const { version, approvals } = Object(content) as { version?: unknown; approvals?: unknown };
  problems.when(version !== 1, `version must be 1, got ${quoted(version)}`);
  problems.when(!Array.isArray(approvals), "approvals must be a list");
  return Array.isArray(approvals) ? approvals : [];
}

const MEMBERS = ["address", "rules", "reason", "owner", "until", "plan"];

function check(problems: Complaints, where: string, entry: unknown): void {
  const { address, rules, reason, owner, until, plan } = Object(entry) as Record<string, unknown>;
  const isText = (value: unknown) => typeof value === "string" && value.trim() !== "";
  problems.when(!isText(address), `${where}.address must be an address of the plan, got ${quoted(address)}`);
  problems.when(
    plan !== undefined && !isText(plan),
    `${where}.plan must be a plan's file, got ${quoted(plan)}: leave it out where one plan has the address`,
  );
  problems.when(!isText(reason), `${where}.reason must say why: who reads the plan later asks for it`);
  problems.when(!isText(owner), `${where}.owner must say who answers for it`);
  problems.when(
    dayNumber(String(until)) === undefined,
    `${where}.until must be the last day, such as "2027-01-31", got ${quoted(until)}: an approval without an end approves the next mistake`,
  );
  const known: readonly string[] = GUARD_RULES.map(({ id }) => id);
  if (!Array.isArray(rules) || rules.length === 0)
    problems.add(`${where}.rules must be a list of rules, got ${quoted(rules)}`);
  else
    for (const rule of rules)
      problems.when(
        !known.includes(rule),
        `${where}.rules has ${quoted(rule)}, which is no rule: see plan-guard --help`,
      );
  for (const name of Object.keys(Object(entry)))
    problems.when(
      !MEMBERS.includes(name),
      `${where}.${name} is not known: an approval has ${MEMBERS.join(", ")}`,
    );
}

/** Sets the findings aside that somebody approves on this day. */
export function judge(
  findings: readonly GuardFinding[],
  approvals: readonly Approval[],
  today: number,
): Judged {
  const isOver = ({ until }: Approval) => (dayNumber(until) ?? 0) < today;
  const used = new Set<Approval>();
  const vague = new Map(approvals.map((one) => [one, plansOf(one, findings)] as const));
  const isVague = (one: Approval) => (vague.get(one)?.length ?? 0) > 1;
  const open: GuardFinding[] = [];
  const approved: (GuardFinding & { approval: Approval })[] = [];
  for (const finding of findings) {
    const fitting = approvals.filter((approval) => fits(approval, finding));
    for (const approval of fitting) used.add(approval);
    const approval = fitting.find((one) => !isOver(one) && !isVague(one));
    if (approval) approved.push({ ...finding, approval });
    else open.push(finding);
  }
  const notes = approvals.flatMap((one) =>
    isVague(one) ? vagueNote(one, vague.get(one) ?? []) : noteOf(one, used.has(one), isOver(one)),
  );
  return { open, approved, notes };
}

/** The plans that an approval of one address fits: stacks have the same addresses. */
function plansOf(approval: Approval, findings: readonly GuardFinding[]): readonly string[] {
  if (approval.plan !== undefined || approval.address.includes("*")) return [];
  return [...new Set(findings.flatMap((one) => (fits(approval, one) ? (one.file ?? []) : [])))];
}

function vagueNote({ address, owner }: Approval, plans: readonly string[]): string {
  return `the approval of ${address} by ${owner} could mean ${plans.join(" or ")}, and approves neither: name the file in "plan"`;
}

function fits({ address, rules, plan }: Approval, finding: GuardFinding): boolean {
  const inPlan = plan === undefined || pattern(plan).test(finding.file ?? "");
  return inPlan && rules.includes(finding.rule) && pattern(address).test(finding.address);
}

function pattern(address: string): RegExp {
  const escaped = address.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${escaped}$`);
}

function noteOf({ address, until, owner }: Approval, used: boolean, over: boolean): readonly string[] {
  if (over)
    return [`the approval of ${address} by ${owner} ended on ${until}: renew it with a reason, or remove it`];
  return used ? [] : [`the approval of ${address} by ${owner} approves nothing in these plans: remove it`];
}
