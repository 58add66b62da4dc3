import { fingerprint } from "../core/fingerprint";
import { normalizeRegion } from "../core/regions";
import { canonicalId, parseResourceId, VM_TYPE } from "../core/resource-id";
import { architectureOf, type DiskRows, dataDisksOf, osDiskOf } from "./joining-disks";
import { type NicRows, networkInterfacesOf } from "./joining-nics";
import { textAt, trueAt } from "./loose";
import type { Origin } from "./origin";
import type { VmRow } from "./rows";
import { known } from "./spelling";
import { type PowerState, VirtualMachine, type VirtualMachineFacts } from "./virtual-machine";

const SECURITY_TYPES = ["Standard", "TrustedLaunch", "ConfidentialVM"];

/** The disk and NIC rows by id, without regard to letter case. */
export interface Neighbours {
  readonly disks: DiskRows;
  readonly nics: NicRows;
}

/** Makes one VM of its row and the rows of its disks and NICs. */
export function joinVm(row: VmRow, origin: Origin, { disks, nics }: Neighbours): VirtualMachine {
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
    osDisk: osDiskOf(row, disks),
    dataDisks: dataDisksOf(row, disks),
    networkInterfaces: networkInterfacesOf(row, nics),
    origin,
    ...extras(row, disks),
  });
}

/** What only some rows say, or only replication asks. */
function extras(row: VmRow, disks: DiskRows): Partial<VirtualMachineFacts> {
  return {
    availabilitySetId: placedIn(row, "availabilitySet", "availabilitySets"),
    proximityPlacementGroupId: placedIn(row, "proximityPlacementGroup", "proximityPlacementGroups"),
    capacityReservationGroupId: placedIn(
      row,
      "capacityReservation.capacityReservationGroup",
      "capacityReservationGroups",
    ),
    dedicatedHostId: textAt(row, "properties.host.id") ?? textAt(row, "properties.hostGroup.id"),
    encryptionAtHost: trueAt(row, "properties.securityProfile.encryptionAtHost"),
    diskController: known(["SCSI", "NVMe"], textAt(row, "properties.storageProfile.diskControllerType")),
    architecture: architectureOf(row, disks),
    timeCreated: dateAt(row, "properties.timeCreated"),
  };
}

/** `vm1-3f2a9c01`: readable, a valid construct id and VM name (64 characters), and unique where names repeat. */
function keyOf(name: string, id: string): string {
  return `${name
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, "-")
    .slice(0, 55)}-${fingerprint(id, 8)}`;
}

/** ARM id of what the VM is placed in, in the one spelling that all letter cases of it share. */
function placedIn(row: VmRow, path: string, type: string): string | undefined {
  const id = textAt(row, `properties.${path}.id`);
  return id && (canonicalId(id, `Microsoft.Compute/${type}`) ?? id);
}

/** A date in the one spelling that all of it share, to compare it with others; what is no date counts as absent. */
function dateAt(row: VmRow, path: string): string | undefined {
  const date = new Date(textAt(row, path) ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
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
