import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { Estate, EstateProps, StorageEstimateOptions, Tier } from "../../lib";
import { temporaryFolder } from "../support/files";
import { estate, everything, refusalOfEstate, run, TIERS } from "../support/run";
import { SUBSCRIPTIONS, TWO } from "./define-monitoring";

const NAMED: Partial<EstateProps> = { subscriptions: SUBSCRIPTIONS };
const PRICES = {
  currency: "AUD",
  perGibMonth: { snapshot: 0.05, vaultStandard: 0.03, vaultArchive: 0.003 },
  protectedInstance: { upTo50Gb: 5, each500Gb: 10 },
};

const estimating =
  (...calls: readonly StorageEstimateOptions[]) =>
  (e: Estate): void => {
    everything(e);
    for (const options of calls) e.estimateStorage(options);
  };

const file = (outdir: string) => join(outdir, "backup-estimate.json");
const estimated = (options: StorageEstimateOptions = {}, rows: readonly unknown[] = TWO, outdir?: string) =>
  run(estate(rows, estimating(options), NAMED), outdir);
const contentOf = (...given: Parameters<typeof estimated>) =>
  readFileSync(file(estimated(...given).outdir), "utf8");
const refused = (...calls: readonly StorageEstimateOptions[]) =>
  refusalOfEstate(TWO, estimating(...calls), NAMED);

describe("the estimate of an estate", () => {
  test("is a file beside the stacks: every VM, its assumptions, and sums that are those of its VMs", () => {
    const { assumptions, total, backups, replications, cost } = JSON.parse(contentOf());
    expect(assumptions).toEqual({ churnPerDay: 0.03, changingShare: 1, usedShare: 1, asOf: "2030-12-31" });
    expect(backups.map(({ name, tier }: Record<string, string>) => [name, tier])).toEqual([
      ["vm1", "Gold databases"],
      ["vm2", "Bronze everything else"],
    ]);
    expect(replications).toHaveLength(1);
    expect(total).toMatchObject({ vms: 2, usedGib: 512, recoveryPoints: 37 });
    expect(cost).toBeUndefined();
  });

  test("is told in the summary, a line for each tier and the sum, with what it assumes", () => {
    const lines = estimated({ churnPerDay: 0.02, changingShare: 0.3, usedShare: 0.5 }).summary.split("\n");
    const start = lines.findIndex((line) => line.startsWith("Backup storage"));
    expect(lines[start]).toBe(
      "Backup storage in steady state, GiB, when 2 % of the data changes in a day and disks are 50 % used:",
    );
    expect(lines.slice(start + 1, start + 5).map((line) => line.split(/ {2,}/).slice(0, 3))).toEqual([
      ["tier", "VMs", "used"],
      ["Bronze everything else", "1", "128"],
      ["Gold databases", "1", "128"],
      ["in all", "2", "256"],
    ]);
  });

  test("costs what the prices say, and names what has none", () => {
    const { summary, outdir } = estimated({ prices: PRICES });
    const { cost, total } = JSON.parse(readFileSync(file(outdir), "utf8"));
    const { snapshotGib, vaultStandardGib } = total;
    expect(cost.currency).toBe("AUD");
    expect(cost.perMonth).toBeCloseTo(snapshotGib * 0.05 + vaultStandardGib * 0.03 + 2 * 10, 1);
    expect(summary).toContain(
      `At the prices given: AUD ${cost.perMonth} a month (backup ${cost.backupPerMonth}, replication 0); without a price: replica disks of type Premium_LRS, recovery points of replicas, replicated machines`,
    );
  });

  test("is the same in every run, whatever the order of the rows", () => {
    const before = contentOf({ prices: PRICES });
    const shuffled = fc.shuffledSubarray([...TWO], { minLength: TWO.length });
    fc.assert(
      fc.property(shuffled, (rows) => {
        expect(contentOf({ prices: PRICES }, rows)).toBe(before);
      }),
      { numRuns: 3 },
    );
  });

  test("is less the less is used, the less changes, and the more it is always the same that changes", () => {
    const monthly = TIERS.map((tier): Tier => {
      const firstSundays = { months: 12, the: ["First"], on: ["Sunday"] } as const;
      return { ...tier, backup: { ...tier.backup, retention: { daily: 7, monthly: firstSundays } } };
    });
    const gib = (options: StorageEstimateOptions) => {
      const verbs = (e: Estate) => {
        e.createVaults();
        e.createBackupPolicies(monthly);
        e.protectVirtualMachines();
        e.estimateStorage(options);
      };
      const { outdir } = run(estate(TWO, verbs, NAMED));
      const { total } = JSON.parse(readFileSync(file(outdir), "utf8"));
      return total.snapshotGib + total.vaultStandardGib;
    };
    const all = gib({});
    expect(gib({ usedShare: 0.5 })).toBeCloseTo(all / 2, 0);
    expect(gib({ churnPerDay: 0.01 })).toBeLessThan(all);
    expect(gib({ changingShare: 0.3 })).toBeLessThan(all);
  });

  test("is gone when the program asks for none any more", () => {
    const outdir = join(temporaryFolder(), "out");
    estimated({}, TWO, outdir);
    expect(existsSync(file(outdir))).toBe(true);
    const { summary } = run(estate(TWO, everything, NAMED), outdir);
    expect(existsSync(file(outdir))).toBe(false);
    expect(summary).not.toContain("Backup storage");
  });
});

describe("estimateStorage refuses", () => {
  test("assumptions and prices that are none, all at once", () => {
    expect(refused({ churnPerDay: 2, usedShare: 0, prices: { ...PRICES, currency: "$" } })).toBe(
      [
        "[the estimate] 2 problems:",
        "  - churnPerDay must be 0 to 1, got 2: 0.03 is 3 % of the used size",
        "  - usedShare must be above 0 and up to 1, got 0: 0.6 is 60 % of the disks' size",
        '[the prices] currency must be a code of three capital letters, such as "AUD", got "$"',
      ].join("\n"),
    );
  });

  test("prices together with what other verbs refuse", () => {
    const message = refusalOfEstate(
      TWO,
      (e) => {
        e.createVaults();
        e.createVaults();
        e.estimateStorage({ prices: { ...PRICES, currency: "" } });
      },
      NAMED,
    );
    expect(message.split("\n")).toEqual([
      "[Estate] createVaults is called twice: give all options in one call",
      '[the prices] currency must be a code of three capital letters, such as "AUD", got ""',
    ]);
  });

  test("to be called twice, since one of the two would be lost", () => {
    expect(refused({}, { churnPerDay: 0.01 })).toBe(
      "[Estate] estimateStorage is called twice: give all options in one call",
    );
  });

  test("and writes no file then", () => {
    const outdir = join(temporaryFolder(), "out");
    expect(() => estimated({ churnPerDay: -1 }, TWO, outdir)).toThrow("churnPerDay must be 0 to 1");
    expect(existsSync(file(outdir))).toBe(false);
  });
});
