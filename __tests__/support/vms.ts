import { VirtualMachine, type VmDataDisk, type VmDisk, type VmOsDisk } from "../../lib";
import { SUBSCRIPTION } from "./synthesise";

type Facts = ConstructorParameters<typeof VirtualMachine>[0];

export function diskId(name: string): string {
  return `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers/Microsoft.Compute/disks/${name}`;
}

export function vmId(name: string, subscriptionId = SUBSCRIPTION): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines/${name}`;
}

export function nicId(name: string): string {
  return `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers/Microsoft.Network/networkInterfaces/${name}`;
}

export function networkId(name: string): string {
  return `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/${name}`;
}

function disk(name: string, changes: Partial<VmDisk> = {}): VmDisk {
  const plain = {
    id: diskId(name),
    name,
    sku: "Premium_LRS",
    sizeGb: 128,
    shared: false,
    writeAccelerator: false,
  };
  return { ...plain, ...changes };
}

export function osDisk(changes: Partial<VmOsDisk> = {}): VmOsDisk {
  return { ...disk("osdisk", changes), ephemeral: changes.ephemeral ?? false };
}

export function dataDisk(lun: number, changes: Partial<VmDataDisk> = {}): VmDataDisk {
  return { ...disk(`data-${lun}`, changes), lun };
}

/** An ordinary running VM of the inventory; say only what matters. */
export function vm(changes: Partial<Facts> = {}): VirtualMachine {
  const name = changes.name ?? "vm1";
  return new VirtualMachine({
    id: vmId(name),
    key: `${name}-abc123`,
    name,
    subscriptionId: SUBSCRIPTION,
    resourceGroup: "rg-app",
    region: "australiaeast",
    tags: { Criticality: "Tier-1" },
    osType: "Linux",
    securityType: "Standard",
    powerState: "running",
    osDisk: osDisk(),
    dataDisks: [],
    networkInterfaces: [{ id: nicId("vm1-nic"), networkId: networkId("vnet-app"), subnetName: "snet-app" }],
    origin: { file: "inventory.json", index: 0 },
    ...changes,
  });
}
