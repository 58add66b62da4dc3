import type { VmBackupConsistency, VmBackupPolicyType } from "../backup-policy/options";
import type { VirtualMachine, VmDisk } from "../inventory/virtual-machine";
import type { VaultRedundancy } from "../vault/vault-props";
import { type DiskSelection, isSelected } from "./disks";

/** Why Azure Backup would refuse a VM, and what to do: Microsoft Learn, "Support matrix for Azure VM backup". */
export interface Obstacle {
  readonly reason: string;
  readonly remedy: string;
}

const MAX_DISKS = 32;
const SPECIAL_DISKS: readonly (string | undefined)[] = ["UltraSSD_LRS", "PremiumV2_LRS"];

const isSpecial = (disk: VmDisk) => SPECIAL_DISKS.includes(disk.sku);

/** Does the VM have Ultra or Premium SSD v2 disks, which Azure Backup does not keep in geo-redundant vaults? */
export function needsNonGeoVault(vm: VirtualMachine): boolean {
  return vm.disks.some(isSpecial);
}

/** Why the VM cannot be backed up by any policy. */
export function backupObstacle(vm: VirtualMachine, disks: DiskSelection = {}): Obstacle | undefined {
  const chosen = vm.dataDisks.filter((disk) => isSelected(disks, disk.lun));
  if (vm.osDisk.ephemeral) {
    const reason = "its OS disk is ephemeral, which Azure Backup does not support";
    return { reason, remedy: "keep its state elsewhere, or recreate it with a managed OS disk" };
  }
  if (vm.osDisk.id === undefined) {
    const reason = "its OS disk is not a managed disk, and unmanaged disks are retired";
    return { reason, remedy: "migrate it to managed disks" };
  }
  const shared = chosen.filter((disk) => disk.shared);
  if (shared.length > 0) {
    const luns = shared.map((disk) => disk.lun).join(", ");
    const reason = `its data disk at LUN ${luns} is shared, which Azure VM backup does not support`;
    return {
      reason,
      remedy: `leave it out with Disks.except(${luns}), and back the disk up with a Backup vault`,
    };
  }
  if (chosen.length + 1 > MAX_DISKS) {
    const reason = `it has ${chosen.length + 1} disks, and Azure backs up VMs of ${MAX_DISKS} at most`;
    return { reason, remedy: "leave disks out with Disks.except" };
  }
  return undefined;
}

/** What of a policy decides whether it can protect a VM. */
export interface PolicyTraits {
  readonly type?: VmBackupPolicyType;
  readonly consistency?: VmBackupConsistency;
}

/** Why the VM does not fit a policy or a vault that others fit. */
export function policyObstacle(
  vm: VirtualMachine,
  { type, consistency }: PolicyTraits,
  redundancy: VaultRedundancy | undefined,
  disks: DiskSelection = {},
): Obstacle | undefined {
  const chosen = [vm.osDisk, ...vm.dataDisks.filter((disk) => isSelected(disks, disk.lun))];
  const special = chosen.filter(isSpecial).map((disk) => disk.sku);
  const security = vm.securityType === "Standard" ? [] : [vm.securityType];
  const needs = [...new Set([...security, ...special])];
  if (type === "Standard" && needs.length > 0) {
    const reason = `${needs.join(" and ")} cannot be backed up by a Standard policy`;
    return { reason, remedy: 'use a policy of type "Enhanced"' };
  }
  if (redundancy === "GeoRedundant" && special.length > 0) {
    const reason = `${[...new Set(special)].join(" and ")} disks cannot be kept in a GeoRedundant vault`;
    return { reason, remedy: 'use a vault with redundancy "ZoneRedundant" or "LocallyRedundant"' };
  }
  return consistency === "crash" ? crashObstacle(vm) : undefined;
}

/** Crash-consistent snapshots are of the whole VM: disks that are left out count too. */
function crashObstacle(vm: VirtualMachine): Obstacle | undefined {
  const all = [vm.osDisk, ...vm.dataDisks];
  const kinds = all.flatMap((disk) => [
    ...(isSpecial(disk) ? [disk.sku] : []),
    ...(disk.writeAccelerator ? ["Write Accelerator"] : []),
  ]);
  if (kinds.length === 0) return undefined;
  const reason = `${[...new Set(kinds)].join(" and ")} disks cannot be backed up crash-consistently`;
  return { reason, remedy: 'use a policy with consistency "application"' };
}
