import type { IConstruct } from "constructs";
import { Problems, quoted } from "../core/problems";
import type { IResourceGroup } from "../core/refs";
import { normalizeRegion } from "../core/regions";
import type { ResourceTags } from "../core/tags";
import type { IRecoveryServicesVault } from "../vault/recovery-services-vault";
import type { CacheStorageAccount } from "./cache-storage-account";
import { checkAddresses, type IRecoveryNetwork, type RecoveryNetworkAddresses } from "./recovery-network";
import type { ReplicaDisks } from "./replicated-vm";
import type { ReplicationPolicyOptions } from "./replication-policy";

export interface DisasterRecoveryPairProps {
  /** The vault that replication is managed in: not in the source region, which may be the one that fails. */
  readonly vault: IRecoveryServicesVault;
  /** The region that the VMs run in. */
  readonly sourceRegion: string;
  /** The region that they are recovered to. */
  readonly targetRegion: string;
  /** The group that recovered VMs are created in; it has to be in the target region. */
  readonly targetResourceGroup: IResourceGroup;
  /** The storage account in the source region that changes pass through. */
  readonly cache: CacheStorageAccount;

  /**
   * Where recovered VMs are connected: the addresses of a network that is made for each source network, or an existing
   * network of the target region.
   */
  readonly network: RecoveryNetworkAddresses | IRecoveryNetwork;

  /** @default - recovery points for 24 hours, app-consistent snapshots every 4 hours */
  readonly replicationPolicy?: ReplicationPolicyOptions;

  /**
   * The type of the replica disks of VMs that do not say it themselves.
   * @default "as source"
   */
  readonly replicaDisks?: ReplicaDisks;

  /** Tags of what is made for the networks. @default - no tags */
  readonly tags?: ResourceTags;
}

/** Refuses regions, vaults, caches and groups that Site Recovery refuses. */
export function checkPair(scope: IConstruct, props: DisasterRecoveryPairProps): void {
  const problems = new Problems(scope);
  const source = normalizeRegion(props.sourceRegion);
  const target = normalizeRegion(props.targetRegion);
  problems.when(
    source === target,
    `targetRegion must be another region than sourceRegion, got ${quoted(props.targetRegion)} for both`,
  );
  problems.when(
    props.vault.region === source,
    `vault must not be in the source region ${source}, which may be the one that fails: use a vault in ${target}`,
  );
  problems.when(
    props.cache.region !== source,
    `cache must be in the source region ${source}, got ${props.cache.region}: Site Recovery writes to it from there`,
  );
  const group = props.targetResourceGroup;
  const place = group.locationInput === undefined ? undefined : normalizeRegion(group.locationInput);
  problems.when(
    place !== undefined && place !== target,
    `targetResourceGroup must be in the target region ${target}, got ${place}`,
  );
  problems.when(!group.id, "targetResourceGroup must have its ARM id: pass the resource group's construct");
  problems.oneOf("replicaDisks", props.replicaDisks, ["as source", "Standard"], "the replica's disk type");
  if (!("networkId" in props.network)) checkAddresses(problems, props.network);
  problems.throwIfAny();
}
