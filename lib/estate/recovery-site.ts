import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import type { Construct } from "constructs";
import { cafName, storageAccountName } from "../core/names";
import { normalizeRegion } from "../core/regions";
import { type ResourceTags, tagMap } from "../core/tags";
import { CacheStorageAccount } from "../replication/cache-storage-account";
import { DisasterRecoveryPair } from "../replication/disaster-recovery-pair";
import type { IRecoveryNetwork, RecoveryNetworkAddresses } from "../replication/recovery-network";
import type { ReplicaDisks } from "../replication/replicated-vm-props";
import type { ReplicationPolicyOptions } from "../replication/replication-policy";
import { ResilienceStack, type Synthesis } from "../stack/resilience-stack";
import { RecoveryServicesVault } from "../vault/recovery-services-vault";
import type { EstateVaultOptions } from "./backup-site";
import type { Subscription } from "./subscriptions";

/** Where the VMs of a region are replicated to, and how. */
export interface RegionPairOptions {
  /** The region that the VMs run in: "australiaeast" or "Australia East". */
  readonly from: string;
  /** The region that they are recovered to. */
  readonly to: string;
  /** Addresses of the networks that recovered VMs are connected to, or an existing network of the target region. */
  readonly network: RecoveryNetworkAddresses | IRecoveryNetwork;
  /** @default "as source" */
  readonly replicaDisks?: ReplicaDisks;
  /** @default - recovery points for 24 hours, app-consistent snapshots every 4 hours */
  readonly policy?: ReplicationPolicyOptions;
}

export interface RecoverySiteProps {
  readonly organisation: string;
  readonly subscription: Subscription;
  readonly pair: RegionPairOptions;
  readonly vault: EstateVaultOptions;
  readonly tags: ResourceTags;
  readonly synthesis?: Synthesis;
}

/** The replication of one subscription's VMs from one region to another, in a stack of its own. */
export class RecoverySite {
  readonly stack: ResilienceStack;
  readonly pair: DisasterRecoveryPair;

  constructor(scope: Construct, props: RecoverySiteProps) {
    const { organisation, subscription, pair, tags } = props;
    const from = normalizeRegion(pair.from);
    const to = normalizeRegion(pair.to);
    const named = { organisation, subscription, from };
    this.stack = new ResilienceStack(scope, ["dr", subscription.name, from].join("-"), {
      subscriptionId: subscription.id,
      synthesis: props.synthesis,
    });
    const vaultGroup = group(this.stack, "VaultGroup", { ...named, purpose: "dr", region: to, tags });
    const cacheGroup = group(this.stack, "CacheGroup", { ...named, purpose: "dr-cache", region: from, tags });
    const targetGroup = group(this.stack, "RecoveredGroup", {
      ...named,
      purpose: "dr-recovered",
      region: to,
      tags,
    });
    const vault = new RecoveryServicesVault(this.stack, "Vault", {
      ...props.vault,
      redundancy: "LocallyRedundant",
      crossRegionRestore: undefined,
      name: cafName("recoveryServicesVault", organisation, "dr", subscription.name, from),
      resourceGroup: vaultGroup,
      region: to,
      tags,
    });
    const cache = new CacheStorageAccount(this.stack, "Cache", {
      name: storageAccountName(organisation, "asr", subscription.id, from),
      resourceGroup: cacheGroup,
      region: from,
      tags,
    });
    this.pair = new DisasterRecoveryPair(this.stack, "Pair", {
      vault,
      cache,
      sourceRegion: from,
      targetRegion: to,
      targetResourceGroup: targetGroup,
      network: pair.network,
      replicaDisks: pair.replicaDisks,
      replicationPolicy: pair.policy,
      tags,
    });
  }
}

interface GroupProps {
  readonly organisation: string;
  readonly subscription: Subscription;
  readonly from: string;
  readonly purpose: string;
  readonly region: string;
  readonly tags: ResourceTags;
}

function group(scope: Construct, id: string, props: GroupProps): ResourceGroup {
  const { organisation, purpose, subscription, from, region, tags } = props;
  const name = cafName("resourceGroup", organisation, purpose, subscription.name, from);
  return new ResourceGroup(scope, id, { name, location: region, tags: tagMap(tags) });
}
