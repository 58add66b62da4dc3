// A seeded inventory of N VMs as Azure Resource Graph answers it, page by page: node bench/inventory.mjs VMS FOLDER [SEED]
// A VM has one operating system disk, none to four data disks (two on average) and one network interface: five rows.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROWS_PER_PAGE = 1000;
const VMS_PER_SUBSCRIPTION = 2500;
const REGIONS = ["australiaeast", "australiaeast", "australiaeast", "westeurope", "westeurope", "eastus"];
const TIERS = [
  "Tier-1",
  "Tier-2",
  "Tier-2",
  "Tier-3",
  "Tier-3",
  "Tier-3",
  "Tier-3",
  "Tier-4",
  "Tier-4",
  undefined,
];
const APPLICATIONS = ["ERP", "Web Shop", "Data Warehouse", "Intranet", "Payroll"];
const SAMPLE = JSON.parse(readFileSync(new URL("../inventory/contoso.json", import.meta.url), "utf8")).data;

/** Numbers from 0 to below 1 that are the same in every run (mulberry32). */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The sample's first row of a type, as text: whatever Azure says of such a resource, it says here too. */
const sample = (type) => JSON.stringify(SAMPLE.find((row) => row.type === `microsoft.${type}`));
const samples = {
  vm: sample("compute/virtualmachines"),
  disk: sample("compute/disks"),
  nic: sample("network/networkinterfaces"),
};

const subscriptionOf = (i) => {
  const number = Math.floor(i / VMS_PER_SUBSCRIPTION) + 1;
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
};

function placeOf(i, draw) {
  const subscriptionId = subscriptionOf(i);
  const region = draw(REGIONS);
  const resourceGroup = `rg-app-${String(Math.floor(i / 50)).padStart(5, "0")}`;
  const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers`;
  return { subscriptionId, region, resourceGroup, group };
}

function diskRow(place, name, zone, sizeGb) {
  const row = JSON.parse(samples.disk);
  const { subscriptionId, region: location, resourceGroup } = place;
  const id = `${place.group}/Microsoft.Compute/disks/${name}`;
  const sku = { name: "Premium_LRS", tier: "Premium" };
  Object.assign(row, { id, name, location, subscriptionId, resourceGroup, sku, zones: [zone] });
  row.properties.diskSizeGB = sizeGb;
  return row;
}

function nicRow(place, name, vmId) {
  const row = JSON.parse(samples.nic);
  const { subscriptionId, region: location, resourceGroup } = place;
  const id = `${place.group}/Microsoft.Network/networkInterfaces/${name}`;
  Object.assign(row, { id, name, location, subscriptionId, resourceGroup });
  const network = `/subscriptions/${subscriptionId}/resourceGroups/rg-network/providers/Microsoft.Network/virtualNetworks/vnet-${location}`;
  row.properties.virtualMachine = { id: vmId };
  row.properties.ipConfigurations[0].properties.subnet.id = `${network}/subnets/snet-app`;
  return row;
}

function disksOf(place, name, zone, next, draw) {
  const os = diskRow(place, `${name}-os`, zone, draw([64, 128, 256]));
  const data = Array.from({ length: Math.floor(next() * 5) }, (_, lun) =>
    diskRow(place, `${name}-data${lun}`, zone, draw([128, 256, 512, 1024])),
  );
  return { os, data };
}

/** What the VM's row says of its disks. */
function attach({ storageProfile }, { os, data }) {
  const said = ({ id, name, sku, properties }) => ({
    name,
    diskSizeGB: properties.diskSizeGB,
    managedDisk: { id, storageAccountType: sku.name },
  });
  Object.assign(storageProfile.osDisk, said(os));
  storageProfile.dataDisks = data.map((disk, lun) => ({ lun, createOption: "Attach", ...said(disk) }));
}

function vmRows(i, next) {
  const draw = (list) => list[Math.floor(next() * list.length)];
  const place = placeOf(i, draw);
  const name = `vm-${String(i).padStart(6, "0")}`;
  const id = `${place.group}/Microsoft.Compute/virtualMachines/${name}`;
  const zone = draw(["1", "2", "3"]);
  const disks = disksOf(place, name, zone, next, draw);
  const nic = nicRow(place, `${name}-nic`, id);
  const row = JSON.parse(samples.vm);
  const { subscriptionId, region: location, resourceGroup } = place;
  const tier = draw(TIERS);
  const tags = { Application: draw(APPLICATIONS), ...(tier ? { Criticality: tier } : {}) };
  Object.assign(row, { id, name, location, subscriptionId, resourceGroup, zones: [zone], tags });
  attach(row.properties, disks);
  row.properties.networkProfile.networkInterfaces[0].id = nic.id;
  const all = [disks.os, ...disks.data];
  for (const disk of all) disk.managedBy = id;
  return [row, ...all, nic];
}

/** Writes the pages; returns how many rows they have. */
export function writeInventory(vms, folder, seed = 20260131) {
  mkdirSync(folder, { recursive: true });
  const next = random(seed);
  const rows = Array.from({ length: vms }, (_, i) => vmRows(i, next)).flat();
  for (let from = 0, page = 1; from < rows.length; from += ROWS_PER_PAGE, page++) {
    const data = rows.slice(from, from + ROWS_PER_PAGE);
    const skip_token = from + ROWS_PER_PAGE < rows.length ? `page-${page + 1}` : null;
    const answer = { count: data.length, data, skip_token, total_records: rows.length };
    writeFileSync(
      join(folder, `page-${String(page).padStart(4, "0")}.json`),
      JSON.stringify(answer, null, 2),
    );
  }
  return rows.length;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [vms, folder, seed] = process.argv.slice(2);
  console.log(`${writeInventory(Number(vms), folder, seed && Number(seed))} rows`);
}
