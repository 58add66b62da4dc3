import type { TimeOfDay, Weekday } from "../core/time";
import type { Timezone } from "../core/timezones";
import type { MonthlyRetention, WeeklyRetention, YearlyRetention } from "./retention";
import type { DailySchedule, WeeklySchedule } from "./schedule";

/** What runs in the virtual machines. */
export type Workload = "SQL" | "SAP HANA";

/** How long full backups are kept, by their kind. */
export interface FullBackupRetention {
  /** Days that daily backups are kept: 7 to 9999. Absent in weekly schedules, needed in daily ones. */
  readonly daily?: number;
  /** Weeks that a weekly backup is kept (1 to 5163), of Sundays or of the days given. Needed in weekly schedules. */
  readonly weekly?: number | WeeklyRetention;
  /** Months that a monthly backup is kept (1 to 1188), of the first Sunday or of the days given: 1 to 28, or the last. */
  readonly monthly?: number | MonthlyRetention;
  /** Years that a yearly backup is kept (1 to 99), of the first Sunday of January or of the days given. */
  readonly yearly?: number | YearlyRetention;
}

/** Full backups, which every policy has: `Schedule.daily` or `Schedule.weekly`. */
export interface FullBackups {
  readonly schedule: DailySchedule | WeeklySchedule;
  readonly retention: FullBackupRetention;
}

/** Differential or incremental backups, between weekly full ones. */
export interface PartialBackups {
  /** Weekdays without a full backup. */
  readonly on: readonly Weekday[];
  readonly at: TimeOfDay;
  /** 7 to 35 days, azurerm's limit (hashicorp/terraform-provider-azurerm#27549; Azure has 180). */
  readonly retentionDays: number;
}

/** Backups of the transaction log. */
export interface LogBackups {
  /** Minutes between backups: what is lost at worst. */
  readonly everyMinutes: 15 | 30 | 60 | 120 | 240 | 480 | 720 | 1440;
  /** 7 to 35 days, in which any moment can be restored. */
  readonly retentionDays: number;
}

interface WorkloadPolicyOptions {
  /**
   * 3 to 150 letters, digits and "-", starting with a letter.
   * @default - the construct's id
   */
  readonly name?: string;

  readonly full: FullBackups;

  /**
   * The time zone of the schedules, by its Windows name. Azure does not follow daylight saving time.
   * @default "UTC"
   */
  readonly timezone?: Timezone;

  /**
   * Does the database compress its backups?
   * @default false
   */
  readonly compression?: boolean;
}

/** A backup policy for SQL Server databases, wherever its vault. */
export interface SqlPolicyOptions extends WorkloadPolicyOptions {
  /**
   * Changes since the last full backup; needs weekly full backups, on other days.
   * @default - none
   */
  readonly differential?: PartialBackups;

  /**
   * Azure pauses them for databases in the simple recovery model.
   * @default - none: databases can be restored to the time of a backup only
   */
  readonly log?: LogBackups;
}

interface SapHanaOptions extends WorkloadPolicyOptions {
  /** SAP HANA hands all its log backups to Azure Backup: they cannot be left out. */
  readonly log: LogBackups;
}

interface WithDifferential {
  /**
   * Changes since the last full backup; needs weekly full backups, on other days.
   * @default - none
   */
  readonly differential?: PartialBackups;
  readonly incremental?: undefined;
}

interface WithIncremental {
  readonly differential?: undefined;
  /**
   * Changes since the last backup of any kind; needs weekly full backups, on other days.
   * @default - none
   */
  readonly incremental?: PartialBackups;
}

/** A backup policy for SAP HANA databases, wherever its vault: with differential or incremental backups, never both. */
export type SapHanaPolicyOptions = SapHanaOptions & (WithDifferential | WithIncremental);

/** What the policy of either workload may say. */
export interface AnyWorkloadOptions extends WorkloadPolicyOptions {
  readonly differential?: PartialBackups;
  readonly incremental?: PartialBackups;
  readonly log?: LogBackups;
}
