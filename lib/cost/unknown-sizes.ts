import { count } from "../core/words";
import type { Estimate } from "./estimate";

/** Disks whose size nothing says, and how many VMs they belong to. */
export interface UnknownSizes {
  readonly disks: number;
  readonly vms: number;
}

/** The disks of an estimate that count as 0 GiB since their size is not known; undefined where there are none. */
export function unknownSizes({
  backups,
  replications,
}: Pick<Estimate, "backups" | "replications">): UnknownSizes | undefined {
  const byVm = new Map<string, number>();
  // a VM's backup and its replica have the same disks, or some of them
  for (const { vmId, disksOfUnknownSize } of [...backups, ...replications])
    if (disksOfUnknownSize > 0) byVm.set(vmId, Math.max(byVm.get(vmId) ?? 0, disksOfUnknownSize));
  const disks = [...byVm.values()].reduce((sum, one) => sum + one, 0);
  return disks > 0 ? { disks, vms: byVm.size } : undefined;
}

/** What people are told of them. */
export function unknownSizesInWords({ disks, vms }: UnknownSizes): string {
  const they = disks === 1 ? "it counts" : "they count";
  return `Not in the numbers: ${count(disks, "disk")} of ${count(vms, "VM")}, whose size the inventory does not say: ${they} as 0 GiB. Export the disks with the VMs.`;
}
