import {
  BackupPolicyVm,
  type BackupPolicyVmBackup,
  type BackupPolicyVmConfig,
  type BackupPolicyVmTieringPolicy,
} from "@cdktf/provider-azurerm/lib/backup-policy-vm";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { standIn } from "../core/last";
import type { IVirtualMachine } from "../core/refs";
import { providerOf } from "../core/subscription-of";
import { withoutStackTraces } from "../core/without-stack-traces";
import { type ProtectedVm, type ProtectedVmOptions, protectVm } from "../protection/protected-vm";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import type { IVmBackupPolicy } from "./existing-vm-policy";
import type {
  ArchiveTiering,
  VmBackupConsistency,
  VmBackupPolicyOptions,
  VmBackupPolicyType,
} from "./options";
import { checkVmPolicy } from "./policy-checks";
import { takePolicyName } from "./policy-name";
import { type FullRetention, fullRetention, type VmBackupRetention } from "./retention";
import { retentionBlocks } from "./retention-blocks";
import { fixedSnapshotDays, type VmBackupSchedule } from "./schedule";

export interface VmBackupPolicyProps extends VmBackupPolicyOptions {
  /** The vault that the policy belongs to. */
  readonly vault: IRecoveryServicesVault;
}

/**
 * When virtual machines are backed up, and how long which recovery points are kept (`azurerm_backup_policy_vm`).
 *
 * @example
 * const gold = vault.addVmPolicy("Gold", {
 *   schedule: Schedule.everyHours(4, { from: "08:00", during: 12 }),
 *   timezone: "W. Europe Standard Time",
 *   retention: { daily: 30, weekly: 12, monthly: 12, yearly: 7 },
 * });
 * gold.protect(vm);
 */
export class VmBackupPolicy extends Construct implements IVmBackupPolicy {
  static isVmBackupPolicy(x: unknown): x is VmBackupPolicy {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly vault: IRecoveryServicesVault;
  readonly policyName: string;
  readonly policyId: string;
  readonly type: VmBackupPolicyType;
  readonly consistency: VmBackupConsistency;
  readonly schedule: VmBackupSchedule;
  readonly retention: VmBackupRetention;
  /** Days that snapshots are kept near the disks; undefined where Azure decides. */
  readonly instantRestoreDays?: number;
  /** When monthly and yearly points move to the archive tier; undefined where they do not. */
  readonly archiveTiering?: ArchiveTiering;
  /** What the policy is for, in the run's summary. */
  readonly tier: string;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: BackupPolicyVm;

  constructor(scope: Construct, id: string, props: VmBackupPolicyProps) {
    super(scope, checkId(scope, id));
    const name = props.name ?? id;
    const retention = fullRetention(props.retention, props.schedule);
    checkVmPolicy(this, name, props, retention);
    takePolicyName(this, name, props.vault);
    standIn(props.vault, this);
    const config = policyConfig(name, props, retention);
    this.resource = withoutStackTraces(() => new BackupPolicyVm(this, "Default", config));
    // newer than the bindings: azurerm has it since 4.70
    if (props.consistency === "crash") this.resource.addOverride("consistency_type", "OnlyCrashConsistent");
    this.vault = props.vault;
    this.policyName = name;
    this.policyId = this.resource.id;
    this.type = props.type ?? "Enhanced";
    this.consistency = props.consistency ?? "application";
    this.schedule = props.schedule;
    this.retention = props.retention;
    this.instantRestoreDays = props.instantRestoreDays ?? fixedSnapshotDays(props.schedule);
    this.archiveTiering = props.archiveTiering;
    this.tier = props.tier ?? name;
    Object.defineProperty(this, MARK, { value: true });
  }

  /**
   * Backs up a VM by this policy. The protected VM belongs to the vault, not to the policy: with another policy it is
   * the same resource, and keeps its recovery points.
   */
  protect(vm: IVirtualMachine, options: ProtectedVmOptions = {}): ProtectedVm {
    return protectVm(this, vm, options);
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/VmBackupPolicy");

function policyConfig(
  name: string,
  props: VmBackupPolicyProps,
  retention: FullRetention,
): BackupPolicyVmConfig {
  const { vault, snapshotResourceGroup: group } = props;
  return {
    name,
    provider: providerOf(vault),
    resourceGroupName: vault.resourceGroupName,
    recoveryVaultName: vault.vaultName,
    policyType: props.type === "Standard" ? "V1" : "V2",
    timezone: props.timezone ?? "UTC",
    instantRestoreRetentionDays: props.instantRestoreDays ?? fixedSnapshotDays(props.schedule),
    instantRestoreResourceGroup: group && { prefix: group.prefix, suffix: group.suffix || undefined },
    backup: backupBlock(props.schedule),
    retentionDaily: retention.daily === undefined ? undefined : { count: retention.daily },
    ...retentionBlocks(retention),
    tieringPolicy: props.archiveTiering && tieringBlock(props.archiveTiering),
  };
}

function backupBlock(schedule: VmBackupSchedule): BackupPolicyVmBackup {
  const { frequency } = schedule;
  if (frequency === "Hourly") {
    return { frequency, time: schedule.from, hourInterval: schedule.every, hourDuration: schedule.during };
  }
  return frequency === "Daily"
    ? { frequency, time: schedule.at }
    : { frequency, time: schedule.at, weekdays: [...schedule.on] };
}

function tieringBlock(tiering: ArchiveTiering): BackupPolicyVmTieringPolicy {
  if (tiering === "Recommended") return { archivedRestorePoint: { mode: "TierRecommended" } };
  return {
    archivedRestorePoint: { mode: "TierAfter", duration: tiering.afterMonths, durationType: "Months" },
  };
}
