import { valueAt } from "../change";

/** What is weaker afterwards, in words; undefined when nothing is. */
export type Weaker = (before: unknown, after: unknown) => string | undefined;

const BY_MEMBER = new WeakSet<Weaker>();

/** Marks a comparison member by member: what joins, known or not, makes nothing weaker. */
export function byMember(weaker: Weaker): Weaker {
  BY_MEMBER.add(weaker);
  return weaker;
}

export const isByMember = (weaker: Weaker) => BY_MEMBER.has(weaker);

const shown = (value: unknown) => (value === undefined ? "nothing" : JSON.stringify(value));
const became = (before: unknown, after: unknown) => `becomes ${shown(after)}, and was ${shown(before)}`;

/** Values from the weakest to the strongest; what is not in the list is taken for the weakest. */
export const ordered =
  (...values: readonly string[]) =>
  (before: unknown, after: unknown) => {
    const rank = (value: unknown) =>
      Math.max(
        values.findIndex((one) => one.toLowerCase() === String(value).toLowerCase()),
        0,
      );
    return rank(after) < rank(before) ? became(before, after) : undefined;
  };

export const lowered = (before: unknown, after: unknown) =>
  typeof before === "number" && (typeof after !== "number" || after < before)
    ? became(before, after)
    : undefined;

export const switchedOff = (before: unknown, after: unknown) =>
  before === true && after !== true ? "is switched off" : undefined;

export const switchedOn = (before: unknown, after: unknown) =>
  before === false && after !== false ? "is switched on" : undefined;

export const removed = (before: unknown, after: unknown) =>
  isThere(before) && !isThere(after) ? "goes" : undefined;

const isThere = (value: unknown) =>
  value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);

const asList = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : isThere(value) ? [value] : []).map((one) =>
    typeof one === "string" ? one.toLowerCase() : JSON.stringify(one),
  );

/** Members of a list that are no longer in it. */
export const narrowed = byMember((before, after) => {
  const left = asList(after);
  const lost = asList(before).filter((one) => !left.includes(one));
  return lost.length > 0 ? `no longer has ${lost.join(", ")}` : undefined;
});

export const widened = (before: unknown, after: unknown) => {
  const was = asList(before);
  const more = asList(after).filter((one) => !was.includes(one));
  return more.length > 0 ? `gets ${more.join(", ")}` : undefined;
};

/** "SystemAssigned, UserAssigned" without one of the two. */
export const identity = (before: unknown, after: unknown) => {
  const kinds = (value: unknown) => (typeof value === "string" ? value.split(/,\s*/) : []);
  const lost = kinds(before).filter((kind) => !kinds(after).includes(kind));
  return lost.length > 0 ? `no longer is ${lost.join(" and ")}` : undefined;
};

export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

export const lastPart = (id: string) => id.split("/").at(-1) ?? id;

/** Each member before with its like after, by a key; of several with one key the first with the first. */
export function pairs(
  before: unknown,
  after: unknown,
  keyOf: (member: unknown) => string,
): readonly (readonly [was: unknown, is: unknown])[] {
  const left = [...listOf(after)];
  return listOf(before).map((was) => {
    const at = left.findIndex((is) => keyOf(is) === keyOf(was));
    return [was, at < 0 ? undefined : left.splice(at, 1)[0]] as const;
  });
}

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
  return byMember((before, after) => {
    const left = names(after);
    const lost = names(before).filter((name) => !left.includes(name));
    return lost.length > 0 ? `no longer has ${lost.map(lastPart).join(", ")}` : undefined;
  });
}

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

export function stopped(before: unknown, after: unknown): string | undefined {
  const isStopped = (state: unknown) =>
    typeof state === "string" && /Stopped|Suspended|Paused|Invalid/.test(state);
  return isStopped(after) && !isStopped(before) ? became(before, after) : undefined;
}

/** No list at all is everything; a list is what it has. */
export function fewerIncluded(before: unknown, after: unknown): string | undefined {
  if (!isThere(after)) return undefined;
  if (!isThere(before)) return `becomes ${asList(after).join(", ")} alone, and was everything`;
  return narrowed(before, after);
}

function keyed(value: unknown, key: string): readonly string[] {
  return (Array.isArray(value) ? value : []).map((one) =>
    String(valueAt(one, key) ?? JSON.stringify(one)).toLowerCase(),
  );
}

function fewer(key: string, what: string): Weaker {
  return byMember((before, after) => {
    const left = keyed(after, key);
    const lost = keyed(before, key).filter((one) => !left.includes(one));
    return lost.length > 0 ? `no longer has ${what}${lost.map(lastPart).join(", ")}` : undefined;
  });
}

export const fewerDisks = fewer("disk_id", "the disk ");

export const fewerNamed = fewer("name", "");
