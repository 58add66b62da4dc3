import { SiteRecoveryVmwareReplicationPolicy } from "@cdktf/provider-azurerm/lib/site-recovery-vmware-replication-policy";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { Problems } from "../core/problems";
import type { IRecoveryServicesVault } from "../vault/vault-base";

/** How recovery points of VMware VMs are kept. azurerm has crash-consistent ones taken every ten minutes. */
export interface VmwareReplicationPolicyOptions {
  /** Letters, digits and "-", unique in the vault. @default "vmware-replication-policy" */
  readonly name?: string;

  /**
   * Minutes that recovery points are kept: 0 to 21600 (15 days).
   * @default 4320 - 3 days, as in the portal
   */
  readonly recoveryPointRetentionMinutes?: number;

  /**
   * Minutes between app-consistent snapshots: 60 to 720, or 0 for none; never more than the retention. They slow the
   * machine's applications down.
   * @default 0 - none, as in the portal
   */
  readonly appConsistentSnapshotMinutes?: number;
}

export interface VmwareReplicationPolicyProps extends VmwareReplicationPolicyOptions {
  readonly vault: IRecoveryServicesVault;
}

/**
 * A replication policy for VMware VMs in the modernized experience (`azurerm_site_recovery_vmware_replication_policy`).
 *
 * @see Microsoft Learn, "VMware to Azure disaster recovery architecture - Modernized"
 */
export class VmwareReplicationPolicy extends Construct {
  readonly policyId: string;
  readonly policyName: string;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: SiteRecoveryVmwareReplicationPolicy;

  constructor(scope: Construct, id: string, props: VmwareReplicationPolicyProps) {
    super(scope, checkId(scope, id));
    const { name = "vmware-replication-policy" } = props;
    const { recoveryPointRetentionMinutes: retention = 4320, appConsistentSnapshotMinutes: snapshots = 0 } =
      props;
    checkPolicy(this, name, retention, snapshots);
    this.resource = new SiteRecoveryVmwareReplicationPolicy(this, "Default", {
      name,
      recoveryVaultId: props.vault.vaultId,
      recoveryPointRetentionInMinutes: retention,
      applicationConsistentSnapshotFrequencyInMinutes: snapshots,
    });
    this.policyId = this.resource.id;
    this.policyName = name;
  }
}

/** What azurerm refuses, and it does so without saying which character it is. */
const NAME = /^[^<>~',"!@$^#_ (){}[\]|`+=;.*%&:\\?/]+$/;

function checkPolicy(scope: Construct, name: string, retention: number, snapshots: number): void {
  const problems = new Problems(scope);
  problems.matches("name", name, NAME, 'letters, digits and "-", without spaces and underscores');
  const why = "Azure keeps them 15 days at most";
  problems.integer("recoveryPointRetentionMinutes", retention, [0, 21600], "minutes", why);
  if (snapshots !== 0) {
    const none = "or 0 for no such snapshots";
    problems.integer("appConsistentSnapshotMinutes", snapshots, [60, 720], "minutes", none);
  }
  const known = !Token.isUnresolved(retention) && !Token.isUnresolved(snapshots);
  problems.when(
    known && snapshots > 0 && snapshots > retention,
    `appConsistentSnapshotMinutes must not exceed recoveryPointRetentionMinutes, got ${snapshots} and ${retention}`,
  );
  problems.throwIfAny();
}
