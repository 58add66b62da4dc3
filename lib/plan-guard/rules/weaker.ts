import { valueAt } from "../change";

/** What is weaker afterwards, in words; undefined when nothing is. */
export type Weaker = (before: unknown, after: unknown) => string | undefined;

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

const lastPart = (id: string) => id.split("/").at(-1) ?? id;

/** Blocks that go, known by the first of these arguments that they have; what else they say may change. */
export function fewerBlocks(...keys: readonly string[]): Weaker {
  const names = (blocks: unknown) =>
    listOf(blocks).flatMap((block) => {
      const key = keys.map((one) => valueAt(block, one)).find((one) => one !== undefined && one !== "");
      return key === undefined ? [] : [String(key).toLowerCase()];
    });
  return fewerOf(names);
}

/** Members of lists inside of blocks that go: the action groups of all actions. */
export function fewerWithin(key: string): Weaker {
  return fewerOf((blocks) =>
    listOf(blocks).flatMap((block) =>
      listOf(block === null || typeof block !== "object" ? undefined : Reflect.get(block, key)).map((one) =>
        String(one).toLowerCase(),
      ),
    ),
  );
}

function fewerOf(names: (value: unknown) => readonly string[]): Weaker {
  return (before, after) => {
    const left = names(after);
    const lost = names(before).filter((name) => !left.includes(name));
    return lost.length > 0 ? `no longer has ${lost.map(lastPart).join(", ")}` : undefined;
  };
}

/** Actions before and after the groups of a recovery plan, by name. */
export const fewerActions: Weaker = fewerOf((groups) =>
  listOf(groups).flatMap((group) =>
    ["pre_action", "post_action"].flatMap((when) =>
      listOf(group === null || typeof group !== "object" ? undefined : Reflect.get(group, when)).map(
        (action) => String(valueAt(action, "name")),
      ),
    ),
  ),
);

/** An absent value is Azure's default, true. */
export const setFalse: Weaker = (before, after) =>
  before === true && after === false ? "is switched off" : undefined;

/** A larger number is a smaller severity; an absent one is 3 (azurerm_monitor_metric_alert, severity). */
export const lessSevere: Weaker = (before, after) => {
  const was = typeof before === "number" ? before : 3;
  const is = typeof after === "number" ? after : 3;
  return is > was ? `becomes ${is}, and was ${was}` : undefined;
};

/** Points that are no longer consistent for applications or file systems (azurerm_backup_policy_vm, consistency_type). */
export const crashConsistent: Weaker = (before, after) =>
  after === "OnlyCrashConsistent" && before !== after ? "becomes OnlyCrashConsistent" : undefined;

/** It is as it was, or nothing: another one is not what it was. */
export const another: Weaker = (before, after) => {
  if (before === undefined || before === "" || String(before).toLowerCase() === String(after).toLowerCase())
    return undefined;
  return after === undefined || after === ""
    ? "goes"
    : `becomes ${JSON.stringify(after)}, and was ${JSON.stringify(before)}`;
};

/** Nothing selected is everything; a selection that was not there leaves something out. */
export const limited: Weaker = (before, after) =>
  listOf(after).length > 0 && JSON.stringify(listOf(before)) !== JSON.stringify(listOf(after))
    ? "limits it to selected resources"
    : undefined;

const EFFECTS = [
  "disabled",
  "audit",
  "auditifnotexists",
  "modify",
  "append",
  "deployifnotexists",
  "deny",
  "denyaction",
];

/** The parameter "effect" of a policy assignment, in its JSON text. */
export const effectLowered: Weaker = (before, after) => {
  const was = effectOf(before);
  const is = effectOf(after);
  if (was === undefined || is === undefined || was === is) return undefined;
  const lower = EFFECTS.indexOf(is.toLowerCase()) < EFFECTS.indexOf(was.toLowerCase());
  return lower ? `has the effect ${is}, and had ${was}` : undefined;
};

function effectOf(text: unknown): string | undefined {
  if (typeof text !== "string") return undefined;
  try {
    const effect = valueAt(JSON.parse(text), "effect.value");
    return typeof effect === "string" ? effect : undefined;
  } catch {
    return undefined;
  }
}
