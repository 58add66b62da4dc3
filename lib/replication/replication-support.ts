import { normalizeRegion } from "../core/regions";
import type { VirtualMachine } from "../inventory/virtual-machine";
import { DISK_RULES } from "./disk-rules";
import { regionObstacle } from "./region-support";
import { WARNING_RULES } from "./replication-warnings";
import {
  obstacleOf,
  type ReplicationCase,
  type ReplicationObstacle,
  type ReplicationSupportOptions,
} from "./support-rule";
import { SIZE_AND_NETWORK_RULES, VM_RULES } from "./vm-rules";

/**
 * Why Azure Site Recovery would refuse a VM, what to do, and which rule says so: the first of what there is.
 *
 * The rules are those of Microsoft Learn as of January 2026, "Support matrix for Azure VM disaster recovery between Azure
 * regions" before all, as far as the inventory tells. Older texts say otherwise in two points: Trusted Launch is supported,
 * of Linux for VMs created since April 2024; and so are Premium SSD v2 and Ultra disks, through a cache of premium block
 * blobs. What the inventory cannot tell: the kernel of a Linux VM, whether the guest has initialised a disk
 * (`VmDataDisk.initialised`), how much disks change (`ReplicationSupportOptions.churn`).
 */
export function replicationObstacle(
  vm: VirtualMachine,
  targetRegion?: string,
  options: ReplicationSupportOptions = {},
): ReplicationObstacle | undefined {
  const given = caseOf(vm, targetRegion, options);
  for (const rule of [...VM_RULES, ...DISK_RULES, ...SIZE_AND_NETWORK_RULES]) {
    const obstacle = obstacleOf(rule, given);
    if (obstacle) return obstacle;
  }
  if (given.target === undefined || (given.target === vm.region && !options.zoneToZone)) return undefined;
  return regionObstacle(vm.region, given.target);
}

/** What of a VM that Site Recovery replicates comes out otherwise than it was, or is in doubt: all there is. */
export function replicationWarnings(
  vm: VirtualMachine,
  targetRegion?: string,
  options: ReplicationSupportOptions = {},
): readonly ReplicationObstacle[] {
  const given = caseOf(vm, targetRegion, options);
  return WARNING_RULES.flatMap((rule) => obstacleOf(rule, given) ?? []);
}

function caseOf(
  vm: VirtualMachine,
  targetRegion: string | undefined,
  options: ReplicationSupportOptions,
): ReplicationCase {
  const { zoneToZone, excludedLuns = [] } = options;
  const dataDisks = vm.dataDisks.filter((disk) => !excludedLuns.includes(disk.lun));
  const target = zoneToZone ? vm.region : targetRegion && normalizeRegion(targetRegion);
  return { vm, disks: [vm.osDisk, ...dataDisks], dataDisks, target, options };
}
