import { type BackupPrices, describeEstimate, type Estimate, estimateCost, estimateFile } from "../../lib";
import { refusal } from "../support/synthesise";

const NO_POINTS = {
  snapshots: 2,
  daily: 7,
  weekly: 0,
  monthly: 0,
  yearly: 0,
  vaultStandard: 7,
  vaultArchive: 0,
};
const ESTIMATE: Estimate = {
  assumptions: { churnPerDay: 0.03, changingShare: 1, usedShare: 0.5, asOf: "2030-12-31" },
  backups: [
    {
      vmId: "/a",
      name: "a",
      tier: "gold",
      diskGib: 2002,
      usedGib: 1001,
      points: NO_POINTS,
      storage: { snapshotGib: 100, vaultStandardGib: 2000.06, vaultArchiveGib: 3000 },
      protectedInstance: { size: "each 500 GB", units: 3 },
      disksOfUnknownSize: 0,
    },
    {
      vmId: "/b",
      name: "b",
      tier: "bronze",
      diskGib: 80,
      usedGib: 40,
      points: NO_POINTS,
      storage: { snapshotGib: 5, vaultStandardGib: 60, vaultArchiveGib: 0 },
      protectedInstance: { size: "up to 50 GB", units: 1 },
      disksOfUnknownSize: 0,
    },
  ],
  replications: [
    {
      vmId: "/a",
      name: "a",
      targetRegion: "centralindia",
      replicaGibByType: { Premium_LRS: 1000, Standard_LRS: 1002 },
      recoveryPointGib: 30,
      changedGibPerDay: 30.03,
      disksOfUnknownSize: 0,
    },
  ],
  byTier: {
    bronze: {
      vms: 1,
      usedGib: 40,
      recoveryPoints: 7,
      snapshotGib: 5,
      vaultStandardGib: 60,
      vaultArchiveGib: 0,
    },
    gold: {
      vms: 1,
      usedGib: 1001,
      recoveryPoints: 7,
      snapshotGib: 100,
      vaultStandardGib: 2000.06,
      vaultArchiveGib: 3000,
    },
  },
  total: {
    vms: 2,
    usedGib: 1041,
    recoveryPoints: 14,
    snapshotGib: 105,
    vaultStandardGib: 2060.06,
    vaultArchiveGib: 3000,
  },
  notEstimated: [{ vmId: "/c", reason: "its disks are not in the inventory" }],
};
const PRICES: BackupPrices = {
  currency: "AUD",
  perGibMonth: { snapshot: 0.1, vaultStandard: 0.05, vaultArchive: 0.01 },
  protectedInstance: { upTo50Gb: 5, each500Gb: 10 },
};
const ALL_PRICES: BackupPrices = {
  ...PRICES,
  perGibMonth: {
    ...PRICES.perGibMonth,
    replica: { Premium_LRS: 0.2, Standard_LRS: 0.05 },
    replicaRecoveryPoint: 0.1,
  },
  replicatedInstance: 25,
};
const NOTHING: Estimate = {
  ...ESTIMATE,
  backups: [],
  replications: [],
  byTier: {},
  notEstimated: [],
};

