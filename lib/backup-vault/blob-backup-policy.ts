import { DataProtectionBackupPolicyBlobStorage } from "@cdktf/provider-azurerm/lib/data-protection-backup-policy-blob-storage";
import type { Construct } from "constructs";
import type { DailySchedule, WeeklySchedule } from "../backup-policy/schedule";
import { Problems } from "../core/problems";
import type { Timezone } from "../core/timezones";
import { type IBlobStorageAccount, sourceOf } from "./data-source";
import { instanceId } from "./instance";
import { BackupVaultPolicy, type BackupVaultPolicyOptions } from "./policy";
import { ProtectedBlobs, type ProtectedBlobsOptions } from "./protected-blobs";
import { checkRetention, checkWhole, daysDuration, retentionRules, type VaultedRetention } from "./retention";
import { checkSchedule, repeatingIntervals } from "./schedule";
import type { IBackupVault } from "./vault-base";

/** Copies in the vault, out of reach of who owns the account. */
export interface VaultedBlobBackup {
  readonly schedule: DailySchedule | WeeklySchedule;
  /** At most 10 years. */
  readonly retention: VaultedRetention;
}

/** A backup policy for blobs: one of the two kinds of backup, or both. */
export interface BlobBackupPolicyOptions extends BackupVaultPolicyOptions {
  /**
   * Operational backup: days back, 1 to 360, to which the account's blobs can be restored at any point in time. It is
   * continuous, of all containers, and stays in the account.
   * @default - no operational backup
   */
  readonly operationalDays?: number;

  /**
   * Vaulted backup: copies of chosen containers by a schedule.
   * @default - no vaulted backup
   */
  readonly vaulted?: VaultedBlobBackup;
}

export interface BlobBackupPolicyProps extends BlobBackupPolicyOptions {
  readonly vault: IBackupVault;
}

/**
 * How the blobs of storage accounts are backed up (`azurerm_data_protection_backup_policy_blob_storage`; Microsoft Learn,
 * "Support matrix for Azure Blobs backup"). Data Lake Storage has policies of its own, which the bindings lack.
 *
 * @example
 * const blobs = vault.addBlobPolicy("Blobs", {
 *   operationalDays: 30,
 *   vaulted: { schedule: Schedule.weekly(["Sunday"], "02:00"), retention: { days: 84, yearly: 7 } },
 * });
 * blobs.protect(account, { containers: ["invoices"] });
 */
export class BlobBackupPolicy extends BackupVaultPolicy {
  static isBlobBackupPolicy(x: unknown): x is BlobBackupPolicy {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly policyName: string;
  readonly policyId: string;
  /** Does it copy containers into the vault? */
  readonly vaulted: boolean;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: DataProtectionBackupPolicyBlobStorage;

  constructor(scope: Construct, id: string, props: BlobBackupPolicyProps) {
    super(scope, id, props.vault);
    checkBlobPolicy(this, props);
    const content = blobPolicyContent(props);
    const { name, lifecycle } = this.named(props.name, content);
    this.resource = new DataProtectionBackupPolicyBlobStorage(this, "Default", {
      name,
      vaultId: props.vault.vaultId,
      ...content,
      lifecycle,
    });
    this.policyName = name;
    this.policyId = this.resource.id;
    this.vaulted = props.vaulted !== undefined;
    Object.defineProperty(this, MARK, { value: true });
  }

  /** Backs up the blobs of an account by this policy. They belong to the vault: with another policy they are the same resource. */
  protect(account: IBlobStorageAccount | string, options: ProtectedBlobsOptions = {}): ProtectedBlobs {
    const source = sourceOf(account);
    const id = instanceId(this.vault, source, options.id);
    return new ProtectedBlobs(this.vault, id, { ...options, account: source, policy: this });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/BlobBackupPolicy");

function checkBlobPolicy(scope: Construct, props: BlobBackupPolicyProps): void {
  const { operationalDays, vaulted, timezone } = props;
  const problems = new Problems(scope);
  problems.when(
    operationalDays === undefined && vaulted === undefined,
    "operationalDays or vaulted must be given: a policy without both backs up nothing",
  );
  problems.when(
    vaulted === undefined && timezone !== undefined,
    "timezone needs vaulted: operational backup is continuous, and has no schedule",
  );
  checkWhole(
    problems,
    "operationalDays",
    operationalDays,
    [1, 360],
    "days",
    "Azure restores blobs to no other point in time",
  );
  if (vaulted) checkVaulted(problems, vaulted, timezone);
  problems.throwIfAny();
}

function checkVaulted(
  problems: Problems,
  { schedule, retention }: VaultedBlobBackup,
  timezone: Timezone | undefined,
): void {
  checkSchedule(problems, schedule, timezone, { sources: "blobs", frequencies: ["Daily", "Weekly"] });
  const limits = { days: 3650, weekly: 521, monthly: 120, yearly: 10 };
  checkRetention(problems, retention, limits, "Azure keeps vaulted blobs for 10 years at most");
}

function blobPolicyContent({ operationalDays, vaulted, timezone = "UTC" }: BlobBackupPolicyProps) {
  const rules = vaulted ? retentionRules(vaulted.retention) : [];
  return {
    operationalDefaultRetentionDuration:
      operationalDays === undefined ? undefined : daysDuration(operationalDays),
    backupRepeatingTimeIntervals: vaulted && repeatingIntervals(vaulted.schedule, timezone),
    timeZone: vaulted && timezone,
    vaultDefaultRetentionDuration: vaulted && daysDuration(vaulted.retention.days),
    retentionRule:
      rules.length > 0
        ? rules.map(({ duration, ...rule }) => ({
            ...rule,
            lifeCycle: { dataStoreType: "VaultStore", duration },
          }))
        : undefined,
  };
}
