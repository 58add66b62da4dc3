import { DataProtectionBackupPolicyDisk } from "@cdktf/provider-azurerm/lib/data-protection-backup-policy-disk";
import type { Construct } from "constructs";
import type { DailySchedule, RoundTheClockSchedule } from "../backup-policy/schedule";
import { Problems } from "../core/problems";
import { type IManagedDisk, sourceOf } from "./data-source";
import { instanceId } from "./instance";
import { BackupVaultPolicy, type BackupVaultPolicyOptions } from "./policy";
import { ProtectedDisk, type ProtectedDiskOptions } from "./protected-disk";
import {
  checkDaily,
  checkRetention,
  daysDuration,
  retentionRules,
  type SnapshotRetention,
  snapshotsKept,
} from "./retention";
import { checkSchedule, repeatingIntervals } from "./schedule";
import type { IBackupVault } from "./vault-base";

/** A backup policy for managed disks. */
export interface DiskBackupPolicyOptions extends BackupVaultPolicyOptions {
  /** Once a day, or every 1, 2, 4, 6, 8 or 12 hours; Premium SSD v2 and Ultra disks once a day or every 12 hours. */
  readonly schedule: DailySchedule | RoundTheClockSchedule<1 | 2 | 4 | 6 | 8 | 12>;
  /** At most a year, and at most 450 snapshots of a disk. */
  readonly retention: SnapshotRetention;
}

export interface DiskBackupPolicyProps extends DiskBackupPolicyOptions {
  readonly vault: IBackupVault;
}

/**
 * When managed disks are snapshotted, and how long the snapshots stay beside them
 * (`azurerm_data_protection_backup_policy_disk`; Microsoft Learn, "Azure Disk Backup support matrix").
 *
 * @example
 * const disks = vault.addDiskPolicy("Disks", {
 *   schedule: Schedule.roundTheClock(4, { from: "02:00" }),
 *   retention: { days: 7, daily: 30 },
 * });
 * disks.protect(dataDisk, { snapshotResourceGroup });
 */
export class DiskBackupPolicy extends BackupVaultPolicy {
  static isDiskBackupPolicy(x: unknown): x is DiskBackupPolicy {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly policyName: string;
  readonly policyId: string;
  readonly schedule: DiskBackupPolicyOptions["schedule"];
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: DataProtectionBackupPolicyDisk;

  constructor(scope: Construct, id: string, props: DiskBackupPolicyProps) {
    super(scope, id, props.vault);
    checkDiskPolicy(this, props);
    const content = diskPolicyContent(props);
    const { name, lifecycle } = this.named(props.name, content);
    this.resource = new DataProtectionBackupPolicyDisk(this, "Default", {
      name,
      vaultId: props.vault.vaultId,
      ...content,
      lifecycle,
    });
    this.policyName = name;
    this.policyId = this.resource.id;
    this.schedule = props.schedule;
    Object.defineProperty(this, MARK, { value: true });
  }

  /** Backs up a disk by this policy. It belongs to the vault: with another policy it is the same resource. */
  protect(disk: IManagedDisk | string, options: ProtectedDiskOptions): ProtectedDisk {
    const source = sourceOf(disk);
    const id = instanceId(this.vault, source, options.id);
    return new ProtectedDisk(this.vault, id, { ...options, disk: source, policy: this });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/DiskBackupPolicy");

const MAX_SNAPSHOTS = 450;

function checkDiskPolicy(scope: Construct, { schedule, timezone, retention }: DiskBackupPolicyProps): void {
  const problems = new Problems(scope);
  const hours = [1, 2, 4, 6, 8, 12];
  checkSchedule(problems, schedule, timezone, {
    sources: "disks",
    frequencies: ["RoundTheClock", "Daily"],
    hours,
  });
  const limits = { days: 365, daily: 365, weekly: 52 };
  checkRetention(problems, retention, limits, "Azure keeps snapshots of a disk for a year at most");
  checkDaily(problems, retention, schedule);
  const snapshots = snapshotsKept(retention, schedule);
  problems.when(
    !problems.any && snapshots > MAX_SNAPSHOTS,
    `retention must keep ${MAX_SNAPSHOTS} snapshots of a disk at most, got ${snapshots}: keep them for fewer days, or back up less often`,
  );
  problems.throwIfAny();
}

function diskPolicyContent({ schedule, timezone = "UTC", retention }: DiskBackupPolicyProps) {
  const rules = retentionRules(retention);
  return {
    backupRepeatingTimeIntervals: repeatingIntervals(schedule, timezone),
    timeZone: timezone,
    defaultRetentionDuration: daysDuration(retention.days),
    retentionRule: rules.length > 0 ? rules : undefined,
  };
}
