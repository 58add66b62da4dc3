import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { Problems } from "../core/problems";
import { TIME_OF_DAY } from "../core/time";
import type { FileSharePolicyOptions, FileShareSchedule } from "./file-share-options";
import { checkPolicyName, checkTimezone } from "./policy-name";
import type { FullRetention, PointsOfMonth } from "./retention";
import { checkRetention, type RetentionLimits, withinLimits } from "./retention-checks";
import { checkHours, checkTimes, type HourlySchedule } from "./schedule";

const WHY = "azurerm keeps points of a share no longer, in either tier";
const MAX_SNAPSHOTS = 200;

/** Microsoft Learn, "Support matrix for Azure Files backup". */
const FILE_SHARE_LIMITS: RetentionLimits = {
  daily: { range: [1, 200], why: WHY },
  weekly: { range: [1, 200], why: WHY },
  monthly: { range: [1, 120], why: WHY },
  yearly: { range: [1, 10], why: WHY },
  dayOfMonth: { range: [1, 31], why: "it is a day of the month" },
};

/** Refuses what azurerm or Azure would refuse at plan or apply. */
export function checkFileSharePolicy(
  scope: IConstruct,
  name: string,
  options: FileSharePolicyOptions,
  retention: FullRetention,
): void {
  const problems = new Problems(scope);
  checkPolicyName(problems, name);
  checkTimezone(problems, options.timezone);
  checkSchedule(problems, options.schedule);
  checkRetention(problems, retention, options.schedule, FILE_SHARE_LIMITS);
  checkTier(problems, options);
  checkSnapshots(problems, options, retention);
  problems.throwIfAny();
}

function checkSchedule(problems: Problems, schedule: FileShareSchedule): void {
  problems.oneOf(
    "schedule.frequency",
    schedule.frequency,
    ["Hourly", "Daily"],
    "Azure has no weekly backups of file shares: back up daily, and keep weekly points longer",
  );
  checkTimes(problems, schedule);
  if (schedule.frequency === "Hourly" && checkHours(problems, schedule, "file shares"))
    checkWindow(problems, schedule);
}

/** Microsoft Learn, "Questions about backing up Azure Files". */
function checkWindow(problems: Problems, { every, from, during }: HourlySchedule): void {
  problems.when(
    during < every,
    `schedule.during must be schedule.every or longer, got ${during} and ${every}: Azure refuses a window with one backup only; use Schedule.daily`,
  );
  if (!TIME_OF_DAY.test(from)) return;
  const [hours = 0, minutes = 0] = from.split(":").map(Number);
  const left = Math.floor(24 - hours - minutes / 60);
  problems.when(
    during > left,
    `schedule.during must end on the day on which it starts, got ${during} hours from ${from}: ${left >= Math.max(every, 4) ? `choose ${left} hours at most, or start earlier` : "start earlier"}`,
  );
}

function checkTier(problems: Problems, options: FileSharePolicyOptions): void {
  const { backupTier = "snapshot", snapshotRetentionDays: days, retention } = options;
  problems.oneOf("backupTier", backupTier, ["snapshot", "vault-standard"], "see azurerm backup_tier");
  problems.when(
    backupTier === "snapshot" && days !== undefined,
    'snapshotRetentionDays belongs to backupTier "vault-standard": remove it, since retention is of the snapshots in the tier "snapshot"',
  );
  if (backupTier !== "vault-standard") return;
  problems.when(
    days === undefined,
    'snapshotRetentionDays is missing: backupTier "vault-standard" needs the days that snapshots stay in the storage account',
  );
  problems.integer("snapshotRetentionDays", days, [1, 199], "days", "it is shorter than retention.daily");
  problems.when(
    days !== undefined && days <= 199 && days >= retention.daily && !Token.isUnresolved(retention.daily),
    `snapshotRetentionDays must be less than retention.daily, got ${days} and ${retention.daily}: azurerm refuses it; keep snapshots shorter, or daily points longer`,
  );
}

/** Azure Files has 200 snapshots of a share; azurerm and Azure add up those of every kind. */
function checkSnapshots(problems: Problems, options: FileSharePolicyOptions, retention: FullRetention): void {
  const parts = snapshotParts(options, retention);
  const total = parts.reduce((sum, [count, each]) => sum + count * each, 0);
  if (!withinLimits(retention, FILE_SHARE_LIMITS) || !(total > MAX_SNAPSHOTS)) return;
  const vault = options.backupTier === "vault-standard";
  const sum = parts.map(([count, each, unit]) => `${count} ${unit} × ${each}`).join(" + ");
  problems.add(
    `${vault ? "snapshotRetentionDays" : "retention"} must keep ${MAX_SNAPSHOTS} snapshots of a share at most, got ${total} (${sum}): Azure Files has no more; keep them shorter${vault ? "" : ', choose backupTier "vault-standard"'}, or back up less often`,
  );
}

type Part = readonly [count: number, each: number, unit: string];

function snapshotParts(options: FileSharePolicyOptions, retention: FullRetention): readonly Part[] {
  const { schedule, backupTier, snapshotRetentionDays = 0 } = options;
  const { daily = 0, weekly, monthly, yearly } = retention;
  const perDay = backupsPerDay(schedule);
  if (backupTier === "vault-standard") return [[snapshotRetentionDays, perDay, "days"]];
  const parts: Part[] = [[daily, perDay, "days"]];
  if (weekly) parts.push([weekly.weeks, new Set(weekly.on).size, "weeks"]);
  if (monthly) parts.push([monthly.months, pointsPerMonth(monthly), "months"]);
  if (yearly) parts.push([yearly.years, pointsPerMonth(yearly) * new Set(yearly.in).size, "years"]);
  return parts;
}

/** From the first backup to the end of the window, without the one that is the next day's first. */
function backupsPerDay(schedule: FileShareSchedule): number {
  if (schedule.frequency !== "Hourly") return 1;
  const { every, during } = schedule;
  return Math.min(Math.floor(during / every) + 1, Math.floor(24 / every));
}

function pointsPerMonth(points: PointsOfMonth): number {
  if ("the" in points) return new Set(points.the).size * new Set(points.on).size;
  return new Set(points.days).size + (points.lastDay === true ? 1 : 0);
}
