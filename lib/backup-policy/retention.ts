import type { Problems } from "../core/problems";
import { listed } from "../core/problems";
import { MONTHS, type Month, WEEKDAYS, WEEKS, type Weekday, type WeekOfMonth } from "../core/time";
import type { VmBackupSchedule } from "./schedule";

/** How long recovery points are kept, by their kind. */
export interface VmBackupRetention {
  /** Days that the daily points are kept: 7 to 9999. Absent in weekly schedules, needed in all others. */
  readonly daily?: number;
  /** Weeks that a weekly point is kept (1 to 5163), of Sundays or of the days given. */
  readonly weekly?: number | WeeklyRetention;
  /** Months that a monthly point is kept (1 to 1188), of the first Sunday or of the days given. */
  readonly monthly?: number | MonthlyRetention;
  /** Years that a yearly point is kept (1 to 99), of the first Sunday of January or of the days given. */
  readonly yearly?: number | YearlyRetention;
}

export interface WeeklyRetention {
  readonly weeks: number;
  readonly on: readonly Weekday[];
}

/** Which points of a month are kept: of certain weekdays, or of certain days of the month. */
export type PointsOfMonth =
  | { readonly the: readonly WeekOfMonth[]; readonly on: readonly Weekday[] }
  | {
      /** Days of the month, 1 to 31. */
      readonly days: readonly number[];
      /**
       * The last day of the month too, whichever it is.
       * @default false
       */
      readonly lastDay?: boolean;
    };

export type MonthlyRetention = { readonly months: number } & PointsOfMonth;

export type YearlyRetention = { readonly years: number; readonly in: readonly Month[] } & PointsOfMonth;

/** The retention with every shorthand written out. */
export interface FullRetention {
  readonly daily?: number;
  readonly weekly?: WeeklyRetention;
  readonly monthly?: MonthlyRetention;
  readonly yearly?: YearlyRetention;
}

/** Writes out the shorthands: Sundays, or the first day that a weekly schedule has. */
export function fullRetention(retention: VmBackupRetention, schedule: VmBackupSchedule): FullRetention {
  const { daily, weekly, monthly, yearly } = retention;
  const on: readonly Weekday[] = [weekdayOf(schedule)];
  const first = { the: ["First"], on } as const;
  return {
    daily,
    weekly: typeof weekly === "number" ? { weeks: weekly, on } : weekly,
    monthly: typeof monthly === "number" ? { months: monthly, ...first } : monthly,
    yearly: typeof yearly === "number" ? { years: yearly, in: ["January"], ...first } : yearly,
  };
}

function weekdayOf(schedule: VmBackupSchedule): Weekday {
  if (schedule.frequency !== "Weekly" || schedule.on.includes("Sunday")) return "Sunday";
  return schedule.on[0] ?? "Sunday";
}

/** Refuses retentions that azurerm or Azure refuse (Microsoft Learn, "Support matrix for Azure VM backup"). */
export function checkRetention(
  problems: Problems,
  retention: FullRetention,
  schedule: VmBackupSchedule,
): void {
  const { daily, weekly, monthly, yearly } = retention;
  const isWeekly = schedule.frequency === "Weekly";
  problems.integer(
    "retention.daily",
    daily,
    [7, 9999],
    "days",
    "Azure keeps at least 7 daily recovery points",
  );
  problems.when(
    !isWeekly && daily === undefined,
    `retention.daily is missing: ${schedule.frequency.toLowerCase()} backups need it`,
  );
  problems.when(
    isWeekly && daily !== undefined,
    "retention.daily cannot stand beside a weekly schedule, which makes no daily points: remove it, or back up daily",
  );
  problems.when(isWeekly && !weekly, "retention.weekly is missing: weekly backups need it");
  if (weekly) checkWeekly(problems, weekly);
  if (monthly) {
    problems.integer("retention.monthly", monthly.months, [1, 1188], "months", "Azure's limit is 99 years");
    checkPoints(problems, "retention.monthly", monthly);
  }
  if (yearly) {
    problems.integer("retention.yearly", yearly.years, [1, 99], "years", "Azure's limit is 99 years");
    checkPoints(problems, "retention.yearly", yearly);
    checkMonths(problems, yearly.in);
  }
  if (isWeekly && schedule.on.length > 0) checkDays(problems, retention, schedule.on);
}

function checkWeekly(problems: Problems, { weeks, on }: WeeklyRetention): void {
  problems.integer("retention.weekly", weeks, [1, 5163], "weeks", "Azure's limit is 99 years");
  checkWeekdays(problems, "retention.weekly", on);
}

function checkWeekdays(problems: Problems, name: string, on: readonly Weekday[]): void {
  problems.when(on.length === 0, `${name}.on must name at least one weekday`);
  for (const day of on) problems.oneOf(`${name}.on`, day, WEEKDAYS, "Azure names weekdays in English");
}

function checkMonths(problems: Problems, months: readonly Month[]): void {
  problems.when(months.length === 0, "retention.yearly.in must name at least one month");
  for (const month of months)
    problems.oneOf("retention.yearly.in", month, MONTHS, "Azure names months in English");
}

function checkPoints(problems: Problems, name: string, points: PointsOfMonth): void {
  if ("days" in points) {
    problems.when(
      points.days.length === 0 && points.lastDay !== true,
      `${name}.days must name at least one day of the month, or lastDay be true`,
    );
    for (const day of points.days)
      problems.integer(`${name}.days`, day, [1, 31], "", "it is a day of the month");
    return;
  }
  problems.when(points.the.length === 0, `${name}.the must name at least one week: ${listed(WEEKS)}`);
  for (const week of points.the) problems.oneOf(`${name}.the`, week, WEEKS, "it is a week of the month");
  checkWeekdays(problems, name, points.on);
}

/** Only points that a weekly schedule makes can be kept. */
function checkDays(problems: Problems, retention: FullRetention, made: readonly Weekday[]): void {
  for (const [name, kept] of Object.entries({ monthly: retention.monthly, yearly: retention.yearly })) {
    problems.when(
      kept !== undefined && "days" in kept,
      `retention.${name} by day of the month needs daily backups: use "the" and "on", or back up daily`,
    );
  }
  for (const [name, kept] of Object.entries(retention)) {
    if (typeof kept !== "object" || !("on" in kept)) continue;
    const other = kept.on.filter((day: Weekday) => !made.includes(day));
    problems.when(
      other.length > 0,
      `retention.${name}.on must be among the backup days ${listed(made, "and")}, got ${listed(other, "and")}: Azure keeps only points that it made`,
    );
  }
}
