import type { MonitorAlertProcessingRuleSuppressionSchedule as ScheduleBlock } from "@cdktf/provider-azurerm/lib/monitor-alert-processing-rule-suppression";
import { type Problems, quoted } from "../core/problems";
import { WEEKDAYS, type Weekday } from "../core/time";
import { TIMEZONES, type Timezone } from "../core/timezones";

/** Times of day, "HH:mm:ss"; an end that is not after the start is one of the next day. */
interface DailyTimes {
  readonly startTime: string;
  readonly endTime: string;
}

/** Both times, or neither for whole days. */
type OptionalTimes = Partial<DailyTimes>;

/** What comes again: every day, on weekdays, on days of the month (1 to 31). */
export type AlertRecurrence =
  | ({ readonly every: "day" } & DailyTimes)
  | ({ readonly every: "week"; readonly days: readonly Weekday[] } & OptionalTimes)
  | ({ readonly every: "month"; readonly days: readonly number[] } & OptionalTimes);

interface Period {
  /** Local time without an offset, "2027-01-31T22:00:00". @default - from the deployment on */
  readonly from?: string;
  /** Local time without an offset, after `from`. @default - without end */
  readonly until?: string;
  /** The time zone of all its times, by its Windows name. @default "UTC" */
  readonly timezone?: Timezone;
}

/** When a rule applies; see `AlertSchedule`. */
export interface AlertSchedule extends Period {
  /** Applies at any of them. @default - from `from` to `until` */
  readonly recurrences?: readonly AlertRecurrence[];
}

type Daily = Period & DailyTimes;
type Weekly = Period & OptionalTimes & { readonly days: readonly Weekday[] };
type Monthly = Period & OptionalTimes & { readonly days: readonly number[] };

/**
 * Names the schedules of alert processing rules (Microsoft Learn, "Alert processing rules").
 *
 * @example
 * AlertSchedule.weekly({ days: ["Saturday"], startTime: "22:00:00", endTime: "04:00:00", timezone: "AUS Eastern Standard Time" })
 */
export const AlertSchedule = {
  /** One window: a planned maintenance. */
  once: (when: Period & { readonly from: string; readonly until: string }): AlertSchedule => when,
  daily: ({ startTime, endTime, ...period }: Daily): AlertSchedule =>
    recurring(period, { every: "day", startTime, endTime }),
  weekly: ({ days, startTime, endTime, ...period }: Weekly): AlertSchedule =>
    recurring(period, { every: "week", days, startTime, endTime }),
  monthly: ({ days, startTime, endTime, ...period }: Monthly): AlertSchedule =>
    recurring(period, { every: "month", days, startTime, endTime }),
} as const;

function recurring(period: Period, recurrence: AlertRecurrence): AlertSchedule {
  return { ...period, recurrences: [recurrence] };
}

/** Refuses schedules that azurerm or Azure refuses, and those whose meaning nobody can tell. */
export function checkAlertSchedule(problems: Problems, schedule: AlertSchedule | undefined): void {
  if (!schedule) return;
  const { from, until, timezone, recurrences = [] } = schedule;
  checkLocal(problems, "schedule.from", from);
  checkLocal(problems, "schedule.until", until);
  problems.when(
    from !== undefined && until !== undefined && from >= until,
    `schedule.until must be after schedule.from ${quoted(from)}, got ${quoted(until)}`,
  );
  const zones: readonly unknown[] = TIMEZONES;
  problems.when(
    timezone !== undefined && !zones.includes(timezone),
    `schedule.timezone must be the Windows name of a time zone, such as "AUS Eastern Standard Time", got ${quoted(timezone)}`,
  );
  problems.when(
    from === undefined && until === undefined && recurrences.length === 0,
    "schedule must have from, until or recurrences, got none: leave schedule out to mean always",
  );
  for (const [index, recurrence] of recurrences.entries())
    checkRecurrence(problems, `schedule.recurrences[${index}]`, recurrence);
}

const LOCAL = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

function checkLocal(problems: Problems, name: string, value: string | undefined): void {
  if (value === undefined) return;
  const instant = LOCAL.test(value) ? new Date(`${value}Z`) : undefined;
  const exists =
    instant !== undefined && !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value);
  problems.when(
    !exists,
    `${name} must be a local time such as "2027-01-31T22:00:00", without an offset, got ${quoted(value)}: the time zone is schedule.timezone`,
  );
}

