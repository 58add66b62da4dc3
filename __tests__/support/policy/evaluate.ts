import type { PolicyDocument } from "../../../lib";
import { evaluateText, type Scope } from "./expressions";

type Json = Readonly<Record<string, unknown>>;

/** A resource as Azure Resource Manager says it. */
export interface Resource {
  readonly type: string;
  readonly name?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly properties?: Json;
}

export interface Evaluation {
  /** Does the `if` of the rule hold for the resource? */
  readonly applies: boolean;
  readonly effect: string;
  readonly compliant: boolean;
}

/**
 * What a definition says of a resource, as Azure Policy would: the operators that the definitions here use; others throw.
 *
 * @param related what stands on the resource: locks, diagnostic settings
 */
export function evaluate(
  document: PolicyDocument,
  resource: Resource,
  given: Json = {},
  related: readonly Resource[] = [],
): Evaluation {
  const { parameters: declared = {}, policyRule } = document.properties;
  const parameters = Object.fromEntries(
    Object.entries(declared).map(([name, { defaultValue }]) => [name, given[name] ?? defaultValue]),
  );
  const rule = policyRule as { readonly if: Json; readonly then: Json };
  const scope = scopeOf(resource, parameters);
  const effect = String(evaluateText(rule.then.effect, scope));
  const applies = effect !== "Disabled" && holds(rule.if, scope);
  const exists = () => existing(rule.then.details as Json, related, parameters);
  return { applies, effect, compliant: !applies || (/IfNotExists$/.test(effect) && exists()) };
}

/** Is there a related resource of the type for which the condition holds? */
function existing(details: Json, related: readonly Resource[], parameters: Json): boolean {
  const candidates = related.filter(({ type }) => same(type, details.type));
  const condition = details.existenceCondition as Json | undefined;
  return candidates.some((one) => condition === undefined || holds(condition, scopeOf(one, parameters)));
}

function scopeOf(resource: Resource, parameters: Json): Scope {
  return { parameters, field: (name) => fieldOf(resource, name) };
}

/** A field of a resource: its own members, a tag, or an alias `TYPE/path.of.properties`. */
function fieldOf(resource: Resource, name: string): unknown {
  if (["type", "name"].includes(name)) return resource[name as "type" | "name"];
  const [, tag] = /^tags\['?([^'\]]+)'?\]$/i.exec(name) ?? [];
  if (tag !== undefined) {
    return Object.entries(resource.tags ?? {}).find(([key]) => same(key, tag))?.[1];
  }
  if (!name.toLowerCase().startsWith(`${resource.type.toLowerCase()}/`))
    throw new Error(`${name} is no alias of ${resource.type}`);
  return pathOf(resource.properties ?? {}, name.slice(resource.type.length + 1).split("."));
}

/** `logs[*].category` is the list of all categories. */
function pathOf(value: unknown, [first, ...rest]: readonly string[]): unknown {
  if (first === undefined || value === undefined || value === null) return value ?? undefined;
  const isList = first.endsWith("[*]");
  const member = Object.entries(value).find(([key]) => same(key, first.replace("[*]", "")))?.[1];
  if (!isList) return pathOf(member, rest);
  return (Array.isArray(member) ? member : []).map((item) => pathOf(item, rest));
}

const same = (a: unknown, b: unknown) => String(a).toLowerCase() === String(b).toLowerCase();
const list = (value: unknown) => (Array.isArray(value) ? value : [value]);
const wildcard = (pattern: unknown) =>
  new RegExp(
    `^${String(pattern)
      .replace(/[.+?^${}()|[\]\\]/g, "\\$&")
      .replace("*", ".*")}$`,
    "i",
  );

type Operator = (value: unknown, wanted: unknown) => boolean;

/** Comparisons have no letter case; a field that is absent equals nothing. */
const OPERATORS: Readonly<Record<string, Operator>> = {
  equals: (value, wanted) => value !== undefined && same(value, wanted),
  notEquals: (value, wanted) => value === undefined || !same(value, wanted),
  in: (value, wanted) => list(wanted).some((one) => value !== undefined && same(value, one)),
  notIn: (value, wanted) => !list(wanted).some((one) => value !== undefined && same(value, one)),
  exists: (value, wanted) => (value !== undefined) === (String(wanted) === "true"),
  like: (value, wanted) => value !== undefined && wildcard(wanted).test(String(value)),
  notLike: (value, wanted) => value === undefined || !wildcard(wanted).test(String(value)),
  contains: (value, wanted) =>
    String(value ?? "")
      .toLowerCase()
      .includes(String(wanted).toLowerCase()),
  greater: (value, wanted) => Number(value) > Number(wanted),
  greaterOrEquals: (value, wanted) => Number(value) >= Number(wanted),
  less: (value, wanted) => Number(value) < Number(wanted),
  lessOrEquals: (value, wanted) => Number(value) <= Number(wanted),
};

function holds(condition: Json, scope: Scope): boolean {
  if (Array.isArray(condition.allOf)) return condition.allOf.every((one) => holds(one, scope));
  if (Array.isArray(condition.anyOf)) return condition.anyOf.some((one) => holds(one, scope));
  if (condition.not) return !holds(condition.not as Json, scope);
  const { field, value, count, ...operators } = condition;
  const [[operator, wanted] = ["", undefined], ...more] = Object.entries(operators);
  const compare = OPERATORS[operator];
  if (!compare || more.length > 0) throw new Error(`${JSON.stringify(condition)} is not known here`);
  const left = leftOf({ field, value, count }, scope);
  const right = evaluateText(wanted, scope);
  // an alias of a list holds when it does for every element
  return isEach(field) ? (left as unknown[]).every((one) => compare(one, right)) : compare(left, right);
}

const isEach = (field: unknown) => typeof field === "string" && field.includes("[*]");

function leftOf({ field, value, count }: Json, scope: Scope): unknown {
  if (count !== undefined) return counted(count as Json, scope);
  if (field !== undefined) return scope.field(String(evaluateText(field, scope)));
  if (value !== undefined) return evaluateText(value, scope);
  throw new Error("a condition has a field, a value or a count");
}

/** The elements of a list for which a condition holds; within it, the list's aliases are the element's. */
function counted({ field, where }: Json, scope: Scope): number {
  const alias = String(field);
  const elements = scope.field(alias) as readonly unknown[];
  if (where === undefined) return elements.length;
  // within it, `logs[*].category` is one element's category, and no list any more
  const inner = alias.replace("[*]", "[]");
  const condition = JSON.parse(JSON.stringify(where).replaceAll(`${alias}.`, `${inner}.`));
  const within = (element: unknown): Scope => ({
    ...scope,
    field: (name) =>
      name.startsWith(`${inner}.`)
        ? pathOf(element, name.slice(inner.length + 1).split("."))
        : scope.field(name),
  });
  return elements.filter((element) => holds(condition, within(element))).length;
}
