import { SiteRecoveryVmwareReplicationPolicyAssociation } from "@cdktf/provider-azurerm/lib/site-recovery-vmware-replication-policy-association";
import { type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import { checkFreeId, checkId } from "../core/construct-id";
import { addFinding } from "../core/findings";
import { standIn } from "../core/last";
import type { Problems } from "../core/problems";
import type { IResourceGroup } from "../core/refs";
import { differ, normalizeRegion } from "../core/regions";
import type { IRecoveryNetwork } from "../replication/recovery-network";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import { openCache } from "./cache-roles";
import { takeVault } from "./exclusive-vault";
import { checkSite } from "./vmware-checks";
import type { VmwareReplicatedVmOptions } from "./vmware-options";
import { VmwareReplicatedVm } from "./vmware-replicated-vm";
import { VmwareReplicationPolicy, type VmwareReplicationPolicyOptions } from "./vmware-replication-policy";

/** A storage account that changes pass through: `CacheStorageAccount`, or plain values. */
export interface ICacheStorage {
  /** ARM id of a standard storage account without blob soft delete. */
  readonly storageAccountId: string;
  readonly region?: string;
}

export interface VmwareSiteProps {
  /** A new vault that Site Recovery uses for nothing else. */
  readonly vault: IRecoveryServicesVault;

  /** The friendly name that the replication appliance is registered with, in its own spelling. */
  readonly appliance: string;

  /**
   * Is the appliance registered with the vault, and has it discovered the machines? Terraform can do neither. Until then
   * only the policy and the cache's roles are made; replicated machines are checked, and reported as not replicated.
   * Once true it stays true: false takes the replication of all machines away.
   * @default false
   */
  readonly registered?: boolean;

  /** The storage account that changes pass through on their way to the disks, in the vault's region. */
  readonly cache: ICacheStorage;
  /** The group that recovered VMs are created in. */
  readonly targetResourceGroup: IResourceGroup;
  /** Where recovered VMs are connected. */
  readonly network: IRecoveryNetwork;
  /** Where test failovers are connected: another network. @default - the one chosen when the test begins */
  readonly testNetwork?: IRecoveryNetwork;
  /** The friendly name of the machines' credential on the appliance. @default - each machine names its own */
  readonly credential?: string;
  /** @default - recovery points for 3 days, no app-consistent snapshots */
  readonly policy?: VmwareReplicationPolicyOptions;

  /**
   * Gives the vault's identity "Contributor" and "Storage Blob Data Contributor" on the cache.
   * @default true
   */
  readonly grantRoles?: boolean;
}

/**
 * A VMware site that Azure Site Recovery replicates to Azure in the modernized experience: replication policy, its
 * association with the vault's appliance, and the roles on the cache. The Azure Site Recovery replication appliance, its
 * registration, vCenter's account and the machines' credentials are set up on premises, between a first apply and a
 * second one with `registered: true`.
 *
 * @example
 * const hq = new VmwareSite(stack, "Hq", {
 *   vault, appliance: "asr-appliance-01", registered: true, credential: "linux-root",
 *   cache, targetResourceGroup, network,
 * });
 * hq.replicate("Erp", { sourceVmName: "erp-01", networkInterfaces: [{ macAddress: "00:50:56:9e:1a:2b" }] });
 *
 * @see Microsoft Learn, "Set up disaster recovery to Azure for on-premises VMware VMs - Modernized"
 */
export class VmwareSite extends Construct {
  readonly vault: IRecoveryServicesVault;
  readonly registered: boolean;
  readonly policy: VmwareReplicationPolicy;
  /** The policy's association with the appliance's container; there once the appliance is registered. */
  readonly association?: SiteRecoveryVmwareReplicationPolicyAssociation;
  /** What machines use that do not say otherwise. */
  readonly defaults: Omit<VmwareSiteProps, "vault" | "registered" | "policy" | "grantRoles">;
  /** The region that machines are recovered to; undefined where it is not known. */
  readonly targetRegion?: string;
  /** What every replicated machine has to wait for. */
  readonly ready: readonly ITerraformDependable[];

  private readonly claims = new Map<string, string>();

  constructor(scope: Construct, id: string, props: VmwareSiteProps) {
    super(scope, checkId(scope, id));
    checkSite(this, props);
    const { vault, registered = false, policy, grantRoles, ...defaults } = props;
    this.vault = vault;
    this.registered = registered;
    this.defaults = defaults;
    this.targetRegion = knownRegion(defaults.cache.region ?? vault.region);
    takeVault(this, vault);
    standIn(vault, this);
    this.policy = new VmwareReplicationPolicy(this, "Policy", { ...policy, vault });
    this.ready = grantRoles === false ? [] : openCache(this, vault, defaults.cache.storageAccountId);
    if (registered) this.association = this.associate();
    else this.reportUnregistered();
    if (differ(defaults.cache.region, vault.region)) this.reportRegions();
  }

  /** Replicates a machine of the site to Azure, by its name in vCenter. */
  replicate(id: string, options: VmwareReplicatedVmOptions): VmwareReplicatedVm {
    return new VmwareReplicatedVm(this, checkFreeId(this, id), { ...options, site: this });
  }

  /** Takes something that can be had once at this site; called by `VmwareReplicatedVm`. */
  claim(problems: Problems, holder: string, claims: readonly Claim[]): void {
    for (const { key, what } of claims) {
      const other = this.claims.get(key.toLowerCase());
      problems.when(other !== undefined, `${what} is taken by ${other} already: remove the repeat`);
    }
    if (problems.any) return;
    for (const { key } of claims) this.claims.set(key.toLowerCase(), holder);
  }

  private associate(): SiteRecoveryVmwareReplicationPolicyAssociation {
    return new SiteRecoveryVmwareReplicationPolicyAssociation(this, "Association", {
      name: `${this.policy.policyName}-association`,
      recoveryVaultId: this.vault.vaultId,
      policyId: this.policy.policyId,
    });
  }

  private reportRegions(): void {
    addFinding(this, {
      kind: "warning",
      subject: this.node.path,
      reason: `the cache is in ${this.targetRegion}, and the vault in ${this.vault.region}`,
      remedy:
        "put the cache, the networks and the target resource group into the vault's region, as Microsoft Learn asks",
    });
  }

  private reportUnregistered(): void {
    addFinding(this, {
      kind: "warning",
      subject: this.node.path,
      reason: "only the replication policy is made, since Terraform cannot install the replication appliance",
      remedy: `apply, deploy the Azure Site Recovery replication appliance on premises, register it with this vault as ${this.defaults.appliance}, add vCenter and the machines' credentials, then set registered: true and apply again`,
    });
  }
}

function knownRegion(region: string | undefined): string | undefined {
  return region === undefined || Token.isUnresolved(region) ? undefined : normalizeRegion(region);
}

/** Something that is there once at a site, and how it is called in messages. */
export interface Claim {
  readonly key: string;
  readonly what: string;
}
