import {
  BackupPolicyVm,
  type BackupPolicyVmBackup,
  type BackupPolicyVmConfig,
  type BackupPolicyVmTieringPolicy,
} from "@cdktf/provider-azurerm/lib/backup-policy-vm";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { Problems } from "../core/problems";
import type { IVirtualMachine } from "../core/refs";
import { Registry } from "../core/registry";
import { type ProtectedVm, type ProtectedVmOptions, protectVm } from "../protection/protected-vm";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import type { IVmBackupPolicy } from "./existing-vm-policy";
import type { ArchiveTiering, VmBackupPolicyOptions, VmBackupPolicyType } from "./options";
import { checkVmPolicy } from "./policy-checks";
import { type FullRetention, fullRetention, type PointsOfMonth, type VmBackupRetention } from "./retention";
import type { VmBackupSchedule } from "./schedule";

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
  readonly schedule: VmBackupSchedule;
  readonly retention: VmBackupRetention;
  /** What the policy is for, in the run's summary. */
  readonly tier: string;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: BackupPolicyVm;

  constructor(scope: Construct, id: string, props: VmBackupPolicyProps) {
    super(scope, checkId(scope, id));
    const name = props.name ?? id;
    const retention = fullRetention(props.retention, props.schedule);
    checkVmPolicy(this, name, props, retention);
    checkFreeName(this, name, props.vault);
    this.resource = new BackupPolicyVm(this, "Default", policyConfig(name, props, retention));
    this.vault = props.vault;
    this.policyName = name;
    this.policyId = this.resource.id;
    this.type = props.type ?? "Enhanced";
    this.schedule = props.schedule;
    this.retention = props.retention;
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

/** The policy names of each vault. */
const policyNames = new Registry<IRecoveryServicesVault>();

function checkFreeName(scope: Construct, name: string, vault: IRecoveryServicesVault): void {
  const other = policyNames.holder(vault, name);
  const problems = new Problems(scope);
  problems.when(
    other !== undefined,
    `name "${name}" is the name of ${other}: Azure's names have no letter case`,
  );
  problems.throwIfAny();
  policyNames.take(vault, name, scope.node.path);
}

function policyConfig(
  name: string,
  props: VmBackupPolicyProps,
  retention: FullRetention,
): BackupPolicyVmConfig {
  const { vault, snapshotResourceGroup: group } = props;
  const { daily, weekly, monthly, yearly } = retention;
  return {
    name,
    resourceGroupName: vault.resourceGroupName,
    recoveryVaultName: vault.vaultName,
    policyType: props.type === "Standard" ? "V1" : "V2",
    timezone: props.timezone ?? "UTC",
    instantRestoreRetentionDays: props.instantRestoreDays,
    instantRestoreResourceGroup: group && { prefix: group.prefix, suffix: group.suffix },
    backup: backupBlock(props.schedule),
    retentionDaily: daily === undefined ? undefined : { count: daily },
    retentionWeekly: weekly && { count: weekly.weeks, weekdays: [...weekly.on] },
    retentionMonthly: monthly && { count: monthly.months, ...pointsBlock(monthly) },
    retentionYearly: yearly && { count: yearly.years, months: [...yearly.in], ...pointsBlock(yearly) },
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

/** azurerm takes any value, even false or [], as set: what is not meant must be absent. */
function pointsBlock(points: PointsOfMonth) {
  if ("the" in points) return { weeks: [...points.the], weekdays: [...points.on] };
  return {
    days: points.days.length > 0 ? [...points.days] : undefined,
    includeLastDays: points.lastDay === true ? true : undefined,
  };
}

function tieringBlock(tiering: ArchiveTiering): BackupPolicyVmTieringPolicy {
  if (tiering === "Recommended") return { archivedRestorePoint: { mode: "TierRecommended" } };
  return {
    archivedRestorePoint: { mode: "TierAfter", duration: tiering.afterMonths, durationType: "Months" },
  };
}
