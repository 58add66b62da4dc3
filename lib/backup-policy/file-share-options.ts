import type { Timezone } from "../core/timezones";
import type { MonthlyRetention, WeeklyRetention, YearlyRetention } from "./retention";
import type { DailySchedule, HourlySchedule } from "./schedule";

/**
 * When file shares are backed up: `Schedule.daily` or `Schedule.everyHours`. An hourly window has two backups at least,
 * ends on the day on which it starts, and need not be a multiple of the hours between backups.
 */
export type FileShareSchedule = DailySchedule | HourlySchedule;

/**
 * "snapshot" keeps snapshots in the storage account, "vault-standard" copies the last one of each day to the vault as
 * well. A share does not go back from the vault to snapshots alone.
 */
export type FileShareBackupTier = "snapshot" | "vault-standard";

/** How long recovery points of a share are kept, by their kind. In the snapshot tier there are 200 at most. */
export interface FileShareRetention {
  /** Days that all points of a day are kept: 1 to 200. */
  readonly daily: number;
  /** Weeks that a weekly point is kept (1 to 200), of Sundays or of the days given. */
  readonly weekly?: number | WeeklyRetention;
  /** Months that a monthly point is kept (1 to 120), of the first Sunday or of the days given. */
  readonly monthly?: number | MonthlyRetention;
  /** Years that a yearly point is kept (1 to 10), of the first Sunday of January or of the days given. */
  readonly yearly?: number | YearlyRetention;
}

/** A backup policy for file shares, wherever its vault. */
export interface FileSharePolicyOptions {
  /**
   * 3 to 150 letters, digits, "-", "_" and "!", starting with a letter.
   * @default - the construct's id
   */
  readonly name?: string;

  readonly schedule: FileShareSchedule;

  /**
   * The time zone of the schedule, by its Windows name. Azure does not follow daylight saving time.
   * @default "UTC"
   */
  readonly timezone?: Timezone;

  readonly retention: FileShareRetention;

  /**
   * Where recovery points are kept. The vault survives the loss of the storage account; it is not in every region
   * (Microsoft Learn, "Support matrix for Azure Files backup").
   * @default "snapshot"
   */
  readonly backupTier?: FileShareBackupTier;

  /**
   * Days that the tier "vault-standard" keeps the snapshots themselves, for quick restores: 1 or more, fewer than
   * `retention.daily`. That tier needs it, and the other has none: there, `retention` is of the snapshots.
   * @default - none
   */
  readonly snapshotRetentionDays?: number;
}
