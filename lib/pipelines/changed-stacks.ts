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

/** Labels of the blocks whose "//" is a comment of cdktf: type and name, or a name. Deeper down "//" may be the key of a map. */
const LABELS: Readonly<Record<string, number>> = { resource: 2, data: 2, ephemeral: 2, module: 1 };

/** The framework's version and the paths of constructs are comments, and change no plan. */
function withoutComments({ "//": _, ...json }: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(
    Object.entries(json).map(([kind, blocks]) => [kind, within(blocks, LABELS[kind])]),
  );
}

function within(blocks: unknown, labels?: number): unknown {
  if (labels === undefined) return blocks;
  return labels === 0 ? uncommented(blocks) : mapped(blocks, (block) => within(block, labels - 1));
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
