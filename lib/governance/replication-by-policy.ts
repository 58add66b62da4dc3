import type { VirtualMachine } from "../inventory/virtual-machine";
import type { Obstacle } from "../protection/backup-support";
import { replicationObstacle } from "../replication/replication-support";

/** A line of the support matrix in Microsoft Learn, "Use Azure Policy to set up Azure Site Recovery". */
interface Line {
  readonly applies: (vm: VirtualMachine) => boolean;
  readonly reason: string;
}

const LINES: readonly Line[] = [
  {
    applies: ({ powerState }) => powerState === "deallocated" || powerState === "stopped",
    reason: "it is switched off, and the policy replicates only VMs that run",
  },
  {
    applies: ({ osDisk }) => osDisk.ephemeral,
    reason: "its OS disk is ephemeral",
  },
  {
    applies: ({ osDisk }) => !osDisk.ephemeral && osDisk.id === undefined,
    reason: "its OS disk is not a managed disk",
  },
  {
    applies: ({ disks }) => disks.some(({ sku }) => sku === "UltraSSD_LRS"),
    reason: "it has Ultra disks, which the policy does not replicate",
  },
  {
    applies: ({ disks }) => disks.some((disk) => disk.azureDiskEncryption === true),
    reason: "it has Azure Disk Encryption, which the policy does not carry over",
  },
  {
    applies: ({ disks }) => disks.some((disk) => disk.encryptionSetId !== undefined),
    reason: "its disks have customer-managed keys, which the policy does not carry over",
  },
  {
    applies: (vm) => vm.availabilitySetId !== undefined && vm.proximityPlacementGroupId !== undefined,
    reason:
      "it is in an availability set and in a proximity placement group, which the policy does not support",
  },
  {
    applies: ({ scaleSetId }) => scaleSetId !== undefined,
    reason: "it is a member of a scale set, which the policy does not support",
  },
];

/**
 * Why the built-in for Site Recovery would not replicate a VM: what its page says it does not support, and else what Site
 * Recovery has against the VM, since the deployment does nothing where Azure's own eligibility check finds an error. What
 * the inventory does not tell: clusters with Storage Spaces Direct.
 */
export function replicationByPolicyObstacles(
  vm: VirtualMachine,
  targetRegion: string | undefined,
): readonly Pick<Obstacle, "reason">[] {
  const found = LINES.filter(({ applies }) => applies(vm));
  if (found.length > 0) return found;
  const obstacle = replicationObstacle(vm, targetRegion);
  return obstacle ? [obstacle] : [];
}
