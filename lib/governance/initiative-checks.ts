import type { Construct } from "constructs";
import { listed, Problems, quoted } from "../core/problems";
import { unknownPolicy } from "./assignment-checks";
import { type Definition, definitionOf } from "./definition";
import { checkDefinitionName, checkDefinitionScope, claimName } from "./definition-names";
import type { InitiativeMember, PolicyInitiativeProps } from "./initiative-props";
import { checkParameters } from "./parameter-checks";
import { parameterOf, parametersOf } from "./policy-document";

/** Limits of an initiative (Microsoft Learn, "Azure Policy overview", Maximum count of Azure Policy objects). */
const MAX_POLICIES = 1000;
const MAX_PARAMETERS = 400;

/** A policy of an initiative, with what is known of it. */
export interface Member {
  readonly given: InitiativeMember;
  readonly definition: Definition;
  /** What it is given, as Azure writes it: `["effect", { value: "Audit" }]`. */
  readonly values: readonly (readonly [string, { readonly value: unknown }])[];
  /** None where it only looks, because the initiative gives it such an effect. */
  readonly roles: readonly string[];
}

/** The policies of an initiative that was checked. */
export function membersOf({ members }: PolicyInitiativeProps): readonly Member[] {
  return members.map((given) => {
    const definition = definitionOf(given.policy) as Definition;
    const values = Object.entries(given.parameters ?? {})
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, { value }] as const);
    return { given, definition, values, roles: acts(given, definition) ? definition.roles : [] };
  });
}

/** May it deploy or modify, with the effect that it is given? */
function acts({ parameters }: InitiativeMember, { effectParameter }: Definition): boolean {
  const effect: unknown = effectParameter && Reflect.get(parameters ?? {}, effectParameter);
  return typeof effect !== "string" || !/^(audit|auditIfNotExists|disabled)$/i.test(effect);
}

export function checkInitiative(scope: Construct, name: string, props: PolicyInitiativeProps): void {
  const problems = new Problems(scope);
  const { displayName, description = "", at, members, parameters = {} } = props;
  checkDefinitionScope(problems, scope, at);
  checkDefinitionName(problems, name);
  const other = claimName(scope, "initiative", at, name);
  problems.when(
    other !== undefined,
    `name ${quoted(name)} is the name of ${other} at the same scope: give one of them another name`,
  );
  problems.when(
    displayName.trim() === "" || displayName.length > 128,
    `displayName must be 1 to 128 characters, got ${displayName.length}`,
  );
  problems.when(
    description.length > 512,
    `description must be 512 characters at most, got ${description.length}`,
  );
  checkCount(problems, "members", members.length, 1, MAX_POLICIES);
  checkCount(problems, "parameters", Object.keys(parameters).length, 0, MAX_PARAMETERS);
  problems.matches("version", props.version ?? "1.0.0", /^\d+\.\d+\.\d+(-\w+)?$/, 'three numbers, "1.0.0"');
  checkGroups(problems, props);
  checkReferences(problems, members);
  for (const member of members) checkMember(problems, member, props);
  checkUsed(problems, props);
  problems.throwIfAny();
}

function checkCount(problems: Problems, name: string, count: number, min: number, max: number): void {
  problems.when(
    count < min || count > max,
    `${name} must be ${min} to ${max}, got ${count}: Azure takes no other`,
  );
}

function checkReferences(problems: Problems, members: readonly InitiativeMember[]): void {
  const seen = new Set<string>();
  for (const { reference } of members) {
    problems.matches("reference", reference, /^[\w-]{1,128}$/, '1 to 128 letters, digits, "_" and "-"');
    problems.when(
      seen.has(reference.toLowerCase()),
      `reference ${quoted(reference)} is given twice: remediations and exemptions could not tell one from the other`,
    );
    seen.add(reference.toLowerCase());
  }
}

function checkGroups(problems: Problems, { groups = [], members }: PolicyInitiativeProps): void {
  const names = groups.map(({ name }) => name);
  for (const name of names.filter((one, i) => names.indexOf(one) < i))
    problems.add(`the group ${quoted(name)} is given twice: remove one`);
  for (const { reference, groups: own = [] } of members)
    for (const name of own.filter((one) => !names.includes(one)))
      problems.add(
        `members ${quoted(reference)} names the group ${quoted(name)}, which groups does not have${names.length > 0 ? `: it has ${listed(names)}` : ""}`,
      );
}

function checkMember(problems: Problems, member: InitiativeMember, props: PolicyInitiativeProps): void {
  const { reference, policy, version } = member;
  const definition = definitionOf(policy);
  const where = `members ${quoted(reference)}: `;
  if (!definition) {
    problems.add(`${where}${unknownPolicy(String(policy))}`);
    return;
  }
  problems.when(
    definition.isInitiative,
    `${where}${quoted(definition.displayName)} is an initiative, and Azure takes definitions alone`,
  );
  if (version !== undefined)
    problems.matches(`${where}version`, version, /^\d+(\.(\d+|\*)){2}(-preview)?$/, '"1.*.*" or "1.2.*"');
  checkParameters(problems, definition, { ...member.parameters }, { where, passed: isPassed });
  checkTypes(problems, where, member, definition, props);
}

/** A reference to a parameter of the initiative, which `checkTypes` looks at. */
const isPassed = (value: unknown) => parameterOf(value) !== undefined;

/** A parameter that is passed on has the type of the definition's. */
function checkTypes(
  problems: Problems,
  where: string,
  member: InitiativeMember,
  { parameters: known = {} }: Definition,
  props: PolicyInitiativeProps,
): void {
  const own = parametersOf({ properties: { displayName: "", parameters: props.parameters, policyRule: {} } });
  for (const [name, value] of Object.entries(member.parameters ?? {})) {
    const passed = parameterOf(value);
    if (passed === undefined) continue;
    const declared = own[passed];
    if (!declared) {
      problems.add(
        `${where}parameters.${name} names the parameter ${quoted(passed)}, which parameters does not declare`,
      );
      continue;
    }
    const wanted = known[name]?.type;
    problems.when(
      wanted !== undefined && wanted !== declared.type,
      `${where}parameters.${name} is a ${wanted}, and the initiative's ${quoted(passed)} a ${declared.type}`,
    );
  }
}

/** A parameter that no policy takes would be obeyed by nobody; Azure refuses it. */
function checkUsed(problems: Problems, { parameters = {}, members }: PolicyInitiativeProps): void {
  const values = members.flatMap((member) => Object.values(member.parameters ?? {}));
  const text = JSON.stringify(values);
  for (const name of Object.keys(parameters))
    problems.when(
      !text.includes(`parameters('${name}')`),
      `parameters.${name} is declared, and no member takes it: pass it on, or remove it`,
    );
}
