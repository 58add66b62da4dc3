import { App } from "cdktf";
import {
  type DiskSelection,
  Disks,
  type Estimate,
  type EstimateOptions,
  estimateOf,
  RecoveryServicesVault,
  type ResilienceStack,
  Schedule,
} from "../../lib";
import { pair } from "../replication/pair";
import { refusal, resourceGroup, synthesise } from "../support/synthesise";
import { dataDisk, osDisk, vm, vmId } from "../support/vms";

const vaultIn = (stack: ResilienceStack) =>
  new RecoveryServicesVault(stack, "Backups", { name: "rsv-backups", resourceGroup: resourceGroup(stack) });
const WEEK = { type: "Standard", schedule: Schedule.daily("23:00"), retention: { daily: 7 } } as const;

/** What a stack is estimated at, when a tenth of the data changes in a day. */
function estimated(define: (stack: ResilienceStack) => void, options: EstimateOptions = {}): Estimate {
  let estimate: Estimate | undefined;
  synthesise((stack) => {
    define(stack);
    estimate = estimateOf(stack, { churnPerDay: 0.1, ...options });
  });
  if (!estimate) throw new Error("nothing was estimated");
  return estimate;
}

const large = vm({
  name: "large",
  osDisk: osDisk({ sizeGb: 100 }),
  dataDisks: [dataDisk(0, { sizeGb: 400 }), dataDisk(1, { sizeGb: 501 })],
});
const small = vm({ name: "small", osDisk: osDisk({ sizeGb: 50 }) });

describe("the estimate of a construct tree", () => {
  test("has a row for each VM, in the order of their ids, and a sum for each tier", () => {
    const { backups, byTier, total } = estimated((stack) => {
      const vault = vaultIn(stack);
      vault.addVmPolicy("Silver", WEEK).protect(small);
      vault.addVmPolicy("Gold", { ...WEEK, tier: "gold", instantRestoreDays: 5 }).protect(large);
    });
    expect(backups.map(({ name, tier, usedGib, points }) => [name, tier, usedGib, points])).toEqual([
      ["large", "gold", 1001, expect.objectContaining({ snapshots: 5, daily: 7 })],
      ["small", "Silver", 50, expect.objectContaining({ snapshots: 2, daily: 7 })],
    ]);
    expect(
      Object.entries(byTier).map(([tier, sum]) => [tier, sum.vms, sum.usedGib, sum.recoveryPoints]),
    ).toEqual([
      ["Silver", 1, 50, 7],
      ["gold", 1, 1001, 7],
    ]);
    expect(total.vms).toBe(2);
    expect(total.vaultStandardGib).toBeCloseTo(1051 * 1.6, 6);
    expect(total.snapshotGib).toBeCloseTo(1001 * 0.5 + 50 * 0.2, 6);
  });

  test("counts protected instances by size: 50 GB is a small one, 1 001 GB is three", () => {
    const { backups } = estimated((stack) => {
      const policy = vaultIn(stack).addVmPolicy("Gold", WEEK);
      policy.protect(large);
      policy.protect(small);
      policy.protect(vm({ name: "larger", osDisk: osDisk({ sizeGb: 51 }) }));
      policy.protect(vm({ name: "limit", osDisk: osDisk({ sizeGb: 500 }) }));
    });
    expect(backups.map(({ name, protectedInstance }) => [name, protectedInstance])).toEqual([
      ["large", { size: "each 500 GB", units: 3 }],
      ["larger", { size: "each 500 GB", units: 1 }],
      ["limit", { size: "each 500 GB", units: 1 }],
      ["small", { size: "up to 50 GB", units: 1 }],
    ]);
  });

  test("counts the disks that are backed up alone, and says which sizes it does not know", () => {
    const used = (disks: DiskSelection) =>
      estimated((stack) => {
        vaultIn(stack).addVmPolicy("Gold", WEEK).protect(large, { disks });
      }).backups[0]?.usedGib;
    expect([Disks.osDiskOnly, Disks.except(0), Disks.only(0)].map(used)).toEqual([100, 601, 500]);
    const { backups } = estimated((stack) => {
      const odd = vm({ osDisk: osDisk({ sizeGb: undefined }), dataDisks: [dataDisk(0, { sizeGb: 10 })] });
      vaultIn(stack).addVmPolicy("Gold", WEEK).protect(odd);
    });
    expect(backups[0]).toMatchObject({ usedGib: 10, disksOfUnknownSize: 1 });
  });

  test("takes archive tiering from the policy", () => {
    const { backups } = estimated((stack) => {
      const retention = { daily: 7, yearly: 3 };
      const archiveTiering = { afterMonths: 3 };
      vaultIn(stack)
        .addVmPolicy("Gold", { ...WEEK, retention, archiveTiering })
        .protect(small);
    });
    expect(backups[0]?.storage.vaultArchiveGib).toBe(150);
  });

  test("names the VMs of which too little is known", () => {
    const { backups, notEstimated } = estimated((stack) => {
      const vault = vaultIn(stack);
      const policy = vault.addVmPolicy("Gold", WEEK);
      policy.protect({ id: vmId("elsewhere") }, { id: "Elsewhere" });
      policy.protect(vm({ name: "stopped" }), { state: "ProtectionStopped" });
      vault.existingVmPolicy("Theirs").protect(vm({ name: "theirs" }));
    });
    expect(backups).toEqual([]);
    expect(notEstimated).toEqual([
      { vmId: vmId("elsewhere"), reason: "its disks are not in the inventory" },
      { vmId: vmId("stopped"), reason: "its backups are stopped: what there is stays as it is" },
      { vmId: vmId("theirs"), reason: "its policy is not of this program" },
    ]);
  });

  test("has the replicas of each replicated VM, by type, and what changes in a day", () => {
    const { replications, backups } = estimated(
      pair(
        {
          replicationPolicy: { recoveryPointRetentionMinutes: 2 * 24 * 60, appConsistentSnapshotMinutes: 0 },
        },
        (dr) => {
          dr.replicate(large, {
            disks: Disks.except(1),
            diskSettings: { 0: { replicaType: "Standard_LRS" } },
          });
        },
      ),
    );
    expect(backups).toEqual([]);
    expect(replications).toEqual([
      {
        vmId: large.id,
        name: "large",
        targetRegion: "centralindia",
        replicaGibByType: { Premium_LRS: 100, Standard_LRS: 400 },
        recoveryPointGib: expect.closeTo(500 * 0.19, 6),
        changedGibPerDay: 50,
        disksOfUnknownSize: 0,
      },
    ]);
  });

  test("of nothing is nothing, with the assumptions written out", () => {
    expect(estimateOf(new App())).toEqual({
      assumptions: { churnPerDay: 0.03, changingShare: 1, usedShare: 1, asOf: "2030-12-31" },
      backups: [],
      replications: [],
      byTier: {},
      total: {
        vms: 0,
        usedGib: 0,
        recoveryPoints: 0,
        snapshotGib: 0,
        vaultStandardGib: 0,
        vaultArchiveGib: 0,
      },
      notEstimated: [],
    });
  });
});

