import { join } from "node:path";
import { RootConstruct } from "constructs";
import fc from "fast-check";
import { Schedule } from "../../lib";
import { staggered, startOf } from "../../lib/backup-policy/stagger";
import { placeUnderPolicies, placeVms } from "../../lib/estate/placement";
import { PlacementBook } from "../../lib/estate/placement-book";
import { Subscriptions } from "../../lib/estate/subscriptions";
import type { VirtualMachine } from "../../lib/inventory/virtual-machine";
import { temporaryFile, temporaryFolder } from "../support/files";
import { refusal, SUBSCRIPTION } from "../support/synthesise";
import { dataDisk, vm } from "../support/vms";

type Options = Partial<Parameters<typeof placeVms>[2]>;

const subscriptions = new Subscriptions({ prod: SUBSCRIPTION });
const id = (name: string) =>
  `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines/${name}`;
const one = (name: string, changes: Parameters<typeof vm>[0] = {}) =>
  vm({ name, id: id(name), key: name, ...changes });
const fleet = (count: number, from = 0) => Array.from({ length: count }, (_, i) => one(`vm${from + i}`));
const book = (file?: string) => new PlacementBook(new RootConstruct(), file);

const placeAll = (vms: readonly VirtualMachine[], options: Options = {}, own = book()) =>
  placeVms(vms, subscriptions, { redundancy: "GeoRedundant", ...options }, own);
const place = (count: number, vaultsPerRegion?: Record<string, number>) =>
  placeAll(fleet(count), { vaultsPerRegion });

/** What a run leaves in its file, for a run with other VMs; with the options of the first. */
function remembered(vms: readonly VirtualMachine[], options: Options = {}, file?: string): string {
  const own = book(file ?? join(temporaryFolder(), "placement.json"));
  for (const placement of placeAll(vms, options, own)) own.rememberVault(placement);
  return temporaryFile("placement.json", own.published()[0]?.content ?? "");
}

const homes = (placements: ReturnType<typeof placeVms>) =>
  new Map(placements.flatMap((p) => p.vms.map((own) => [own.id, p.index] as const)));

describe("without a file, a VM's vault follows from its id and the number of vaults", () => {
  test("999 and 1,000 VMs fit one vault, since that is Azure's limit", () => {
    expect(place(999).map((p) => p.vms.length)).toEqual([999]);
    expect(place(1000).map((p) => p.vms.length)).toEqual([1000]);
  });

  test("1,001 VMs are spread over two vaults of at most 1,000", () => {
    const sizes = place(1001).map((p) => p.vms.length);
    expect(sizes).toHaveLength(2);
    expect(sizes.reduce((a, b) => a + b)).toBe(1001);
  });

  test("a number of vaults that is too small is refused with the number that is enough", () => {
    expect(refusal(() => place(1001, { "prod/australiaeast": 1 }))).toBe(
      "[vaultsPerRegion] prod/australiaeast must be 2 or more, got 1: a vault would hold 1001 VMs, and Azure allows 1000",
    );
    const options = { vmsPerVault: 50, vaultsPerRegion: { "prod/australiaeast": 1 } };
    expect(refusal(() => placeAll(fleet(51), options))).toBe(
      "[vaultsPerRegion] prod/australiaeast must be 2 or more, got 1: a vault would hold 51 VMs, and vmsPerVault allows 50",
    );
  });

  test("vmsPerVault is 1 to 1,000", () => {
    const message = (got: number) =>
      `[createVaults] vmsPerVault must be 1 to 1000 VMs, got ${got}: Azure's limit is 1,000`;
    for (const vmsPerVault of [0, 1001])
      expect(refusal(() => placeAll(fleet(1), { vmsPerVault }))).toBe(message(vmsPerVault));
    for (const vmsPerVault of [1, 1000]) expect(placeAll(fleet(1), { vmsPerVault })).toHaveLength(1);
  });

  test("from 800 VMs on somebody should decide, and nobody has to who fixed the number or has a file", () => {
    expect(place(799)[0]?.growing).toBeUndefined();
    expect(place(800)[0]?.growing).toBe(1);
    expect(place(1001)[0]?.growing).toBe(2);
    expect(place(800, { "prod/australiaeast": 1 })[0]?.growing).toBeUndefined();
    expect(placeAll(fleet(800), {}, book("nowhere.json"))[0]?.growing).toBeUndefined();
  });

  test("one vault more takes its share, and moves nobody between the others", () => {
    const [two, three] = [2, 3].map((count) => homes(place(900, { "prod/australiaeast": count })));
    const moved = [...(three ?? [])].filter(([vmId, index]) => two?.get(vmId) !== index);
    expect(new Set(moved.map(([, index]) => index))).toEqual(new Set([2]));
    expect(Math.abs(moved.length - 300)).toBeLessThan(50);
  });

  test("with a fixed number, VMs that come and go move nobody else", () => {
    const all = fleet(200);
    const options = { vaultsPerRegion: { "prod/australiaeast": 4 } };
    const everybody = homes(placeAll(all, options));
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 1 }), (some) => {
        for (const [vmId, index] of homes(placeAll(some, options))) expect(index).toBe(everybody.get(vmId));
      }),
      { numRuns: 50 },
    );
  });
});

