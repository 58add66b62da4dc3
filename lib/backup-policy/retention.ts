import type { Month, Weekday, WeekOfMonth } from "../core/time";
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

/** Recovery points that are kept for weeks. */
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

/** Recovery points that are kept for months. */
export type MonthlyRetention = { readonly months: number } & PointsOfMonth;

/** Recovery points that are kept for years. */
export type YearlyRetention = { readonly years: number; readonly in: readonly Month[] } & PointsOfMonth;

/** The retention of a policy of whatever kind, with its shorthands. */
export interface Retention {
  readonly daily?: number;
  readonly weekly?: number | WeeklyRetention;
  readonly monthly?: number | MonthlyRetention;
  readonly yearly?: number | YearlyRetention;
}

/** Days for which the longest points are kept, at least: a week has 7, a month 30, a year 365. */
export function longestRetentionDays({ daily = 0, weekly = 0, monthly = 0, yearly = 0 }: Retention): number {
  const weeks = typeof weekly === "number" ? weekly : weekly.weeks;
  const months = typeof monthly === "number" ? monthly : monthly.months;
  const years = typeof yearly === "number" ? yearly : yearly.years;
  return Math.max(daily, weeks * 7, months * 30, years * 365);
}

/** The retention with every shorthand written out. */
export interface FullRetention extends Retention {
  readonly daily?: number;
  readonly weekly?: WeeklyRetention;
  readonly monthly?: MonthlyRetention;
  readonly yearly?: YearlyRetention;
}

/** Writes out the shorthands: Sundays, or the first day that a weekly schedule has. */
export function fullRetention(retention: Retention, schedule: VmBackupSchedule): FullRetention {
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
