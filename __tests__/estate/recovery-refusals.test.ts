import type { RegionPairOptions, VmOverride } from "../../lib";
import { PAIR, refusalOfEstate, TIERS } from "../support/run";
import { vmId } from "../support/vms";
import { DRILLED, gold, NAMED, plansOf, replicated, replicating, TEST_NETWORK } from "./define-recovery";

const refusalOfPair = (pair: Partial<RegionPairOptions>) =>
  refusalOfEstate(gold("a"), replicating(pair), NAMED);
const refusalOfOverride = (override: unknown) =>
  refusalOfEstate(gold("a"), replicating(), { ...NAMED, overrides: { a: override as VmOverride } });

describe("a region pair refuses", () => {
  test("to come before the tiers that say which VMs it is for", () => {
    expect(refusalOfEstate(gold("a"), (e) => e.replicate(PAIR))).toBe(
      "[Estate] replicate needs createBackupPolicies before it",
    );
  });

  test("0 and 100 cache storage accounts, and parts of one", () => {
    for (const cacheAccounts of [0, 100, 1.5]) {
      expect(refusalOfPair({ cacheAccounts })).toBe(
        `[Estate/replicate] cacheAccounts must be 1 to 99 storage accounts, got ${cacheAccounts}: 750 disks share one`,
      );
    }
  });

  test("seven boot groups beside the rest, since a recovery plan has seven in all", () => {
    const bootOrder = Array.from({ length: 7 }, (_, i) => ({ name: `vm${i}` }));
    expect(refusalOfPair({ bootOrder })).toBe(
      "[Estate/replicate] bootOrder must be 6 groups at most, got 7: a recovery plan has seven, and the last is for the rest",
    );
    expect(Object.keys(plansOf(replicated(gold("a"), { bootOrder: bootOrder.slice(1) })))).toHaveLength(1);
  });

  test("a tag without a name", () => {
    expect(refusalOfPair({ planTag: "" })).toBe(
      "[Estate/replicate] planTag must be a tag's name, got nothing: remove it",
    );
  });

  test("addresses of the test network that Azure refuses", () => {
    expect(refusalOfPair({ testNetwork: { addressSpace: "10.61.0.0/30" } })).toBe(
      "[Estate/replicate] testNetwork.addressSpace must be /8 to /29, got /30: Azure keeps five addresses of every subnet",
    );
  });

  test("everything that is wrong with it, at once", () => {
    expect(refusalOfPair({ to: "Australia East", cacheAccounts: 0, planTag: "" })).toBe(
      [
        "[Estate/replicate] 3 problems:",
        '  - to must be another region than from, got "Australia East" for both',
        "  - cacheAccounts must be 1 to 99 storage accounts, got 0: 750 disks share one",
        "  - planTag must be a tag's name, got nothing: remove it",
      ].join("\n"),
    );
  });

  test("a disk encryption set that is none, once, whichever VMs need it", () => {
    expect(refusalOfPair({ diskEncryptionSetId: "des" })).toBe(
      '[Estate/replicate] diskEncryptionSetId must be the ARM id of a disk encryption set, spelt /subscriptions/…/resourceGroups/…/providers/Microsoft.Compute/diskEncryptionSets/…, got "des"',
    );
  });

  test("settings of drills that Azure could not carry out", () => {
    const pair = { testNetwork: TEST_NETWORK, drills: { dwellMinutes: 121 } };
    expect(refusalOfEstate(gold("a"), replicating(pair, DRILLED), NAMED)).toBe(
      "[dr-prod-australiaeast/Drill-gold] dwellMinutes must be 0 to 120 minutes, got 121: test VMs cost what others cost",
    );
  });

  test("more disks than its cache storage accounts serve", () => {
    const [vm, os, data, nic] = gold("a") as [Row, Row, Row, Row];
    const vms = Array.from({ length: 376 }, (_, i) => i).flatMap((i) =>
      [vm, os, data, nic].map((row) =>
        JSON.parse(JSON.stringify(row).replaceAll(/([/"])a(-|")/g, `$1vm${i}$2`)),
      ),
    );
    expect(refusalOfEstate(vms, replicating({ cacheAccounts: 1 }), NAMED)).toMatch(
      /^\[dr-prod-australiaeast\/Pair\/\S+\] cache "\$\{azurerm_storage_account\.Cache\.id\}" must serve 750 disks at most, got 752: add a cache storage account$/,
    );
  });
});

type Row = Record<string, unknown>;

describe("an override refuses", () => {
  test("members that it does not have, which would be lost in silence", () => {
    expect(refusalOfOverride({ Tier: "Gold", skip: true })).toBe(
      '[overrides] "a" must have only "tier", "disks", "recovery", "recoveryPlan" and "exempt", got "Tier" and "skip"',
    );
  });

  test("to put a VM into a plan, since the pair says which there are", () => {
    expect(refusalOfOverride({ recoveryPlan: "Shop" })).toBe(
      '[overrides] "a": recoveryPlan must be false, got "Shop": a replicated VM is in the plan of its tier otherwise',
    );
  });

  test("settings of a recovery that Site Recovery refuses, at the VM", () => {
    expect(refusalOfOverride({ recovery: { targetZone: "4", targetSize: "" } })).toMatch(
      /^\[dr-prod-australiaeast\/Pair\/a-[0-9a-f]{8}\] 2 problems:\n {2}- targetSize must be a VM size, got nothing: remove it to keep the VM's own\n {2}- targetZone must be "1", "2", "3" or "none", got "4": Azure numbers its zones$/,
    );
  });

  test("two of one VM, by name and by id", () => {
    const overrides = { a: { tier: "Gold" }, [vmId("A")]: { exempt: "why not" } };
    expect(refusalOfEstate(gold("a"), replicating(), { ...NAMED, overrides })).toBe(
      `[overrides] "${vmId("A")}" names a VM that another override names too: join the two`,
    );
  });
});

describe("tiers refuse", () => {
  const [first, second] = TIERS;
  const refusalOf = (...criticalities: readonly string[]) => {
    const tiers = criticalities.map((criticality, i) => ({
      ...(first as (typeof TIERS)[number]),
      criticality,
      backup: { ...(second as (typeof TIERS)[number]).backup, name: `Policy-${i}` },
    }));
    return refusalOfEstate(gold("a"), replicating({}, tiers), NAMED);
  };

  test("values that differ in blanks and hyphens only, since names of resources have neither", () => {
    expect(refusalOf("Tier 1", "tier-1", "Tier_1", "Tier-2")).toBe(
      '[tiers] criticality must differ in letters or digits, got "Tier 1", "tier-1" and "Tier_1": names of resources would have "tier-1" for all of them',
    );
  });

  test("values that differ in blanks around them only", () => {
    expect(refusalOf("Gold", " gold ")).toBe(
      '[tiers] criticality "gold" is given to more than one tier: letter case does not tell them apart',
    );
  });
});
