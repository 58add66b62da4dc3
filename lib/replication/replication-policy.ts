import { SiteRecoveryReplicationPolicy } from "@cdktf/provider-azurerm/lib/site-recovery-replication-policy";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { Problems } from "../core/problems";
import type { IRecoveryServicesVault } from "../vault/vault-base";

/** How replication keeps recovery points. Crash-consistent points are taken every five minutes, always. */
export interface ReplicationPolicyOptions {
  /**
   * Minutes that recovery points are kept: 0 to 21600 (15 days).
   * @default 1440 - 24 hours
   */
  readonly recoveryPointRetentionMinutes?: number;

  /**
   * Minutes between app-consistent snapshots: 60 to 720, or 0 for none; never more than the retention.
   * @default 240 - 4 hours, or none when recovery points are kept for less
   */
  readonly appConsistentSnapshotMinutes?: number;
}

export interface ReplicationPolicyProps extends ReplicationPolicyOptions {
  readonly vault: IRecoveryServicesVault;
  readonly name: string;
}

/** A replication policy of Azure Site Recovery (`azurerm_site_recovery_replication_policy`). */
export class ReplicationPolicy extends Construct {
  readonly policyId: string;
  /** Minutes that recovery points are kept. */
  readonly recoveryPointRetentionMinutes: number;
  /** Minutes between app-consistent snapshots; 0 for none. */
  readonly appConsistentSnapshotMinutes: number;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: SiteRecoveryReplicationPolicy;

  constructor(scope: Construct, id: string, props: ReplicationPolicyProps) {
    super(scope, checkId(scope, id));
    const retention = props.recoveryPointRetentionMinutes ?? 1440;
    const roomy = !Token.isUnresolved(retention) && retention >= 240;
    const snapshots = props.appConsistentSnapshotMinutes ?? (roomy ? 240 : 0);
    const problems = new Problems(this);
    checkReplicationPolicy(problems, props);
    problems.throwIfAny();
    this.resource = new SiteRecoveryReplicationPolicy(this, "Default", {
      name: props.name,
      resourceGroupName: props.vault.resourceGroupName,
      recoveryVaultName: props.vault.vaultName,
      recoveryPointRetentionInMinutes: retention,
      applicationConsistentSnapshotFrequencyInMinutes: snapshots,
    });
    this.policyId = this.resource.id;
    this.recoveryPointRetentionMinutes = retention;
    this.appConsistentSnapshotMinutes = snapshots;
  }
}

/** Refuses what Site Recovery refuses of a policy; `prefix` says where the options stand, "replication.". */
export function checkReplicationPolicy(
  problems: Problems,
  options: ReplicationPolicyOptions,
  prefix = "",
): void {
  const retention = options.recoveryPointRetentionMinutes ?? 1440;
  const snapshots = options.appConsistentSnapshotMinutes ?? 0;
  const kept = `${prefix}recoveryPointRetentionMinutes`;
  const taken = `${prefix}appConsistentSnapshotMinutes`;
  problems.integer(kept, retention, [0, 21600], "minutes", "Azure keeps them 15 days at most");
  if (snapshots !== 0) problems.integer(taken, snapshots, [60, 720], "minutes", "or 0 for no such snapshots");
  const known = !Token.isUnresolved(retention) && !Token.isUnresolved(snapshots);
  problems.when(
    known && snapshots > retention,
    `${taken} must not exceed ${kept}, got ${snapshots} and ${retention}`,
  );
}
