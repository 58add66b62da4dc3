import type { PointsOfMonth } from "../backup-policy/retention";
import { MONTHS, type Month, WEEKDAYS, WEEKS, type Weekday } from "../core/time";

/** A day of the calendar, of which a backup policy asks which weekday, which week and which month it is. */
export interface Day {
  readonly date: Date;
  readonly weekday: Weekday;
  readonly month: Month;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The day so many days before. */
export function dayBefore(last: Date, days: number): Day {
  const date = new Date(last.getTime() - days * DAY_MS);
  return {
    date,
    weekday: WEEKDAYS[(date.getUTCDay() + 6) % 7] ?? "Monday",
    month: MONTHS[date.getUTCMonth()] ?? "January",
  };
}

/** Is the day one of the points that a monthly or yearly retention keeps? */
export function isPointOfMonth({ date, weekday }: Day, points: PointsOfMonth): boolean {
  const day = date.getUTCDate();
  if (!("the" in points))
    return points.days.includes(day) || (points.lastDay === true && day === daysIn(date));
  if (!points.on.includes(weekday)) return false;
  const week = WEEKS[Math.floor((day - 1) / 7)];
  return points.the.some((one) => one === week || (one === "Last" && day + 7 > daysIn(date)));
}

/** The days that a point of a day is kept for so many months, counted as the calendar does. */
export function daysOfMonths({ date }: Day, months: number): number {
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const day = Math.min(date.getUTCDate(), daysIn(first));
  const end = Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), day);
  return Math.round((end - date.getTime()) / DAY_MS);
}

function daysIn(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}
