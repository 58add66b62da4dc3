import type { ArchiveTiering, VmBackupPolicyType } from "../backup-policy/options";
import { type FullRetention, fullRetention, type VmBackupRetention } from "../backup-policy/retention";
import type { HourlySchedule, VmBackupSchedule } from "../backup-policy/schedule";
import { type Day, dayBefore, daysOfMonths, isPointOfMonth } from "./calendar";

/** What a backup policy says of the points that it makes and keeps: a `VmBackupPolicy`, or the same in plain values. */
export interface EstimatedPolicy {
  readonly type: VmBackupPolicyType;
  readonly schedule: VmBackupSchedule;
  readonly retention: VmBackupRetention;
  /** @default - 5 for weekly schedules; 2 in Standard policies, 7 in Enhanced ones, as Azure decides */
  readonly instantRestoreDays?: number;
  /** @default - points stay in the standard tier */
  readonly archiveTiering?: ArchiveTiering;
}

export type RetentionKind = "daily" | "weekly" | "monthly" | "yearly";

/** A recovery point in the vault. */
export interface VaultPoint {
  /** Whole days since it was made. */
  readonly ageDays: number;
  /** The retention that keeps it longest. */
  readonly kind: RetentionKind;
  readonly tier: "standard" | "archive";
}

/** A snapshot beside the disks. */
export interface Snapshot {
  /** Whole days since it was made. */
  readonly ageDays: number;
  /** Days of changes that it holds: until the next one, and no longer than it is kept. */
  readonly days: number;
}

/** The points that there are on a day. */
export interface RecoveryPoints {
  readonly snapshots: readonly Snapshot[];
  /** The newest first. */
  readonly vault: readonly VaultPoint[];
}

/** How long a retention keeps the point of a day, where it does. */
interface Hold {
  readonly kind: RetentionKind;
  readonly days: number;
}

/** Microsoft Learn, "Overview of Archive tier in Azure Backup": what is to be left of the retention of a VM's point. */
const MONTHS_LEFT_FOR_ARCHIVE = 6;

/**
 * The recovery points of a VM on a day, in the evening. A point that several retentions keep is one point; an hourly
 * schedule takes its last backup of the day to the vault (Microsoft Learn, "Back up an Azure VM using Enhanced policy").
 *
 * @param days how many days the policy has been in force, that one included
 */
export function recoveryPoints(policy: EstimatedPolicy, asOf: Date, days = Infinity): RecoveryPoints {
  const retention = fullRetention(policy.retention, policy.schedule);
  const vault: VaultPoint[] = [];
  for (let age = 0; age < Math.min(longestDays(retention), days); age++) {
    const day = dayBefore(asOf, age);
    const holds = isBackupDay(day, policy.schedule) ? holdsOf(day, retention) : [];
    const longest = holds.reduce<Hold | undefined>((a, b) => (a && a.days >= b.days ? a : b), undefined);
    if (longest && longest.days > age)
      vault.push({ ageDays: age, kind: longest.kind, tier: tierOf(day, age, longest, retention, policy) });
  }
  return { snapshots: snapshotsOf(policy, asOf).filter(({ ageDays }) => ageDays < days), vault };
}

function isBackupDay({ weekday }: Day, schedule: VmBackupSchedule): boolean {
  return schedule.frequency !== "Weekly" || schedule.on.includes(weekday);
}

function holdsOf(day: Day, { daily, weekly, monthly, yearly }: FullRetention): readonly Hold[] {
  const holds: Hold[] = [];
  if (yearly?.in.includes(day.month) && isPointOfMonth(day, yearly))
    holds.push({ kind: "yearly", days: daysOfMonths(day, yearly.years * 12) });
  if (monthly && isPointOfMonth(day, monthly))
    holds.push({ kind: "monthly", days: daysOfMonths(day, monthly.months) });
  if (weekly?.on.includes(day.weekday)) holds.push({ kind: "weekly", days: weekly.weeks * 7 });
  if (daily !== undefined) holds.push({ kind: "daily", days: daily });
  return holds;
}

/** No point is older: the longest months have 31 days. */
function longestDays({ daily = 0, weekly, monthly, yearly }: FullRetention): number {
  return Math.max(daily, (weekly?.weeks ?? 0) * 7, (monthly?.months ?? 0) * 31, (yearly?.years ?? 0) * 366);
}

/**
 * Monthly and yearly points move when they are old enough, no daily or weekly point depends on them, and six months of
 * their retention are left. What Azure recommends is not known beforehand: it is taken to stay.
 */
function tierOf(
  day: Day,
  age: number,
  { kind, days }: Hold,
  { daily = 0, weekly }: FullRetention,
  { archiveTiering }: EstimatedPolicy,
): VaultPoint["tier"] {
  if (archiveTiering === undefined || archiveTiering === "Recommended") return "standard";
  if (kind === "daily" || kind === "weekly") return "standard";
  const moves = Math.max(daysOfMonths(day, archiveTiering.afterMonths), daily, (weekly?.weeks ?? 0) * 7);
  const moved = dayBefore(day.date, -moves);
  const stays = moves + daysOfMonths(moved, MONTHS_LEFT_FOR_ARCHIVE) > days;
  return stays || age < moves ? "standard" : "archive";
}

const DEFAULT_SNAPSHOT_DAYS = { Standard: 2, Enhanced: 7 } as const;
const WEEKLY_SNAPSHOT_DAYS = 5;

/** The latest snapshot stays until the next backup (Microsoft Learn, "Azure Instant Restore Capability"). */
function snapshotsOf(policy: EstimatedPolicy, asOf: Date): readonly Snapshot[] {
  const { schedule, type } = policy;
  if (schedule.frequency === "Weekly") return weeklySnapshots(policy, asOf);
  const kept = policy.instantRestoreDays ?? DEFAULT_SNAPSHOT_DAYS[type];
  const gaps = schedule.frequency === "Hourly" ? gapsOfDay(schedule) : [1];
  return Array.from({ length: kept }, (_, ageDays) => gaps.map((days) => ({ ageDays, days }))).flat();
}

function weeklySnapshots({ schedule, instantRestoreDays }: EstimatedPolicy, asOf: Date): readonly Snapshot[] {
  const kept = instantRestoreDays ?? WEEKLY_SNAPSHOT_DAYS;
  const isBackup = (age: number) => isBackupDay(dayBefore(asOf, age), schedule);
  const ages = WEEK.filter(isBackup);
  const untilNext = (age: number) => 1 + WEEK.findIndex((days) => isBackup(age - 1 - days));
  return ages
    .filter((age, i) => i === 0 || age < kept)
    .map((ageDays) => ({ ageDays, days: Math.min(kept, untilNext(ageDays)) }));
}

const WEEK: readonly number[] = [0, 1, 2, 3, 4, 5, 6];

/** Days between the backups of a day, the last one's until the first of the next day; the window's end counts in. */
function gapsOfDay({ every, during }: HourlySchedule): readonly number[] {
  const backups = Math.min(Math.floor(during / every) + 1, Math.floor(24 / every));
  const last = 24 - (backups - 1) * every;
  return [...Array.from({ length: backups - 1 }, () => every / 24), last / 24];
}
