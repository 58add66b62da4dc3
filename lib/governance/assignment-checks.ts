import { TerraformStack, Token } from "cdktf";
import type { Construct } from "constructs";
import type { BuiltInPolicyName } from "../../policies/built-in-policies";
import { addFinding } from "../core/findings";
import { GUID } from "../core/guid";
import { Problems, quoted } from "../core/problems";
import { isRegion } from "../core/regions";
import { Registry } from "../core/registry";
import type { PolicyAssignmentOptions } from "./assignment-props";
import { builtIn, type CustomPolicy, similarBuiltIns } from "./built-in";
import { checkParameters } from "./parameter-checks";
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
    // definitions list their roles by full id, people by GUID
    const roles = roleDefinitionIds.map((role) => (role.split("/").at(-1) ?? role).toLowerCase());
    return { displayName, policyDefinitionId: id, roles };
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
  if (typeof props.policy === "object") checkCustom(problems, props.policy);
  checkScopes(problems, props, definition);
  checkName(problems, name, maxNameLength(props.at));
  if (definition) checkIdentity(problems, definition, props.location);
  const catalogued = typeof props.policy === "string" ? builtIn(props.policy) : undefined;
  if (catalogued) {
    checkParameters(problems, catalogued, { ...props.parameters });
    if (catalogued.deprecated) warnDeprecated(scope, String(props.policy));
  }
  checkUnique(problems, scope, name, props.at);
  problems.throwIfAny();
}

/** The names of the assignments of each stack, with their scopes. */
const assignments = new Registry<TerraformStack>();

function checkUnique(problems: Problems, scope: Construct, name: string, at: PolicyScope): void {
  const stack = TerraformStack.of(scope);
  const key = `${at.id}/${name}`;
  const other = assignments.holder(stack, key);
  if (other === undefined) assignments.take(stack, key, scope.node.path);
  else
    problems.add(
      `name ${quoted(name)} is the name of ${other} at the same scope: give one of them another name`,
    );
}

function unknownPolicy(name: string): string {
  const similar = similarBuiltIns(name);
  const hint =
    similar.length > 0
      ? `did you mean ${similar.map(quoted).join(" or ")}?`
      : "see policies/built-in-policies.ts";
  return `policy must be the display name of a built-in for backup or disaster recovery, or a custom policy, got ${quoted(name)}: ${hint}`;
}

const DEFINITION =
  /^(\/subscriptions\/[^/]+|\/providers\/Microsoft\.Management\/managementGroups\/[^/]+)?\/providers\/Microsoft\.Authorization\/policy(Set)?Definitions\/[^/]+$/i;

function checkCustom(problems: Problems, { id, roleDefinitionIds = [] }: CustomPolicy): void {
  problems.when(
    !Token.isUnresolved(id) && !DEFINITION.test(id),
    `policy.id must be the ARM id of a policy definition or initiative, got ${quoted(id)}`,
  );
  for (const role of roleDefinitionIds) {
    const name = role.split("/").at(-1) ?? "";
    const fits = Token.isUnresolved(role) || GUID.test(name);
    problems.when(
      !fits,
      `policy.roleDefinitionIds must be GUIDs or role definition ids, got ${quoted(role)}`,
    );
  }
}

/** Microsoft Learn, "Azure Policy limits": exclusions (notScopes) of an assignment. */
const MAX_NOT_SCOPES = 400;

const SCOPE = /^\/(subscriptions|providers\/Microsoft\.Management)\/./i;

function checkScopes(problems: Problems, props: Checked, definition: Definition | undefined): void {
  const { at, alsoGrantAt = [], notScopes = [], nonComplianceMessage } = props;
  if (!Token.isUnresolved(at.id) && !isScope(at)) {
    problems.add(`at must be a valid ${at.kind} scope, got ${quoted(at.id)}: use PolicyScope.${at.kind}(…)`);
  }
  for (const [name, scopes] of Object.entries({ alsoGrantAt, notScopes })) {
    for (const scope of scopes) {
      const fits = Token.isUnresolved(scope) || SCOPE.test(scope);
      problems.when(!fits, `${name} must be ARM ids, got ${quoted(scope)}`);
    }
  }
  problems.when(
    notScopes.length > MAX_NOT_SCOPES,
    `notScopes must be ${MAX_NOT_SCOPES} at most, got ${notScopes.length}: leave whole resource groups out, or keep resources out by their tag`,
  );
  problems.when(
    definition?.roles.length === 0 && alsoGrantAt.length > 0,
    "alsoGrantAt must be absent: the definition names no roles, so there is nothing to grant",
  );
  problems.when(
    nonComplianceMessage?.trim() === "",
    "nonComplianceMessage must not be empty: remove it, or say why",
  );
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
