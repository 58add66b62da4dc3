import { hasZones } from "../core/regions";
import type { VirtualMachine } from "../inventory/virtual-machine";
import { isSelected } from "../protection/disks";
import type { DisasterRecoveryPair } from "./disaster-recovery-pair";
import { settingsOf } from "./replicated-disks";
import type { ReplicatedVmOptions } from "./replicated-vm-props";
import type { ReplicationSupportOptions } from "./support-rule";

/** A VM, where it goes, and what is said of it. */
interface Intent extends ReplicatedVmOptions {
  readonly vm: VirtualMachine;
  readonly pair: Pick<DisasterRecoveryPair, "targetRegion" | "zones">;
}

/** How the VM is replicated, as far as it decides whether Site Recovery supports it. */
export function supportOptions(intent: Intent, premiumCache: boolean): ReplicationSupportOptions {
  const { vm, pair, disks = {} } = intent;
  const excluded = vm.dataDisks.filter(({ lun }) => !isSelected(disks, lun));
  return {
    zoneToZone: pair.zones !== undefined,
    excludedLuns: excluded.map(({ lun }) => lun),
    targetZone: targetZoneOf(intent) ?? "none",
    premiumCache,
    diskEncryptionSet: (disk) =>
      (settingsOf(disk, intent).diskEncryptionSetId ?? intent.diskEncryptionSetId) !== undefined,
    diskEncryptionKeys: (disk) => settingsOf(disk, intent).encryption !== undefined,
  };
}

/** The zone of the recovered VM; none in an availability set, and in a region without zones. */
export function targetZoneOf({ targetZone: zone, targetAvailabilitySetId, vm, pair }: Intent) {
  if (zone === "none" || targetAvailabilitySetId !== undefined) return undefined;
  return zone ?? pair.zones?.target ?? (hasZones(pair.targetRegion) ? vm.zone : undefined);
}
