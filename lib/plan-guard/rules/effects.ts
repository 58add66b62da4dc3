import { isDeepStrictEqual } from "node:util";
import { type Values, valueAt } from "../change";
import { byMember, lastPart, listOf, pairs, type Weaker } from "./weaker";

/** Effects of Azure Policy, from the one that does nothing to the one that lets nothing pass. */
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

/** Words that are effects wherever they stand: "Disabled" and "Audit" are values of other parameters, too. */
const UNMISTAKABLE = EFFECTS.slice(2);

const rankOf = (effect: string) => EFFECTS.indexOf(effect.toLowerCase());

/** Does an effect do less? What is no effect, such as a parameter, does less when it becomes Disabled. */
function isLower(was: string | undefined, is: string): boolean {
  const [before, after] = [was === undefined ? -1 : rankOf(was), rankOf(is)];
  if (was?.toLowerCase() === is.toLowerCase()) return false;
  return after === 0 || (before > 0 && after < before);
}

const told = (was: string | undefined, is: string, name = "") =>
  `has the effect ${is}${name}, and had ${was ?? "the definition's own"}`;

/** The effect of a definition, where it says one. */
export const lowerEffect: Weaker = (before, after) => {
  if (typeof before !== "string" || typeof after !== "string") return undefined;
  return isLower(before, after) ? told(before, after) : undefined;
};

/** What a definition does: its rule says it, or a parameter's default. */
export function effectOf(values: Values): unknown {
  const effect = valueAt(jsonOf(valueAt(values, "policy_rule")), "then.effect");
  const [, name] = /^\[\s*parameters\('([^']+)'\)\s*\]$/i.exec(String(effect)) ?? [];
  if (name === undefined) return effect;
  return valueAt(jsonOf(valueAt(values, "parameters")), `${name}.defaultValue`) ?? effect;
}

/** Effects in the JSON text of parameters, under whatever name: "value" in assignments, "defaultValue" in definitions. */
export const lowerEffects =
  (member: "value" | "defaultValue"): Weaker =>
  (before, after) => {
    const was = textsOf(before, member);
    const lower = [...textsOf(after, member)].filter(
      ([name, { text }]) => isEffect(name, was.get(name)?.text) && isLower(was.get(name)?.text, text),
    );
    const texts = lower.map(([name, { text, written }]) =>
      told(was.get(name)?.text, text, name === "effect" ? "" : ` (${written})`),
    );
    return texts.length > 0 ? texts.join("; ") : undefined;
  };

/** Effects that an assignment no longer says: nobody knows the default of a definition that is not in the plan. */
export const unsaidEffects: Weaker = (before, after) => {
  const is = textsOf(after, "value");
  const unsaid = [...textsOf(before, "value")].filter(
    ([name, { text }]) => !is.has(name) && isEffect(name, text) && rankOf(text) > 0,
  );
  return unsaid.length > 0
    ? `no longer says the effect, ${unsaid.map(([, { text }]) => text).join(", ")}: the definition's own holds`
    : undefined;
};

const isEffect = (name: string, value = "") =>
  name.includes("effect") || UNMISTAKABLE.includes(value.toLowerCase());

/** Texts of parameters by their names, of which Azure ignores the letter case. */
function textsOf(json: unknown, member: string) {
  return new Map(
    Object.entries(Object(jsonOf(json))).flatMap(([written, parameter]) => {
      const text = valueAt(parameter, member);
      return typeof text === "string" ? [[written.toLowerCase(), { text, written }] as const] : [];
    }),
  );
}

function jsonOf(text: unknown): unknown {
  if (typeof text !== "string") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a definition applies to. */
export function conditionOf(values: Values): unknown {
  return valueAt(jsonOf(valueAt(values, "policy_rule")), "if");
}

/** A condition more of all, or a way less of any; what is written anew is not judged. */
export const narrowerCondition: Weaker = (before, after) =>
  isNarrower(before, after) ? "applies to less: its condition is narrower" : undefined;

function isNarrower(before: unknown, after: unknown): boolean {
  if (before === undefined || after === undefined || isDeepStrictEqual(before, after)) return false;
  return (
    hasAll(partsOf(after, "allOf"), partsOf(before, "allOf")) ||
    hasAll(partsOf(before, "anyOf"), partsOf(after, "anyOf"))
  );
}

/** A condition is all, and any, of itself. */
function partsOf(condition: unknown, kind: "allOf" | "anyOf"): readonly unknown[] {
  const parts = Object(condition)[kind];
  return Array.isArray(parts) ? parts : [condition];
}

const hasAll = (parts: readonly unknown[], all: readonly unknown[]) =>
  parts.length > all.length && all.every((one) => parts.some((part) => isDeepStrictEqual(part, one)));

/** Members of an initiative that go, by their definitions: they may change names and order. */
export const fewerPolicies: Weaker = byMember((before, after) => {
  const lost = pairs(before, after, definitionOf).flatMap(([was, is]) =>
    is === undefined ? [nameOf(was)] : [],
  );
  return lost.length > 0 ? `no longer has ${lost.join(", ")}` : undefined;
});

/** The effects that an initiative gives its members. */
export const lowerMembers: Weaker = (before, after) => {
  const texts = pairs(before, after, definitionOf).flatMap(([was, is]) => {
    const [old, now] = [was, is].map((one) => valueAt(one, "parameter_values"));
    const text = is === undefined ? undefined : lowerEffects("value")(old, now);
    return text === undefined ? [] : [`${nameOf(was)} ${text}`];
  });
  return texts.length > 0 ? texts.join("; ") : undefined;
};

const definitionOf = (member: unknown) => String(valueAt(member, "policy_definition_id")).toLowerCase();

const nameOf = (member: unknown) => String(valueAt(member, "reference_id") || lastPart(definitionOf(member)));

/** Overrides of an assignment: one to an effect that does little joins, or one to another effect goes. */
export const lowerOverrides: Weaker = (before, after) => {
  const joined = missing(after, before).filter((effect) => rankOf(effect) < rankOf("deny"));
  const gone = missing(before, after).filter((effect) => rankOf(effect) > 0);
  if (joined.length > 0) return `set the effect to ${joined.join(", ")}`;
  return gone.length > 0 ? `no longer set the effect to ${gone.join(", ")}` : undefined;
};

/** The effects of overrides that are not among the others. */
function missing(overrides: unknown, others: unknown): readonly string[] {
  const all = listOf(others);
  return listOf(overrides)
    .filter((one) => !all.some((other) => isDeepStrictEqual(one, other)))
    .map((one) => String(valueAt(one, "value")));
}
