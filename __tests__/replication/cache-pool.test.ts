import * as fc from "fast-check";
import {
  CacheStorageAccount,
  type DisasterRecoveryPair,
  Disks,
  type ICacheStorageAccount,
  type ResilienceStack,
} from "../../lib";
import { CachePool } from "../../lib/replication/cache-pool";
import { refusalOf, resourceGroup, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { dataDisk, vm, vmId } from "../support/vms";
import { cacheIn, pair, REPLICATED_VM, replicating } from "./pair";
import { INDIA, JAPAN, pairs } from "./pairs";

const accountId = (name: string) =>
  `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-cache/providers/Microsoft.Storage/storageAccounts/${name}`;
const account = (name: string, performance?: "Standard" | "Premium"): ICacheStorageAccount => ({
  storageAccountId: accountId(name),
  performance,
});
const ACCOUNTS = ["stcache1", "stcache2", "stcache3", "stcache4"].map((name) => account(name));

/** Which account a pool of these gives each VM. */
function chosen(accounts: readonly ICacheStorageAccount[], ids: readonly string[], premium = false) {
  const found = new Map<string, string | undefined>();
  synthesise((stack) => {
    const pool = new CachePool(stack, accounts);
    for (const id of ids) found.set(id, pool.of(id, premium)?.storageAccountId);
  });
  return found;
}

const IDS = Array.from({ length: 60 }, (_, i) => vmId(`vm${i}`));
const cachesOf = (machines: readonly Record<string, unknown>[]) =>
  machines.map(
    (machine) => (machine.managed_disk as Record<string, unknown>[])[0]?.staging_storage_account_id,
  );

describe("the cache storage account of a VM", () => {
  test("depends on its id and the accounts alone: not on their order, nor on who else is replicated", () => {
    const expected = chosen(ACCOUNTS, IDS);
    const orders = fc.shuffledSubarray(ACCOUNTS, { minLength: ACCOUNTS.length });
    fc.assert(
      fc.property(orders, fc.shuffledSubarray(IDS, { minLength: 1, maxLength: 20 }), (accounts, some) => {
        for (const [id, cache] of chosen(accounts, some)) expect(cache).toBe(expected.get(id));
      }),
      { numRuns: 25 },
    );
  });

  test("stays the same when an account is added, unless it is the new one, since a disk that moves is replicated anew", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 9999 })),
        (n, names) => {
          const ids = names.map((name) => vmId(`vm${name}`));
          const before = chosen(ACCOUNTS.slice(0, n), ids);
          const added = ACCOUNTS[n]?.storageAccountId;
          for (const [id, cache] of chosen(ACCOUNTS.slice(0, n + 1), ids))
            expect([before.get(id), added]).toContain(cache);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("is spread over all accounts", () => {
    const found = [...chosen(ACCOUNTS, IDS).values()];
    for (const { storageAccountId } of ACCOUNTS) {
      const share = found.filter((id) => id === storageAccountId).length;
      expect(share).toBeGreaterThan(IDS.length / 10);
    }
  });

  test("is the same in whatever letter case the VM's id and the account's come", () => {
    const upper = ACCOUNTS.map(({ storageAccountId }) => ({
      storageAccountId: storageAccountId.replace("rg-cache", "RG-CACHE"),
    }));
    const expected = chosen(ACCOUNTS, IDS);
    const found = chosen(
      upper,
      IDS.map((id) => id.toUpperCase()),
    );
    for (const [id, cache] of expected)
      expect(found.get(id.toUpperCase())?.toLowerCase()).toBe(cache?.toLowerCase());
  });

  test("is the one account there is, of whatever kind, for ordinary VMs", () => {
    expect([...chosen([account("stpremium", "Premium")], [vmId("vm1")]).values()]).toEqual([
      accountId("stpremium"),
    ]);
  });

  test("is never a premium one for ordinary VMs where there are standard ones", () => {
    const mixed = [account("stpremium", "Premium"), account("ststandard", "Standard")];
    expect(new Set(chosen(mixed, IDS).values())).toEqual(new Set([accountId("ststandard")]));
  });

  test("is always a premium one for VMs that need it, and none where there is none", () => {
    const mixed = [account("stpremium", "Premium"), account("ststandard", "Standard"), account("stunknown")];
    expect(new Set(chosen(mixed, IDS, true).values())).toEqual(new Set([accountId("stpremium")]));
    expect(new Set(chosen(ACCOUNTS, IDS, true).values())).toEqual(new Set([undefined]));
  });

  test("is one for all disks of the VM", () => {
    const machine = vm({ dataDisks: [dataDisk(0), dataDisk(1)] });
    const { managed_disk } = replicating({ cache: ACCOUNTS }, (dr) => dr.replicate(machine)).only(
      REPLICATED_VM,
    );
    const used = (managed_disk as Record<string, unknown>[]).map((disk) => disk.staging_storage_account_id);
    expect(used).toHaveLength(3);
    expect(new Set(used).size).toBe(1);
  });

  test("is the one that the VM names, though the pair does not have it", () => {
    const synthesized = replicating({ cache: ACCOUNTS }, (dr) =>
      dr.replicate(vm(), { cache: account("stother") }),
    );
    expect(cachesOf([synthesized.only(REPLICATED_VM)])).toEqual([accountId("stother")]);
  });
});

