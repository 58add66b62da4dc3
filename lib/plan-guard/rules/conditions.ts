import { isDeepStrictEqual } from "node:util";
import { listAt, valueAt } from "../change";
import { byMember, type Weaker } from "./weaker";

/** Alert processing rules: what is filtered by, and when. Terraform writes empty lists for what is not there. */
type Filters = ReadonlyMap<string, { readonly operator: string; readonly values: readonly string[] }>;

function filtersOf(condition: unknown): Filters {
  const kinds = Array.isArray(condition) ? Object(condition[0]) : {};
  return new Map(
    Object.keys(kinds).flatMap((kind) => {
      const operator = valueAt(kinds, `${kind}.operator`);
      if (typeof operator !== "string") return [];
      return [[kind, { operator, values: listAt(kinds, `${kind}.values`).map(String) }] as const];
    }),
  );
}

/** How a condition lets fewer alerts pass, in words; undefined where it lets as many or more. */
export function narrowing(before: unknown, after: unknown): string | undefined {
  const was = filtersOf(before);
  for (const [kind, now] of filtersOf(after)) {
    const old = was.get(kind);
    if (!old) return `${kind} is asked for`;
    if (old.operator !== now.operator) return `${kind} is compared otherwise`;
    const [all, some] = /not/i.test(now.operator) ? [now.values, old.values] : [old.values, now.values];
    if (!all.every((value) => some.includes(value))) return `${kind} has fewer values`;
  }
  return undefined;
}

export const routesLess: Weaker = byMember((before, after) => {
  const text = narrowing(before, after);
  return text && `routes less: ${text}`;
});

/** When a rule holds less than it did; one without a schedule always does. */
export const holdsLess: Weaker = byMember((before, after) => {
  const [was, is] = [before, after].map(endOf);
  if (is && (!was || is < was)) return `ends on ${is}`;
  const [old, now] = [before, after].map(timesOf);
  const fewer = old?.some((time) => !now?.some((one) => isDeepStrictEqual(one, time)));
  return now && now.length > 0 && (old?.length === 0 || fewer) ? "holds at fewer times" : undefined;
});

const asValues = (schedule: unknown) => ({ schedule });

/** Local times in one form, which sort as they come. */
export function endOf(schedule: unknown): string | undefined {
  const end = valueAt(asValues(schedule), "schedule.effective_until");
  return typeof end === "string" && end !== "" ? end : undefined;
}

const RECURRENCES = ["daily", "weekly", "monthly"];

function timesOf(schedule: unknown): readonly unknown[] {
  return RECURRENCES.flatMap((every) => listAt(asValues(schedule), `schedule.recurrence.${every}`));
}

/** Does a rule hold at all times until its end? */
export function isAlways(schedule: unknown): boolean {
  const times = timesOf(schedule);
  return times.length === 0 || times.some(isWholeDay);
}

function isWholeDay(time: unknown): boolean {
  const [start, end] = ["start_time", "end_time"].map((at) => valueAt(time, at) || undefined);
  const all = (days: unknown, count: number) => !Array.isArray(days) || new Set(days).size >= count;
  return (
    String(start ?? "00:00").startsWith("00:00") &&
    String(end ?? "23:59") >= "23:59" &&
    all(Object(time).days_of_week, 7) &&
    all(Object(time).days_of_month, 31)
  );
}