describe("the estimate refuses", () => {
  const refused = (options: EstimateOptions) => refusal(() => estimateOf(new App(), options));

  test("what is no share, and takes its bounds", () => {
    expect(refused({ churnPerDay: 3, usedShare: 0 })).toBe(
      [
        "[the estimate] 2 problems:",
        "  - churnPerDay must be 0 to 1, got 3: 0.03 is 3 % of the used size",
        "  - usedShare must be above 0 and up to 1, got 0: 0.6 is 60 % of the disks' size",
      ].join("\n"),
    );
    expect(refused({ churnPerDay: -0.01 })).toBe(
      "[the estimate] churnPerDay must be 0 to 1, got -0.01: 0.03 is 3 % of the used size",
    );
    expect(refused({ usedShare: 1.01 })).toBe(
      "[the estimate] usedShare must be above 0 and up to 1, got 1.01: 0.6 is 60 % of the disks' size",
    );
    estimateOf(new App(), { churnPerDay: 0, usedShare: 1 });
    estimateOf(new App(), { churnPerDay: 1, usedShare: 0.01 });
  });

  test("a part that changes which is smaller than what changes in a day", () => {
    expect(refused({ churnPerDay: 0.1, changingShare: 0.09 })).toBe(
      "[the estimate] changingShare must be churnPerDay (0.1) to 1, got 0.09: what changes in a day is a part of it",
    );
    expect(refused({ changingShare: 1.1 })).toBe(
      "[the estimate] changingShare must be churnPerDay (0.03) to 1, got 1.1: what changes in a day is a part of it",
    );
    estimateOf(new App(), { churnPerDay: 0.1, changingShare: 0.1 });
  });

  test("what is no day of the calendar, and takes the last of February", () => {
    expect(refused({ asOf: "2030-02-29" })).toBe(
      '[the estimate] asOf must be a day such as "2030-12-31", got "2030-02-29"',
    );
    expect(refused({ asOf: "tomorrow" })).toBe(
      '[the estimate] asOf must be a day such as "2030-12-31", got "tomorrow"',
    );
    estimateOf(new App(), { asOf: "2032-02-29" });
  });
});
