import { Token } from "cdktf";
import { type Problems, quoted } from "../core/problems";
import { partsOf } from "../core/resource-id";
import type { VmDataDisk } from "../inventory/virtual-machine";
import type { DiskReplication, ReplicatedVmProps, TargetDiskEncryption } from "./replicated-vm-props";

/** What azurerm takes for `target_disk_type`, and all but the last for `target_replica_disk_type`. */
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
    const disk =
      key === "os" ? vm.osDisk : vm.dataDisks.find((other: VmDataDisk) => String(other.lun) === key);
    problems.when(
      disk === undefined,
      `diskSettings must name "os" or LUNs of ${vm.name}, ${said(luns)}, got ${quoted(key)}`,
    );
    checkSettings(problems, `diskSettings[${quoted(key)}]`, settings);
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

function checkEncryptionSet(problems: Problems, name: string, id: string | undefined): void {
  if (id === undefined || Token.isUnresolved(id)) return;
  const type = "Microsoft.Compute/diskEncryptionSets";
  problems.when(
    partsOf(id, type)?.type !== type,
    `${name} must be the ARM id of a disk encryption set, with ${type} in this letter case, got ${quoted(id)}`,
  );
}

function checkEncryption(problems: Problems, where: string, encryption: TargetDiskEncryption): void {
  const { secretUrl, secretVaultId, keyUrl, keyVaultId } = encryption;
  problems.matches(`${where}.secretUrl`, secretUrl, SECRET, "the versioned URI of a secret");
  if (keyUrl !== undefined) problems.matches(`${where}.keyUrl`, keyUrl, KEY, "the versioned URI of a key");
  for (const [name, id] of [
    ["secretVaultId", secretVaultId],
    ["keyVaultId", keyVaultId],
  ] as const) {
    if (id === undefined || Token.isUnresolved(id)) continue;
    const fits = partsOf(id, "Microsoft.KeyVault/vaults");
    problems.when(!fits, `${where}.${name} must be the ARM id of a key vault, got ${quoted(id)}`);
  }
}
