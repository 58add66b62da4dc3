import { arithmetic, compare, isBag, Timespan, unsupported, type Value } from "./values";

type ScalarFunction = (args: readonly Value[], now: Date) => Value;

/** KQL's scalar functions, as far as the queries use them, by name (Microsoft Learn, "Kusto Query Language"). */
export const SCALAR_FUNCTIONS: Readonly<Record<string, ScalarFunction>> = {
  now: (_, now) => now,
  ago: ([span = null], now) => arithmetic("SubtractExpression", now, span, "datetime"),
  isnull: ([value]) => value === null,
  isnotnull: ([value]) => value !== null,
  isempty: ([value]) => value === null || value === "",
  isnotempty: ([value]) => value !== null && value !== "",
  not: ([value]) => value !== true,
  coalesce: (values) => values.find((value) => value !== null && value !== "") ?? null,
  tostring: ([value = null]) => textOf(value),
  tolower: ([value = null]) => textOf(value).toLowerCase(),
  strlen: ([value = null]) => textOf(value).length,
  strcat: (values) => values.map(textOf).join(""),
  split: ([value = null, by = null]) => textOf(value).split(textOf(by)),
  toint: ([value = null]) => whole(value),
  tolong: ([value = null]) => whole(value),
  round: ([value = null, digits]) => rounded(value, Number(digits ?? 0)),
  array_length: ([value]) => (Array.isArray(value) ? value.length : null),
  bag_pack: (values) =>
    Object.fromEntries(
      values.flatMap((name, i) => (i % 2 === 0 ? [[textOf(name), values[i + 1] ?? null]] : [])),
    ),
  parse_json: ([value = null]) => {
    const text = textOf(value);
    return text === "" ? null : JSON.parse(text);
  },
  bin: ([value = null, size = null]) => {
    if (value === null || size === null) return null;
    const width = Number(size instanceof Timespan ? size.milliseconds : size);
    if (value instanceof Date) return new Date(Math.floor(value.getTime() / width) * width);
    return Math.floor(Number(value) / width) * width;
  },
};

/** KQL's operators on texts: those with "~" and "has" have no letter case. */
export const TEXT_OPERATORS: Readonly<Record<string, (a: string, b: string) => boolean>> = {
  EqualTildeExpression: (a, b) => a.toLowerCase() === b.toLowerCase(),
  BangTildeExpression: (a, b) => a.toLowerCase() !== b.toLowerCase(),
  HasExpression: hasTerm,
  ContainsExpression: (a, b) => a.toLowerCase().includes(b.toLowerCase()),
};

/** Is the text in the other one as a whole term, with nothing alphanumeric beside it? */
export function hasTerm(text: string, term: string): boolean {
  const literal = term.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![a-z0-9])${literal}(?![a-z0-9])`).test(text.toLowerCase());
}

export function textOf(value: Value): string {
  if (value === null) return "";
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Timespan) return unsupported("the text of a time span");
  return Array.isArray(value) || isBag(value) ? JSON.stringify(value) : String(value);
}

/** An element of an array by its index, or of a bag by its name; null where it has none. */
export function elementOf(value: Value, key: Value): Value {
  if (Array.isArray(value)) return (value as readonly Value[])[Number(key)] ?? null;
  return isBag(value) ? (value[textOf(key)] ?? null) : null;
}

export function isOneOf(value: Value, list: readonly Value[], caseless: boolean): boolean {
  const plain = (given: Value) => (caseless && typeof given === "string" ? given.toLowerCase() : given);
  return list.some((other) => compare(plain(value), plain(other)) === 0);
}

function whole(value: Value): Value {
  if (value === null || value === "" || Number.isNaN(Number(value))) return null;
  return Math.trunc(Number(value));
}

function rounded(value: Value, digits: number): Value {
  return value === null ? null : Math.round(Number(value) * 10 ** digits) / 10 ** digits;
}
