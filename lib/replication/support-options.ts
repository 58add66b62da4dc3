import { hasZones } from "../core/regions";
import type { VirtualMachine } from "../inventory/virtual-machine";
import { isSelected } from "../protection/disks";
import type { DisasterRecoveryPair } from "./disaster-recovery-pair";
import { hasCustomerKey } from "./disk-rules";
import { replicatedDisks, settingsOf } from "./replicated-disks";
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
  const settings = replicatedDisks(vm, disks).map((disk) => ({ disk, own: settingsOf(disk, intent) }));
  return {
    zoneToZone: pair.zones !== undefined,
    excludedLuns: excluded.map(({ lun }) => lun),
    targetZone: targetZoneOf(intent) ?? "none",
    premiumCache,
    diskEncryptionSet: settings.every(
      ({ disk, own }) =>
        !hasCustomerKey(disk) || (own.diskEncryptionSetId ?? intent.diskEncryptionSetId) !== undefined,
    ),
    diskEncryptionKeys: settings.every(
      ({ disk, own }) => !disk.azureDiskEncryption || own.encryption !== undefined,
    ),
  };
}

/** The zone of the recovered VM; none in an availability set, and in a region without zones. */
export function targetZoneOf({ targetZone: zone, targetAvailabilitySetId, vm, pair }: Intent) {
  if (zone === "none" || targetAvailabilitySetId !== undefined) return undefined;
  return zone ?? pair.zones?.target ?? (hasZones(pair.targetRegion) ? vm.zone : undefined);
}
