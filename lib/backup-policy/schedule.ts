import type { Problems } from "../core/problems";
import { listed } from "../core/problems";
import { TIME_OF_DAY, type TimeOfDay, WEEKDAYS, type Weekday } from "../core/time";

/** When backups run. Times are in the policy's time zone; Azure does not follow daylight saving time. */
export type VmBackupSchedule = HourlySchedule | DailySchedule | WeeklySchedule;

/** Several times a day; needs an Enhanced policy. */
export interface HourlySchedule {
  readonly frequency: "Hourly";
  /** Hours between backups. */
  readonly every: 4 | 6 | 8 | 12;
  /** The first backup of the day. */
  readonly from: TimeOfDay;
  /** Hours from the first backup on in which backups run: 4 to 24, a multiple of `every`. */
  readonly during: number;
}

export interface DailySchedule {
  readonly frequency: "Daily";
  readonly at: TimeOfDay;
}

export interface WeeklySchedule {
  readonly frequency: "Weekly";
  readonly on: readonly Weekday[];
  readonly at: TimeOfDay;
}

/** Several times a day without a pause: disks and AKS clusters, in a Backup vault. */
export interface RoundTheClockSchedule<Hours extends number = number> {
  readonly frequency: "RoundTheClock";
  /** Hours between backups. */
  readonly every: Hours;
  /** One of the times of day at which a backup starts. */
  readonly from: TimeOfDay;
}

/** Names the schedules of Azure Backup. */
export const Schedule = {
  /** Every 4, 6, 8 or 12 hours, for as many hours of the day. */
  everyHours: (every: 4 | 6 | 8 | 12, window: { from: TimeOfDay; during: number }): HourlySchedule => ({
    frequency: "Hourly",
    every,
    ...window,
  }),
  /** Every so many hours, day and night: what Backup vaults do for disks and AKS clusters. */
  roundTheClock: <Hours extends number>(
    every: Hours,
    { from }: { from: TimeOfDay },
  ): RoundTheClockSchedule<Hours> => ({ frequency: "RoundTheClock", every, from }),
  daily: (at: TimeOfDay): DailySchedule => ({ frequency: "Daily", at }),
  weekly: (on: readonly Weekday[], at: TimeOfDay): WeeklySchedule => ({ frequency: "Weekly", on, at }),
} as const;

/** The longest time between two backups, in minutes: what is lost at worst. */
export function longestGapMinutes(schedule: VmBackupSchedule): number {
  const HOUR = 60;
  if (schedule.frequency === "Daily") return 24 * HOUR;
  if (schedule.frequency === "Weekly") return longestWeekGapDays(schedule.on) * 24 * HOUR;
  return Math.max(schedule.every, 24 - schedule.during + schedule.every) * HOUR;
}

function longestWeekGapDays(on: readonly Weekday[]): number {
  const days = [...new Set(on)].map((day) => WEEKDAYS.indexOf(day)).sort((a, b) => a - b);
  const gaps = days.map((day, i) => (days[i + 1] ?? (days[0] ?? 0) + 7) - day);
  return Math.max(...gaps, 1);
}

/** Refuses schedules that azurerm or Azure refuse. */
export function checkSchedule(problems: Problems, schedule: VmBackupSchedule, enhanced: boolean): void {
  const start = schedule.frequency === "Hourly" ? schedule.from : schedule.at;
  const name = schedule.frequency === "Hourly" ? "schedule.from" : "schedule.at";
  problems.matches(name, start, TIME_OF_DAY, 'on the hour or half hour, "00:00" to "23:30"');
  if (schedule.frequency === "Hourly") checkHours(problems, schedule, enhanced);
  if (schedule.frequency === "Weekly") {
    problems.when(
      schedule.on.length === 0,
      "schedule.on must name at least one weekday for a weekly schedule",
    );
    for (const day of schedule.on)
      problems.oneOf("schedule.on", day, WEEKDAYS, "Azure names weekdays in English");
  }
}

function checkHours(problems: Problems, { every, during }: HourlySchedule, enhanced: boolean): void {
  problems.when(
    !enhanced,
    'schedule cannot be hourly in a "Standard" policy: choose type "Enhanced", or a daily schedule',
  );
  problems.oneOf("schedule.every", every, [4, 6, 8, 12], "Azure backs up VMs every so many hours");
  problems.integer(
    "schedule.during",
    during,
    [4, 24],
    "hours",
    "it is the part of the day in which backups run",
  );
  if (
    ![4, 6, 8, 12].includes(every) ||
    !Number.isInteger(during) ||
    during < 4 ||
    during > 24 ||
    during % every === 0
  )
    return;
  const multiples = Array.from({ length: 24 / every }, (_, i) => (i + 1) * every);
  problems.add(
    `schedule.during must be a multiple of schedule.every, got ${during} and ${every}: choose ${listed(multiples)}`,
  );
}