describe("the cost of an estimate", () => {
  test("is storage by tier and protected instances, at the prices given", () => {
    const a = 100 * 0.1 + 2000.06 * 0.05 + 3000 * 0.01 + 3 * 10;
    const b = 5 * 0.1 + 60 * 0.05 + 5;
    expect([a, b].map((x) => Math.round(x * 100) / 100)).toEqual([170, 8.5]);
    expect(estimateCost(ESTIMATE, PRICES)).toEqual({
      currency: "AUD",
      perMonth: 178.5,
      backupPerMonth: 178.5,
      replicationPerMonth: 0,
      byTier: { bronze: 8.5, gold: 170 },
      byVm: [
        { vmId: "/a", name: "a", perMonth: 170 },
        { vmId: "/b", name: "b", perMonth: 8.5 },
      ],
      unpriced: [
        "replica disks of type Premium_LRS",
        "replica disks of type Standard_LRS",
        "recovery points of replicas",
        "replicated machines",
      ],
    });
  });

  test("has replication where it has a price", () => {
    expect(estimateCost(ESTIMATE, ALL_PRICES)).toMatchObject({
      perMonth: 178.5 + 200 + 50.1 + 3 + 25,
      replicationPerMonth: 278.1,
      byVm: [{ perMonth: 448.1 }, { perMonth: 8.5 }],
      unpriced: [],
    });
  });

  test("of nothing is nothing, at whatever prices", () => {
    expect(estimateCost(NOTHING, PRICES)).toEqual({
      currency: "AUD",
      perMonth: 0,
      backupPerMonth: 0,
      replicationPerMonth: 0,
      byTier: {},
      byVm: [],
      unpriced: [],
    });
  });

  test("refuses what is no price, and takes what is free", () => {
    const free = { snapshot: 0, vaultStandard: 0, vaultArchive: 0 };
    expect(estimateCost(ESTIMATE, { ...PRICES, perGibMonth: free }).perMonth).toBe(35);
    expect(
      refusal(() =>
        estimateCost(ESTIMATE, {
          currency: "$",
          perGibMonth: {
            snapshot: -0.01,
            vaultStandard: Number.NaN,
            vaultArchive: 0,
            replica: { Premium_LRS: -1 },
          },
          protectedInstance: { upTo50Gb: Number.POSITIVE_INFINITY, each500Gb: 0 },
          replicatedInstance: -25,
        }),
      ),
    ).toBe(
      [
        "[the prices] 6 problems:",
        '  - currency must be a code of three capital letters, such as "AUD", got "$"',
        "  - perGibMonth.snapshot must be a number of 0 or more, got -0.01",
        "  - perGibMonth.vaultStandard must be a number of 0 or more, got NaN",
        "  - perGibMonth.replica.Premium_LRS must be a number of 0 or more, got -1",
        "  - protectedInstance.upTo50Gb must be a number of 0 or more, got Infinity",
        "  - replicatedInstance must be a number of 0 or more, got -25",
      ].join("\n"),
    );
  });
});

describe("what is shown of an estimate", () => {
  test("is a line for each tier and the sum, with the assumptions", () => {
    expect(describeEstimate(ESTIMATE)).toEqual([
      "Backup storage in steady state, GiB, when 3 % of the data changes in a day and disks are 50 % used:",
      "tier    VMs  used  points  snapshots  vault-standard  vault-archive",
      "bronze    1    40       7          5              60              0",
      "gold      1  1001       7        100            2000           3000",
      "in all    2  1041      14        105            2060           3000",
    ]);
  });

  test("is what it costs, and what has no price, where there are prices", () => {
    const said = (prices: BackupPrices) => describeEstimate(ESTIMATE, estimateCost(ESTIMATE, prices)).at(-1);
    expect(said(ALL_PRICES)).toBe("At the prices given: AUD 456.6 a month (backup 178.5, replication 278.1)");
    expect(said(PRICES)).toBe(
      "At the prices given: AUD 178.5 a month (backup 178.5, replication 0); without a price: replica disks of type Premium_LRS, replica disks of type Standard_LRS, recovery points of replicas, replicated machines",
    );
  });

  test("is nothing where nothing is backed up", () => {
    expect(describeEstimate(NOTHING)).toEqual([]);
  });

  test("is a file with a line for each VM, so that two runs can be compared", () => {
    const text = estimateFile(ESTIMATE, estimateCost(ESTIMATE, PRICES));
    expect(text.split("\n").filter((line) => line.startsWith('    {"vmId"'))).toHaveLength(4);
    const read = JSON.parse(text);
    expect(Object.keys(read)).toEqual([
      "version",
      "assumptions",
      "total",
      "byTier",
      "backups",
      "replications",
      "notEstimated",
      "cost",
    ]);
    expect(read.total).toEqual({ ...ESTIMATE.total, vaultStandardGib: 2060.1 });
    expect(read.cost.byTier).toEqual({ bronze: 8.5, gold: 170 });
  });

  test("is a file without costs where there are no prices", () => {
    expect(JSON.parse(estimateFile(NOTHING))).toEqual({
      version: 1,
      assumptions: ESTIMATE.assumptions,
      total: { ...ESTIMATE.total, vaultStandardGib: 2060.1 },
      byTier: {},
      backups: [],
      replications: [],
      notEstimated: [],
    });
  });
});
