import type { IConstruct } from "constructs";
import { dayNumber, MS_PER_DAY } from "../core/day";
import { Problems, quoted } from "../core/problems";
import { WEEKDAYS, type Weekday } from "../core/time";
import type { DrillSchedule } from "../drills/drill-schedule";

/** The context value that says on which day the schedules were deployed: the months of drills follow from it. */
export const CALENDAR_START_CONTEXT = "calendarStart";

/** Without it: a calendar must not depend on the day of the run. */
export const DEFAULT_CALENDAR_START = "2026-01-01";

/** The day that calendars begin with, in days since 1970, and whether the program says it. */
export interface CalendarStart {
  readonly day: number;
  readonly text: string;
  readonly given: boolean;
}

/** Before there were drills, and after anybody plans them: a day outside of these is a slip of the finger. */
const [EARLIEST, LATEST] = ["2020-01-01", "2099-12-31"];

/** @throws ConfigurationError when the context value is no day, or one outside of 2020 to 2099 */
export function calendarStart(root: IConstruct): CalendarStart {
  const said: unknown = root.node.tryGetContext(CALENDAR_START_CONTEXT);
  const text = typeof said === "string" ? said : DEFAULT_CALENDAR_START;
  const day = dayNumber(text);
  const problems = new Problems("context");
  problems.when(
    (said !== undefined && typeof said !== "string") || day === undefined || text < EARLIEST || text > LATEST,
    `${CALENDAR_START_CONTEXT} must be a day from ${EARLIEST} to ${LATEST}, such as "2027-06-30", got ${quoted(said)}: say on which day the drills' schedules were first deployed`,
  );
  problems.throwIfAny();
  return { day: day as number, text, given: said !== undefined };
}

const WHICH: readonly string[] = ["first", "second", "third", "fourth"];

/**
 * The first day of a schedule that is deployed on a day, as `RecoveryDrill` begins it: weekly from two days on, all others
 * in the month after. "2026-02-07"
 */
export function firstDay({ every, on }: DrillSchedule, start: number): string {
  const soon = start + 2;
  if (every === "week") return textOf(nextWeekday(soon, on as Weekday));
  const [which = "", weekday = ""] = on.split(" ") as [string, Weekday];
  const date = new Date(soon * MS_PER_DAY);
  const month = (offset: number) =>
    Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset, 1) / MS_PER_DAY;
  if (which === "last") return textOf(nextWeekday(month(2) - 7, weekday as Weekday));
  return textOf(nextWeekday(month(1), weekday as Weekday) + 7 * WHICH.indexOf(which));
}

/** The first such weekday from a day on; 1970 began with a Thursday. */
function nextWeekday(day: number, weekday: Weekday): number {
  const ahead = WEEKDAYS.indexOf(weekday) - ((day + 3) % 7);
  return day + ((ahead + 7) % 7);
}

function textOf(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** "RRULE" of a schedule (RFC 5545, 3.3.10). */
export function recurrenceRule({ every, on }: DrillSchedule): string {
  const [which = "", weekday = on] = on.split(" ");
  const day = weekday.slice(0, 2).toUpperCase();
  if (every === "week") return `FREQ=WEEKLY;BYDAY=${day}`;
  const months = { month: 1, quarter: 3, "half-year": 6, year: 12 }[every];
  const position = which === "last" ? -1 : WHICH.indexOf(which) + 1;
  return `FREQ=MONTHLY;INTERVAL=${months};BYDAY=${position}${day}`;
}

/** "every quarter, first Saturday at 02:00, Australia/Sydney" */
export function scheduleInWords({ every, on, at, timezone = "Etc/UTC" }: DrillSchedule): string {
  return `every ${every}, ${on} at ${at}, ${timezone}`;
}
