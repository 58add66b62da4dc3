import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { AutomationAccount } from "../automation/automation-account";
import { addFinding } from "../core/findings";
import { cafName, storageAccountName } from "../core/names";
import { normalizeRegion } from "../core/regions";
import { resourceGroupId, resourceId, STORAGE_ACCOUNT_TYPE, VAULT_TYPE } from "../core/resource-id";
import { type ResourceTags, tagMap } from "../core/tags";
import type { ReplicationTarget } from "../governance/replication-by-tag";
import type { VirtualMachine, VmDisk } from "../inventory/virtual-machine";
import { DISKS_PER_CACHE } from "../replication/cache-pool";
import { CacheStorageAccount } from "../replication/cache-storage-account";
import { DisasterRecoveryPair } from "../replication/disaster-recovery-pair";
import { needsPremiumCache } from "../replication/replicated-disks";
import type { ReplicatedVm } from "../replication/replicated-vm";
import type { ReplicatedVmOptions } from "../replication/replicated-vm-props";
import type { ReplicationPolicy } from "../replication/replication-policy";
import type { ResilienceStack } from "../stack/resilience-stack";
import type { Tier } from "../tiers/tier";
import { tierId, tierWord } from "../tiers/tier-id";
import { RecoveryServicesVault } from "../vault/recovery-services-vault";
import type { EstateVaultOptions } from "./backup-site";
import type { EstateStacks } from "./estate-stacks";
import { withDiskEncryption, withPublicIps } from "./recovery-settings";
import type { RegionPairOptions } from "./region-pair";
import type { Subscription } from "./subscriptions";

/** Disks for each cache storage account: two thirds of what it serves, since VMs are spread by their ids. */
const DISKS_PER_ACCOUNT = 500;
/** The part of that from which on people are told. */
const FULL = 0.8;

export interface RecoverySiteProps {
  readonly organisation: string;
  readonly subscription: Subscription;
  readonly pair: RegionPairOptions;
  readonly vault: EstateVaultOptions;
  /** The disks of each VM that will be replicated: they decide how many caches there are. */
  readonly disks: readonly (readonly VmDisk[])[];
  readonly tags: ResourceTags;
}

/** The replication of one subscription's VMs from one region to another, in a stack of its own. */
export class RecoverySite {
  readonly stack: ResilienceStack;
  readonly pair: DisasterRecoveryPair;
  readonly targetGroup: ResourceGroup;
  private readonly policies = new Map<Tier, ReplicationPolicy>();
  private readonly drillAccounts = new Map<Tier, AutomationAccount>();
  readonly vaultGroup: ResourceGroup;
  readonly vault: RecoveryServicesVault;

  constructor(
    stacks: EstateStacks,
    readonly props: RecoverySiteProps,
  ) {
    const { subscription, pair } = props;
    const from = normalizeRegion(pair.from);
    const to = normalizeRegion(pair.to);
    this.stack = stacks.define(["dr", subscription.name, from], subscription.id);
    this.vaultGroup = this.group("VaultGroup", "dr", to);
    const cacheGroup = this.group("CacheGroup", "dr-cache", from);
    this.targetGroup = this.group("RecoveredGroup", "dr-recovered", to);
    this.vault = this.defineVault(this.vaultGroup, to);
    const updates = pair.agentUpdates ?? true;
    this.pair = new DisasterRecoveryPair(this.stack, "Pair", {
      vault: this.vault,
      cache: this.caches(cacheGroup, from),
      sourceRegion: from,
      targetRegion: to,
      targetResourceGroup: this.targetGroup,
      network: pair.network,
      testNetwork: pair.testNetwork,
      replicaDisks: pair.replicaDisks,
      replicationPolicy: pair.policy,
      agentUpdates: updates ? { account: this.automationAccount("Automation", "dr") } : undefined,
      tags: props.tags,
    });
    // reprotection names them, no resource does: they are empty until then, and cost nothing
    this.caches(this.vaultGroup, to, "Failback");
  }

  /** Replicates a VM as its tier asks; `options` are what the program says of this VM. */
  replicate(vm: VirtualMachine, tier: Tier, options: ReplicatedVmOptions = {}): ReplicatedVm {
    const { publicIps, diskEncryptionSetId } = this.props.pair;
    return this.pair.replicate(vm, {
      policy: this.policyOf(tier),
      ...withDiskEncryption(vm, diskEncryptionSetId, options),
      ...(publicIps ? withPublicIps(this, vm, options) : {}),
    });
  }

  /**
   * The account that a tier's drills run in: not the one that updates agents, whose identity may do everything in the
   * vault.
   */
  drillAccountOf(tier: Tier): AutomationAccount {
    const word = tierWord(tier.criticality);
    const account =
      this.drillAccounts.get(tier) ?? this.automationAccount(`DrillAutomation-${word}`, "drill", word);
    this.drillAccounts.set(tier, account);
    return account;
  }

