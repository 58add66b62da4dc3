import { hasZones, isRegion, normalizeRegion } from "../core/regions";
import { DISK_SKUS, type VirtualMachine, type VmDisk } from "../inventory/virtual-machine";
import type { Obstacle } from "../protection/backup-support";

const MAX_OS_DISK_GB = 4095;
const MAX_DATA_DISK_GB = 32767;

type Rule = (vm: VirtualMachine) => Obstacle | undefined;

/**
 * Why Azure Site Recovery would refuse a VM, and what to do: Microsoft Learn, "Support matrix for Azure VM disaster
 * recovery between Azure regions". Trusted Launch is supported today, though older texts say otherwise.
 */
export function replicationObstacle(vm: VirtualMachine, targetRegion?: string): Obstacle | undefined {
  for (const rule of RULES) {
    const obstacle = rule(vm);
    if (obstacle) return obstacle;
  }
  const target = targetRegion === undefined ? undefined : normalizeRegion(targetRegion);
  const zonal = vm.disks.find((disk) => disk.sku?.endsWith("_ZRS"));
  if (!zonal || target === undefined || !isRegion(target) || hasZones(target)) return undefined;
  const reason = `its disk ${zonal.name} is zone-redundant, and ${target} has no availability zones`;
  return { reason, remedy: "replicate it to a region with zones, or make the disk locally redundant" };
}

const RULES: readonly Rule[] = [
  (vm) =>
    vm.osDisk.ephemeral
      ? {
          reason: "its OS disk is ephemeral, which Site Recovery does not replicate",
          remedy: "recreate it with a managed OS disk, or rebuild it in the target region from its image",
        }
      : undefined,
  (vm) =>
    vm.securityType === "ConfidentialVM"
      ? {
          reason: "it is a confidential VM, which Site Recovery does not replicate",
          remedy: "restore its backup in the other region instead",
        }
      : undefined,
  diskRule((disk) => disk.id === undefined, "is not a managed disk", "migrate the VM to managed disks"),
  diskRule(
    (disk) => disk.sku === "UltraSSD_LRS",
    "is an Ultra disk, which Site Recovery does not replicate",
    "move its data to Premium SSD, or replicate it within the application",
  ),
  diskRule(
    (disk) => disk.sku === "PremiumV2_LRS",
    "is a Premium SSD v2 disk, whose replication is in preview and needs a premium block blob cache",
    "move its data to Premium SSD, or replicate it within the application",
  ),
  diskRule(
    (disk) => disk.shared,
    "is a shared disk, whose replication azurerm cannot set up",
    "replicate the cluster within the application",
  ),
  diskRule(
    (disk) => disk.writeAccelerator,
    "has Write Accelerator, which Site Recovery does not replicate",
    "switch Write Accelerator off",
  ),
  diskRule(
    (disk) => disk.sku === undefined,
    "has no known type: its row is not in the inventory",
    "export disks and network interfaces along with the VMs",
  ),
  diskRule(
    (disk) => !DISK_SKUS.some((sku) => sku === disk.sku),
    "is of a type that Site Recovery does not know",
    "check the export, or change the type of the disk",
  ),
  (vm) =>
    (vm.osDisk.sizeGb ?? 0) > MAX_OS_DISK_GB
      ? {
          reason: `its OS disk has ${vm.osDisk.sizeGb} GiB, and Site Recovery replicates ${MAX_OS_DISK_GB} at most`,
          remedy: "move data to data disks",
        }
      : undefined,
  (vm) => {
    const large = vm.dataDisks.find((disk) => (disk.sizeGb ?? 0) > MAX_DATA_DISK_GB);
    if (!large) return undefined;
    const reason = `its data disk at LUN ${large.lun} has ${large.sizeGb} GiB, and Site Recovery replicates ${MAX_DATA_DISK_GB} at most`;
    return { reason, remedy: "split the disk" };
  },
  (vm) =>
    vm.networkInterfaces.length === 0 || vm.networkInterfaces.some((nic) => nic.networkId === undefined)
      ? {
          reason: "the virtual network of its network interfaces is not known",
          remedy: "export disks and network interfaces along with the VMs",
        }
      : undefined,
  (vm) =>
    new Set(vm.networkInterfaces.map((nic) => nic.networkId)).size > 1
      ? {
          reason: "its network interfaces are in different virtual networks",
          remedy: "connect them to one network, as Azure itself asks",
        }
      : undefined,
];

function diskRule(applies: (disk: VmDisk) => boolean, what: string, remedy: string): Rule {
  return (vm) => {
    const disk = vm.disks.find(applies);
    return disk ? { reason: `its disk ${disk.name} ${what}`, remedy } : undefined;
  };
}
