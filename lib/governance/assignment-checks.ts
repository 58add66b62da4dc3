import { Token } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import type { BuiltInPolicyName } from "../../policies/built-in-policies";
import { addFinding } from "../core/findings";
import { GUID } from "../core/guid";
import { listed, Problems, quoted } from "../core/problems";
import { isRegion } from "../core/regions";
import { Registry } from "../core/registry";
import { keyInApp } from "../core/resolved";
import { IDENTITY_TYPE, isSpelt, spelling } from "../core/resource-id";
import type { PolicyAssignmentOptions } from "./assignment-props";
import { checkOverrides, checkResourceSelectors } from "./assignment-selectors";
import { type CustomPolicy, similarBuiltIns } from "./built-in";
import type { Definition } from "./definition";
import { checkParameters } from "./parameter-checks";
import { isScope, isWithin, maxNameLength, type PolicyScope } from "./policy-scope";

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
  checkTexts(problems, props);
  if (definition) checkAgainst(problems, props, definition);
  checkResourceSelectors(problems, props.resourceSelectors);
  checkUnique(problems, scope, name, props.at);
  problems.throwIfAny();
  if (definition?.deprecated) warnDeprecated(scope, String(props.policy));
}

/** What can only be said of a definition that is known. */
function checkAgainst(problems: Problems, props: Checked, definition: Definition): void {
  const { location, identity, overrides, nonComplianceMessages = {} } = props;
  checkIdentity(problems, definition, location, identity);
  checkParameters(problems, definition, { ...props.parameters });
  checkOverrides(problems, overrides, definition);
  checkHome(problems, props.at, definition);
  const { members } = definition;
  for (const id of Object.keys(nonComplianceMessages)) {
    if (members === undefined || members.includes(id)) continue;
    const have = members.length > 0 ? listed(members) : "none, since it is no initiative";
    problems.add(
      `nonComplianceMessages names ${quoted(id)}, which is no reference id: ${quoted(definition.displayName)} has ${have}`,
    );
  }
}

/** The names of the assignments of each app, with their scopes. */
const assignments = new Registry<IConstruct>();

function checkUnique(problems: Problems, scope: Construct, name: string, at: PolicyScope): void {
  const { root } = scope.node;
  const key = `${keyInApp(scope, at.id)}/${keyInApp(scope, name)}`;
  const other = assignments.holder(root, key);
  if (other === undefined) assignments.take(root, key, scope.node.path);
  else
    problems.add(
      `name ${quoted(name)} is the name of ${other} at the same scope: give one of them another name`,
    );
}

/** Says which built-ins come near a name that is none. */
export function unknownPolicy(name: string): string {
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

const SCOPE = /^\/(subscriptions|providers\/Microsoft\.Management)\/./i;

function checkScopes(problems: Problems, props: Checked, definition: Definition | undefined): void {
  const { at, alsoGrantAt = [], notScopes = [] } = props;
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
    definition?.roles.length === 0 && alsoGrantAt.length > 0,
    "alsoGrantAt must be absent: the definition names no roles, so there is nothing to grant",
  );
  problems.when(
    notScopes.length > MAX_EXCLUSIONS,
    `notScopes must be ${MAX_EXCLUSIONS} at most, got ${notScopes.length}: Azure takes no more exclusions (Microsoft Learn, "Azure Policy overview")`,
  );
  for (const scope of notScopes) {
    const outside = isWithin(scope, at.id) === false;
    problems.when(
      outside,
      `notScopes names ${quoted(scope)}, which is not below ${at.id}: the policy does not look there anyway`,
    );
  }
}

/** Exclusions of an assignment. */
const MAX_EXCLUSIONS = 400;

function checkTexts(problems: Problems, props: Checked): void {
  const { description, nonComplianceMessage, nonComplianceMessages = {} } = props;
  problems.when(
    description !== undefined && description.length > 512,
    `description must be 512 characters at most, got ${description?.length}`,
  );
  problems.when(
    nonComplianceMessage?.trim() === "",
    "nonComplianceMessage must not be empty: remove it, or say why",
  );
  for (const [id, message] of Object.entries(nonComplianceMessages))
    problems.when(
      message.trim() === "",
      `nonComplianceMessages.${id} must not be empty: remove it, or say why`,
    );
}

/** A definition serves the scopes at and below the one where it is. */
function checkHome(problems: Problems, at: PolicyScope, { definedAt, displayName }: Definition): void {
  if (definedAt === undefined) return;
  const home = definedAt.toLowerCase();
  const own = at.id.toLowerCase();
  const bySubscription = home.startsWith("/subscriptions/");
  const outside = bySubscription && isWithin(own, home) === false;
  problems.when(
    outside || (bySubscription && at.kind === "managementGroup"),
    `at must be at or below ${definedAt}, where ${quoted(displayName)} is defined, got ${at.id}: define it at a management group above both`,
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

function checkIdentity(
  problems: Problems,
  { roles, displayName }: Definition,
  location: string | undefined,
  identity: PolicyAssignmentOptions["identity"],
): void {
  problems.when(
    roles.length > 0 && location === undefined,
    "location is missing: the definition deploys or modifies, so its assignment needs an identity, and that a region",
  );
  problems.when(
    location !== undefined && !Token.isUnresolved(location) && !isRegion(location),
    `location must be an Azure region, got ${quoted(location)}`,
  );
  if (!identity) return;
  problems.when(
    roles.length === 0,
    `identity must be absent: ${quoted(displayName)} names no roles, so it deploys and modifies nothing`,
  );
  const fits = Token.isUnresolved(identity.id) || isSpelt(identity.id, IDENTITY_TYPE);
  problems.when(!fits, `identity.id must be ${quoted(spelling(IDENTITY_TYPE))}, got ${quoted(identity.id)}`);
  problems.matches("identity.principalId", identity.principalId, GUID, "a GUID, the identity's object id");
}

function warnDeprecated(scope: Construct, policy: string): void {
  addFinding(scope, {
    kind: "warning",
    subject: scope.node.path,
    reason: `the built-in ${quoted(policy)} is deprecated`,
    remedy: "look for its successor in the portal",
  });
}
