import type { IVirtualMachine } from "../core/refs";
import { describeOrigin, type Origin } from "./origin";

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
}

export interface VmOsDisk extends VmDisk {
  /** On the host's local storage, lost when the VM is deallocated. */
  readonly ephemeral: boolean;
}

export interface VmDataDisk extends VmDisk {
  /** Logical unit number, 0 to 63. */
  readonly lun: number;
}

export interface VmNetworkInterface {
  /** ARM id in the NIC's own spelling: Site Recovery compares it letter by letter. */
  readonly id: string;
  /** ARM id of the virtual network, in canonical spelling; undefined when the NIC's row is not in the inventory. */
  readonly networkId?: string;
  readonly subnetName?: string;
}

export type PowerState = "running" | "stopped" | "deallocated" | "unknown";

/** What the inventory knows of a VM. */
export interface VirtualMachineFacts {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly region: string;
  readonly zone?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly osType: "Windows" | "Linux" | "unknown";
  readonly size?: string;
  readonly securityType: string;
  readonly powerState: PowerState;
  readonly image?: {
    readonly publisher?: string;
    readonly offer?: string;
    readonly sku?: string;
    readonly id?: string;
  };
  readonly scaleSetId?: string;
  readonly osDisk: VmOsDisk;
  readonly dataDisks: readonly VmDataDisk[];
  readonly networkInterfaces: readonly VmNetworkInterface[];
  readonly origin: Origin;
}

const MARK = Symbol.for("cdktf-azure-resilience/VirtualMachine");

/** A virtual machine of the inventory, with its disks and network interfaces. */
export class VirtualMachine implements IVirtualMachine {
  /** Is this a VM of an inventory, with everything that the inventory knows of it? */
  static isVirtualMachine(x: unknown): x is VirtualMachine {
    return typeof x === "object" && x !== null && MARK in x;
  }

  /** ARM id in the one spelling that all letter cases of it share. */
  readonly id: string;
  /** Name and fingerprint of the id: unique where two groups have VMs of one name, and a valid construct id. */
  readonly key: string;
  readonly name: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  /** Normalised region name: "australiaeast". */
  readonly region: string;
  /** Availability zone, "1" to "3". */
  readonly zone?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly osType: "Windows" | "Linux" | "unknown";
  readonly size?: string;
  /** "Standard", "TrustedLaunch" or "ConfidentialVM". */
  readonly securityType: string;
  readonly powerState: PowerState;
  readonly image?: VirtualMachineFacts["image"];
  /** The Flexible scale set that it is a member of. */
  readonly scaleSetId?: string;
  readonly osDisk: VmOsDisk;
  readonly dataDisks: readonly VmDataDisk[];
  readonly networkInterfaces: readonly VmNetworkInterface[];
  /** File and entry, for messages. */
  readonly source: string;

  constructor(facts: VirtualMachineFacts) {
    this.id = facts.id;
    this.key = facts.key;
    this.name = facts.name;
    this.subscriptionId = facts.subscriptionId;
    this.resourceGroup = facts.resourceGroup;
    this.region = facts.region;
    this.zone = facts.zone;
    this.tags = facts.tags;
    this.osType = facts.osType;
    this.size = facts.size;
    this.securityType = facts.securityType;
    this.powerState = facts.powerState;
    this.image = facts.image;
    this.scaleSetId = facts.scaleSetId;
    this.osDisk = facts.osDisk;
    this.dataDisks = facts.dataDisks;
    this.networkInterfaces = facts.networkInterfaces;
    this.source = describeOrigin(facts.origin);
    Object.defineProperty(this, MARK, { value: true });
  }

  /** OS disk first, then the data disks by LUN. */
  get disks(): readonly VmDisk[] {
    return [this.osDisk, ...this.dataDisks];
  }

  /** The value of a tag; Azure's tag names have no letter case. */
  tag(name: string): string | undefined {
    const wanted = name.toLowerCase();
    return Object.entries(this.tags).find(([key]) => key.toLowerCase() === wanted)?.[1];
  }
}
