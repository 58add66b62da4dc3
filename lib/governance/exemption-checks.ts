import { Token } from "cdktf";
import type { Construct } from "constructs";
import { DAYS_OF_NOTICE, dayNumber, daysLeft } from "../core/calendar-day";
import { addFinding } from "../core/findings";
import { listed, Problems, quoted } from "../core/problems";
import type { Definition } from "./definition";
import type { PolicyExemptionProps } from "./policy-exemption";
import { isScope, isWithin, type PolicyScope } from "./policy-scope";

type Checked = PolicyExemptionProps & { readonly at: PolicyScope | string };

export function checkExemption(scope: Construct, name: string, props: Checked): void {
  const problems = new Problems(scope);
  const { reason, expiresOn, category, displayName, members, assignment } = props;
  problems.when(reason === undefined || reason.trim() === "", "reason must say why: an auditor asks for it");
  checkLength(problems, "reason", reason, 512);
  checkLength(problems, "displayName", displayName, 128);
  problems.oneOf("category", category, ["Waiver", "Mitigated"], "Azure has no other");
  problems.when(
    expiresOn === undefined || dayNumber(expiresOn) === undefined,
    `expiresOn must be the last day, such as "2027-06-30", got ${quoted(expiresOn)}: an exemption without an end is forgotten`,
  );
  checkPlace(problems, props);
  checkExemptionName(problems, name);
  checkMembers(problems, "members", members, assignment.definition);
  problems.throwIfAny();
}

/** Refuses reference ids that an initiative does not have. */
export function checkMembers(
  problems: Problems,
  argument: string,
  given: readonly string[] = [],
  { members, displayName }: Definition,
): void {
  if (members === undefined) return;
  const have = members.length > 0 ? listed(members) : "none, since it is no initiative";
  for (const id of given.filter((one) => !members.includes(one)))
    problems.add(
      `${argument} names ${quoted(id)}, which is no reference id: ${quoted(displayName)} has ${have}`,
    );
}

function checkLength(problems: Problems, name: string, text: string | undefined, max: number): void {
  const length = text?.length ?? 0;
  problems.when(length > max, `${name} must be ${max} characters at most, got ${length}`);
}

function checkPlace(problems: Problems, { at, assignment }: Checked): void {
  const id = typeof at === "string" ? at : at.id;
  if (Token.isUnresolved(id)) return;
  const fits = typeof at === "string" ? RESOURCE.test(at) : isScope(at);
  const shape = typeof at === "string" ? "the ARM id of a resource" : `a valid ${at.kind} scope`;
  problems.when(!fits, `at must be ${shape}, got ${quoted(id)}`);
  const outside = isWithin(id, assignment.at.id) === false;
  const above =
    assignment.at.kind !== "managementGroup" && typeof at !== "string" && at.kind === "managementGroup";
  problems.when(
    fits && (outside || above),
    `at must be at or below ${assignment.at.id}, where the policy is assigned, got ${quoted(id)}`,
  );
}

const RESOURCE = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/[^/]+(\/[^/]+\/[^/]+)+$/i;

function checkExemptionName(problems: Problems, name: string): void {
  if (Token.isUnresolved(name)) return;
  problems.when(
    name.length < 1 || name.length > 64,
    `name must be 1 to 64 characters, got ${name.length} (${quoted(name)})`,
  );
  problems.when(
    /[#<>%&:\\?/]/.test(name) || /[ .]$/.test(name),
    `name must not have any of #<>%&:\\?/ nor end in a space or period, got ${quoted(name)}`,
  );
}

/** Says that an exemption ends soon, or has ended: Azure says neither. */
export function warnOfEnd(scope: Construct, expiresOn: string): void {
  const left = daysLeft(scope, expiresOn);
  if (left > DAYS_OF_NOTICE) return;
  const days = left === 1 ? "today" : `in ${left} days`;
  const reason =
    left < 1 ? `the exemption ended on ${expiresOn}` : `the exemption ends ${days}, on ${expiresOn}`;
  const remedy =
    left < 1
      ? "remove it, or give it a new end with a new reason"
      : "mend what it is for, or give it a new end";
  addFinding(scope, { kind: "warning", subject: scope.node.path, reason, remedy });
}
