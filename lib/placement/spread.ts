import { fingerprint } from "../core/fingerprint";

export interface SpreadOptions {
  /** What tells this spread from others of the same members: without it, vaults and policies would follow each other. */
  readonly seed: string;
  /** How many members a shard takes. */
  readonly limit: number;
  /** How many shards there may be. */
  readonly most: number;
  /** How many shards there are, whatever their members. @default - as few as the limit allows */
  readonly fixed?: number;
  /** The shards that exist already, which stay. @default - none */
  readonly existing?: readonly number[];
  /** The shard that a member was in, where it stays. @default - all members are new */
  readonly before?: (id: string) => number | undefined;
}

export interface Spread {
  /** The shards' numbers, ascending. */
  readonly shards: readonly number[];
  /** The shard of each member. */
  readonly homes: ReadonlyMap<string, number>;
  /** How many members found no room: they are in a shard above its limit. */
  readonly homeless: number;
}

/**
 * Spreads members over numbered shards. Members stay in the shard that they were in; others go to the shard that
 * weighs most for their id (rendezvous hashing), so that one shard more takes its own share only, and nobody moves
 * between the others. The order of the members does not matter.
 */
export function spread(ids: readonly string[], options: SpreadOptions): Spread {
  const { existing = [] } = options;
  return existing.length === 0 ? anew(ids, options) : amended(ids, existing, options);
}

/** How many members each shard has. */
export function sizesOf({ shards, homes }: Spread): readonly number[] {
  const sizes = new Map(shards.map((shard) => [shard, 0]));
  for (const home of homes.values()) sizes.set(home, (sizes.get(home) ?? 0) + 1);
  return [...sizes.values()];
}

/**
 * Every member is where it weighs most: a place that depends on its id and on the number of shards alone. Shards are as
 * many as hold everybody that way; where chance would take more than twice the least number, full ones turn members away.
 */
function anew(ids: readonly string[], options: SpreadOptions): Spread {
  const { seed, limit, most, fixed } = options;
  const least = Math.ceil(ids.length / limit);
  const homes = new Map(ids.map((id) => [id, 1]));
  const sizes = [ids.length];
  const enough = () => (fixed === undefined ? Math.max(...sizes) <= limit : sizes.length >= fixed);
  if (!enough()) {
    const keys = ids.map((id) => keyOf(seed, id));
    const best = keys.map((key) => weight(key, 1));
    while (!enough() && sizes.length < most) {
      if (fixed === undefined && sizes.length >= 2 * least) return amended(ids, [], options);
      addShard(ids, keys, best, homes, sizes);
    }
  }
  const homeless = sizes.reduce((sum, size) => sum + Math.max(0, size - limit), 0);
  return { shards: sizes.map((_, index) => index + 1), homes, homeless };
}

/** The new shard takes the members that it outweighs their own for. */
function addShard(
  ids: readonly string[],
  keys: readonly number[],
  best: number[],
  homes: Map<string, number>,
  sizes: number[],
): void {
  const number = sizes.push(0);
  for (const [i, id] of ids.entries()) {
    const own = weight(keys[i] as number, number);
    if (own <= (best[i] as number)) continue;
    const home = homes.get(id) as number;
    sizes[home - 1] = (sizes[home - 1] as number) - 1;
    sizes[number - 1] = (sizes[number - 1] as number) + 1;
    best[i] = own;
    homes.set(id, number);
  }
}

/** Everybody stays; newcomers, in the order of their ids, fill what has room, and new shards for those who find none. */
function amended(ids: readonly string[], existing: readonly number[], options: SpreadOptions): Spread {
  const { seed, limit, before, most, fixed } = options;
  const homes = new Map<string, number>();
  const sizes = new Map([...existing].sort((a, b) => a - b).map((number) => [number, 0]));
  const settle = (id: string, shard: number) => {
    homes.set(id, shard);
    sizes.set(shard, (sizes.get(shard) ?? 0) + 1);
  };
  const newcomers: string[] = [];
  for (const id of ids) {
    const shard = before?.(id);
    if (shard === undefined || !sizes.has(shard)) newcomers.push(id);
    else settle(id, shard);
  }
  const room = [...sizes.values()].reduce((sum, size) => sum + Math.max(0, limit - size), 0);
  const more = Math.ceil(Math.max(0, newcomers.length - room) / limit);
  const wanted = Math.min(most, fixed ?? sizes.size + more);
  while (sizes.size < wanted) sizes.set(Math.max(0, ...sizes.keys()) + 1, 0);
  let homeless = 0;
  for (const id of newcomers.sort()) {
    const free = [...sizes.keys()].filter((shard) => (sizes.get(shard) as number) < limit);
    if (free.length === 0) homeless += 1;
    settle(id, heaviest(free.length > 0 ? free : [...sizes.keys()], keyOf(seed, id)));
  }
  return { shards: [...sizes.keys()], homes, homeless };
}

function heaviest(shards: readonly number[], key: number): number {
  return shards.reduce((best, shard) => (weight(key, shard) > weight(key, best) ? shard : best));
}

function keyOf(seed: string, id: string): number {
  return Number.parseInt(fingerprint(`${seed}/${id}`, 8), 16);
}

/** 32 well-mixed bits of a member's key and a shard's number (the finaliser of MurmurHash3). */
function weight(key: number, shard: number): number {
  let bits = key ^ Math.imul(shard, 0x9e3779b9);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
