import type { VmBackupPolicyOptions } from "../backup-policy/options";
import type { StartWindow } from "../backup-policy/stagger";
import type { DrillSchedule } from "../drills/drill-schedule";
import type { Severity } from "../monitoring/severity";
import type { ReplicationPolicyOptions } from "../replication/replication-policy";

/** What a class of virtual machines deserves: how much may be lost, how long recovery may take, and how that is met. */
export interface Tier {
  /** The value of the tag that picks the tier: "Tier-1". Letter case does not matter. */
  readonly criticality: string;

  /** What the tier is for, in the business's words. */
  readonly description: string;

  /** Recovery point objective, in minutes: how much work may be lost. The schedule has to meet it. */
  readonly rpoMinutes: number;

  /** Recovery time objective, in minutes: how long until the VM runs again. */
  readonly rtoMinutes: number;

  /** Are the VMs replicated to another region with Azure Site Recovery? */
  readonly replicated: boolean;

  /**
   * How long replication keeps recovery points, and how often they are app-consistent; for replicated tiers.
   * @default - as the region pair says: for 24 hours, every 4 hours
   */
  readonly replication?: ReplicationPolicyOptions;

  /**
   * When the recovery of the tier is tried out, by a test failover that is measured against `rtoMinutes`; for replicated
   * tiers.
   * @default - by hand
   */
  readonly drill?: DrillSchedule;

  /**
   * How bad it is when a backup of the tier fails or is late: 0 (critical) to 4 (verbose).
   * @default 1
   */
  readonly alertSeverity?: Severity;

  /** The backup policy of the tier. */
  readonly backup: VmBackupPolicyOptions & { readonly name: string };

  /**
   * Where an estate needs several policies for the tier's VMs, their starts are spread over this window, from the
   * schedule's time on, in steps of half an hour. Retention is the same in all of them, by the day on which a point was
   * made: a start after midnight keeps its own Sunday's points.
   * @default - all start at the schedule's time
   */
  readonly window?: StartWindow;
}
