// The same estate for both programs: N VMs with three disks each, every one backed up and replicated.
const SUBSCRIPTION = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers`;
const NETWORK = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-app`;
const VMS_PER_STACK = 1000;
/** 3,000 disks of a stack share four cache storage accounts, 750 each. */
const CACHES = [0, 1, 2, 3];

function facts(i) {
  const name = `vm${String(i).padStart(5, "0")}`;
  const disk = (suffix) => ({
    id: `${GROUP}/Microsoft.Compute/disks/${name}-${suffix}`,
    name: `${name}-${suffix}`,
    sku: "Premium_LRS",
    sizeGb: 128,
    shared: false,
    writeAccelerator: false,
  });
  return {
    id: `${GROUP}/Microsoft.Compute/virtualMachines/${name}`,
    key: name,
    name,
    subscriptionId: SUBSCRIPTION,
    resourceGroup: "rg-app",
    region: "australiaeast",
    zone: String((i % 3) + 1),
    tags: {},
    osType: "Linux",
    securityType: "Standard",
    powerState: "running",
    osDisk: { ...disk("os"), ephemeral: false },
    dataDisks: [
      { ...disk("data0"), lun: 0 },
      { ...disk("data1"), lun: 1 },
    ],
    networkInterfaces: [
      {
        id: `${GROUP}/Microsoft.Network/networkInterfaces/${name}-nic`,
        networkId: NETWORK,
        subnetName: "app",
      },
    ],
    origin: { file: "bench", index: i },
  };
}

/** The VMs of each stack. */
function shards(count) {
  const all = Array.from({ length: count }, (_, i) => facts(i));
  return Array.from({ length: Math.ceil(count / VMS_PER_STACK) }, (_, s) =>
    all.slice(s * VMS_PER_STACK, (s + 1) * VMS_PER_STACK),
  );
}

module.exports = { CACHES, SUBSCRIPTION, NETWORK, shards };
