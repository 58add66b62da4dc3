import type { IResourceGroup } from "../core/refs";
import type { IRecoveryNetwork } from "../replication/recovery-network";

/** The type of the disks that a failover makes (azurerm `target_disk_type`). */
export type VmwareDiskType =
  | "Standard_LRS"
  | "StandardSSD_LRS"
  | "StandardSSD_ZRS"
  | "Premium_LRS"
  | "Premium_ZRS"
  | "PremiumV2_LRS"
  | "UltraSSD_LRS";

/** A disk of a machine that has the Mobility service already. */
export interface VmwareDisk {
  /** The disk's id as the Mobility service reports it. */
  readonly diskId: string;
  readonly type: VmwareDiskType;
  /** ARM id of the disk encryption set. @default - that of the machine */
  readonly diskEncryptionSetId?: string;
}

/** A network interface of the machine. */
export interface VmwareNetworkInterface {
  /** "00:50:56:9e:1a:2b", as vCenter shows it. */
  readonly macAddress: string;
  /**
   * azurerm selects only the primary interface for failover: others get no counterpart in Azure.
   * @default - true where it is the only one
   */
  readonly primary?: boolean;
  /** The subnet after a failover. @default - that of the network */
  readonly subnetName?: string;
  /** The subnet of a test failover. @default - that of the test network */
  readonly testSubnetName?: string;
  /** IPv4 address after a failover. @default - Azure chooses one */
  readonly staticIp?: string;
}

/** Where the machine is recovered to, and how it is read. */
export interface VmwareReplicatedVmOptions {
  /**
   * The machine's name in vCenter, in its own spelling: azurerm reads it back letter by letter, and replicates anew when
   * it changes.
   */
  readonly sourceVmName: string;

  /**
   * The name of the Azure VM: 1 to 63 letters, digits and "-". Another one replicates anew.
   * @default - the machine's name
   */
  readonly targetVmName?: string;

  /** All of the machine's network interfaces, one of them primary. */
  readonly networkInterfaces: readonly VmwareNetworkInterface[];

  /**
   * The friendly name of the credential on the appliance by which the Mobility service is installed: root on Linux, an
   * administrator on Windows.
   * @default - the site's
   */
  readonly credential?: string;

  /**
   * The type of all disks; or, of a machine that has the Mobility service already, the disks to replicate.
   * @default "Standard_LRS"
   */
  readonly disks?: VmwareDiskType | readonly VmwareDisk[];

  /** ARM id of the disk encryption set of all disks. @default - keys of Microsoft */
  readonly diskEncryptionSetId?: string;

  /** @default - the site's */
  readonly targetResourceGroup?: IResourceGroup;
  /** @default - the site's */
  readonly network?: IRecoveryNetwork;
  /**
   * Not the network of a failover. azurerm carries no later change of it to Azure.
   * @default - the site's, or the one chosen when the test begins
   */
  readonly testNetwork?: IRecoveryNetwork;
  /** Another appliance of the same vault. @default - the site's */
  readonly appliance?: string;

  /** Such as "Standard_D4s_v5". @default - Site Recovery chooses by the machine's size */
  readonly targetSize?: string;
  /**
   * Not together with `availabilitySetId`. Microsoft's support matrix does not list zones: prove it by a drill.
   * @default - none
   */
  readonly targetZone?: "1" | "2" | "3";
  /** ARM id of an availability set in the target resource group. @default - none */
  readonly availabilitySetId?: string;
  /** ARM id. @default - none */
  readonly proximityPlacementGroupId?: string;
  /** ARM id of the storage account. @default - none */
  readonly bootDiagnosticsStorageAccountId?: string;

  /** "WindowsServer" is Azure Hybrid Benefit. @default "NotSpecified" */
  readonly licenseType?: "NotSpecified" | "NoLicenseType" | "WindowsServer";

  /**
   * Machines of one group share recovery points, and talk to each other on port 20004. Azure takes it only when
   * replication begins.
   * @default - each on its own
   */
  readonly multiVmGroup?: string;

  /**
   * Hours that azurerm waits for the first copy of all data, 1 to 720. After that it gives up, and the next apply begins
   * from the start: the Deployment Planner's report says how long the first copy takes.
   * @default 24
   */
  readonly initialReplicationHours?: number;

  /**
   * Are later changes of the network interfaces carried to Azure? azurerm then compares them with all that Azure answers,
   * in Azure's order and letter case, and may see a change with every plan.
   * @default false - they are set once, and changed in the portal
   */
  readonly updateNetworkInterfaces?: boolean;
}
