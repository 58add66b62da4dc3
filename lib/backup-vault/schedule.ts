import { Token } from "cdktf";
import type { DailySchedule, RoundTheClockSchedule, WeeklySchedule } from "../backup-policy/schedule";
import type { Problems } from "../core/problems";
import { TIME_OF_DAY, WEEKDAYS } from "../core/time";
import { TIMEZONES, type Timezone } from "../core/timezones";
import { standardOffset } from "./timezone-offsets";

/** The schedules that Backup vaults know; each kind of data source takes some of them. */
export type BackupVaultSchedule = RoundTheClockSchedule | DailySchedule | WeeklySchedule;

/** The repeating intervals count from this Monday. A date that moved would make every policy a new one. */
const FIRST_MONDAY = "2024-01-0";

/**
 * `R/2024-01-01T02:00:00+01:00/PT4H`: the schedule as azurerm's `backup_repeating_time_intervals`. The time is the zone's
 * own, with its standard offset, as the portal writes it; a weekly schedule has one interval for each weekday.
 */
export function repeatingIntervals(schedule: BackupVaultSchedule, timezone: Timezone): string[] {
  const from = (day: number, time: string) => `R/${FIRST_MONDAY}${day}T${time}:00${standardOffset(timezone)}`;
  if (schedule.frequency === "RoundTheClock") return [`${from(1, schedule.from)}/PT${schedule.every}H`];
  if (schedule.frequency === "Daily") return [`${from(1, schedule.at)}/P1D`];
  const days = [...new Set(schedule.on.map((day) => WEEKDAYS.indexOf(day) + 1))].sort((a, b) => a - b);
  return days.map((day) => `${from(day, schedule.at)}/P1W`);
}

/** Backups of one day, at most. */
export function backupsPerDay(schedule: BackupVaultSchedule): number {
  return schedule.frequency === "RoundTheClock" ? 24 / schedule.every : 1;
}

/** What a kind of data source takes. */
export interface ScheduleRules {
  /** "disks", for the messages. */
  readonly sources: string;
  readonly frequencies: readonly BackupVaultSchedule["frequency"][];
  readonly hours?: readonly number[];
}

const CALLS = {
  RoundTheClock: "Schedule.roundTheClock",
  Daily: "Schedule.daily",
  Weekly: "Schedule.weekly",
} as const;

/** Refuses schedules that Azure refuses. */
export function checkSchedule(
  problems: Problems,
  schedule: BackupVaultSchedule,
  timezone: Timezone | undefined,
  { sources, frequencies, hours = [] }: ScheduleRules,
): void {
  const calls = frequencies.map((frequency) => CALLS[frequency]).join(" or ");
  problems.when(
    timezone !== undefined && !TIMEZONES.includes(timezone),
    `timezone must be a Windows time zone name such as "UTC" or "W. Europe Standard Time", got "${timezone}"`,
  );
  if (!frequencies.includes(schedule.frequency)) {
    problems.add(
      `schedule must be made by ${calls}, got "${schedule.frequency}": Azure backs up ${sources} no other way`,
    );
    return;
  }
  const hourly = schedule.frequency === "RoundTheClock";
  const [name, start] = hourly ? ["schedule.from", schedule.from] : ["schedule.at", schedule.at];
  problems.matches(name, start, TIME_OF_DAY, 'on the hour or half hour, "00:00" to "23:30"');
  checkKnown(problems, name, [start]);
  if (hourly) checkKnown(problems, "schedule.every", [schedule.every]);
  if (hourly)
    problems.oneOf("schedule.every", schedule.every, hours, `Azure backs up ${sources} every so many hours`);
  if (schedule.frequency !== "Weekly") return;
  problems.when(schedule.on.length === 0, "schedule.on must name at least one weekday for a weekly schedule");
  checkKnown(problems, "schedule.on", schedule.on);
  for (const day of schedule.on)
    problems.oneOf("schedule.on", day, WEEKDAYS, "Azure names weekdays in English");
}

/** What is in the policy's name has to be known now: a token would be in it by its number. */
function checkKnown(problems: Problems, name: string, values: readonly unknown[]): void {
  problems.when(
    values.some((value) => Token.isUnresolved(value)),
    `${name} must be a value in the program, got one of the deployment: the policy's name is made of its content`,
  );
}
