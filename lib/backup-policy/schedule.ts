import type { Problems } from "../core/problems";
import { listed } from "../core/problems";
import { TIME_OF_DAY, type TimeOfDay, WEEKDAYS, type Weekday } from "../core/time";

/** When backups run. Times are in the policy's time zone; Azure does not follow daylight saving time. */
export type VmBackupSchedule = HourlySchedule | DailySchedule | WeeklySchedule;

/** Several times a day; for VMs in Enhanced policies only. */
export interface HourlySchedule {
  readonly frequency: "Hourly";
  /** Hours between backups. */
  readonly every: 4 | 6 | 8 | 12;
  /** The first backup of the day. */
  readonly from: TimeOfDay;
  /** Hours from the first backup on in which backups run: 4 to 24; for VMs a multiple of `every`. */
  readonly during: number;
}

/** A backup each day. */
export interface DailySchedule {
  readonly frequency: "Daily";
  readonly at: TimeOfDay;
}

/** A backup on days of the week. */
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

/** Refuses schedules that azurerm or Azure refuse for VMs. */
export function checkVmSchedule(problems: Problems, schedule: VmBackupSchedule, enhanced: boolean): void {
  checkTimes(problems, schedule);
  if (schedule.frequency !== "Hourly") return;
  problems.when(
    !enhanced,
    'schedule cannot be hourly in a "Standard" policy: choose type "Enhanced", or a daily schedule',
  );
  const { every, during } = schedule;
  if (!checkHours(problems, schedule, "VMs") || during % every === 0) return;
  const multiples = Array.from({ length: 24 / every }, (_, i) => (i + 1) * every);
  problems.add(
    `schedule.during must be a multiple of schedule.every, got ${during} and ${every}: choose ${listed(multiples)}`,
  );
}

/** Refuses times and weekdays that no backup can have. */
export function checkTimes(problems: Problems, schedule: VmBackupSchedule, path = "schedule"): void {
  const hourly = schedule.frequency === "Hourly";
  checkTime(problems, `${path}.${hourly ? "from" : "at"}`, hourly ? schedule.from : schedule.at);
  if (schedule.frequency !== "Weekly") return;
  problems.when(schedule.on.length === 0, `${path}.on must name at least one weekday for a weekly schedule`);
  checkWeekdays(problems, `${path}.on`, schedule.on);
}

export function checkTime(problems: Problems, name: string, time: TimeOfDay): void {
  problems.matches(name, time, TIME_OF_DAY, 'on the hour or half hour, "00:00" to "23:30"');
}

export function checkWeekdays(problems: Problems, name: string, on: readonly Weekday[]): void {
  for (const day of on) problems.oneOf(name, day, WEEKDAYS, "Azure names weekdays in English");
}

const INTERVALS: readonly number[] = [4, 6, 8, 12];

/** Refuses hours that no backup can have; true when there is nothing to refuse. */
export function checkHours(problems: Problems, { every, during }: HourlySchedule, what: string): boolean {
  problems.oneOf("schedule.every", every, INTERVALS, `Azure backs up ${what} every so many hours`);
  problems.integer(
    "schedule.during",
    during,
    [4, 24],
    "hours",
    "it is the part of the day in which backups run",
  );
  return INTERVALS.includes(every) && Number.isInteger(during) && during >= 4 && during <= 24;
}

/** Azure keeps the snapshots of weekly backups for five days, neither more nor less. */
export function fixedSnapshotDays({ frequency }: VmBackupSchedule): number | undefined {
  return frequency === "Weekly" ? 5 : undefined;
}
