import { canonicalId, DISK_ENCRYPTION_SET_TYPE, DISK_TYPE } from "../core/resource-id";
import { at, textAt, trueAt } from "./loose";
import type { DiskRow, VmRow } from "./rows";
import { known } from "./spelling";
import { DISK_SKUS, type VmDataDisk, type VmDisk, type VmOsDisk } from "./vm-parts";

/** Disk rows by id, in lower case. */
export type DiskRows = ReadonlyMap<string, DiskRow>;

/** The OS disk of a VM's row. */
export function osDiskOf(row: VmRow, rows: DiskRows): VmOsDisk {
  const said = row.properties.storageProfile.osDisk;
  const read = disk(said, rows);
  // the older kind of Azure Disk Encryption, with Microsoft Entra ID, is said by the VM
  const azureDiskEncryption = read.azureDiskEncryption || trueAt(said, "encryptionSettings.enabled");
  return { ...read, azureDiskEncryption, ephemeral: Boolean(said.diffDiskSettings?.option) };
}

/** The data disks of a VM's row, by LUN. */
export function dataDisksOf(row: VmRow, rows: DiskRows): readonly VmDataDisk[] {
  return (row.properties.storageProfile.dataDisks ?? [])
    .map((said) => ({ ...disk(said, rows), lun: said.lun, initialised: initialised(rowOf(said, rows)) }))
    .sort((a, b) => a.lun - b.lun);
}

/** Azure's word for the processor, which the OS disk's row says: "x64" or "Arm64". */
export function architectureOf(row: VmRow, rows: DiskRows): string | undefined {
  const own = rowOf(row.properties.storageProfile.osDisk, rows);
  return known(["x64", "Arm64"], textAt(own, "properties.supportedCapabilities.architecture"));
}

type DiskOfVm = VmRow["properties"]["storageProfile"]["osDisk"] | NonNullable<DataDisks>[number];
type DataDisks = VmRow["properties"]["storageProfile"]["dataDisks"];

function rowOf(said: DiskOfVm, rows: DiskRows): DiskRow | undefined {
  return rows.get(said.managedDisk?.id?.toLowerCase() ?? "");
}

/** A deallocated VM does not say the SKU of its disks: the disk's own row does. */
function disk(said: DiskOfVm, rows: DiskRows): VmDisk {
  const reference = said.managedDisk?.id ?? undefined;
  const own = rowOf(said, rows);
  return {
    id: reference === undefined ? undefined : (canonicalId(reference, DISK_TYPE) ?? reference),
    name: said.name ?? own?.name ?? "disk",
    sku: known(DISK_SKUS, own?.sku?.name ?? said.managedDisk?.storageAccountType),
    sizeGb: own?.properties.diskSizeGB ?? said.diskSizeGB ?? undefined,
    shared: (own?.properties.maxShares ?? 1) > 1,
    writeAccelerator: said.writeAcceleratorEnabled ?? false,
    inventoried: own !== undefined,
    encryptionSetId: encryptionSetId(said, own),
    encryptionType: textAt(own, "properties.encryption.type"),
    azureDiskEncryption: trueAt(own, "properties.encryptionSettingsCollection.enabled"),
  };
}

function encryptionSetId(said: DiskOfVm, own: DiskRow | undefined): string | undefined {
  const id =
    textAt(own, "properties.encryption.diskEncryptionSetId") ??
    textAt(said, "managedDisk.diskEncryptionSet.id");
  return id && (canonicalId(id, DISK_ENCRYPTION_SET_TYPE) ?? id);
}

function initialised(own: DiskRow | undefined): boolean | undefined {
  const said = at(own, "tags.Initialised") ?? at(own, "tags.Initialized");
  return typeof said === "string" && said.trim().toLowerCase() === "false" ? false : undefined;
}
