import { Token } from "cdktf";
import type { Problems, Range } from "../core/problems";
import { type BackupVaultSchedule, backupsPerDay } from "./schedule";

/** How long snapshots are kept beside the data: of disks and AKS clusters. */
export interface SnapshotRetention {
  /** Days that every snapshot is kept. */
  readonly days: number;
  /**
   * Days that the first snapshot of a day is kept. Needs several backups a day.
   * @default - as long as every snapshot
   */
  readonly daily?: number;
  /**
   * Weeks that the first snapshot of a week is kept.
   * @default - as long as the others
   */
  readonly weekly?: number;
}

/** How long recovery points are kept in the vault: of blobs and databases. */
export interface VaultedRetention {
  /** Days that every recovery point is kept. */
  readonly days: number;
  /**
   * Weeks that the first recovery point of a week is kept.
   * @default - as long as every recovery point
   */
  readonly weekly?: number;
  /**
   * Months that the first recovery point of a month is kept.
   * @default - as long as the others
   */
  readonly monthly?: number;
  /**
   * Years that the first recovery point of a year is kept.
   * @default - as long as the others
   */
  readonly yearly?: number;
}

export type BackupVaultRetention = SnapshotRetention & VaultedRetention;

/** One of the policy's rules beside the default one; the lowest priority number wins. */
export interface RetentionRule {
  readonly name: string;
  readonly duration: string;
  readonly priority: number;
  readonly criteria: { readonly absoluteCriteria: string };
}

/** The rules from the shortest to the longest, with the portal's names, marks and priorities; the default one has 99. */
const RULES = [
  { key: "days", unit: "D", unitName: "days", days: 1 },
  { key: "daily", unit: "D", unitName: "days", days: 1, name: "Daily", mark: "FirstOfDay", priority: 25 },
  { key: "weekly", unit: "W", unitName: "weeks", days: 7, name: "Weekly", mark: "FirstOfWeek", priority: 20 },
  {
    key: "monthly",
    unit: "M",
    unitName: "months",
    days: 30,
    name: "Monthly",
    mark: "FirstOfMonth",
    priority: 15,
  },
  {
    key: "yearly",
    unit: "Y",
    unitName: "years",
    days: 365,
    name: "Yearly",
    mark: "FirstOfYear",
    priority: 10,
  },
] as const;

/** `P30D` */
export const daysDuration = (days: number): string => `P${days}D`;

/** The rules of a retention, the strongest first. */
export function retentionRules(retention: BackupVaultRetention): RetentionRule[] {
  return RULES.flatMap((rule) => {
    const count = retention[rule.key];
    if (!("mark" in rule) || count === undefined) return [];
    const { name, priority, mark, unit } = rule;
    return [{ name, duration: `P${count}${unit}`, priority, criteria: { absoluteCriteria: mark } }];
  }).reverse();
}

/** The largest numbers that a kind of data source takes. */
export type RetentionLimits = Partial<Record<keyof BackupVaultRetention, number>>;

/** Refuses retentions that Azure refuses, and those that would keep less than they say. */
export function checkRetention(
  problems: Problems,
  retention: BackupVaultRetention,
  limits: RetentionLimits,
  why: string,
): void {
  for (const { key, unitName } of RULES) {
    const [name, value] = [`retention.${key}`, retention[key]];
    const max = limits[key];
    problems.when(max === undefined && value !== undefined, `${name} cannot be given here: ${why}`);
    if (max !== undefined) checkWhole(problems, name, value, [1, max], unitName, why);
  }
  checkOrder(problems, retention);
}

/** A whole number that is known now: the policy's name is made of it. */
export function checkWhole(
  problems: Problems,
  name: string,
  value: number | undefined,
  range: Range,
  unit: string,
  why: string,
): void {
  problems.when(
    Token.isUnresolved(value),
    `${name} must be a number in the program, got a value of the deployment: the policy's name is made of its content`,
  );
  problems.integer(name, value, range, unit, why);
}

/** A point is kept by the strongest of its rules alone, so that a longer-term rule must not keep it shorter. */
function checkOrder(problems: Problems, retention: BackupVaultRetention): void {
  const given = RULES.flatMap((rule) => {
    const count = retention[rule.key];
    return count === undefined ? [] : [{ ...rule, count }];
  });
  given.slice(1).forEach((longer, i) => {
    const shorter = given[i];
    if (shorter === undefined || longer.count * longer.days >= shorter.count * shorter.days) return;
    problems.add(
      `retention.${longer.key} must not be shorter than retention.${shorter.key}, got ${longer.count} ${longer.unitName} and ${shorter.count} ${shorter.unitName}: Azure keeps a recovery point by its longest-term rule alone; keep it longer, or remove it`,
    );
  });
}

/** Snapshots that a schedule and a retention keep of one disk. */
export function snapshotsKept(retention: SnapshotRetention, schedule: BackupVaultSchedule): number {
  const { days, daily = days, weekly = 0 } = retention;
  const longest = Math.max(days, daily);
  const weeks = Math.max(0, Math.ceil((weekly * 7 - longest) / 7));
  return days * backupsPerDay(schedule) + (longest - days) + weeks;
}

/** With one backup a day every snapshot is the first of its day. */
export function checkDaily(
  problems: Problems,
  retention: SnapshotRetention,
  schedule: BackupVaultSchedule,
): void {
  problems.when(
    retention.daily !== undefined && schedule.frequency === "Daily",
    "retention.daily needs several backups a day: with one a day, retention.days says how long it is kept",
  );
}
