import { Token } from "cdktf";
import type { Construct } from "constructs";
import type { BuiltInPolicyName } from "../../policies/built-in-policies";
import { addFinding } from "../core/findings";
import { Problems, quoted } from "../core/problems";
import { isRegion } from "../core/regions";
import { builtIn, type CustomPolicy, similarBuiltIns } from "./built-in";
import { checkParameters } from "./parameter-checks";
import type { PolicyAssignmentOptions } from "./policy-assignment";
import { isScope, maxNameLength, type PolicyScope } from "./policy-scope";

/** What an assignment needs to know of its definition. */
export interface Definition {
  readonly displayName: string;
  readonly policyDefinitionId: string;
  readonly roles: readonly string[];
}

/** The definition of a built-in or custom policy; undefined for a name that the catalogue does not have. */
export function definitionOf({
  policy,
}: {
  policy: BuiltInPolicyName | CustomPolicy;
}): Definition | undefined {
  if (typeof policy === "object") {
    const { id, displayName, roleDefinitionIds = [] } = policy;
    return { displayName, policyDefinitionId: id, roles: roleDefinitionIds };
  }
  const found = builtIn(policy);
  if (!found) return undefined;
  return { displayName: policy, policyDefinitionId: found.id, roles: found.roleDefinitionIds };
}

interface Checked extends PolicyAssignmentOptions {
  readonly at: PolicyScope;
  readonly policy: BuiltInPolicyName | CustomPolicy;
  readonly parameters?: object;
}

export function checkAssignment(
  scope: Construct,
  name: string,
  props: Checked,
  definition: Definition | undefined,
): void {
  const problems = new Problems(scope);
  if (!definition) problems.add(unknownPolicy(String(props.policy)));
  checkScope(problems, props);
  checkName(problems, name, maxNameLength(props.at));
  if (definition) checkIdentity(problems, definition, props.location);
  const catalogued = typeof props.policy === "string" ? builtIn(props.policy) : undefined;
  if (catalogued) {
    checkParameters(problems, catalogued, { ...props.parameters });
    if (catalogued.deprecated) warnDeprecated(scope, String(props.policy));
  }
  problems.throwIfAny();
}

function unknownPolicy(name: string): string {
  const similar = similarBuiltIns(name);
  const hint =
    similar.length > 0
      ? `did you mean ${similar.map(quoted).join(" or ")}?`
      : "see policies/built-in-policies.ts";
  return `policy must be the display name of a built-in for backup or disaster recovery, or a custom policy, got ${quoted(name)}: ${hint}`;
}

function checkScope(problems: Problems, { at, alsoGrantAt = [] }: Checked): void {
  if (!Token.isUnresolved(at.id) && !isScope(at)) {
    problems.add(`at must be a valid ${at.kind} scope, got ${quoted(at.id)}: use PolicyScope.${at.kind}(…)`);
  }
  for (const scope of alsoGrantAt) {
    const fits =
      Token.isUnresolved(scope) || /^\/(subscriptions|providers\/Microsoft\.Management)\/./i.test(scope);
    problems.when(!fits, `alsoGrantAt must be ARM ids, got ${quoted(scope)}`);
  }
}

function checkName(problems: Problems, name: string, max: number): void {
  if (Token.isUnresolved(name)) return;
  problems.when(
    name.length < 1 || name.length > max,
    `name must be 1 to ${max} characters here, got ${name.length} (${quoted(name)})`,
  );
  problems.when(
    /[#<>%&:\\?/]/.test(name) || /[ .]$/.test(name),
    `name must not have any of #<>%&:\\?/ nor end in a space or period, got ${quoted(name)}`,
  );
}

function checkIdentity(problems: Problems, { roles }: Definition, location: string | undefined): void {
  problems.when(
    roles.length > 0 && location === undefined,
    "location is missing: the definition deploys or modifies, so its assignment needs an identity, and that a region",
  );
  problems.when(
    location !== undefined && !Token.isUnresolved(location) && !isRegion(location),
    `location must be an Azure region, got ${quoted(location)}`,
  );
}

function warnDeprecated(scope: Construct, policy: string): void {
  addFinding(scope, {
    kind: "warning",
    subject: scope.node.path,
    reason: `the built-in ${quoted(policy)} is deprecated`,
    remedy: "look for its successor in the portal",
  });
}
