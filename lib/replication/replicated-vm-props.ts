import type { ICacheStorageAccount, IPublicIp } from "../core/refs";
import type { DiskSku, VirtualMachine } from "../inventory/virtual-machine";
import type { DiskSelection } from "../protection/disks";
import type { DisasterRecoveryPair } from "./disaster-recovery-pair";
import type { Zone } from "./pair-props";
import type { ReplicationPolicy } from "./replication-policy";

/** The type of the replica disks: the source's, or Standard HDD to save cost until a failover. */
export type ReplicaDisks = "as source" | "Standard";

/** The keys of a disk that Azure Disk Encryption encrypts, as they are in the target region. */
export interface TargetDiskEncryption {
  /** Versioned URI of the secret: `https://NAME.vault.azure.net/secrets/SECRET/VERSION`. */
  readonly secretUrl: string;
  /** ARM id of the key vault that the secret is in. */
  readonly secretVaultId: string;
  /** Versioned URI of the key that encrypts the secret. @default - none */
  readonly keyUrl?: string;
  /** ARM id of the key vault that the key is in. @default - the secret's */
  readonly keyVaultId?: string;
}

/** How one disk is replicated, where it is not like the others of its VM. */
export interface DiskReplication {
  /** The type of the disk that a failover makes. @default - the source's */
  readonly targetType?: DiskSku;
  /** The type of the disk that changes are written to. @default - what the VM or the pair says */
  readonly replicaType?: DiskSku;
  /** ARM id of a disk encryption set of the target region. @default - what the VM says */
  readonly diskEncryptionSetId?: string;
  /** For Azure Disk Encryption. @default - none */
  readonly encryption?: TargetDiskEncryption;
}

/** How a network interface of the recovered VM is connected. */
export interface NetworkInterfaceAddress {
  /** @default - the subnet of the recovery network, or of the test network */
  readonly subnetName?: string;
  /** An IPv4 address of that subnet. @default - Azure gives one */
  readonly staticIp?: string;
  /** A standard public IP address of the target region. @default - none */
  readonly publicIp?: IPublicIp;
}

/** What becomes of a network interface in a failover. */
export interface NetworkInterfaceRecovery extends NetworkInterfaceAddress {
  /** ARM ids of backend address pools of standard load balancers in the target region. @default - none */
  readonly backendPoolIds?: readonly string[];
  /** How it is connected in a test failover. @default - to the subnet of the pair's test network, with any address */
  readonly test?: NetworkInterfaceAddress;
}

export interface ReplicatedVmOptions {
  /**
   * The replication policy: the pair's own, or one that `addReplicationPolicy` made. Another one later replicates the VM anew.
   * @default - the pair's own
   */
  readonly policy?: ReplicationPolicy;

  /**
   * Which data disks are replicated: every disk, or `Disks.except(2)`. A disk that is left out is not there after a
   * failover. Leave out disks that the machine has not initialised, which Site Recovery refuses.
   * @default - all
   */
  readonly disks?: DiskSelection;

  /**
   * The type of the disks that changes are written to. At failover, disks of the source's type are made of them.
   * @default - what the pair says
   */
  readonly replicaDisks?: ReplicaDisks;

  /** Single disks: "os", or a data disk by its LUN. @default - all alike */
  readonly diskSettings?: Readonly<Partial<Record<"os" | number, DiskReplication>>>;

  /**
   * ARM id of a disk encryption set of the target region: needed where a disk has a customer-managed key.
   * @default - platform-managed keys
   */
  readonly diskEncryptionSetId?: string;

  /**
   * The storage account that the VM's changes pass through. Another one later replicates the VM anew.
   * @default - one of the pair's
   */
  readonly cache?: ICacheStorageAccount;

  /**
   * The availability zone of the recovered VM, "1" to "3". Cannot be changed without replicating anew.
   * @default - the VM's own zone where the target region has zones, none otherwise; between zones the pair's target
   */
  readonly targetZone?: Zone | "none";

  /** ARM id of an availability set in the target group: excludes `targetZone`. @default - none */
  readonly targetAvailabilitySetId?: string;

  /** ARM id of a proximity placement group of the target region: excludes a capacity reservation. @default - none */
  readonly targetProximityPlacementGroupId?: string;

  /** ARM id of a capacity reservation group of the target region, so that there is room at a failover. @default - none */
  readonly targetCapacityReservationGroupId?: string;

  /** ARM id of a Flexible scale set of the target region: excludes `targetAvailabilitySetId`. @default - none */
  readonly targetScaleSetId?: string;

  /** ARM id of a storage account of the target region. @default - managed by Azure */
  readonly targetBootDiagnosticsStorageAccountId?: string;

  /**
   * The name of the recovered VM, and of the replicated item: 1 to 64 letters, digits, "_", "-" and ".". Cannot be changed
   * without replicating anew.
   * @default - the VM's name and a fingerprint of its id, since VMs of one name in two groups are recovered to one
   */
  readonly targetName?: string;

  /**
   * The size of the recovered VM.
   * @default - the VM's own size
   */
  readonly targetSize?: string;

  /** Network interfaces by name, in any letter case. @default - the recovery network's subnet, with any address */
  readonly networkInterfaces?: Readonly<Record<string, NetworkInterfaceRecovery>>;

  /**
   * VMs of one group share crash- and app-consistent recovery points: 16 at most, of one pair and one replication policy.
   * Azure takes it only when replication begins.
   * @default - each VM on its own
   */
  readonly multiVmGroup?: string;
}

export interface ReplicatedVmProps extends ReplicatedVmOptions {
  readonly pair: DisasterRecoveryPair;
  readonly vm: VirtualMachine;
}
