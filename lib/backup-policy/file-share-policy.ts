import {
  BackupPolicyFileShare,
  type BackupPolicyFileShareBackup,
  type BackupPolicyFileShareConfig,
} from "@cdktf/provider-azurerm/lib/backup-policy-file-share";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { standIn } from "../core/last";
import { providerOf } from "../core/subscription-of";
import type { FileShareSource } from "../protection/file-share-source";
import {
  ProtectedFileShare,
  type ProtectedFileShareOptions,
  protectedFileShareId,
} from "../protection/protected-file-share";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import { checkFileSharePolicy } from "./file-share-checks";
import type {
  FileShareBackupTier,
  FileSharePolicyOptions,
  FileShareRetention,
  FileShareSchedule,
} from "./file-share-options";
import { takePolicyName } from "./policy-name";
import { type FullRetention, fullRetention } from "./retention";
import { retentionBlocks } from "./retention-blocks";

export interface FileSharePolicyProps extends FileSharePolicyOptions {
  /** The vault that the policy belongs to. */
  readonly vault: IRecoveryServicesVault;
}

/**
 * When file shares are backed up, and how long which recovery points are kept (`azurerm_backup_policy_file_share`).
 *
 * @example
 * const shares = vault.addFileSharePolicy("Shares", {
 *   schedule: Schedule.everyHours(4, { from: "08:00", during: 12 }),
 *   retention: { daily: 30, weekly: 12, monthly: 12 },
 * });
 * shares.protect({ storageAccountId: account.id, shareName: "finance" });
 */
export class FileSharePolicy extends Construct {
  static isFileSharePolicy(x: unknown): x is FileSharePolicy {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly vault: IRecoveryServicesVault;
  readonly policyName: string;
  readonly policyId: string;
  readonly schedule: FileShareSchedule;
  readonly retention: FileShareRetention;
  readonly backupTier: FileShareBackupTier;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: BackupPolicyFileShare;

  constructor(scope: Construct, id: string, props: FileSharePolicyProps) {
    super(scope, checkId(scope, id));
    const name = props.name ?? id;
    const retention = fullRetention(props.retention, props.schedule);
    checkFileSharePolicy(this, name, props, retention);
    takePolicyName(this, name, props.vault);
    standIn(props.vault, this);
    this.resource = new BackupPolicyFileShare(this, "Default", policyConfig(name, props, retention));
    if (props.backupTier === "vault-standard") {
      // newer than the bindings: azurerm has them since 4.58
      this.resource.addOverride("backup_tier", props.backupTier);
      this.resource.addOverride("snapshot_retention_in_days", props.snapshotRetentionDays);
    }
    this.vault = props.vault;
    this.policyName = name;
    this.policyId = this.resource.id;
    this.schedule = props.schedule;
    this.retention = props.retention;
    this.backupTier = props.backupTier ?? "snapshot";
    Object.defineProperty(this, MARK, { value: true });
  }

  /**
   * Backs up a share by this policy, and registers its storage account with the vault. The protected share belongs to
   * the vault, not to the policy: with another policy it is the same resource, and keeps its recovery points.
   */
  protect(share: FileShareSource, options: ProtectedFileShareOptions = {}): ProtectedFileShare {
    return new ProtectedFileShare(this.vault, protectedFileShareId(this.vault, share, options.id), {
      ...options,
      share,
      policy: this,
    });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/FileSharePolicy");

function policyConfig(
  name: string,
  { vault, timezone, schedule }: FileSharePolicyProps,
  retention: FullRetention,
): BackupPolicyFileShareConfig {
  return {
    name,
    provider: providerOf(vault),
    resourceGroupName: vault.resourceGroupName,
    recoveryVaultName: vault.vaultName,
    timezone: timezone ?? "UTC",
    backup: backupBlock(schedule),
    retentionDaily: { count: retention.daily ?? 0 },
    ...retentionBlocks(retention),
  };
}

function backupBlock(schedule: FileShareSchedule): BackupPolicyFileShareBackup {
  const { frequency } = schedule;
  if (frequency === "Daily") return { frequency, time: schedule.at };
  const { every, from, during } = schedule;
  return { frequency, hourly: { interval: every, startTime: from, windowDuration: during } };
}
