import fc from "fast-check";
import { placeVms } from "../../lib/estate/placement";
import { Subscriptions } from "../../lib/estate/subscriptions";
import { refusal, SUBSCRIPTION } from "../support/synthesise";
import { vm, vmId } from "../support/vms";

const subscriptions = new Subscriptions({ prod: SUBSCRIPTION });
const fleet = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => {
    const name = `vm${from + i}`;
    return vm({ name, id: vmId(name), key: name });
  });
const place = (count: number, vaultsPerRegion?: Record<string, number>) =>
  placeVms(fleet(count), subscriptions, { redundancy: "GeoRedundant", vaultsPerRegion });

test("1,000 VMs fit one vault, since that is Azure's limit", () => {
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
});

test("from 800 VMs on somebody should fix the number, and nobody has to who did", () => {
  expect(place(799)[0]?.growing).toBeUndefined();
  expect(place(800)[0]?.growing).toBe(1);
  expect(place(800, { "prod/australiaeast": 1 })[0]?.growing).toBeUndefined();
});

test("with a fixed number, VMs that come and go move nobody else", () => {
  const all = fleet(200);
  const home = (vms: typeof all) => {
    const options = { redundancy: "GeoRedundant", vaultsPerRegion: { "prod/australiaeast": 4 } } as const;
    return new Map(
      placeVms(vms, subscriptions, options).flatMap((p) => p.vms.map((one) => [one.id, p.index] as const)),
    );
  };
  const everybody = home(all);
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: 1 }), (some) => {
      for (const [id, index] of home(some)) expect(index).toBe(everybody.get(id));
    }),
    { numRuns: 50 },
  );
});
