import type { Estate, RegionPairOptions } from "../../lib";
import { vmRows } from "../support/rows";
import { estate, PAIR, resources, run, TIERS } from "../support/run";

const GOLD = { tags: { Criticality: "Gold" } };

/** A VM that is recovered to India, one that goes the other way, and one with an Ultra disk. */
const ROWS = [
  ...vmRows("web", GOLD),
  ...vmRows("india", { ...GOLD, location: "centralindia" }),
  ...vmRows("db", GOLD).map((row) =>
    row.name === "db-data" ? { ...row, sku: { name: "UltraSSD_LRS" } } : row,
  ),
];

function replicated(options: Partial<RegionPairOptions> = {}) {
  const use = (all: Estate) => {
    all.createVaults();
    all.createBackupPolicies(TIERS);
    all.replicate({ ...PAIR, ...options });
    all.replicate({ ...PAIR, from: "centralindia", to: "australiaeast" });
  };
  const { stacks } = run(estate(ROWS, use));
  return Object.fromEntries(
    ["australiaeast", "centralindia"].map((from) => {
      const [, stack] =
        Object.entries(stacks).find(([id]) => id.startsWith("dr-") && id.endsWith(from)) ?? [];
      return [from, resources(stack, "azurerm_storage_account")];
    }),
  );
}

test("each cache of the source region has its like in the target region, where reprotected VMs run", () => {
  const { australiaeast = {} } = replicated({ premiumCache: true, cacheAccounts: 2 });
  const told = Object.entries(australiaeast).map(([id, { location, account_tier }]) => [
    id,
    location,
    account_tier,
  ]);

  expect(told).toEqual([
    ["Cache", "australiaeast", "Standard"],
    ["Cache-02", "australiaeast", "Standard"],
    ["Cache-premium", "australiaeast", "Premium"],
    ["FailbackCache", "centralindia", "Standard"],
    ["FailbackCache-02", "centralindia", "Standard"],
    ["FailbackCache-premium", "centralindia", "Premium"],
  ]);
});

test("no premium cache is made for the way back where none is made for the way there", () => {
  const { australiaeast = {} } = replicated();

  expect(Object.keys(australiaeast)).toEqual(["Cache", "FailbackCache"]);
});

test("two regions that are each other's target have caches of different names", () => {
  const names = Object.values(replicated()).flatMap((accounts) =>
    Object.values(accounts).map(({ name }) => name),
  );

  expect(names).toHaveLength(4);
  expect(new Set(names).size).toBe(4);
});

test("caches of the way back are in the vault's group: its stack is what is there when the source region is not", () => {
  const { australiaeast = {} } = replicated();

  expect(australiaeast.FailbackCache?.resource_group_name).toBe("${azurerm_resource_group.VaultGroup.name}");
  expect(australiaeast.Cache?.resource_group_name).toBe("${azurerm_resource_group.CacheGroup.name}");
});
