import { Token } from "cdktf";
import type { BuiltInPolicyName, BuiltInPolicyParameter } from "../../policies/built-in-policies";
import { builtIn, type CustomPolicy } from "./built-in";

/** What an assignment needs to know of its definition or initiative. */
export interface Definition {
  readonly displayName: string;
  readonly policyDefinitionId: string;
  /** GUIDs in lower case. */
  readonly roles: readonly string[];
  /** undefined where nobody knows them. */
  readonly parameters?: Readonly<Record<string, BuiltInPolicyParameter>>;
  /** Declared, and not used by the rule. */
  readonly unusedParameters: readonly string[];
  readonly effects?: readonly string[];
  /** The parameter that chooses the effect. */
  readonly effectParameter?: string;
  readonly defaultEffect?: string;
  readonly isInitiative: boolean;
  /** Reference ids of an initiative; undefined where nobody knows them. */
  readonly members?: readonly string[];
  readonly deprecated: boolean;
  /** Where it is defined: a management group or subscription; undefined for what every tenant has, or nobody knows. */
  readonly definedAt?: string;
}

/** The definition of a built-in or custom policy; undefined for a name that the catalogue does not have. */
export function definitionOf(policy: BuiltInPolicyName | CustomPolicy): Definition | undefined {
  if (typeof policy === "object") return customDefinition(policy);
  const found = builtIn(policy);
  return (
    found && {
      displayName: policy,
      policyDefinitionId: found.id,
      roles: found.roleDefinitionIds,
      parameters: found.parameters,
      unusedParameters: found.unusedParameters ?? [],
      effects: found.effects,
      effectParameter: found.effectParameter,
      defaultEffect: found.defaultEffect,
      isInitiative: false,
      members: [],
      deprecated: found.deprecated,
    }
  );
}

function customDefinition(policy: CustomPolicy): Definition {
  const { id, displayName, roleDefinitionIds = [], parameters, effects } = policy;
  const isInitiative = policy.members !== undefined || /\/policySetDefinitions\//i.test(id);
  return {
    displayName,
    policyDefinitionId: id,
    // definitions list their roles by full id, people by GUID
    roles: roleDefinitionIds.map((role) => (role.split("/").at(-1) ?? role).toLowerCase()),
    parameters,
    unusedParameters: [],
    effects,
    effectParameter: parameters && "effect" in parameters ? "effect" : undefined,
    isInitiative,
    members: policy.members ?? (isInitiative ? undefined : []),
    deprecated: false,
    definedAt: policy.definedAt ?? homeOf(id),
  };
}

const HOME = /^(.+?)\/providers\/Microsoft\.Authorization\/policy(?:Set)?Definitions\/[^/]+$/i;

function homeOf(id: string): string | undefined {
  return Token.isUnresolved(id) ? undefined : HOME.exec(id)?.[1];
}

/** Does it only look, whatever the parameters say? undefined where nobody knows. */
export function onlyAudits({ effects, roles }: Definition): boolean | undefined {
  if (roles.length > 0) return false;
  return effects && !effects.some((effect) => /^(deployIfNotExists|modify)$/i.test(effect));
}
