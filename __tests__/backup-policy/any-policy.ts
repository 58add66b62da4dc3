import fc from "fast-check";
import { ConfigurationError, type ResilienceStack } from "../../lib";
import { synthesise } from "../support/synthesise";

export type Json = Record<string, unknown>;

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const WEEKS = ["First", "Second", "Third", "Fourth", "Last"];
const MONTHS = ["January", "June", "December"];

/** Mostly what fits, now and then what does not: most policies have a mistake or two, and many have none. */
export function mostly<T>(fitting: fc.Arbitrary<T>, other: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 25, arbitrary: fitting }, { weight: 1, arbitrary: other });
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

export const time = mostly(
  fc.constantFrom("00:00", "08:30", "17:00", "23:30"),
  fc.constantFrom("24:00", "01:15", "8:00"),
);

/** Within the limits, mostly near the lower one, or one beyond. */
export const around = (min: number, max: number) =>
  mostly(
    fc.oneof(fc.integer({ min, max: Math.min(max, min + 20) }), fc.constant(max)),
    fc.constantFrom(min - 1, max + 1),
  );

/** Some of the days, or none, or others. */
export const someOf = (days: readonly string[]) =>
  days.length === 0
    ? fc.constant<string[]>([])
    : mostly(
        fc.subarray([...days], { minLength: 1, maxLength: Math.min(2, days.length) }),
        fc.subarray(DAYS, { maxLength: 3 }),
      );

export interface Limits {
  readonly daily: readonly [number, number];
  readonly weekly: readonly [number, number];
  readonly monthly: readonly [number, number];
  readonly yearly: readonly [number, number];
  readonly maxDay: number;
}

export interface AnySchedule {
  readonly frequency: string;
  readonly on?: readonly string[];
}

function points(maxDay: number, made: readonly string[], weekly: boolean) {
  const byWeek = fc.record({
    the: mostly(fc.subarray(WEEKS, { minLength: 1, maxLength: 2 }), fc.constant<string[]>([])),
    on: someOf(made),
  });
  const day = mostly(fc.integer({ min: 1, max: maxDay }), fc.constantFrom(0, maxDay + 1));
  const byDay = fc
    .tuple(fc.uniqueArray(day, { maxLength: 2 }), maybe(fc.boolean()))
    .map(([days, lastDay]) => ({ days, ...(lastDay === undefined ? {} : { lastDay }) }));
  return weekly ? mostly<object>(byWeek, byDay) : fc.oneof<fc.Arbitrary<object>[]>(byWeek, byDay);
}

/** Retentions of a schedule as programs write them, right and wrong. */
export function retentions(limits: Limits, { frequency, on }: AnySchedule): fc.Arbitrary<object> {
  const weekly = frequency === "Weekly";
  const made = weekly ? (on ?? []) : DAYS;
  const none = fc.constant<undefined>(undefined);
  const days = around(...limits.daily);
  const weeks = fc.oneof(
    around(...limits.weekly),
    fc.record({ weeks: around(...limits.weekly), on: someOf(made) }),
  );
  const of = points(limits.maxDay, made, weekly);
  const months = fc.tuple(around(...limits.monthly), of).map(([count, kept]) => ({ months: count, ...kept }));
  const within = mostly(fc.subarray(MONTHS, { minLength: 1 }), fc.constant<string[]>([]));
  const years = fc
    .tuple(around(...limits.yearly), within, of)
    .map(([count, months, kept]) => ({ years: count, in: months, ...kept }));
  return fc.record({
    daily: weekly ? mostly<number | undefined>(none, days) : mostly<number | undefined>(days, none),
    weekly: weekly ? mostly<unknown>(weeks, none) : maybe(weeks),
    monthly: maybe(fc.oneof(around(...limits.monthly), months)),
    yearly: maybe(fc.oneof(around(...limits.yearly), years)),
  });
}

export const daily: fc.Arbitrary<AnySchedule> = time.map((at) => ({ frequency: "Daily", at }));
export const weekly: fc.Arbitrary<AnySchedule> = fc
  .tuple(someOf(DAYS), time)
  .map(([on, at]) => ({ frequency: "Weekly", on, at }));
export const hourly: fc.Arbitrary<AnySchedule> = fc.record({
  frequency: fc.constant("Hourly"),
  every: mostly(fc.constantFrom(4, 6, 8, 12), fc.constant(3)),
  from: mostly(fc.constant("00:00"), time),
  during: fc.integer({ min: 3, max: 25 }),
});

export const without = (days: readonly string[] = []) => DAYS.filter((day) => !days.includes(day));

/** The JSON of the only resource of a type; undefined where the definition is refused. */
export function accepted(type: string, define: (stack: ResilienceStack) => void): Json | undefined {
  try {
    return synthesise(define).only(type);
  } catch (error) {
    if (ConfigurationError.isConfigurationError(error)) return undefined;
    throw error;
  }
}

/** Terraform counts every value that is there as set, also false and []. */
export const isSet = (block: Json | undefined, name: string) => block?.[name] !== undefined;

/** Rules that azurerm has for monthly and yearly blocks of VM and file share policies; the broken ones. */
export function brokenPoints(block: Json | undefined, limits: readonly [number, number]): readonly string[] {
  if (!block) return [];
  const [min, max] = limits;
  const byWeek = isSet(block, "weeks") || isSet(block, "weekdays");
  const byDay = isSet(block, "days") || isSet(block, "include_last_days");
  const days = (block.days ?? []) as number[];
  return [
    ...((block.count as number) < min || (block.count as number) > max ? ["count"] : []),
    ...(byWeek === byDay ? ["weeks or days, one of the two"] : []),
    ...(isSet(block, "weeks") !== isSet(block, "weekdays") ? ["weeks with weekdays"] : []),
    ...(days.some((day) => day < 1 || day > 31) ? ["days 1 to 31"] : []),
    ...[block.weeks, block.weekdays, block.months, block.days].flatMap((list) =>
      Array.isArray(list) && list.length === 0 ? ["an empty list"] : [],
    ),
  ];
}
