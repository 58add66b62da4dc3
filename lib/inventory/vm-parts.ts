/** The managed disk types of Azure. */
export const DISK_SKUS = [
  "Standard_LRS",
  "StandardSSD_LRS",
  "StandardSSD_ZRS",
  "Premium_LRS",
  "Premium_ZRS",
  "PremiumV2_LRS",
  "UltraSSD_LRS",
] as const;

/** A managed disk type; spellings that Azure does not have are kept as they are. */
export type DiskSku = (typeof DISK_SKUS)[number] | (string & {});

/** A disk of a VM: what the VM says of it, completed by the disk's own row. */
export interface VmDisk {
  /** ARM id in canonical spelling; undefined for unmanaged disks. */
  readonly id?: string;
  readonly name: string;
  readonly sku?: DiskSku;
  /** GiB. */
  readonly sizeGb?: number;
  /** Can several VMs attach it at once (`maxShares` above 1)? */
  readonly shared: boolean;
  readonly writeAccelerator: boolean;
  /** Has the disk a row of its own in the inventory? Without it, its type may be unknown, and whether it is shared. */
  readonly inventoried?: boolean;
  /** ARM id in canonical spelling of the set whose key encrypts it (the disk's `encryption.diskEncryptionSetId`). */
  readonly encryptionSetId?: string;
  /** Azure's word (the disk's `encryption.type`): "EncryptionAtRestWithPlatformKey" unless somebody chose another. */
  readonly encryptionType?: string;
  /** Is it encrypted within the VM too, by Azure Disk Encryption (the disk's `encryptionSettingsCollection.enabled`)? */
  readonly azureDiskEncryption?: boolean;
}

/** The disk with the operating system of a VM. */
export interface VmOsDisk extends VmDisk {
  /** On the host's local storage, lost when the VM is deallocated. */
  readonly ephemeral: boolean;
}

/** A data disk of a VM, with its LUN. */
export interface VmDataDisk extends VmDisk {
  /** Logical unit number, 0 to 63. */
  readonly lun: number;

  /**
   * Has the guest initialised it? Azure does not know. It is false for a disk with the tag `Initialised` (or `Initialized`)
   * and the value "false", and undefined for all others.
   */
  readonly initialised?: boolean;
}

/** An address of a network interface: an element of its `ipConfigurations`. */
export interface VmIpConfiguration {
  readonly name?: string;
  /** Is it the one that says the network interface's network and subnet? */
  readonly primary: boolean;
  /** `privateIPAddressVersion`. */
  readonly version: "IPv4" | "IPv6";
  readonly privateIpAddress?: string;
  /** "Static" or "Dynamic" (`privateIPAllocationMethod`). */
  readonly allocation?: string;
  /** ARM id in Azure's spelling. */
  readonly publicIpAddressId?: string;
  /** ARM ids in Azure's spelling of the load balancers' pools that it is in, of internal and of public ones. */
  readonly backendAddressPoolIds: readonly string[];
  /** ARM ids in Azure's spelling. */
  readonly applicationSecurityGroupIds: readonly string[];
}

/** A network interface of a VM. */
export interface VmNetworkInterface {
  /** ARM id in the NIC's own spelling: Site Recovery compares it letter by letter. */
  readonly id: string;
  /** ARM id of the virtual network, in canonical spelling; undefined when the NIC's row is not in the inventory. */
  readonly networkId?: string;
  readonly subnetName?: string;
  /** Its addresses, the primary one first; none when the NIC's row is not in the inventory. */
  readonly ipConfigurations?: readonly VmIpConfiguration[];
  /** ARM id in Azure's spelling of the network security group of the NIC itself, not of its subnet. */
  readonly networkSecurityGroupId?: string;
}
