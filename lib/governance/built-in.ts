import {
  type BuiltInPolicyDefinition,
  type BuiltInPolicyName,
  builtInPolicies,
} from "../../policies/built-in-policies";

/** A policy definition that is not a built-in of the catalogue. */
export interface CustomPolicy {
  /** ARM id of the definition or initiative. */
  readonly id: string;
  /** What people call it. */
  readonly displayName: string;
  /** The GUIDs of the roles that its deployIfNotExists or modify effect names. @default - none */
  readonly roleDefinitionIds?: readonly string[];
}

/** The catalogue's definition of a built-in. */
export function builtIn(name: BuiltInPolicyName): BuiltInPolicyDefinition | undefined {
  return Object.hasOwn(builtInPolicies, name) ? builtInPolicies[name] : undefined;
}

/** Names of built-ins that share the most words with a text, for error messages. */
export function similarBuiltIns(text: string): readonly string[] {
  const words = new Set(text.toLowerCase().split(/\W+/));
  const shared = (name: string) =>
    name
      .toLowerCase()
      .split(/\W+/)
      .filter((word) => words.has(word)).length;
  return Object.keys(builtInPolicies)
    .map((name) => ({ name, score: shared(name) }))
    .filter(({ score }) => score > 1)
    .sort((a, b) => b.score - a.score || a.name.localeCompare(b.name))
    .slice(0, 2)
    .map(({ name }) => name);
}