function checkRecurrence(problems: Problems, at: string, recurrence: AlertRecurrence): void {
  const { startTime, endTime } = recurrence;
  for (const [name, time] of Object.entries({ startTime, endTime }))
    if (time !== undefined) problems.matches(`${at}.${name}`, time, TIME, 'a time of day such as "22:00:00"');
  problems.when(
    (startTime === undefined) !== (endTime === undefined) ||
      (recurrence.every === "day" && startTime === undefined),
    `${at} must have startTime and endTime${recurrence.every === "day" ? "" : ", or neither for whole days"}, got ${quoted(startTime)} and ${quoted(endTime)}`,
  );
  problems.when(
    startTime !== undefined && startTime === endTime,
    `${at}.endTime must differ from startTime, got ${quoted(endTime)}: Azure would take it for a whole day or for none`,
  );
  checkDays(problems, at, recurrence);
}

function checkDays(problems: Problems, at: string, recurrence: AlertRecurrence): void {
  if (recurrence.every === "day") return;
  const { days, every } = recurrence;
  problems.when(days.length === 0, `${at}.days must have one day at least, got none`);
  problems.when(
    new Set<unknown>(days).size < days.length,
    `${at}.days must be different days, got ${quoted(days)}: remove the repeat`,
  );
  for (const day of days)
    if (every === "week") problems.oneOf(`${at}.days`, day, WEEKDAYS, "the days of a week are those");
    else problems.integer(`${at}.days`, Number(day), [1, 31], "", "the days of a month are those");
}

const DAY = 24 * 60 * 60;
/** A window that leaves less than a minute of a day is a whole day. */
const NEARLY_A_DAY = DAY - 60;

/** Does it never end? A suppression that doesn't is one that silences alerts for ever. */
export function isEndless({ until, recurrences = [] }: AlertSchedule): boolean {
  if (until !== undefined) return false;
  const whole = recurrences.filter(isWholeDays);
  const days = (every: "week" | "month") =>
    new Set(whole.flatMap((one) => (one.every === every ? [...one.days] : []))).size;
  return (
    recurrences.length === 0 ||
    whole.some(({ every }) => every === "day") ||
    days("week") === WEEKDAYS.length ||
    days("month") === 31
  );
}

function isWholeDays({ startTime, endTime }: AlertRecurrence): boolean {
  if (startTime === undefined || endTime === undefined) return true;
  return (seconds(endTime) - seconds(startTime) + DAY) % DAY >= NEARLY_A_DAY;
}

function seconds(time: string): number {
  const [hours = 0, minutes = 0, rest = 0] = time.split(":").map(Number);
  return (hours * 60 + minutes) * 60 + rest;
}

/** The schedule as azurerm takes it. */
export function scheduleBlock(schedule: AlertSchedule | undefined): ScheduleBlock | undefined {
  if (!schedule) return undefined;
  const { from, until, timezone = "UTC", recurrences = [] } = schedule;
  return {
    effectiveFrom: from,
    effectiveUntil: until,
    timeZone: timezone,
    recurrence: recurrences.length > 0 ? recurrenceBlock(recurrences) : undefined,
  };
}

function recurrenceBlock(recurrences: readonly AlertRecurrence[]): ScheduleBlock["recurrence"] {
  const daily = recurrences.flatMap((one) =>
    one.every === "day" ? [{ startTime: one.startTime, endTime: one.endTime }] : [],
  );
  const weekly = recurrences.flatMap((one) =>
    one.every === "week"
      ? [{ daysOfWeek: [...one.days], startTime: one.startTime, endTime: one.endTime }]
      : [],
  );
  const monthly = recurrences.flatMap((one) =>
    one.every === "month"
      ? [{ daysOfMonth: [...one.days], startTime: one.startTime, endTime: one.endTime }]
      : [],
  );
  const some = <T>(blocks: T[]) => (blocks.length > 0 ? blocks : undefined);
  return { daily: some(daily), weekly: some(weekly), monthly: some(monthly) };
}