  /** Where VMs go, with ARM ids that are composed of names: for stacks that must not refer to this one. */
  replicationTarget(): ReplicationTarget {
    const { subscription, pair } = this.props;
    const group = (purpose: string) => this.nameOf("resourceGroup", purpose);
    const from = normalizeRegion(pair.from);
    const cache = resourceId(
      subscription.id,
      group("dr-cache"),
      STORAGE_ACCOUNT_TYPE,
      this.cacheName("", ""),
    );
    const vault = this.nameOf("recoveryServicesVault", "dr");
    return {
      sourceRegion: from,
      targetRegion: normalizeRegion(pair.to),
      targetResourceGroupId: resourceGroupId(subscription.id, group("dr-recovered")),
      vault: {
        vaultId: resourceId(subscription.id, group("dr"), VAULT_TYPE, vault),
        resourceGroupName: group("dr"),
        subscriptionId: subscription.id,
      },
      caches: { accounts: [{ storageAccountId: cache }] },
    };
  }

  /** `rp-contoso-tier-1-prod-australiaeast`: named after what it belongs to. */
  nameOf(kind: Parameters<typeof cafName>[0], ...parts: readonly (string | undefined)[]): string {
    const { organisation, subscription, pair } = this.props;
    return cafName(kind, organisation, ...parts, subscription.name, normalizeRegion(pair.from));
  }

  /** A policy for each tier that says something of it, made when its first VM is replicated. */
  private policyOf(tier: Tier): ReplicationPolicy | undefined {
    if (!tier.replication) return undefined;
    const present = this.policies.get(tier);
    if (present) return present;
    const id = tierId(tier.criticality);
    // a tier may be called "Policy", as the pair's own is
    const free = this.pair.node.tryFindChild(id) === undefined ? id : `Tier-${id}`;
    const policy = this.pair.addReplicationPolicy(free, tier.replication);
    this.policies.set(tier, policy);
    return policy;
  }

  private group(id: string, purpose: string, region: string): ResourceGroup {
    const name = this.nameOf("resourceGroup", purpose);
    return new ResourceGroup(this.stack, id, { name, location: region, tags: tagMap(this.props.tags) });
  }

  private defineVault(resourceGroup: ResourceGroup, region: string): RecoveryServicesVault {
    return new RecoveryServicesVault(this.stack, "Vault", {
      ...this.props.vault,
      redundancy: "LocallyRedundant",
      crossRegionRestore: undefined,
      name: this.nameOf("recoveryServicesVault", "dr"),
      resourceGroup,
      region,
      tags: this.props.tags,
    });
  }

  /** In the target region, so that it works when the source region does not. */
  private automationAccount(id: string, ...purpose: readonly string[]): AutomationAccount {
    const name = this.nameOf("automationAccount", ...purpose);
    const { tags } = this.props;
    return new AutomationAccount(this.stack, id, { name, resourceGroup: this.vaultGroup, tags });
  }

  /** Accounts where changes wait: in the source region, and in the target region for VMs on their way back. */
  private caches(
    resourceGroup: ResourceGroup,
    region: string,
    way?: "Failback",
  ): readonly CacheStorageAccount[] {
    const { disks, pair } = this.props;
    const premium = (own: readonly VmDisk[]) => own.some(needsPremiumCache);
    const shared = disks.filter((own) => !premium(own)).flat().length;
    const count = pair.cacheAccounts ?? Math.max(1, Math.ceil(shared / DISKS_PER_ACCOUNT));
    if (pair.cacheAccounts === undefined && !way) this.warnOfGrowth(shared, count);
    const numbers = Array.from({ length: count }, (_, i) => (i === 0 ? "" : String(i + 1).padStart(2, "0")));
    const suffixes = pair.premiumCache && disks.some(premium) ? [...numbers, "premium"] : numbers;
    return suffixes.map((suffix) => this.cache(resourceGroup, region, suffix, way));
  }

  /** One account more takes over its share of the VMs, which are then replicated anew: not without a word before. */
  private warnOfGrowth(disks: number, count: number): void {
    const most = count * DISKS_PER_ACCOUNT;
    if (disks <= FULL * most) return;
    addFinding(this.stack, {
      kind: "warning",
      subject: this.stack.node.id,
      reason: `${disks} disks share ${count} cache storage ${count === 1 ? "account" : "accounts"}, and from ${most + 1} on there is one more, for which about 1 of ${count + 1} VMs is replicated anew`,
      remedy: `give replicate cacheAccounts: ${count} to keep what is deployed, which serves ${count * DISKS_PER_CACHE} disks, or more of them before the first deployment`,
    });
  }

  private cache(
    resourceGroup: ResourceGroup,
    region: string,
    suffix: string,
    way?: "Failback",
  ): CacheStorageAccount {
    return new CacheStorageAccount(this.stack, [`${way ?? ""}Cache`, suffix].filter(Boolean).join("-"), {
      name: this.cacheName(way?.toLowerCase() ?? "", suffix),
      resourceGroup,
      region,
      performance: suffix === "premium" ? "Premium" : "Standard",
      tags: this.props.tags,
    });
  }

  private cacheName(way: string, suffix: string): string {
    const { organisation, subscription, pair } = this.props;
    const parts = [subscription.id, normalizeRegion(pair.from), way, suffix];
    return storageAccountName(organisation, "asr", ...parts.filter(Boolean));
  }
}
