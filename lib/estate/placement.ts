import { Problems, quoted } from "../core/problems";
import { hasPair } from "../core/regions";
import type { VirtualMachine } from "../inventory/virtual-machine";
import { MAX_POLICIES_PER_VAULT, MAX_VAULTS, MAX_VMS_PER_VAULT } from "../placement/limits";
import { groupOf } from "../placement/placement-record";
import { type Spread, spread } from "../placement/spread";
import { needsNonGeoVault } from "../protection/backup-support";
import type { VaultRedundancy } from "../vault/vault-props";
import type { PlacementBook } from "./placement-book";
import type { Subscription, Subscriptions } from "./subscriptions";

const NEARLY_FULL = 0.8;

/** The VMs that one vault backs up. */
export interface Placement {
  readonly subscription: Subscription;
  readonly region: string;
  /** Is it a vault for VMs whose disks cannot be kept in a geo-redundant one? */
  readonly nonGeo: boolean;
  /** 0 for the first vault of its kind in subscription and region. */
  readonly index: number;
  /** How many vaults share the VMs, when nothing keeps VMs where they are and that number may change. */
  readonly growing?: number;
  readonly vms: readonly VirtualMachine[];
}

export interface PlacementOptions {
  readonly redundancy: VaultRedundancy;
  /** How many vaults a subscription has in a region, by "prod/australiaeast". */
  readonly vaultsPerRegion?: Readonly<Record<string, number>>;
  /** @default 1000 */
  readonly vmsPerVault?: number;
}

/** Puts each VM into a vault of its own subscription and region, and leaves it where the book says that it is. */
export function placeVms(
  vms: readonly VirtualMachine[],
  subscriptions: Subscriptions,
  options: PlacementOptions,
  book: PlacementBook,
): readonly Placement[] {
  const problems = new Problems("vaultsPerRegion");
  checkLimit(options.vmsPerVault);
  const groups = new Map<string, VirtualMachine[]>(book.groups().map((key) => [key, []]));
  for (const vm of vms) {
    const nonGeo = options.redundancy === "GeoRedundant" && hasPair(vm.region) && needsNonGeoVault(vm);
    const key = `${vm.subscriptionId}/${groupOf(vm.region, nonGeo)}`;
    const group = groups.get(key);
    if (group) group.push(vm);
    else groups.set(key, [vm]);
  }
  const placements = [...groups].flatMap(([key, members]) => {
    const [subscriptionId = "", region = "", nonGeo] = key.split("/");
    const place = { subscription: subscriptions.named(subscriptionId), region, nonGeo: nonGeo !== undefined };
    return inVaults(problems, place, members, options, book);
  });
  checkPlaces(problems, placements, options.vaultsPerRegion ?? {});
  problems.throwIfAny();
  return placements.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

/** Puts the VMs of a tier in one vault under its policies, and leaves each where the book says that it is. */
export function placeUnderPolicies(
  placement: Placement,
  vms: readonly VirtualMachine[],
  criticality: string,
  limit: number,
  book: PlacementBook,
): Spread {
  const found = spread(
    vms.map((vm) => vm.id),
    {
      seed: criticality,
      limit,
      most: MAX_POLICIES_PER_VAULT + 1,
      ...book.policiesOf(placement, criticality),
    },
  );
  book.rememberPolicies(placement, criticality, found.shards.length, found.homes);
  return found;
}

function checkLimit(vmsPerVault: number | undefined): void {
  const problems = new Problems("createVaults");
  const why = "Azure's limit is 1,000";
  problems.integer("vmsPerVault", vmsPerVault, [1, MAX_VMS_PER_VAULT], "VMs", why);
  problems.throwIfAny();
}

function checkPlaces(
  problems: Problems,
  placements: readonly Placement[],
  vaultsPerRegion: Readonly<Record<string, number>>,
): void {
  const places = new Set(placements.map(({ subscription, region }) => `${subscription.name}/${region}`));
  for (const key of Object.keys(vaultsPerRegion)) {
    problems.when(
      !places.has(key),
      `${quoted(key)} is no place with VMs: use ${[...places].sort().map(quoted).join(", ")}`,
    );
  }
}

type Place = Pick<Placement, "subscription" | "region" | "nonGeo">;

function inVaults(
  problems: Problems,
  place: Place,
  vms: readonly VirtualMachine[],
  { vaultsPerRegion = {}, vmsPerVault: limit = MAX_VMS_PER_VAULT }: PlacementOptions,
  book: PlacementBook,
): readonly Placement[] {
  const key = `${place.subscription.name}/${place.region}`;
  const fixed = vaultsPerRegion[key];
  problems.integer(
    key,
    fixed,
    [1, MAX_VAULTS],
    "vaults",
    "Azure allows 500 vaults in a subscription and region",
  );
  const ids = vms.map((vm) => vm.id);
  const before = book.vaultsOf(place.subscription.id, groupOf(place.region, place.nonGeo));
  const options = { seed: "vault", limit, most: MAX_VAULTS, fixed: fixed && Math.max(1, fixed), ...before };
  const found = spread(ids, options);
  const members = membersOf(found, vms);
  const fullest = Math.max(...[...members.values()].map((own) => own.length));
  if (fixed !== undefined) {
    const needed = () => spread(ids, { ...options, fixed: undefined }).shards.length;
    const held = before.existing.length;
    if (found.homeless > 0)
      problems.add(
        `${key} must be ${needed()} or more, got ${fixed}: a vault would hold ${fullest} VMs, and ${whoAllows(limit)}`,
      );
    problems.when(
      held > fixed,
      `${key} must be ${held} or more, got ${fixed}: ${book.file} has ${held} vaults, and a vault that held backups cannot go`,
    );
  }
  const unsteady = fixed === undefined && book.file === undefined;
  const soon = members.size > 1 || fullest >= NEARLY_FULL * limit;
  const growing = unsteady && soon ? members.size : undefined;
  return [...members].map(([number, own]) => ({ ...place, index: number - 1, growing, vms: own }));
}

function whoAllows(limit: number): string {
  return `${limit === MAX_VMS_PER_VAULT ? "Azure" : "vmsPerVault"} allows ${limit}`;
}

/** The VMs of each shard, in the order given. */
function membersOf(
  { shards, homes }: Spread,
  vms: readonly VirtualMachine[],
): ReadonlyMap<number, readonly VirtualMachine[]> {
  const members = new Map<number, VirtualMachine[]>(shards.map((shard) => [shard, []]));
  for (const vm of vms) members.get(homes.get(vm.id) as number)?.push(vm);
  return members;
}

function sortKey({ subscription, region, nonGeo, index }: Placement): string {
  return [subscription.name, region, nonGeo ? 1 : 0, String(index).padStart(4, "0")].join("/");
}
