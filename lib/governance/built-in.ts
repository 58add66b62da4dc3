import {
  type BuiltInPolicyDefinition,
  type BuiltInPolicyName,
  type BuiltInPolicyParameter,
  builtInPolicies,
} from "../../policies/built-in-policies";

/**
 * A policy definition or initiative that is not a built-in of the catalogue; `PolicyDefinition` and `PolicyInitiative`
 * are some.
 */
export interface CustomPolicy {
  /** ARM id of the definition or initiative. */
  readonly id: string;
  /** What people call it. */
  readonly displayName: string;
  /** The GUIDs of the roles that its deployIfNotExists or modify effect names. @default - none */
  readonly roleDefinitionIds?: readonly string[];
  /** Its parameters. @default - not known: what an assignment gives is not checked */
  readonly parameters?: Readonly<Record<string, BuiltInPolicyParameter>>;
  /** The effects that it may have, in Azure's spelling. @default - not known */
  readonly effects?: readonly string[];
  /** The reference ids of an initiative's policies. @default - not known; none for a definition */
  readonly members?: readonly string[];
  /**
   * Where it is defined: it can be assigned at and below.
   * @default - what its id says
   */
  readonly definedAt?: string;
  /**
   * ARM ids of what an assignment with these parameters deploys to or joins, wherever that is: its identity gets its roles
   * there. @default - nothing outside of the assignment's scope, or what `alsoGrantAt` says
   */
  actsAt?(parameters: Readonly<Record<string, unknown>>): readonly string[];
}

/** The catalogue's definition of a built-in. */
export function builtIn(name: BuiltInPolicyName): BuiltInPolicyDefinition | undefined {
  return Object.hasOwn(builtInPolicies, name) ? builtInPolicies[name] : undefined;
}

/** Names of built-ins that share the most words with a text, for error messages. */
export function similarBuiltIns(text: string): readonly string[] {
  const wordsOf = (phrase: string) => new Set(phrase.toLowerCase().match(/\w{4,}/g));
  const words = wordsOf(text);
  const shared = (name: string) => [...wordsOf(name)].filter((word) => words.has(word)).length;
  return Object.keys(builtInPolicies)
    .map((name) => ({ name, score: shared(name) }))
    .filter(({ score }) => score > 1 && score * 2 >= words.size)
    .sort((a, b) => b.score - a.score || a.name.localeCompare(b.name))
    .slice(0, 2)
    .map(({ name }) => name);
}
