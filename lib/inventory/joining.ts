import { fingerprint } from "../core/fingerprint";
import { normalizeRegion } from "../core/regions";
import {
  canonicalId,
  canonicalSegments,
  DISK_TYPE,
  NETWORK_TYPE,
  NIC_TYPE,
  parseResourceId,
  VM_TYPE,
} from "../core/resource-id";
import type { Origin } from "./origin";
import type { DiskRow, NicRow, VmRow } from "./rows";
import {
  DISK_SKUS,
  type PowerState,
  VirtualMachine,
  type VmDataDisk,
  type VmDisk,
  type VmNetworkInterface,
  type VmOsDisk,
} from "./virtual-machine";

const SECURITY_TYPES = ["Standard", "TrustedLaunch", "ConfidentialVM"];

/** Azure's own spelling of a value; one that is not known stays as it is. */
function known(values: readonly string[], said: string | null | undefined): string | undefined {
  return values.find((value) => value.toLowerCase() === said?.toLowerCase()) ?? said ?? undefined;
}

/** The disk and NIC rows by id, without regard to letter case. */
export interface Neighbours {
  readonly disks: ReadonlyMap<string, DiskRow>;
  readonly nics: ReadonlyMap<string, NicRow>;
}

/** Makes one VM of its row and the rows of its disks and NICs. */
export function joinVm(row: VmRow, origin: Origin, neighbours: Neighbours): VirtualMachine {
  const id = canonicalId(row.id, VM_TYPE) ?? row.id;
  const { subscriptionId = "", resourceGroup = "" } = parseResourceId(id) ?? {};
  const { properties } = row;
  return new VirtualMachine({
    id,
    key: keyOf(row.name, id),
    name: row.name,
    subscriptionId,
    resourceGroup,
    region: normalizeRegion(row.location),
    zone: row.zones?.[0],
    tags: definedTags(row.tags),
    osType: osType(properties.storageProfile.osDisk.osType),
    size: properties.hardwareProfile?.vmSize ?? undefined,
    securityType: known(SECURITY_TYPES, properties.securityProfile?.securityType) ?? "Standard",
    powerState: powerState(properties.extended?.instanceView?.powerState?.code),
    image: image(properties.storageProfile.imageReference),
    scaleSetId: properties.virtualMachineScaleSet?.id,
    osDisk: osDisk(row, neighbours),
    dataDisks: dataDisks(row, neighbours),
    networkInterfaces: networkInterfaces(row, neighbours),
    origin,
  });
}

/** `vm1-3f2a9c01`: readable, a valid construct id and VM name (64 characters), and unique where names repeat. */
function keyOf(name: string, id: string): string {
  return `${name
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, "-")
    .slice(0, 55)}-${fingerprint(id, 8)}`;
}

function osDisk(row: VmRow, { disks }: Neighbours): VmOsDisk {
  const said = row.properties.storageProfile.osDisk;
  return { ...disk(said, disks), ephemeral: Boolean(said.diffDiskSettings?.option) };
}

function dataDisks(row: VmRow, { disks }: Neighbours): readonly VmDataDisk[] {
  return (row.properties.storageProfile.dataDisks ?? [])
    .map((said) => ({ ...disk(said, disks), lun: said.lun }))
    .sort((a, b) => a.lun - b.lun);
}

type DiskOfVm = VmRow["properties"]["storageProfile"]["osDisk"] | NonNullable<DataDisks>[number];
type DataDisks = VmRow["properties"]["storageProfile"]["dataDisks"];

/** A deallocated VM does not say the SKU of its disks: the disk's own row does. */
function disk(said: DiskOfVm, rows: Neighbours["disks"]): VmDisk {
  const reference = said.managedDisk?.id ?? undefined;
  const own = reference === undefined ? undefined : rows.get(reference.toLowerCase());
  return {
    id: reference === undefined ? undefined : (canonicalId(reference, DISK_TYPE) ?? reference),
    name: said.name ?? own?.name ?? "disk",
    sku: known(DISK_SKUS, own?.sku?.name ?? said.managedDisk?.storageAccountType),
    sizeGb: own?.properties.diskSizeGB ?? said.diskSizeGB ?? undefined,
    shared: (own?.properties.maxShares ?? 1) > 1,
    writeAccelerator: said.writeAcceleratorEnabled ?? false,
    inventoried: own !== undefined,
  };
}

function networkInterfaces(row: VmRow, { nics }: Neighbours): readonly VmNetworkInterface[] {
  const references = row.properties.networkProfile?.networkInterfaces ?? [];
  return references.map(({ id }) => networkInterface(id, nics.get(id.toLowerCase())));
}

function networkInterface(reference: string, row: NicRow | undefined): VmNetworkInterface {
  const configurations = row?.properties.ipConfigurations ?? [];
  const main = configurations.find((c) => c.properties?.primary) ?? configurations[0];
  const subnetId = main?.properties?.subnet?.id;
  const [networkPart, subnetName] = subnetId?.split(/\/subnets\//i) ?? [];
  return {
    id: canonicalSegments(row?.id ?? reference, NIC_TYPE),
    networkId: networkPart === undefined ? undefined : canonicalId(networkPart, NETWORK_TYPE),
    subnetName,
  };
}

function definedTags(tags: VmRow["tags"]): Record<string, string> {
  const entries = Object.entries(tags ?? {}).filter((e): e is [string, string] => typeof e[1] === "string");
  return Object.fromEntries(entries);
}

function osType(said: string | null | undefined): "Windows" | "Linux" | "unknown" {
  const lower = said?.toLowerCase();
  if (lower === "windows") return "Windows";
  return lower === "linux" ? "Linux" : "unknown";
}

function powerState(code: string | null | undefined): PowerState {
  const state = code?.toLowerCase().replace("powerstate/", "") ?? "";
  if (state === "running" || state === "stopped" || state === "deallocated") return state;
  return "unknown";
}

function image(said: VmRow["properties"]["storageProfile"]["imageReference"]): VirtualMachine["image"] {
  if (!said) return undefined;
  const { publisher, offer, sku, id } = said;
  return {
    publisher: publisher ?? undefined,
    offer: offer ?? undefined,
    sku: sku ?? undefined,
    id: id ?? undefined,
  };
}
