import { DataProtectionBackupPolicyKubernetesCluster } from "@cdktf/provider-azurerm/lib/data-protection-backup-policy-kubernetes-cluster";
import type { Construct } from "constructs";
import type { DailySchedule, RoundTheClockSchedule } from "../backup-policy/schedule";
import { addFinding } from "../core/findings";
import { Problems } from "../core/problems";
import type { ProtectedAksClusterOptions } from "./aks-options";
import { type IAksCluster, sourceOf } from "./data-source";
import { instanceId } from "./instance";
import { BackupVaultPolicy, type BackupVaultPolicyOptions } from "./policy";
import { policyContent } from "./policy-content";
import { ProtectedAksCluster } from "./protected-aks-cluster";
import { checkDaily, checkRetention, type SnapshotRetention, snapshotsKept } from "./retention";
import { checkSchedule } from "./schedule";
import type { IBackupVault } from "./vault-base";

/** A backup policy for AKS clusters. */
export interface AksBackupPolicyOptions extends BackupVaultPolicyOptions {
  /** Once a day, or every 4, 8 or 12 hours. */
  readonly schedule: DailySchedule | RoundTheClockSchedule<4 | 8 | 12>;
  /** At most 360 days. */
  readonly retention: SnapshotRetention;
}

export interface AksBackupPolicyProps extends AksBackupPolicyOptions {
  readonly vault: IBackupVault;
}

/**
 * When AKS clusters are backed up, and how long the backups stay beside them
 * (`azurerm_data_protection_backup_policy_kubernetes_cluster`; Microsoft Learn, "Back up Azure Kubernetes Service by using
 * Azure Backup"). azurerm 4.81 knows the operational tier alone, not the vault's.
 *
 * A cluster's policy cannot be changed: another policy, or a changed one, replaces the backup instance, which deletes its
 * backups. See `deleteBackupDataOnDestroy` of what `protect` takes.
 *
 * @example
 * const clusters = vault.addAksPolicy("Clusters", {
 *   schedule: Schedule.roundTheClock(4, { from: "02:00" }),
 *   retention: { days: 7, daily: 30 },
 * });
 * clusters.protect(cluster, { snapshotResourceGroup, storage: { account, container: "aks-backups" } });
 */
export class AksBackupPolicy extends BackupVaultPolicy {
  static isAksBackupPolicy(x: unknown): x is AksBackupPolicy {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly policyName: string;
  readonly policyId: string;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: DataProtectionBackupPolicyKubernetesCluster;

  constructor(scope: Construct, id: string, props: AksBackupPolicyProps) {
    super(scope, id, props.vault);
    checkAksPolicy(this, props);
    const content = policyContent("OperationalStore", props);
    const { name, lifecycle } = this.named(props.name, content);
    this.resource = new DataProtectionBackupPolicyKubernetesCluster(this, "Default", {
      name,
      resourceGroupName: props.vault.resourceGroupName,
      vaultName: props.vault.vaultName,
      ...content,
      lifecycle,
    });
    this.policyName = name;
    this.policyId = this.resource.id;
    warnOfSnapshots(this, props);
    Object.defineProperty(this, MARK, { value: true });
  }

  /** Backs up a cluster by this policy: installs the backup extension, trusts the vault, and gives all roles. */
  protect(cluster: IAksCluster | string, options: ProtectedAksClusterOptions): ProtectedAksCluster {
    const source = sourceOf(cluster);
    const id = instanceId(this.vault, source, options.id);
    return new ProtectedAksCluster(this.vault, id, { ...options, cluster: source, policy: this });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/AksBackupPolicy");

/** Microsoft Learn, "Create an incremental snapshot for managed disks". */
const SNAPSHOTS_OF_A_DISK = 500;

function checkAksPolicy(scope: Construct, { schedule, timezone, retention }: AksBackupPolicyProps): void {
  const problems = new Problems(scope);
  checkSchedule(problems, schedule, timezone, {
    sources: "AKS clusters",
    frequencies: ["RoundTheClock", "Daily"],
    hours: [4, 8, 12],
  });
  const limits = { days: 360, daily: 360, weekly: 51 };
  checkRetention(problems, retention, limits, "Azure keeps backups of AKS clusters for 360 days at most");
  checkDaily(problems, retention, schedule);
  problems.throwIfAny();
}

function warnOfSnapshots(scope: Construct, { schedule, retention }: AksBackupPolicyProps): void {
  const snapshots = snapshotsKept(retention, schedule);
  if (snapshots <= SNAPSHOTS_OF_A_DISK) return;
  addFinding(scope, {
    kind: "warning",
    subject: scope.node.path,
    reason: `the policy keeps ${snapshots} snapshots of a persistent volume, and Azure takes ${SNAPSHOTS_OF_A_DISK} of a disk`,
    remedy: "keep them for fewer days, or back up less often",
  });
}
