import { hasZones, knownWithoutZones } from "../core/regions";
import { DISK_SKUS, type VmDataDisk, type VmDisk } from "../inventory/virtual-machine";
import { type DiskRule, learn, matrix, ofDisks, type ReplicationCase, zonal } from "./support-rule";

const CMK_PAGE = "Replicate machines with Customer-Managed Keys (CMK) enabled disks";
const ADE_PAGE = "Replicate Azure Disk Encryption-enabled virtual machines to another Azure region";
const HIGH_CHURN = learn("Replicate Azure VMs to another Azure region", "cache storage and High Churn");

const DISKS: readonly DiskRule[] = [
  {
    rule: matrix("Storage, note on unmanaged disks"),
    applies: (disk) => disk.id === undefined,
    what: "is not a managed disk",
    remedy: "migrate the VM to managed disks",
  },
  {
    rule: matrix("Ultra disks"),
    applies: (disk, { options }) => isUltra(disk) && options.zoneToZone === true,
    what: "is an Ultra disk, which Site Recovery does not replicate between zones",
    remedy: "replicate the VM to another region, or leave the disk out",
  },
  {
    rule: HIGH_CHURN,
    applies: (disk, { options }) => isUltra(disk) && !options.premiumCache,
    what: "is an Ultra disk, which Site Recovery replicates only through a cache of premium block blobs",
    remedy: "use such a cache, or leave the disk out",
  },
  {
    rule: HIGH_CHURN,
    applies: (disk, { options }) => isPremiumV2(disk) && !options.premiumCache,
    what: "is a Premium SSD v2 disk, which Site Recovery replicates only through a cache of premium block blobs",
    remedy: "use such a cache, or leave the disk out",
  },
  {
    rule: learn("Deploy a Premium SSD v2", "Limitations"),
    applies: (disk, given) => (isUltra(disk) || isPremiumV2(disk)) && isRecoveredOutsideZones(given),
    what: ({ target }) =>
      `is an Ultra or Premium SSD v2 disk, which ${target} attaches only to VMs in an availability zone`,
    remedy: "name the zone of the recovered VM, or leave the disk out",
  },
  {
    // the service replicates clusters of Windows VMs with shared disks, each as a "protection cluster"
    rule: "azurerm_site_recovery_replicated_vm: no argument for a protection cluster",
    applies: (disk) => disk.shared,
    what: "is a shared disk, whose replication azurerm cannot set up",
    remedy: "replicate the cluster within the application",
  },
  {
    rule: matrix("Write accelerator enabled disks"),
    applies: (disk) => disk.writeAccelerator,
    what: "has Write Accelerator, which Site Recovery does not replicate",
    remedy: "switch Write Accelerator off",
  },
  {
    rule: learn("Troubleshoot Azure-to-Azure VM replication errors", "error code 150039"),
    applies: (disk) => (disk as Partial<VmDataDisk>).initialised === false,
    what: "is not initialised, as its tag says, and Site Recovery refuses a VM with such a disk",
    remedy: "initialise it within the VM and remove the tag, or leave the disk out",
  },
  {
    applies: (disk) => disk.sku === undefined,
    what: "has no known type: its row is not in the inventory",
    remedy: "export disks and network interfaces along with the VMs",
  },
  {
    rule: "azurerm_site_recovery_replicated_vm: target_disk_type",
    applies: (disk) => !DISK_SKUS.some((sku) => sku === disk.sku),
    what: "is of a type that Site Recovery does not know",
    remedy: "check the export, or change the type of the disk",
  },
  {
    rule: learn(CMK_PAGE, "Prerequisite"),
    applies: (disk, { options }) => hasCustomerKey(disk) && !isGiven(options.diskEncryptionSet, disk),
    what: "is encrypted with a customer-managed key, and the recovered one has no disk encryption set",
    remedy: "make a disk encryption set in the target region beforehand, and name it",
  },
  {
    rule: learn(ADE_PAGE, "Copy Disk Encryption keys to the DR region"),
    applies: (disk, { options }) =>
      disk.azureDiskEncryption === true && !isGiven(options.diskEncryptionKeys, disk),
    what: "has Azure Disk Encryption, and no keys in the target region are given",
    remedy: "copy its secret and key to a key vault of the target region, and name them",
  },
  {
    rule: zonal("note on ZRS managed disks"),
    applies: (disk, { options }) => isZoneRedundant(disk) && options.zoneToZone === true,
    what: "is zone-redundant, which Site Recovery does not replicate between zones",
    remedy: "replicate the VM to another region, or make the disk locally redundant",
  },
  {
    rule: learn("Redundancy options for Azure managed disks", "zone-redundant storage"),
    applies: (disk, { target }) => isZoneRedundant(disk) && knownWithoutZones(target),
    what: ({ target }) => `is zone-redundant, and ${target} has no availability zones`,
    remedy: "replicate it to a region with zones, or make the disk locally redundant",
  },
];

/** What Site Recovery has against single disks. */
export const DISK_RULES = DISKS.map(ofDisks);

function isUltra(disk: VmDisk): boolean {
  return disk.sku === "UltraSSD_LRS";
}

function isPremiumV2(disk: VmDisk): boolean {
  return disk.sku === "PremiumV2_LRS";
}

function isZoneRedundant(disk: VmDisk): boolean {
  return disk.sku?.endsWith("_ZRS") ?? false;
}

/** Is the disk encrypted with a key of the customer's own? */
export function hasCustomerKey({ encryptionSetId, encryptionType }: VmDisk): boolean {
  return encryptionSetId !== undefined || /CustomerKey/i.test(encryptionType ?? "");
}

function isGiven(given: boolean | ((disk: VmDisk) => boolean) | undefined, disk: VmDisk): boolean {
  return typeof given === "function" ? given(disk) : given === true;
}

function isRecoveredOutsideZones({ vm, target, options }: ReplicationCase): boolean {
  if (target === undefined || !hasZones(target)) return false;
  return (options.targetZone ?? vm.zone ?? "none") === "none";
}
