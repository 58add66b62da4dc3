import { listAt, type Values, valueAt } from "../change";

/** One thing that a policy promises, and that can become less. */
export type Dimension =
  /** More is better: 30 days. */
  | { readonly kind: "amount"; readonly name: string; readonly value: number; readonly unit: string }
  /** Every member counts: the weekdays whose points are kept. */
  | { readonly kind: "members"; readonly name: string; readonly value: readonly string[] }
  /** Less is better: minutes between two backups. */
  | { readonly kind: "gap"; readonly name: string; readonly value: number; readonly perWeek?: number };

/** How two policies differ to the worse. */
export interface Decline {
  readonly rule: "retention-shortened" | "backups-less-often";
  readonly text: string;
}

/** What gets less from one policy to another; what is new, or more, is no decline. */
export function declines(before: readonly Dimension[], after: readonly Dimension[]): readonly Decline[] {
  const now = new Map(after.map((dimension) => [dimension.name, dimension]));
  // of points that go, what they were of goes without saying
  const gone = before
    .filter(({ kind, name }) => kind === "amount" && !now.has(name))
    .map(({ name }) => `${name}, `);
  const told = before.filter(({ name }) => !gone.some((whole) => name.startsWith(whole)));
  return told.flatMap((was) => declineOf(was, now.get(was.name)) ?? []);
}

function declineOf(was: Dimension, is: Dimension | undefined): Decline | undefined {
  if (was.kind === "gap") {
    const gap = is?.kind === "gap" ? is.value : Number.POSITIVE_INFINITY;
    const fewer = is?.kind === "gap" && (is.perWeek ?? 0) < (was.perWeek ?? 0);
    if (gap < was.value || (gap === was.value && !fewer)) return undefined;
    if (gap === was.value) return { rule: "backups-less-often", text: `${was.name}: fewer in a week` };
    const text = Number.isFinite(gap)
      ? `every ${duration(gap)}, and was every ${duration(was.value)}`
      : "no longer made";
    return { rule: "backups-less-often", text: `${was.name}: ${text}` };
  }
  if (was.kind === "amount") {
    const value = is?.kind === "amount" ? is.value : 0;
    if (value >= was.value) return undefined;
    const text =
      value === 0
        ? `no longer kept, and were kept ${was.value} ${was.unit}`
        : `${value} ${was.unit}, and was ${was.value}`;
    return { rule: "retention-shortened", text: `${was.name}: ${text}` };
  }
  const left = is?.kind === "members" ? is.value : [];
  const lost = was.value.filter((one) => !left.includes(one));
  if (lost.length === 0) return undefined;
  return { rule: "retention-shortened", text: `${was.name}: no longer of ${lost.join(", ")}` };
}

function duration(minutes: number): string {
  if (minutes % 1440 === 0) return plural(minutes / 1440, "day");
  return minutes % 60 === 0 ? plural(minutes / 60, "hour") : plural(minutes, "minute");
}

const plural = (count: number, unit: string) => (count === 1 ? unit : `${count} ${unit}s`);

/** A number above nothing, with what it is a number of. */
export function amount(name: string, value: unknown, unit: string): readonly Dimension[] {
  return typeof value === "number" && value > 0 ? [{ kind: "amount", name, value, unit }] : [];
}

export function members(name: string, values: readonly unknown[]): readonly Dimension[] {
  return values.length > 0 ? [{ kind: "members", name, value: values.map(String) }] : [];
}

/** The longest time between two; where it stays, how many a week tells which is less. */
export function gap(name: string, minutes: number | undefined, perWeek?: number): readonly Dimension[] {
  return minutes !== undefined && minutes > 0 ? [{ kind: "gap", name, value: minutes, perWeek }] : [];
}

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** The longest time between backups on these days of the week, in minutes. */
export function weeklyGap(on: readonly unknown[]): number {
  const days = [...new Set(on.map((day) => WEEKDAYS.indexOf(String(day))))].sort((a, b) => a - b);
  const gaps = days.map((day, i) => (days[i + 1] ?? (days[0] ?? 0) + 7) - day);
  return Math.max(...gaps, 1) * 1440;
}

const BLOCKS = [
  ["daily", "days"],
  ["weekly", "weeks"],
  ["monthly", "months"],
  ["yearly", "years"],
] as const;

/** Daily, weekly, monthly and yearly points of the policies of Recovery Services vaults. */
export function retentionBlocks(values: Values, prefix = ""): readonly Dimension[] {
  return BLOCKS.flatMap(([every, unit]) => {
    const block = `retention_${every}`;
    const count = valueAt(values, `${block}.count`);
    if (typeof count !== "number" || count === 0) return [];
    const name = `${prefix}${every} points`;
    return [
      ...amount(name, count, unit),
      ...["weekdays", "weeks", "months", "days", "monthdays"].flatMap((part) =>
        members(`${name}, ${part}`, listAt(values, `${block}.${part}`)),
      ),
      ...(valueAt(values, `${block}.include_last_days`) === true
        ? members(`${name}, last day`, ["the month"])
        : []),
    ];
  });
}