describe("with a file, a VM stays where it was", () => {
  test("the first run places as a run without a file, so that adopting one moves nobody", () => {
    const vms = fleet(2500);
    const file = remembered(vms);
    expect(homes(placeAll(vms, {}, book(file)))).toEqual(homes(placeAll(vms)));
  });

  test("999, 1,000 and 1,001 VMs: the second vault is opened for the first VM that finds no room", () => {
    const file = remembered(fleet(999));
    const sizes = (count: number) => placeAll(fleet(count), {}, book(file)).map((p) => p.vms.length);
    expect([sizes(999), sizes(1000), sizes(1001)]).toEqual([[999], [1000], [1000, 1]]);
  });

  test("a vault and a region whose VMs are all gone stay, since their backups do", () => {
    const file = remembered(fleet(1001));
    const placements = placeAll([one("west", { region: "westeurope" })], {}, book(file));
    expect(placements.map((p) => [p.region, p.index, p.vms.length])).toEqual([
      ["australiaeast", 0, 0],
      ["australiaeast", 1, 0],
      ["westeurope", 0, 1],
    ]);
  });

  test("a fixed number is refused that is smaller than the vaults that the file has", () => {
    const file = remembered(fleet(90), { vaultsPerRegion: { "prod/australiaeast": 3 } });
    const withNumber = (count: number) =>
      placeAll(fleet(90), { vaultsPerRegion: { "prod/australiaeast": count } }, book(file));
    expect(withNumber(3)).toHaveLength(3);
    expect(withNumber(4)).toHaveLength(4);
    expect(refusal(() => withNumber(2))).toBe(
      `[vaultsPerRegion] prod/australiaeast must be 3 or more, got 2: ${file} has 3 vaults, and a vault that held backups cannot go`,
    );
  });

  test("a fixed number is refused when its vaults are full", () => {
    const file = remembered(fleet(100), { vmsPerVault: 100 });
    const options = { vmsPerVault: 100, vaultsPerRegion: { "prod/australiaeast": 1 } };
    expect(refusal(() => placeAll(fleet(101), options, book(file)))).toBe(
      "[vaultsPerRegion] prod/australiaeast must be 2 or more, got 1: a vault would hold 101 VMs, and vmsPerVault allows 100",
    );
  });

  test("a VM that got Ultra disks leaves the geo-redundant vault, which Azure does not back it up to", () => {
    const file = remembered([one("db"), one("web")]);
    const ultra = one("db", { dataDisks: [dataDisk(0, { sku: "UltraSSD_LRS" })] });
    const own = book(file);
    const placements = placeAll([ultra, one("web")], {}, own);
    expect(placements.map((p) => [p.nonGeo, p.vms.map(({ name }) => name)])).toEqual([
      [false, ["web"]],
      [true, ["db"]],
    ]);
    expect(placements[1] && own.formerVault(placements[1], id("db"))).toBe("australiaeast/1");
  });

  test("regions whose names end alike are told apart", () => {
    const vms = [one("a", { region: "eastus" }), one("b", { region: "southeastasia" })];
    const file = remembered(vms);
    expect(placeAll(vms, {}, book(file)).map((p) => [p.region, p.index])).toEqual([
      ["eastus", 0],
      ["southeastasia", 0],
    ]);
  });
});

