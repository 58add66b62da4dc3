import { isDeepStrictEqual } from "node:util";
import { isObject } from "./json";
import type { SynthesizedStack } from "./synthesized-stacks";

export interface StackChanges {
  /** Ids of stacks that are new, or of which Terraform would read something else. */
  readonly changed: readonly string[];
  /** Ids of stacks that are no longer there: nothing plans or destroys what they made. */
  readonly removed: readonly string[];
  /** How many stacks there are now. */
  readonly total: number;
}

/** Which stacks differ from those of another synthesis; all of them where there is none to compare with. */
export function changedStacks(
  stacks: readonly SynthesizedStack[],
  base: readonly SynthesizedStack[] | undefined,
): StackChanges {
  const before = new Map(base?.map(({ id, json }) => [id, withoutComments(json)]));
  const now = new Set(stacks.map(({ id }) => id));
  const differs = ({ id, json }: SynthesizedStack) =>
    !isDeepStrictEqual(before.get(id), withoutComments(json));
  return {
    changed: stacks.filter(differs).map(({ id }) => id),
    removed: [...before.keys()].filter((id) => !now.has(id)),
    total: stacks.length,
  };
}

/** Blocks that have a type and a name, whose "//" is a comment of cdktf; deeper down "//" may be the key of a map. */
const NAMED = ["resource", "data", "ephemeral"];

/** The framework's version and the paths of constructs are comments, and change no plan. */
function withoutComments({ "//": _, ...json }: Readonly<Record<string, unknown>>): unknown {
  const block = ([kind, types]: [string, unknown]) =>
    NAMED.includes(kind) ? [kind, mapped(types, (named) => mapped(named, uncommented))] : [kind, types];
  return Object.fromEntries(Object.entries(json).map(block));
}

function mapped(x: unknown, change: (value: unknown) => unknown): unknown {
  if (!isObject(x)) return x;
  return Object.fromEntries(Object.entries(x).map(([key, value]) => [key, change(value)]));
}

function uncommented(x: unknown): unknown {
  if (!isObject(x)) return x;
  const { "//": _, ...rest } = x;
  return rest;
}
