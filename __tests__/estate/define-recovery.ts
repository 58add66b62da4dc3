import { DrillSchedule, type Estate, type EstateProps, type RegionPairOptions, type Tier } from "../../lib";
import { vmRows } from "../support/rows";
import { estate, PAIR, type Run, resources, run, TIERS } from "../support/run";
import { SUBSCRIPTION } from "../support/synthesise";
import { diskId, networkId, nicId } from "../support/vms";

type Row = Record<string, unknown>;

export const PLAN = "azurerm_site_recovery_replication_recovery_plan";
export const REPLICA = "azurerm_site_recovery_replicated_vm";
export const CACHE = "azurerm_storage_account";

export const SATURDAYS = DrillSchedule.quarterly({ on: "first Saturday", at: "02:00" });
export const TEST_NETWORK = { addressSpace: "10.61.0.0/20" };
export const NAMED = { subscriptions: { prod: SUBSCRIPTION } };
export const STACK = "dr-prod-australiaeast";

/** The rows of a VM of the replicated tier, unless tags say otherwise. */
export const gold = (name: string, tags: Record<string, string> = {}, changes: Row = {}) =>
  vmRows(name, { tags: { Criticality: "Gold", ...tags }, ...changes });

/** "vm000" and so on: as many as asked for. */
export const many = (count: number, tags: Record<string, string> = {}) =>
  Array.from({ length: count }, (_, i) => gold(`vm${String(i).padStart(3, "0")}`, tags)).flat();

/** A VM with this number of data disks, at LUN 0 and on. */
export function withDataDisks(name: string, count: number): readonly Row[] {
  const [vm, os, data, nic] = gold(name) as [Row, Row, Row, Row];
  const properties = vm.properties as { storageProfile: object };
  const names = Array.from({ length: count }, (_, lun) => `${name}-data-${lun}`);
  const dataDisks = names.map((disk, lun) => ({ lun, name: disk, managedDisk: { id: diskId(disk) } }));
  const storageProfile = { ...properties.storageProfile, dataDisks };
  const disks = names.map((disk) => ({ ...data, id: diskId(disk), name: disk }));
  return [{ ...vm, properties: { ...properties, storageProfile } }, os, ...disks, nic];
}

/** A VM with two network interfaces, each with a public IP address. */
export function withTwoNics(name: string): readonly Row[] {
  const [vm, os, data, nic] = gold(name) as [Row, Row, Row, Row];
  const ids = [nicId(`${name}-nic`), nicId(`${name}-nic-2`)];
  const publicIPAddress = { id: nicId("pip").replace("networkInterfaces", "publicIPAddresses") };
  const subnet = { id: `${networkId("vnet-app")}/subnets/snet-app` };
  const properties = {
    ipConfigurations: [{ name: "ip", properties: { primary: true, subnet, publicIPAddress } }],
  };
  const networkProfile = { networkInterfaces: ids.map((id) => ({ id })) };
  const nics = ids.map((id) => ({ ...nic, id, name: id.split("/").at(-1), properties }));
  return [{ ...vm, properties: { ...(vm.properties as object), networkProfile } }, os, data, ...nics];
}

/** The rows with other members of one of them. */
export const changed = (rows: readonly Row[], name: string, changes: Row): readonly Row[] =>
  rows.map((row) => (row.name === name ? { ...row, ...changes } : row));

/** The tiers with a drill for those that are replicated. */
export const DRILLED: readonly Tier[] = TIERS.map((tier) =>
  tier.replicated ? { ...tier, drill: SATURDAYS } : tier,
);

/** An estate's verbs, with replication as the last one. */
export const replicating =
  (pair: Partial<RegionPairOptions> = {}, tiers: readonly Tier[] = TIERS) =>
  (e: Estate): void => {
    e.createVaults();
    e.createBackupPolicies(tiers);
    e.replicate({ ...PAIR, ...pair });
  };

/** Runs an estate in one subscription, called "prod", with one region pair. */
export const replicated = (
  rows: readonly Row[],
  pair: Partial<RegionPairOptions> = {},
  { tiers, ...props }: Partial<EstateProps> & { readonly tiers?: readonly Tier[] } = {},
): Run => run(estate(rows, replicating(pair, tiers), { ...NAMED, ...props }));

interface Plan {
  readonly name: string;
  readonly boot_recovery_group: readonly { readonly replicated_protected_items: readonly string[] }[];
}

/** The VMs of each recovery plan by its name, group by group. */
export function plansOf({ stacks }: Run, stack = STACK): Record<string, readonly (readonly string[])[]> {
  const plans = Object.values(resources(stacks[stack], PLAN)) as unknown as Plan[];
  const vms = ({ replicated_protected_items: items }: Plan["boot_recovery_group"][number]) =>
    items.map((item) => /Pair_(.+?)-[0-9a-f]{8}_/.exec(item)?.[1] ?? item);
  return Object.fromEntries(plans.map((plan) => [plan.name, plan.boot_recovery_group.map(vms)]));
}

/** The replicated VMs by the name of the recovered VM, without its fingerprint. */
export function replicasOf({ stacks }: Run, stack = STACK): Record<string, Row> {
  const replicas = Object.values(resources(stacks[stack], REPLICA));
  return Object.fromEntries(replicas.map((vm) => [String(vm.name).replace(/-[0-9a-f]{8}$/, ""), vm]));
}

/** The lines of a summary below a title. */
export function listedIn({ summary }: Pick<Run, "summary">, title: string): readonly string[] {
  const lines = summary.split("\n");
  const start = lines.findIndex((line) => line.startsWith(title));
  const rest = start < 0 ? [] : lines.slice(start + 1);
  const end = rest.indexOf("");
  return rest.slice(0, end).map((line) => line.trim().replace(/ \(\S+: data\[\d+\]\)/, ""));
}
