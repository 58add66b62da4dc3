import type { IVirtualMachine } from "../core/refs";
import { describeOrigin, type Origin } from "./origin";
import type { VmDataDisk, VmDisk, VmNetworkInterface, VmOsDisk } from "./vm-parts";

export {
  DISK_SKUS,
  type DiskSku,
  type VmDataDisk,
  type VmDisk,
  type VmIpConfiguration,
  type VmNetworkInterface,
  type VmOsDisk,
} from "./vm-parts";

/** Does the VM run? */
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
  readonly availabilitySetId?: string;
  readonly proximityPlacementGroupId?: string;
  readonly capacityReservationGroupId?: string;
  readonly dedicatedHostId?: string;
  readonly encryptionAtHost?: boolean;
  readonly diskController?: string;
  readonly architecture?: string;
  readonly timeCreated?: string;
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
  /** ARM id in canonical spelling (`availabilitySet.id`). */
  readonly availabilitySetId?: string;
  /** ARM id in canonical spelling (`proximityPlacementGroup.id`). */
  readonly proximityPlacementGroupId?: string;
  /** ARM id in canonical spelling (`capacityReservation.capacityReservationGroup.id`). */
  readonly capacityReservationGroupId?: string;
  /** ARM id in Azure's spelling of the dedicated host that it runs on, or of the group of hosts (`host`, `hostGroup`). */
  readonly dedicatedHostId?: string;
  /** Does the host encrypt caches and temporary disks too (`securityProfile.encryptionAtHost`)? */
  readonly encryptionAtHost?: boolean;
  /** How disks are attached: "SCSI" or "NVMe" (`storageProfile.diskControllerType`). */
  readonly diskController?: string;
  /** "x64" or "Arm64" (the OS disk's `supportedCapabilities.architecture`). */
  readonly architecture?: string;
  /** UTC, "2024-04-01T00:00:00.000Z" (`timeCreated`). */
  readonly timeCreated?: string;
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
    this.availabilitySetId = facts.availabilitySetId;
    this.proximityPlacementGroupId = facts.proximityPlacementGroupId;
    this.capacityReservationGroupId = facts.capacityReservationGroupId;
    this.dedicatedHostId = facts.dedicatedHostId;
    this.encryptionAtHost = facts.encryptionAtHost;
    this.diskController = facts.diskController;
    this.architecture = facts.architecture;
    this.timeCreated = facts.timeCreated;
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
