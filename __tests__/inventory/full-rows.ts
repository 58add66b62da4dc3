import { SUBSCRIPTION } from "../support/synthesise";
import { diskId, networkId, nicId, vmId } from "../support/vms";

export type Row = Record<string, unknown>;

const idOf = (type: string, name: string) =>
  `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers/${type}/${name}`;
const compute = (type: string, name: string) => idOf(`Microsoft.Compute/${type}`, name);
const network = (type: string, name: string) => idOf(`Microsoft.Network/${type}`, name);

/** The rows of a VM that say everything that the library reads: the VM, its disks, its network interface. */
export function fullRows(name: string): readonly Row[] {
  return [vmOf(name), diskOf(`${name}-os`), diskOf(`${name}-data`), nicOf(name)];
}

function vmOf(name: string): Row {
  const disk = (kind: string) => ({
    name: `${name}-${kind}`,
    diskSizeGB: 128,
    writeAcceleratorEnabled: false,
    managedDisk: { id: diskId(`${name}-${kind}`), storageAccountType: "Premium_LRS" },
  });
  return {
    id: vmId(name),
    name,
    type: "microsoft.compute/virtualmachines",
    location: "australiaeast",
    tags: { Criticality: "Gold", App: "shop" },
    zones: ["1"],
    properties: {
      timeCreated: "2024-04-01T00:00:00Z",
      availabilitySet: { id: compute("availabilitySets", "set") },
      proximityPlacementGroup: { id: compute("proximityPlacementGroups", "group") },
      virtualMachineScaleSet: { id: compute("virtualMachineScaleSets", "scale") },
      hardwareProfile: { vmSize: "Standard_D2s_v5" },
      securityProfile: { securityType: "Standard", encryptionAtHost: false },
      storageProfile: {
        diskControllerType: "SCSI",
        imageReference: { publisher: "Canonical", offer: "ubuntu", sku: "22_04", id: "" },
        osDisk: { osType: "Linux", ...disk("os") },
        dataDisks: [{ lun: 0, ...disk("data") }],
      },
      networkProfile: { networkInterfaces: [{ id: nicId(`${name}-nic`) }] },
      extended: { instanceView: { powerState: { code: "PowerState/running" } } },
    },
  };
}

function diskOf(name: string): Row {
  return {
    id: diskId(name),
    name,
    type: "microsoft.compute/disks",
    location: "australiaeast",
    tags: { Initialised: "true" },
    zones: ["1"],
    sku: { name: "Premium_LRS" },
    properties: {
      diskSizeGB: 128,
      maxShares: 1,
      supportedCapabilities: { architecture: "x64" },
      encryption: { type: "EncryptionAtRestWithPlatformKey", diskEncryptionSetId: "" },
    },
  };
}

function nicOf(name: string): Row {
  const properties = {
    primary: true,
    privateIPAddress: "10.0.0.4",
    privateIPAddressVersion: "IPv4",
    privateIPAllocationMethod: "Dynamic",
    subnet: { id: `${networkId("vnet-app")}/subnets/snet-app` },
    publicIPAddress: { id: network("publicIPAddresses", `${name}-pip`) },
    loadBalancerBackendAddressPools: [{ id: `${network("loadBalancers", "lb")}/backendAddressPools/pool` }],
    applicationSecurityGroups: [{ id: network("applicationSecurityGroups", "asg") }],
  };
  return {
    id: nicId(`${name}-nic`),
    name: `${name}-nic`,
    type: "microsoft.network/networkinterfaces",
    location: "australiaeast",
    properties: {
      networkSecurityGroup: { id: network("networkSecurityGroups", "nsg") },
      ipConfigurations: [{ name: "ipconfig1", properties }],
    },
  };
}

/** A cell of rows: the row by its place, and the path in it. */
export interface Cell {
  readonly row: number;
  readonly path: readonly (string | number)[];
  /** What is there, as text. */
  readonly text: string;
}

/** Every cell of rows that holds no further ones. */
export function leavesOf(rows: readonly Row[]): readonly Cell[] {
  const textAt = (row: Row, path: readonly (string | number)[]) => String(path.reduce<unknown>(member, row));
  return rows.flatMap((row, i) => pathsOf(row).map((path) => ({ row: i, path, text: textAt(row, path) })));
}

function pathsOf(value: unknown): readonly (string | number)[][] {
  if (typeof value !== "object" || value === null) return [[]];
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((inner, i) => [i, inner])
    : Object.entries(value);
  return entries.flatMap(([key, inner]) => pathsOf(inner).map((path) => [key, ...path]));
}

/** Writes a cell; what is no object any more, since another change was there, stays. */
export function put(row: Row, path: readonly (string | number)[], value: unknown): void {
  let place: unknown = row;
  for (const name of path.slice(0, -1)) place = member(place, name);
  if (typeof place === "object" && place !== null) Reflect.set(place, path.at(-1) ?? "", value);
}

function member(place: unknown, name: string | number): unknown {
  return typeof place === "object" && place !== null ? Reflect.get(place, name) : undefined;
}