describe("a cache storage account", () => {
  const withDisks = (name: string, count: number) =>
    vm({ name, dataDisks: Array.from({ length: count - 1 }, (_, lun) => dataDisk(lun)) });
  /** VMs of 50 disks each, and one with the rest. */
  const replicate = (dr: DisasterRecoveryPair | undefined, count: number) => {
    for (let i = 0; i * 50 < count; i += 1) dr?.replicate(withDisks(`vm${i}`, Math.min(50, count - i * 50)));
  };
  const refusal = (where: string) =>
    `[${where}] cache "${accountId("stcache")}" must serve 750 disks at most, got 751: add a cache storage account`;

  test.each([749, 750])("serves %d disks, of whatever VMs", (count) => {
    const synthesized = replicating({}, (dr) => replicate(dr, count));
    const disks = Object.values(synthesized.all(REPLICATED_VM)).flatMap((machine) => machine.managed_disk);
    expect(disks).toHaveLength(count);
  });

  test("refuses the disk number 751, with the VM that has it", () => {
    const define = pair({ cache: account("stcache") }, (dr) => replicate(dr, 751));
    expect(refusalOf(define)).toBe(refusal("test/Dr/vm15-abc123"));
  });

  test("counts only the disks that are replicated", () => {
    const define = pair({}, (dr) => {
      replicate(dr, 749);
      dr.replicate(withDisks("partly", 2), { disks: Disks.except(0) });
    });
    expect(synthesise(define).addresses(REPLICATED_VM)).toHaveLength(16);
  });

  test("counts the disks of all pairs that use it", () => {
    const cache = account("stcache");
    const both = [
      { ...INDIA, cache },
      { ...JAPAN, cache },
    ];
    const define = pairs(both, (india, japan) => {
      replicate(india, 750);
      japan?.replicate(withDisks("other", 1));
    });
    expect(refusalOf(define)).toBe(refusal("test/Japan/other-abc123"));
  });

  test("is refused in another region than the VMs', among several and for a single VM", () => {
    const several = (stack: ResilienceStack) => ({
      cache: [cacheIn(stack, "centralindia"), account("stcache")],
    });
    const message =
      "cache must be in the source region australiaeast, got eastus: Site Recovery writes to it from there";
    expect(refusalOf(pair(several))).toBe(`[test/Dr] ${message.replace("eastus", "centralindia")}`);
    const single = pair({}, (dr) =>
      dr.replicate(vm(), { cache: { ...account("stother"), region: "eastus" } }),
    );
    expect(refusalOf(single)).toBe(`[test/Dr/vm1-abc123] ${message}`);
  });

  test("is refused where there is none", () => {
    expect(refusalOf(pair({ cache: [] }))).toBe(
      "[test/Dr] cache must be one storage account at least, got none",
    );
  });

  test.each([
    ["stcache", "its name alone"],
    [accountId("stcache").replace("resourceGroups", "resourcegroups"), "segments in another letter case"],
    [
      accountId("stcache").replace("Microsoft.Storage", "microsoft.storage"),
      "its type in another letter case",
    ],
    [accountId("stcache").replace("storageAccounts", "vaults"), "another type"],
  ])("is refused as %s: %s", (storageAccountId) => {
    expect(refusalOf(pair({ cache: { storageAccountId } }))).toBe(
      `[test/Dr] cache.storageAccountId must be the ARM id of a storage account, spelt /subscriptions/…/resourceGroups/…/providers/Microsoft.Storage/storageAccounts/…, got "${storageAccountId}"`,
    );
  });

  test("may be premium, which makes it a block blob account, as VMs with high churn need", () => {
    const synthesized = synthesise((stack) => {
      const group = resourceGroup(stack, "australiaeast", "Cache");
      new CacheStorageAccount(stack, "Premium", {
        name: "stpremium",
        resourceGroup: group,
        region: "australiaeast",
        performance: "Premium",
      });
    });
    expect(synthesized.only("azurerm_storage_account")).toMatchObject({
      account_kind: "BlockBlobStorage",
      account_tier: "Premium",
      account_replication_type: "LRS",
    });
  });
});
