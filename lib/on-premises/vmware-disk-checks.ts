import { Token } from "cdktf";
import { type Problems, quoted } from "../core/problems";
import { hasZones } from "../core/regions";
import { DISK_ENCRYPTION_SET_TYPE, partsOf } from "../core/resource-id";
import type { VmwareDisk } from "./vmware-options";
import type { VmwareReplicatedVmProps } from "./vmware-replicated-vm";

const TYPES = [
  "Standard_LRS",
  "StandardSSD_LRS",
  "StandardSSD_ZRS",
  "Premium_LRS",
  "Premium_ZRS",
  "PremiumV2_LRS",
  "UltraSSD_LRS",
];

/** The OS disk and 64 data disks (Microsoft Learn, "Support matrix for disaster recovery of VMware VMs"). */
const MAX_DISKS = 65;

export function checkDisks(problems: Problems, props: VmwareReplicatedVmProps): void {
  const { disks = "Standard_LRS", diskEncryptionSetId, site } = props;
  checkEncryption(problems, "diskEncryptionSetId", diskEncryptionSetId);
  if (typeof disks === "string") checkType(problems, "disks", disks, site.targetRegion);
  else checkEach(problems, disks, site.targetRegion);
}

function checkEach(problems: Problems, disks: readonly VmwareDisk[], region: string | undefined): void {
  const wrong = disks.length < 1 || disks.length > MAX_DISKS;
  problems.when(
    wrong,
    `disks must be 1 to ${MAX_DISKS}, got ${disks.length}: the OS disk, and 64 data disks at most`,
  );
  for (const [i, disk] of disks.entries()) {
    const at = `disks[${i}]`;
    problems.when(disk.diskId === "", `${at}.diskId must be the disk's id, got nothing`);
    problems.when(isRepeat(disks, i), `${at}.diskId is there already, got ${quoted(disk.diskId)} twice`);
    checkType(problems, `${at}.type`, disk.type, region);
    checkEncryption(problems, `${at}.diskEncryptionSetId`, disk.diskEncryptionSetId);
  }
}

function isRepeat(disks: readonly VmwareDisk[], i: number): boolean {
  const id = String(disks[i]?.diskId).toLowerCase();
  return disks.findIndex((disk) => String(disk.diskId).toLowerCase() === id) !== i;
}

function checkType(problems: Problems, name: string, type: string, region: string | undefined): void {
  problems.oneOf(name, type, TYPES, "see azurerm target_disk_type");
  const zoneless = region !== undefined && !hasZones(region);
  problems.when(
    zoneless && String(type).endsWith("_ZRS"),
    `${name} must be locally redundant, got ${quoted(type)}: ${region} has no availability zones`,
  );
}

function checkEncryption(problems: Problems, name: string, id: string | undefined): void {
  const fits =
    id === undefined || Token.isUnresolved(id) || partsOf(id, DISK_ENCRYPTION_SET_TYPE) !== undefined;
  problems.when(!fits, `${name} must be the ARM id of a disk encryption set, got ${quoted(id)}`);
}
