import type { IAutomationAccount } from "../automation/automation-account";
import type { ICacheStorageAccount, IResourceGroup } from "../core/refs";
import type { ResourceTags } from "../core/tags";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import type { IRecoveryNetwork, RecoveryNetworkAddresses } from "./recovery-network";
import type { ReplicaDisks } from "./replicated-vm-props";
import type { ReplicationPolicyOptions } from "./replication-policy";

/** An availability zone of a region. */
export type Zone = "1" | "2" | "3";

/** The zones between which Site Recovery replicates within a region. */
export interface ZonePair {
  readonly source: Zone;
  readonly target: Zone;
}

/** Who updates the Mobility service on the replicated machines. */
export interface AgentUpdates {
  /** An automation account of the vault's subscription, in which Site Recovery makes its runbook: one for a vault. */
  readonly account: IAutomationAccount;

  /**
   * Is the account's identity given "Contributor" on the vault, which the updates need?
   * @default true
   */
  readonly grantRole?: boolean;

  /**
   * Seconds to wait for the role to be known everywhere, 0 to 1800.
   * @default 180
   */
  readonly roleWaitSeconds?: number;
}

interface PairProps {
  /**
   * The vault that replication is managed in. Between regions it must not be in the source region, which may be the one
   * that fails; between zones it may be in any.
   */
  readonly vault: IRecoveryServicesVault;

  /** The region that the VMs run in. */
  readonly sourceRegion: string;

  /**
   * The group that recovered VMs are created in: in the target region, and another one than the VMs' own.
   */
  readonly targetResourceGroup: IResourceGroup;

  /**
   * The storage accounts in the source region that changes pass through: one for every 750 disks at 4 MB/s of churn each.
   * With several, each VM goes to one that its id decides. A VM that changes its account is replicated anew.
   */
  readonly cache: ICacheStorageAccount | readonly ICacheStorageAccount[];

  /**
   * Where test failovers start their VMs: the addresses of a network that is made in the target region, cut off from
   * everything, or an existing one, which must not be one of production, nor peered with one in the program.
   * @default - none: a test failover asks for its network
   */
  readonly testNetwork?: RecoveryNetworkAddresses | IRecoveryNetwork;

  /** @default - recovery points for 24 hours, app-consistent snapshots every 4 hours */
  readonly replicationPolicy?: ReplicationPolicyOptions;

  /**
   * The type of the replica disks of VMs that do not say it themselves.
   * @default "as source"
   */
  readonly replicaDisks?: ReplicaDisks;

  /**
   * Lets Site Recovery keep the Mobility service on the machines up to date, in both directions.
   * @default - somebody else updates it: replication stops when it is too old
   */
  readonly agentUpdates?: AgentUpdates;

  /**
   * Part of the names of policies, containers, mappings and networks: 1 to 20 lower-case letters, digits and "-". A vault
   * has one pair without a name at most, which is its first. Another name later replicates all VMs anew.
   * @default - none
   */
  readonly name?: string;

  /** Tags of what is made for the networks. @default - no tags */
  readonly tags?: ResourceTags;
}

/** Replication from one region to another. */
export interface RegionToRegionProps extends PairProps {
  /** The region that VMs are recovered to. */
  readonly targetRegion: string;

  /**
   * Where recovered VMs are connected: the addresses of a network that is made for each source network, or an existing
   * network of the target region.
   */
  readonly network: RecoveryNetworkAddresses | IRecoveryNetwork;

  readonly zones?: undefined;
}

/**
 * Replication from one availability zone to another of the same region (Microsoft Learn, "Enable Azure VM disaster recovery
 * between availability zones"). Recovered VMs are connected to the network and subnet of their source.
 */
export interface ZoneToZoneProps extends PairProps {
  readonly zones: ZonePair;

  /** The same region; may be left out. */
  readonly targetRegion?: string;

  /**
   * Another network of the region for recovered VMs.
   * @default - the source's own network and subnets
   */
  readonly network?: IRecoveryNetwork;
}

export type DisasterRecoveryPairProps = RegionToRegionProps | ZoneToZoneProps;
