import type { FindingKind } from "../core/findings";
import type { Gathering } from "../core/gather";
import type { VirtualMachine } from "../inventory/virtual-machine";
import type { Obstacle } from "../protection/backup-support";
import type { BackupSites } from "./backup-sites";
import type { VmOverrides } from "./vm-overrides";

interface Protection {
  readonly sites: BackupSites;
  readonly overrides: VmOverrides;
  readonly gathering: Gathering;
  readonly report: (kind: FindingKind, vm: VirtualMachine, why: Obstacle) => void;
}

/** Backs up every VM that is placed in a vault, by the policy that it is placed under; reports those that have none. */
export function protectPlaced(protection: Protection): void {
  const { sites, gathering } = protection;
  for (const { placement } of sites.all)
    for (const vm of placement.vms) gathering.attempt(() => protect(protection, vm));
}

function protect({ sites, overrides, report }: Protection, vm: VirtualMachine): void {
  const backup = sites.backupOf(vm);
  if (!backup) return;
  const { site, plan } = backup;
  if ("kind" in plan) {
    report(plan.kind, vm, plan);
    return;
  }
  const policy = site.policiesOf(plan.tier.criticality)[plan.number - 1];
  policy?.protect(vm, { disks: overrides.of(vm).disks });
}
