/** A value of KQL: dates and time spans by classes of their own, bags and arrays as JSON has them. */
export type Value = null | boolean | number | string | Date | Timespan | readonly Value[] | Bag;
export interface Bag {
  readonly [name: string]: Value;
}

export class Timespan {
  constructor(readonly milliseconds: number) {}
}

const UNITS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;

/** `90d`, `1.5h`, `30m`. */
export function timespan(text: string): Timespan {
  const [, count, unit] = /^(\d+(?:\.\d+)?)(d|h|m|s|ms)$/.exec(text) ?? unsupported(`the time span ${text}`);
  return new Timespan(Number(count) * UNITS[unit as keyof typeof UNITS]);
}

/** What a column of this type holds where nothing was written: text is never null in KQL. */
export function nothing(type: string): Value {
  return type === "string" ? "" : null;
}

export function isBag(value: Value): value is Bag {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isInstant(value);
}

function isInstant(value: Value): value is Date | Timespan {
  return value instanceof Date || value instanceof Timespan;
}

/** A number that values of one type are ordered by; text by itself. */
function ordinal(value: Value): number | string {
  if (typeof value === "number" || typeof value === "string") return value;
  if (typeof value === "boolean") return Number(value);
  if (value instanceof Date) return value.getTime();
  if (value instanceof Timespan) return value.milliseconds;
  return unsupported("an order of bags and arrays");
}

/** -1, 0 or 1; undefined where one of them is null, since a comparison with null is neither true nor false. */
export function compare(a: Value, b: Value): -1 | 0 | 1 | undefined {
  if (a === null || b === null) return undefined;
  const [left, right] = [ordinal(a), ordinal(b)];
  if (typeof left !== typeof right) return unsupported(`${typeof left} compared with ${typeof right}`);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** The text that equal values share, as the key of a group. */
export function keyOf(values: readonly Value[]): string {
  return JSON.stringify(values.map((value) => (isInstant(value) ? ordinal(value) : value)));
}

/** `+`, `-`, `*` and `/` of numbers, dates and time spans; null with null in it. Whole numbers divide to whole numbers. */
export function arithmetic(operator: string, a: Value, b: Value, type: string): Value {
  if (a === null || b === null) return null;
  const [x, y] = [Number(ordinal(a)), Number(ordinal(b))];
  switch (operator) {
    case "AddExpression":
      return typed(x + y, type);
    case "SubtractExpression":
      return typed(x - y, type);
    case "MultiplyExpression":
      return typed(x * y, type);
    case "DivideExpression":
      return typed(type === "long" || type === "int" ? Math.trunc(x / y) : x / y, type);
    default:
      return unsupported(operator);
  }
}

function typed(result: number, type: string): Value {
  if (type === "datetime") return new Date(result);
  return type === "timespan" ? new Timespan(result) : result;
}

/** What the evaluator was not written for fails the test; it is never guessed. */
export function unsupported(what: string): never {
  throw new Error(`the evaluator of KQL does not know ${what}`);
}
