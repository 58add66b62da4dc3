import { Token } from "cdktf";
import type { Problems } from "../core/problems";
import { TIME_OF_DAY, type TimeOfDay } from "../core/time";
import type { VmBackupSchedule } from "./schedule";

/** The part of the day in which the policies of a tier start, from the schedule's own time on. */
export interface StartWindow {
  /** Hours, in halves: 0.5 to 24, in hourly schedules to the hours between backups, in weekly ones to midnight. */
  readonly hours: number;
}

const STEP_MINUTES = 30;
const DAY_MINUTES = 24 * 60;

/**
 * The schedule of a tier's policy by its number: each starts half an hour after the one before, and after the window's
 * last start comes its first again. It depends on no other policy, so that one more changes no start.
 */
export function staggered<S extends VmBackupSchedule>(
  schedule: S,
  window: StartWindow | undefined,
  number: number,
): S {
  const late = window ? ((number - 1) * STEP_MINUTES) % (window.hours * 60) : 0;
  if (late === 0) return schedule;
  const start = timeOfDay((minutesOf(startOf(schedule)) + late) % DAY_MINUTES);
  return schedule.frequency === "Hourly" ? { ...schedule, from: start } : { ...schedule, at: start };
}

/** When the backups of a day start. */
export function startOf(schedule: VmBackupSchedule): TimeOfDay {
  return schedule.frequency === "Hourly" ? schedule.from : schedule.at;
}

/** Refuses windows whose starts Azure does not take, or that would leave the schedule's own rhythm or days. */
export function checkStartWindow(
  problems: Problems,
  name: string,
  { hours }: StartWindow,
  schedule: VmBackupSchedule,
): void {
  const start = startOf(schedule);
  const [what, hourly] = schedule.frequency === "Hourly" ? ["from", schedule.every] : ["at", undefined];
  problems.when(
    !Number.isInteger(hours * 2) || hours < 0.5 || hours > 24,
    `${name}.hours must be 0.5 to 24 in halves, got ${hours}: Azure starts backups on the hour or the half hour`,
  );
  problems.when(
    hourly !== undefined && hours > hourly,
    `${name}.hours must not exceed schedule.every, got ${hours} and ${hourly}: the next backup of the first policy starts then`,
  );
  problems.when(
    Token.isUnresolved(start),
    `${name} needs a schedule.${what} that is known now: later starts are counted from it`,
  );
  if (schedule.frequency !== "Weekly" || !TIME_OF_DAY.test(start)) return;
  const left = (DAY_MINUTES - minutesOf(start)) / 60;
  problems.when(
    hours > left,
    `${name}.hours must end by midnight with a weekly schedule, got ${hours} from ${start} on: later starts would be on another weekday than retention keeps; shorten it to ${left}, or start earlier`,
  );
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(":").map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

function timeOfDay(minutes: number): TimeOfDay {
  const padded = (value: number) => String(value).padStart(2, "0");
  return `${padded(Math.floor(minutes / 60))}:${padded(minutes % 60)}` as TimeOfDay;
}
