import fc from "fast-check";
import { type SpreadOptions, sizesOf, spread } from "../../lib/placement/spread";

const ids = (count: number, from = 0) => Array.from({ length: count }, (_, i) => `vm${from + i}`);
const OPTIONS: SpreadOptions = { seed: "vault", limit: 100, most: 500 };
const known = (homes: ReadonlyMap<string, number>) => (id: string) => homes.get(id);

describe("a first spread", () => {
  test("keeps 99 and 100 together, and needs two shards for 101", () => {
    const sizes = (count: number) => sizesOf(spread(ids(count), OPTIONS));
    expect([sizes(99), sizes(100)]).toEqual([[99], [100]]);
    expect(sizes(101)).toHaveLength(2);
    expect(sizes(101).reduce((a, b) => a + b)).toBe(101);
  });

  test("is even enough that 1,000 members need no more than 14 shards of 100", () => {
    const { shards } = spread(ids(1000), OPTIONS);
    expect(shards.length).toBeGreaterThan(10);
    expect(shards.length).toBeLessThanOrEqual(14);
  });

  test("moves members only into the shard that is added, and only its share", () => {
    for (const count of [1, 2, 3, 7]) {
      const before = spread(ids(1000), { ...OPTIONS, fixed: count }).homes;
      const after = spread(ids(1000), { ...OPTIONS, fixed: count + 1 }).homes;
      const moved = ids(1000).filter((id) => after.get(id) !== before.get(id));
      expect(new Set(moved.map((id) => after.get(id)))).toEqual(new Set([count + 1]));
      expect(Math.abs(moved.length - 1000 / (count + 1))).toBeLessThan(60);
    }
  });

  test("of other seeds is another one, so that a vault's VMs do not all share a policy", () => {
    const vaults = spread(ids(1000), { ...OPTIONS, fixed: 2 }).homes;
    const second = ids(1000).filter((id) => vaults.get(id) === 2);
    const sizes = sizesOf(spread(second, { ...OPTIONS, seed: "Gold", fixed: 2 }));
    expect(Math.min(...sizes)).toBeGreaterThan(200);
  });

  test("counts who finds no room in a fixed number of shards, and in the most there may be", () => {
    expect(spread(ids(101), { ...OPTIONS, fixed: 1 }).homeless).toBe(1);
    expect(spread(ids(100), { ...OPTIONS, fixed: 1 }).homeless).toBe(0);
    const crowded = spread(ids(5), { ...OPTIONS, limit: 1, most: 3 });
    expect(crowded.shards).toEqual([1, 2, 3]);
    expect(crowded.homeless).toBeGreaterThanOrEqual(2);
  });

  test("turns members away from full shards where chance would need more than twice as many", () => {
    expect(sizesOf(spread(ids(50), { ...OPTIONS, limit: 2 }))).toEqual(Array(25).fill(2));
  });
});

describe("a later spread", () => {
  const first = spread(ids(150), { ...OPTIONS, fixed: 2 });
  const later = (count: number, changes: Partial<SpreadOptions> = {}) =>
    spread(ids(count), { ...OPTIONS, existing: first.shards, before: known(first.homes), ...changes });

  test("fills the shards that are there before it opens another: 200 fit two, 201 need three", () => {
    expect(later(199).shards).toEqual([1, 2]);
    expect(sizesOf(later(200))).toEqual([100, 100]);
    expect(later(201).shards).toEqual([1, 2, 3]);
  });

  test("keeps shards that nobody is in any more, since what held backups cannot go", () => {
    expect(later(0).shards).toEqual([1, 2]);
  });

  test("goes on after the highest number where one between was taken out", () => {
    const homes = new Map(ids(100).map((id) => [id, 3]));
    const found = spread(ids(201), { ...OPTIONS, existing: [3, 1], before: known(homes) });
    expect(found.shards).toEqual([1, 3, 4]);
  });

  test("places a member anew whose shard is not there", () => {
    const found = spread(["vm1"], { ...OPTIONS, existing: [1], before: () => 7 });
    expect(found.homes).toEqual(new Map([["vm1", 1]]));
  });

  test("leaves everybody in a shard whose limit was lowered, and adds nobody to it", () => {
    const homes = new Map(ids(100).map((id) => [id, 1]));
    const found = spread(ids(120), { ...OPTIONS, limit: 50, existing: [1], before: known(homes) });
    expect(sizesOf(found)).toEqual([100, 20]);
  });

  test("counts who finds no room beside those who stay", () => {
    expect(later(200, { fixed: 2 }).homeless).toBe(0);
    expect(later(201, { fixed: 2 }).homeless).toBe(1);
  });
});

test("whoever comes and goes, in whatever order: limits hold, and nobody who stays moves", () => {
  const estates = fc.record({
    size: fc.integer({ min: 0, max: 600 }),
    limit: fc.integer({ min: 10, max: 300 }),
    rounds: fc.array(fc.record({ gone: fc.integer({ min: 0, max: 9 }), come: fc.nat(90) }), { maxLength: 4 }),
  });
  fc.assert(
    fc.property(estates, ({ size, limit, rounds }) => {
      const options = { ...OPTIONS, limit };
      let members = ids(size);
      let now = spread(members, options);
      for (const { gone, come } of rounds) {
        const stay = members.filter((_, i) => i % 10 !== gone);
        members = [...stay, ...ids(come, members.length + 10_000 * (gone + 1))];
        const past = { existing: now.shards, before: known(now.homes) };
        const next = spread(members, { ...options, ...past });
        const reversed = spread([...members].reverse(), { ...options, ...past });
        for (const id of stay) expect(next.homes.get(id)).toBe(now.homes.get(id));
        expect(new Map([...reversed.homes].sort())).toEqual(new Map([...next.homes].sort()));
        expect(Math.max(...sizesOf(next))).toBeLessThanOrEqual(limit);
        now = next;
      }
    }),
    { numRuns: 60, seed: 8 },
  );
});
