import { Disks } from "../../lib";
import { resources } from "../support/run";
import {
  CACHE,
  changed,
  gold,
  listedIn,
  many,
  REPLICA,
  replicated,
  STACK,
  withDataDisks,
} from "./define-recovery";

/** Those of the source region; each has one for the way back, see failback-caches. */
const isSource = (id: string) => !id.startsWith("Failback");
const names = (...given: Parameters<typeof replicated>) =>
  Object.keys(resources(replicated(...given).stacks[STACK], CACHE)).filter(isSource);
const ultra = (name: string) => changed(gold(name), `${name}-data`, { sku: { name: "UltraSSD_LRS" } });

/** VMs with so many disks together, at most 65 each. */
function disks(count: number) {
  const full = Math.floor(count / 65);
  const rest = count % 65;
  const vms = Array.from({ length: full }, (_, i) => withDataDisks(`vm${String(i).padStart(2, "0")}`, 64));
  return [...vms, ...(rest > 0 ? [withDataDisks("rest", rest - 1)] : [])].flat();
}

const GROWING = (count: number, accounts: number, share: number) =>
  `${STACK}: ${count} disks share ${accounts} cache storage ${accounts === 1 ? "account" : "accounts"}, and from ${accounts * 500 + 1} on there is one more, for which about 1 of ${share} VMs is replicated anew; give replicate cacheAccounts: ${accounts} to keep what is deployed, which serves ${accounts * 750} disks, or more of them before the first deployment`;

describe("the cache storage accounts of a recovery stack", () => {
  test("are one for 500 disks, and two for 501", () => {
    expect(names(disks(500))).toEqual(["Cache"]);
    expect(names(disks(501))).toEqual(["Cache", "Cache-02"]);
  });

  test("are told of before there is one more, since VMs that change theirs are replicated anew", () => {
    const warnings = (count: number, pair = {}) =>
      listedIn(replicated(disks(count), pair), "Look at").filter((line) => line.startsWith(STACK));
    expect(warnings(400)).toEqual([]);
    expect(warnings(401)).toEqual([GROWING(401, 1, 2)]);
    expect(warnings(500)).toEqual([GROWING(500, 1, 2)]);
    expect(warnings(501)).toEqual([]);
    expect(warnings(500, { cacheAccounts: 1 })).toEqual([]);
  });

  test("are as many as the program says, whatever the number of disks", () => {
    expect(names(gold("db"), { cacheAccounts: 3 })).toEqual(["Cache", "Cache-02", "Cache-03"]);
    expect(names(disks(501), { cacheAccounts: 1 })).toEqual(["Cache"]);
    expect(names(gold("db"), { cacheAccounts: 99 })).toHaveLength(99);
  });

  test("have names of their own, unique across Azure", () => {
    const { stacks } = replicated([...gold("db"), ...ultra("ora")], {
      cacheAccounts: 99,
      premiumCache: true,
    });
    const found = Object.values(resources(stacks[STACK], CACHE)).map(({ name }) => name);
    expect(new Set(found).size).toBe(200);
    for (const name of found) expect(name).toMatch(/^stcontosoasr[0-9a-f]{10}$/);
  });

  test("share the VMs by their ids alone, so that nobody changes theirs when one comes", () => {
    const cacheOf = (rows: Parameters<typeof replicated>[0]) => {
      const replicas = Object.values(
        resources(replicated(rows, { cacheAccounts: 3 }).stacks[STACK], REPLICA),
      );
      return Object.fromEntries(
        replicas.map(({ name, managed_disk }) => [
          name,
          (managed_disk as { staging_storage_account_id: string }[])[0]?.staging_storage_account_id,
        ]),
      );
    };
    const before = cacheOf(many(30));
    expect(cacheOf([...gold("aaa"), ...many(30)])).toMatchObject(before);
    expect(new Set(Object.values(before)).size).toBe(3);
  });
});

describe("the premium cache of a recovery stack", () => {
  const skus = (...given: Parameters<typeof replicated>) =>
    Object.entries(resources(replicated(...given).stacks[STACK], CACHE))
      .filter(([id]) => isSource(id))
      .map(([, { account_tier }]) => account_tier);

  test("is there for VMs with Ultra disks, which use it for all of their disks", () => {
    const { stacks } = replicated([...gold("db"), ...ultra("ora")], { premiumCache: true });
    const staging = Object.values(resources(stacks[STACK], REPLICA)).map(({ managed_disk: disks }) =>
      (disks as { staging_storage_account_id: string }[]).map(({ staging_storage_account_id: id }) => id),
    );
    expect(staging).toEqual([
      ["${azurerm_storage_account.Cache.id}", "${azurerm_storage_account.Cache.id}"],
      ["${azurerm_storage_account.Cache-premium.id}", "${azurerm_storage_account.Cache-premium.id}"],
    ]);
  });

  test("is not there unless the program wants it: then the VMs are listed", () => {
    const ran = replicated([...gold("db"), ...ultra("ora")]);
    expect(Object.keys(resources(ran.stacks[STACK], CACHE)).filter(isSource)).toEqual(["Cache"]);
    expect(listedIn(ran, "Not replicated")[0]).toMatch(/^ora: its disk ora-data is an Ultra disk, which /);
  });

  test("is not made for nobody", () => {
    expect(skus(gold("db"), { premiumCache: true })).toEqual(["Standard"]);
  });

  test("is not made for an Ultra disk that the program leaves out, whose VM counts as others do", () => {
    const overrides = { ora: { recovery: { disks: Disks.except(0) } } };
    expect(skus([...gold("db"), ...ultra("ora")], { premiumCache: true }, { overrides })).toEqual([
      "Standard",
    ]);
    const rows = [...disks(499), ...ultra("ora")];
    expect(skus(rows, {}, { overrides })).toEqual(["Standard"]);
    expect(skus([...rows, ...withDataDisks("last", 0)], {}, { overrides })).toEqual(["Standard", "Standard"]);
  });
});