describe("5,000 VMs of two tiers, in three regions", () => {
  const TIERS = ["Gold", "Bronze"] as const;
  const REGIONS = ["australiaeast", "australiaeast", "eastus", "westeurope"] as const;
  const schedule = Schedule.daily("22:00");
  const citizen = (number: number) => one(`vm${number}`, { region: REGIONS[number % REGIONS.length] });
  const tierOf = ({ name }: VirtualMachine) => TIERS[Number(name.slice(2)) % 3 === 0 ? 0 : 1];

  interface Plan {
    readonly places: ReadonlyMap<string, string>;
    readonly sizes: ReadonlyMap<string, number>;
    readonly content: string;
  }

  /** Vault, policy and start of every VM, how many share each, and the file that a run leaves. */
  function plan(vms: readonly VirtualMachine[], text: string): Plan {
    const own = book(
      text ? temporaryFile("placement.json", text) : join(temporaryFolder(), "placement.json"),
    );
    const places = new Map<string, string>();
    const sizes = new Map<string, number>();
    const count = (key: string) => sizes.set(key, (sizes.get(key) ?? 0) + 1);
    for (const placement of placeAll(vms, {}, own)) {
      own.rememberVault(placement);
      const vault = `${placement.region} ${placement.index}`;
      for (const tier of TIERS) {
        const members = placement.vms.filter((each) => tierOf(each) === tier);
        const { homes: policies } = placeUnderPolicies(placement, members, tier, 100, own);
        for (const [vmId, number] of policies) {
          count(`vault ${vault}`);
          count(`policy ${vault} ${tier} ${number}`);
          places.set(
            vmId,
            `${vault} ${tier} ${number} ${startOf(staggered(schedule, { hours: 4 }, number))}`,
          );
        }
      }
    }
    return { places, sizes, content: own.published()[0]?.content ?? text };
  }

  const fullest = ({ sizes }: Plan, kind: string) =>
    Math.max(0, ...[...sizes].filter(([key]) => key.startsWith(kind)).map(([, size]) => size));

  test("are planned within Azure's limits, and 10 % that go and 10 % that come move nobody else", () => {
    const tenth = (size: number) => ({ minLength: size / 10, maxLength: size / 10 });
    const estates = fc.constantFrom(40, 700, 1800, 5000).chain((size) => {
      const numbers = Array.from({ length: size }, (_, i) => i);
      return fc.record({ size: fc.constant(size), gone: fc.shuffledSubarray(numbers, tenth(size)) });
    });
    fc.assert(
      fc.property(estates, ({ size, gone }) => {
        const vms = Array.from({ length: size }, (_, i) => citizen(i));
        const before = plan(vms, "");
        const left = new Set(gone);
        const stay = vms.filter((_, i) => !left.has(i));
        const come = gone.map((_, i) => citizen(size + i));
        const after = plan([...stay, ...come], before.content);
        for (const { id: vmId } of stay) expect(after.places.get(vmId)).toBe(before.places.get(vmId));
        expect(after.places.size).toBe(stay.length + come.length);
        for (const found of [before, after]) {
          expect(fullest(found, "vault")).toBeLessThanOrEqual(1000);
          expect(fullest(found, "policy")).toBeLessThanOrEqual(100);
        }
      }),
      { numRuns: 8, seed: 4 },
    );
  });

  test("leave the same file whatever the order in which the inventory has them, and again", () => {
    const vms = Array.from({ length: 1500 }, (_, i) => citizen(i));
    const first = plan(vms, "");
    expect(plan([...vms].reverse(), "").content).toBe(first.content);
    expect(plan(vms, first.content)).toEqual(first);
  });
});
