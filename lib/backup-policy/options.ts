import type { Timezone } from "../core/timezones";
import type { VmBackupRetention } from "./retention";
import type { VmBackupSchedule } from "./schedule";

/** "Standard" is azurerm's V1, "Enhanced" its V2. */
export type VmBackupPolicyType = "Standard" | "Enhanced";

/** What a recovery point is as good as: an orderly shutdown of the applications, or a power cut. */
export type VmBackupConsistency = "application" | "crash";

/** When monthly and yearly points move to the archive tier. */
export type ArchiveTiering =
  /** Points that Azure recommends for it, where it costs less. */
  | "Recommended"
  /** All eligible points after so many months: 3 or more. */
  | { readonly afterMonths: number };

/** A backup policy for virtual machines, wherever its vault. */
export interface VmBackupPolicyOptions {
  /**
   * 3 to 150 letters, digits, "-", "_" and "!", starting with a letter.
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * "Enhanced" backs up several times a day, keeps snapshots up to 30 days, and protects Trusted Launch VMs, Ultra and
   * Premium SSD v2 disks. Cannot be changed; VMs move from Standard to Enhanced, never back.
   * @default "Enhanced"
   */
  readonly type?: VmBackupPolicyType;

  readonly schedule: VmBackupSchedule;

  /**
   * The time zone of the schedule, by its Windows name. Azure does not follow daylight saving time.
   * @default "UTC"
   */
  readonly timezone?: Timezone;

  readonly retention: VmBackupRetention;

  /**
   * Days that snapshots stay beside the disks, for instant restore: 1 to 5 in Standard policies (5 in weekly ones),
   * 1 to 30 in Enhanced ones; never longer than the daily points.
   * @default - 5 in weekly policies; otherwise Azure decides: 2 in Standard policies, 7 in Enhanced ones
   */
  readonly instantRestoreDays?: number;

  /**
   * "crash" takes snapshots of all disks at one moment without the VM agent (Microsoft Learn, "About agentless
   * multi-disk crash-consistent backup for Azure VMs"). It needs an Enhanced policy and VM sizes with premium storage
   * (not those on Azure Boost), and no Ultra, Premium SSD v2 or Write Accelerator disks.
   * @default "application" - file-system consistent, where the VM has no applications that take part
   */
  readonly consistency?: VmBackupConsistency;

  /**
   * The groups that Azure creates for the snapshots are called prefix + number + suffix.
   * @default - AzureBackupRG_REGION_number
   */
  readonly snapshotResourceGroup?: { readonly prefix: string; readonly suffix?: string };

  /**
   * Moves long-term points to the archive tier.
   * @default - points stay in the standard tier
   */
  readonly archiveTiering?: ArchiveTiering;

  /**
   * What the policy is for, in the run's summary: the tier's name.
   * @default - the policy's name
   */
  readonly tier?: string;
}
