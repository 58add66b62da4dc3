import { listed, type Problems, type Range } from "../core/problems";
import { MONTHS, type Month, WEEKS, type Weekday } from "../core/time";
import type { FullRetention, PointsOfMonth, WeeklyRetention } from "./retention";
import { checkWeekdays, type VmBackupSchedule } from "./schedule";

/** The least and the most that a kind of point is kept, and why. */
export interface RetentionLimit {
  readonly range: Range;
  readonly why: string;
}

/** How long the recovery points of a workload can be kept. */
export interface RetentionLimits {
  readonly daily: RetentionLimit;
  readonly weekly: RetentionLimit;
  readonly monthly: RetentionLimit;
  readonly yearly: RetentionLimit;
  readonly dayOfMonth: RetentionLimit;
}

const YEARS_99 = "Azure's limit is 99 years";

/** Microsoft Learn, "Support matrix for Azure VM backup". */
export const VM_LIMITS: RetentionLimits = {
  daily: { range: [7, 9999], why: "Azure keeps at least 7 daily recovery points" },
  weekly: { range: [1, 5163], why: YEARS_99 },
  monthly: { range: [1, 1188], why: YEARS_99 },
  yearly: { range: [1, 99], why: YEARS_99 },
  dayOfMonth: { range: [1, 31], why: "it is a day of the month" },
};

/** Where a retention stands in the user's props, and what it may be. */
interface Check {
  readonly problems: Problems;
  readonly limits: RetentionLimits;
  readonly path: string;
}

/** Refuses retentions that azurerm or Azure refuse. */
export function checkRetention(
  problems: Problems,
  retention: FullRetention,
  schedule: VmBackupSchedule,
  limits: RetentionLimits = VM_LIMITS,
  path = "retention",
): void {
  const check = { problems, limits, path };
  const { weekly, monthly, yearly } = retention;
  const isWeekly = schedule.frequency === "Weekly";
  checkDaily(check, retention.daily, schedule);
  problems.when(isWeekly && !weekly, `${path}.weekly is missing: weekly backups need it`);
  if (weekly) checkWeekly(check, weekly);
  if (monthly) {
    checkCount(check, "monthly", monthly.months, "months");
    checkPoints(check, `${path}.monthly`, monthly);
  }
  if (yearly) {
    checkCount(check, "yearly", yearly.years, "years");
    checkPoints(check, `${path}.yearly`, yearly);
    checkMonths(check, yearly.in);
  }
  if (isWeekly && schedule.on.length > 0) checkDays(check, retention, schedule.on);
}

/** Are all counts within their limits, so that sums of them mean something? */
export function withinLimits(retention: FullRetention, limits: RetentionLimits): boolean {
  const { daily, weekly, monthly, yearly } = retention;
  const counts = { daily, weekly: weekly?.weeks, monthly: monthly?.months, yearly: yearly?.years };
  return (["daily", "weekly", "monthly", "yearly"] as const).every((kind) => {
    const count = counts[kind];
    const [min, max] = limits[kind].range;
    return count === undefined || (Number.isInteger(count) && count >= min && count <= max);
  });
}

function checkCount(
  { problems, limits, path }: Check,
  kind: "daily" | "weekly" | "monthly" | "yearly",
  count: number | undefined,
  unit: string,
): void {
  problems.integer(`${path}.${kind}`, count, limits[kind].range, unit, limits[kind].why);
}

function checkDaily(check: Check, daily: number | undefined, { frequency }: VmBackupSchedule): void {
  const { problems, path } = check;
  checkCount(check, "daily", daily, "days");
  problems.when(
    frequency !== "Weekly" && daily === undefined,
    `${path}.daily is missing: ${frequency.toLowerCase()} backups need it`,
  );
  problems.when(
    frequency === "Weekly" && daily !== undefined,
    `${path}.daily cannot stand beside a weekly schedule, which makes no daily points: remove it, or back up daily`,
  );
}

function checkWeekly(check: Check, { weeks, on }: WeeklyRetention): void {
  checkCount(check, "weekly", weeks, "weeks");
  checkKeptWeekdays(check, `${check.path}.weekly`, on);
}

function checkKeptWeekdays({ problems }: Check, name: string, on: readonly Weekday[]): void {
  problems.when(on.length === 0, `${name}.on must name at least one weekday`);
  checkWeekdays(problems, `${name}.on`, on);
}

function checkMonths({ problems, path }: Check, months: readonly Month[]): void {
  problems.when(months.length === 0, `${path}.yearly.in must name at least one month`);
  for (const month of months)
    problems.oneOf(`${path}.yearly.in`, month, MONTHS, "Azure names months in English");
}

function checkPoints(check: Check, name: string, points: PointsOfMonth): void {
  const { problems, limits } = check;
  problems.when(
    "the" in points && ("days" in points || "lastDay" in points),
    `${name} must name weekdays ("the" and "on") or days of the month ("days" and "lastDay"), not both: a policy keeps one kind; remove the other`,
  );
  if ("days" in points) {
    const { range, why } = limits.dayOfMonth;
    problems.when(
      points.days.length === 0 && points.lastDay !== true,
      `${name}.days must name at least one day of the month, or lastDay be true`,
    );
    for (const day of points.days) problems.integer(`${name}.days`, day, range, "", why);
    return;
  }
  problems.when(points.the.length === 0, `${name}.the must name at least one week: ${listed(WEEKS)}`);
  for (const week of points.the) problems.oneOf(`${name}.the`, week, WEEKS, "it is a week of the month");
  checkKeptWeekdays(check, name, points.on);
}

/** Only points that a weekly schedule makes can be kept. */
function checkDays({ problems, path }: Check, retention: FullRetention, made: readonly Weekday[]): void {
  for (const [name, kept] of Object.entries({ monthly: retention.monthly, yearly: retention.yearly })) {
    problems.when(
      kept !== undefined && "days" in kept,
      `${path}.${name} by day of the month needs daily backups: use "the" and "on", or back up daily`,
    );
  }
  for (const [name, kept] of Object.entries(retention)) {
    if (typeof kept !== "object" || !("on" in kept)) continue;
    const other = kept.on.filter((day: Weekday) => !made.includes(day));
    problems.when(
      other.length > 0,
      `${path}.${name}.on must be among the backup days ${listed(made, "and")}, got ${listed(other, "and")}: Azure keeps only points that it made`,
    );
  }
}
