import type { DailySchedule, WeeklySchedule } from "../backup-policy/schedule";
import type { IResourceGroup } from "../core/refs";
import type { ResourceTags } from "../core/tags";
import type { Timezone } from "../core/timezones";

/** How Automanage backs VMs up: a policy that it makes in a vault of its own. */
export interface AutomanageBackup {
  /**
   * 3 to 150 letters, digits and "-", starting with a letter or digit.
   * @default - Automanage's own name
   */
  readonly policyName?: string;

  /** By its Windows name. @default "UTC" */
  readonly timezone?: Timezone;

  /** Once a day, or on days of the week: Automanage knows no other. */
  readonly schedule: DailySchedule | WeeklySchedule;

  /** How long points are kept: days (7 to 9999) in a daily schedule, weeks (1 to 5163) in each. */
  readonly retention: { readonly daily?: number; readonly weekly?: number };

  /**
   * Days for which snapshots stay near the disks: 1 to 5, and 5 in a weekly schedule.
   * @default 5
   */
  readonly instantRestoreDays?: number;
}

export interface AutomanageProfileProps {
  /** 1 to 64 letters, digits, "_", "-" and ".". */
  readonly name: string;

  readonly resourceGroup: IResourceGroup;

  /** @default - the resource group's region */
  readonly region?: string;

  /** @default - VMs are not backed up by Automanage */
  readonly backup?: AutomanageBackup;

  /**
   * What the Azure security baseline for guests does.
   * @default - it is left out
   */
  readonly securityBaseline?: "ApplyAndAutoCorrect" | "ApplyAndMonitor" | "Audit" | "DeployAndAutoCorrect";

  /** Microsoft Antimalware with real-time protection, on Windows. @default false */
  readonly antimalware?: boolean;

  /** @default false */
  readonly bootDiagnostics?: boolean;

  /** Microsoft Defender for Cloud. @default false */
  readonly defenderForCloud?: boolean;

  /** Machine configuration. @default false */
  readonly guestConfiguration?: boolean;

  /** @default - none */
  readonly tags?: ResourceTags;
}
