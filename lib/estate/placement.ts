import { fingerprint } from "../core/fingerprint";
import { Problems, quoted } from "../core/problems";
import { hasPair } from "../core/regions";
import type { VirtualMachine } from "../inventory/virtual-machine";
import { needsNonGeoVault } from "../protection/backup-support";
import type { VaultRedundancy } from "../vault/vault-props";
import type { Subscription, Subscriptions } from "./subscriptions";

/** Azure's limit of VMs that one Recovery Services vault backs up (Microsoft Learn, "Azure Backup support matrix"). */
export const MAX_VMS_PER_VAULT = 1000;

const NEARLY_FULL = 0.8 * MAX_VMS_PER_VAULT;

/** The VMs that one vault backs up. */
export interface Placement {
  readonly subscription: Subscription;
  readonly region: string;
  /** Is it a vault for VMs whose disks cannot be kept in a geo-redundant one? */
  readonly nonGeo: boolean;
  /** 0 for the first vault of its kind in subscription and region. */
  readonly index: number;
  /** How many vaults share the VMs, when nobody fixed that number and it may soon change. */
  readonly growing?: number;
  readonly vms: readonly VirtualMachine[];
}

export interface PlacementOptions {
  readonly redundancy: VaultRedundancy;
  /** How many vaults a subscription has in a region, by "prod/australiaeast". */
  readonly vaultsPerRegion?: Readonly<Record<string, number>>;
}

/** Puts each VM into a vault of its own subscription and region: where a VM goes depends on no other VM. */
export function placeVms(
  vms: readonly VirtualMachine[],
  subscriptions: Subscriptions,
  options: PlacementOptions,
): readonly Placement[] {
  const problems = new Problems("vaultsPerRegion");
  const groups = new Map<string, VirtualMachine[]>();
  for (const vm of vms) {
    const nonGeo = options.redundancy === "GeoRedundant" && hasPair(vm.region) && needsNonGeoVault(vm);
    const key = [vm.subscriptionId, vm.region, nonGeo].join("/");
    const group = groups.get(key);
    if (group) group.push(vm);
    else groups.set(key, [vm]);
  }
  const placements = [...groups].flatMap(([key, members]) => {
    const [subscriptionId = "", region = "", nonGeo] = key.split("/");
    const place = { subscription: subscriptions.named(subscriptionId), region, nonGeo: nonGeo === "true" };
    return shards(problems, place, members, options);
  });
  const places = new Set(placements.map(({ subscription, region }) => `${subscription.name}/${region}`));
  for (const key of Object.keys(options.vaultsPerRegion ?? {})) {
    problems.when(
      !places.has(key),
      `${quoted(key)} is no place with VMs: use ${[...places].sort().map(quoted).join(", ")}`,
    );
  }
  problems.throwIfAny();
  return placements.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

type Place = Pick<Placement, "subscription" | "region" | "nonGeo">;

function shards(
  problems: Problems,
  place: Place,
  vms: readonly VirtualMachine[],
  { vaultsPerRegion = {} }: PlacementOptions,
): readonly Placement[] {
  const key = `${place.subscription.name}/${place.region}`;
  const pinned = vaultsPerRegion[key];
  problems.integer(key, pinned, [1, 500], "vaults", "Azure allows 500 vaults in a subscription and region");
  const buckets = pinned === undefined ? smallestSplit(vms) : split(vms, Math.max(1, pinned));
  const fullest = Math.max(...buckets.map((bucket) => bucket.length));
  problems.when(
    fullest > MAX_VMS_PER_VAULT,
    `${key} must be ${smallestSplit(vms).length} or more, got ${pinned}: a vault would hold ${fullest} VMs, and Azure allows ${MAX_VMS_PER_VAULT}`,
  );
  const growing = pinned === undefined && fullest >= NEARLY_FULL ? buckets.length : undefined;
  return buckets.map((members, index) => ({ ...place, index, growing, vms: members }));
}

function smallestSplit(vms: readonly VirtualMachine[]): readonly (readonly VirtualMachine[])[] {
  for (let count = Math.ceil(vms.length / MAX_VMS_PER_VAULT); ; count++) {
    const buckets = split(vms, count);
    if (buckets.every((bucket) => bucket.length <= MAX_VMS_PER_VAULT)) return buckets;
  }
}

/** By the VM's id alone, so that it stays where it is while the number of vaults does. */
function split(vms: readonly VirtualMachine[], count: number): readonly (readonly VirtualMachine[])[] {
  if (count === 1) return [vms];
  const buckets: VirtualMachine[][] = Array.from({ length: count }, () => []);
  for (const vm of vms) buckets[Number.parseInt(fingerprint(vm.id, 8), 16) % count]?.push(vm);
  return buckets;
}

function sortKey({ subscription, region, nonGeo, index }: Placement): string {
  return [subscription.name, region, nonGeo ? 1 : 0, String(index).padStart(4, "0")].join("/");
}
