import { Token } from "cdktf";
import { type Problems, quoted } from "../core/problems";
import { hasZones, knownWithoutZones } from "../core/regions";
import { DISK_ENCRYPTION_SET_TYPE, isSpelt, KEY_VAULT_TYPE, spelling } from "../core/resource-id";
import type { VmDataDisk, VmDisk } from "../inventory/virtual-machine";
import type { DisasterRecoveryPair } from "./disaster-recovery-pair";
import { needsPremiumCache, replicatedDisks } from "./replicated-disks";
import type { DiskReplication, ReplicatedVmProps, TargetDiskEncryption } from "./replicated-vm-props";
import { targetZoneOf } from "./support-options";

/** What a replica may be: Premium SSD v2 disks have replicas of another type. */
const REPLICA_TYPES = [
  "Standard_LRS",
  "StandardSSD_LRS",
  "StandardSSD_ZRS",
  "Premium_LRS",
  "Premium_ZRS",
  "UltraSSD_LRS",
];
const TARGET_TYPES = [...REPLICA_TYPES, "PremiumV2_LRS"];
const SECRET = /^https:\/\/[^/]+\/secrets\/[^/]+\/[^/]+$/;
const KEY = /^https:\/\/[^/]+\/keys\/[^/]+\/[^/]+$/;

/** Refuses selections of disks, and settings of single ones, that fit no disk of the VM or that azurerm refuses. */
export function checkDiskSettings(problems: Problems, props: ReplicatedVmProps): void {
  const { vm, disks = {}, diskSettings = {}, diskEncryptionSetId } = props;
  const luns = vm.dataDisks.map(({ lun }) => lun);
  for (const lun of [...(disks.include ?? []), ...(disks.exclude ?? [])]) {
    problems.when(!luns.includes(lun), `disks must name LUNs of ${vm.name}, ${said(luns)}, got ${lun}`);
  }
  checkEncryptionSet(problems, "diskEncryptionSetId", diskEncryptionSetId);
  for (const [key, settings = {}] of Object.entries(diskSettings) as [string, DiskReplication][]) {
    const where = `diskSettings[${quoted(key)}]`;
    const disk =
      key === "os" ? vm.osDisk : vm.dataDisks.find((other: VmDataDisk) => String(other.lun) === key);
    problems.when(
      disk === undefined,
      `diskSettings must name "os" or LUNs of ${vm.name}, ${said(luns)}, got ${quoted(key)}`,
    );
    problems.when(
      disk !== undefined && !replicatedDisks(vm, disks).includes(disk),
      `${where} must be of a disk that is replicated: disks leaves it out`,
    );
    checkSettings(problems, where, settings);
    checkTypes(problems, where, settings, props, disk);
    problems.when(
      settings.encryption !== undefined &&
        (settings.diskEncryptionSetId ?? diskEncryptionSetId) !== undefined,
      `${where}.encryption must be absent beside diskEncryptionSetId: a disk has Azure Disk Encryption or a customer-managed key`,
    );
  }
}

function said(luns: readonly number[]): string {
  return luns.length === 0 ? "which has no data disks" : luns.join(", ");
}

function checkSettings(problems: Problems, where: string, settings: DiskReplication): void {
  problems.oneOf(`${where}.targetType`, settings.targetType, TARGET_TYPES, "see azurerm target_disk_type");
  problems.oneOf(
    `${where}.replicaType`,
    settings.replicaType,
    REPLICA_TYPES,
    "see azurerm target_replica_disk_type",
  );
  checkEncryptionSet(problems, `${where}.diskEncryptionSetId`, settings.diskEncryptionSetId);
  if (settings.encryption) checkEncryption(problems, `${where}.encryption`, settings.encryption);
}

/** Refuses types that the disk cannot become, or not where it is recovered to. */
function checkTypes(
  problems: Problems,
  where: string,
  { targetType, replicaType }: DiskReplication,
  props: ReplicatedVmProps,
  disk: VmDisk | undefined,
): void {
  const { vm, pair } = props;
  if (needsPremiumCache({ sku: targetType })) {
    const what = `${where}.targetType must not be ${quoted(targetType)}`;
    const { targetRegion: region } = pair;
    if (disk === vm.osDisk) problems.add(`${what}: Azure has no such OS disks`);
    else if (hasZones(region) && targetZoneOf(props) === undefined)
      problems.add(`${what} without targetZone: ${region} attaches such disks only to VMs in a zone`);
  }
  for (const [name, type] of Object.entries({ targetType, replicaType })) {
    if (type === undefined) continue;
    const lost = isZoneRedundant(disk?.sku) && !isZoneRedundant(type);
    const said = `got ${quoted(type)}`;
    problems.when(lost, `${where}.${name} must be zone-redundant as the disk itself is, ${said}`);
    if (isZoneRedundant(type))
      checkZoneRedundant(problems, `${where}.${name} must not be ${quoted(type)}`, pair);
  }
}

function checkZoneRedundant(
  problems: Problems,
  what: string,
  { targetRegion, zones }: Pick<DisasterRecoveryPair, "targetRegion" | "zones">,
): void {
  problems.when(knownWithoutZones(targetRegion), `${what}: ${targetRegion} has no availability zones`);
  problems.when(
    zones !== undefined,
    `${what}: Site Recovery replicates no zone-redundant disks between zones`,
  );
}

function isZoneRedundant(type: string | undefined): boolean {
  return type?.endsWith("_ZRS") ?? false;
}

/** Refuses what is not spelt as azurerm wants a disk encryption set. */
export function checkEncryptionSet(problems: Problems, name: string, id: string | undefined): void {
  problems.when(
    id !== undefined && !Token.isUnresolved(id) && !isSpelt(id, DISK_ENCRYPTION_SET_TYPE),
    `${name} must be the ARM id of a disk encryption set, spelt ${spelling(DISK_ENCRYPTION_SET_TYPE)}, got ${quoted(id)}`,
  );
}

function checkEncryption(problems: Problems, where: string, encryption: TargetDiskEncryption): void {
  const { secretUrl, secretVaultId, keyUrl, keyVaultId } = encryption;
  problems.matches(`${where}.secretUrl`, secretUrl, SECRET, "the versioned URI of a secret");
  if (keyUrl !== undefined) problems.matches(`${where}.keyUrl`, keyUrl, KEY, "the versioned URI of a key");
  problems.when(
    keyVaultId !== undefined && keyUrl === undefined,
    `${where}.keyVaultId must be absent without keyUrl`,
  );
  for (const [name, id] of Object.entries({ secretVaultId, keyVaultId })) {
    problems.when(
      id !== undefined && !Token.isUnresolved(id) && !isSpelt(id, KEY_VAULT_TYPE),
      `${where}.${name} must be the ARM id of a key vault, spelt ${spelling(KEY_VAULT_TYPE)}, got ${quoted(id)}`,
    );
  }
}
