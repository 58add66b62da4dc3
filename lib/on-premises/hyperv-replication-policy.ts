import { SiteRecoveryHypervReplicationPolicy } from "@cdktf/provider-azurerm/lib/site-recovery-hyperv-replication-policy";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { Problems } from "../core/problems";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import { SEGMENT, SEGMENT_RULE } from "./names";

/** How often Hyper-V replicates, and how its recovery points are kept. */
export interface HypervReplicationPolicyOptions {
  /** Unique in the vault. @default - "replication-policy-", and the site's name */
  readonly name?: string;

  /** Hours that recovery points are kept: 0 to 24. @default 2 */
  readonly recoveryPointRetentionHours?: number;

  /**
   * Hours between app-consistent snapshots: 1 to 12, or 0 for none; never more than the retention.
   * @default 1 - or none when recovery points are kept for less
   */
  readonly appConsistentSnapshotHours?: number;

  /**
   * Seconds between two replications of changes. Hyper-V Deployment Planner reports what the hosts can keep up with.
   * @default 300
   */
  readonly replicationIntervalSeconds?: 30 | 300;
}

export interface HypervReplicationPolicyProps extends HypervReplicationPolicyOptions {
  readonly vault: IRecoveryServicesVault;
  readonly name: string;
}

/**
 * A replication policy for Hyper-V VMs (`azurerm_site_recovery_hyperv_replication_policy`).
 *
 * @see Microsoft Learn, "Set up disaster recovery of on-premises Hyper-V VMs to Azure"
 */
export class HypervReplicationPolicy extends Construct {
  readonly policyId: string;
  readonly policyName: string;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: SiteRecoveryHypervReplicationPolicy;

  constructor(scope: Construct, id: string, props: HypervReplicationPolicyProps) {
    super(scope, checkId(scope, id));
    const { recoveryPointRetentionHours: retention = 2, replicationIntervalSeconds: interval = 300 } = props;
    const snapshots = props.appConsistentSnapshotHours ?? (retention === 0 ? 0 : 1);
    checkPolicy(this, props.name, [retention, snapshots, interval]);
    this.resource = new SiteRecoveryHypervReplicationPolicy(this, "Default", {
      name: props.name,
      recoveryVaultId: props.vault.vaultId,
      recoveryPointRetentionInHours: retention,
      applicationConsistentSnapshotFrequencyInHours: snapshots,
      replicationIntervalInSeconds: interval,
    });
    this.policyId = this.resource.id;
    this.policyName = props.name;
  }
}

function checkPolicy(
  scope: Construct,
  name: string,
  [retention, snapshots, interval]: readonly [number, number, number],
): void {
  const problems = new Problems(scope);
  problems.matches("name", name, SEGMENT, SEGMENT_RULE);
  const day = "Azure keeps them a day at most";
  problems.integer("recoveryPointRetentionHours", retention, [0, 24], "hours", day);
  const none = "0 is for no such snapshots";
  problems.integer("appConsistentSnapshotHours", snapshots, [0, 12], "hours", none);
  problems.oneOf(
    "replicationIntervalSeconds",
    interval,
    [30, 300],
    "Hyper-V Replica knows no other towards Azure",
  );
  const known = !Token.isUnresolved(retention) && !Token.isUnresolved(snapshots);
  problems.when(
    known && snapshots > 0 && snapshots > retention,
    `appConsistentSnapshotHours must not exceed recoveryPointRetentionHours, got ${snapshots} and ${retention}`,
  );
  problems.throwIfAny();
}
