import { diskId, networkId, nicId, vmId } from "./vms";

type Row = Record<string, unknown>;

/** Rows of a Resource Graph answer for one VM with an OS disk, a data disk and a NIC. */
export function vmRows(name: string, changes: Row = {}): readonly Row[] {
  return [vmRow(name, changes), diskRow(`${name}-os`, name), diskRow(`${name}-data`, name), nicRow(name)];
}

export function vmRow(name: string, changes: Row = {}): Row {
  return {
    id: vmId(name),
    name,
    type: "microsoft.compute/virtualmachines",
    location: "australiaeast",
    tags: { Criticality: "Tier-1" },
    zones: ["1"],
    properties: {
      hardwareProfile: { vmSize: "Standard_D2s_v5" },
      storageProfile: {
        osDisk: { osType: "Linux", name: `${name}-os`, managedDisk: { id: diskId(`${name}-os`) } },
        dataDisks: [{ lun: 0, name: `${name}-data`, managedDisk: { id: diskId(`${name}-data`) } }],
      },
      networkProfile: { networkInterfaces: [{ id: nicId(`${name}-nic`) }] },
      extended: { instanceView: { powerState: { code: "PowerState/running" } } },
    },
    ...changes,
  };
}

export function diskRow(name: string, owner: string): Row {
  return {
    id: diskId(name),
    name,
    type: "microsoft.compute/disks",
    location: "australiaeast",
    managedBy: vmId(owner),
    sku: { name: "Premium_LRS", tier: "Premium" },
    properties: { diskSizeGB: 128, diskState: "Attached" },
  };
}

export function nicRow(name: string): Row {
  const subnet = { id: `${networkId("vnet-app")}/subnets/snet-app` };
  return {
    id: nicId(`${name}-nic`),
    name: `${name}-nic`,
    type: "microsoft.network/networkinterfaces",
    location: "australiaeast",
    properties: { ipConfigurations: [{ name: "ipconfig1", properties: { primary: true, subnet } }] },
  };
}

/** The answer object of `az graph query -o json`. */
export function answer(rows: readonly unknown[], changes: Row = {}): Row {
  return { count: rows.length, data: rows, skip_token: null, total_records: rows.length, ...changes };
}
