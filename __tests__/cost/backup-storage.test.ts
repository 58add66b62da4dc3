import fc from "fast-check";
import { type EstimatedPolicy, estimateBackupStorage, Schedule } from "../../lib";

const DAILY: EstimatedPolicy = {
  type: "Standard",
  schedule: Schedule.daily("23:00"),
  retention: { daily: 7 },
};
const DISKS = [{ sizeGb: 30 }, { sizeGb: 70 }];
const storage = (changes: Partial<EstimatedPolicy> = {}, churnPerDay = 0.1) =>
  estimateBackupStorage({ ...DAILY, ...changes }, DISKS, { churnPerDay }).storage;

describe("the room that recovery points take", () => {
  test("is one full copy, and what each older point differs by", () => {
    const { diskGib, usedGib, storage: at5 } = estimateBackupStorage(DAILY, DISKS, { churnPerDay: 0.05 });
    expect([diskGib, usedGib]).toEqual([100, 100]);
    expect(at5.vaultStandardGib).toBeCloseTo(100 + 6 * 5, 6);
    // Microsoft's own rule: days of snapshots × churn × size
    expect(at5.snapshotGib).toBeCloseTo(2 * 5, 6);
    expect(at5.vaultArchiveGib).toBe(0);
  });

  test("is more for points that are further apart, and never more than a copy each", () => {
    const weekly = { schedule: Schedule.weekly(["Sunday"], "22:00"), retention: { weekly: 3 } };
    expect(storage(weekly).vaultStandardGib).toBeCloseTo(100 + 2 * 100 * (1 - 0.9 ** 7), 6);
    expect(storage(weekly, 1).vaultStandardGib).toBeCloseTo(300, 6);
  });

  test("is a full copy more beside the disks of an Enhanced policy, whose first snapshot is one", () => {
    const standard = storage({ instantRestoreDays: 2 }).snapshotGib;
    expect(storage({ type: "Enhanced", instantRestoreDays: 2 }).snapshotGib).toBeCloseTo(100 + standard, 6);
  });

  test("of the snapshots of a weekly policy is what changes until the next backup, for five days at most", () => {
    const sundays = { schedule: Schedule.weekly(["Sunday"], "22:00"), retention: { weekly: 3 } };
    expect(storage(sundays).snapshotGib).toBeCloseTo(100 * (1 - 0.9 ** 5), 6);
    const monday = { schedule: Schedule.weekly(["Monday", "Wednesday"], "22:00"), retention: { weekly: 3 } };
    expect(storage(monday).snapshotGib).toBeCloseTo(100 * (1 - 0.9 ** 2), 6);
  });

  test("of hourly snapshots is that of the hours between them", () => {
    const hourly = storage({
      type: "Enhanced",
      schedule: Schedule.everyHours(12, { from: "00:00", during: 24 }),
      instantRestoreDays: 1,
    });
    expect(hourly.snapshotGib).toBeCloseTo(100 + 2 * 100 * (1 - 0.9 ** 0.5), 6);
  });

  test("is a full copy for each point in the archive tier, which the standard tier no longer holds", () => {
    const retention = { daily: 7, yearly: 3 };
    const kept = storage({ retention });
    const archived = storage({ retention, archiveTiering: { afterMonths: 3 } });
    expect(archived.vaultArchiveGib).toBe(300);
    expect(archived.vaultStandardGib).toBeCloseTo(storage().vaultStandardGib, 6);
    expect(kept.vaultStandardGib).toBeCloseTo(archived.vaultStandardGib + 300, 0);
  });

  test("is less where the same part changes again and again, and at most that part for each older point", () => {
    const weekly = { ...DAILY, schedule: Schedule.weekly(["Sunday"], "22:00"), retention: { weekly: 3 } };
    const options = { churnPerDay: 0.1, changingShare: 0.2 };
    const { vaultStandardGib } = estimateBackupStorage(weekly, DISKS, options).storage;
    expect(vaultStandardGib).toBeCloseTo(100 + 2 * 20 * (1 - 0.5 ** 7), 6);
    const allOfIt = estimateBackupStorage(weekly, DISKS, { churnPerDay: 0.2, changingShare: 0.2 });
    expect(allOfIt.storage.vaultStandardGib).toBeCloseTo(100 + 2 * 20, 6);
    const nothing = estimateBackupStorage(weekly, DISKS, { churnPerDay: 0, changingShare: 0 });
    expect(nothing.storage.vaultStandardGib).toBe(100);
  });

  test("counts the used share of the disks, and no disk of unknown size", () => {
    const half = estimateBackupStorage(DAILY, [...DISKS, {}], { churnPerDay: 0.1, usedShare: 0.5 });
    expect([half.diskGib, half.usedGib]).toEqual([100, 50]);
    expect(half.storage.vaultStandardGib).toBeCloseTo(storage().vaultStandardGib / 2, 6);
  });

  test("is nothing for no disks", () => {
    expect(estimateBackupStorage({ ...DAILY, type: "Enhanced" }, []).storage).toEqual({
      snapshotGib: 0,
      vaultStandardGib: 0,
      vaultArchiveGib: 0,
    });
  });
});

const SCHEDULES = [
  Schedule.daily("23:00"),
  Schedule.everyHours(4, { from: "08:00", during: 12 }),
  Schedule.everyHours(6, { from: "00:00", during: 24 }),
];
const retentions = fc.record({
  daily: fc.integer({ min: 7, max: 400 }),
  weekly: fc.option(fc.integer({ min: 1, max: 110 }), { nil: undefined }),
  monthly: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
  yearly: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
});
const policies = fc.record({
  type: fc.constant("Enhanced" as const),
  schedule: fc.constantFrom(...SCHEDULES),
  retention: retentions,
  instantRestoreDays: fc.integer({ min: 1, max: 7 }),
});
const cases = fc.record({
  policy: policies,
  sizeGb: fc.integer({ min: 1, max: 32_767 }),
  churnPerDay: fc.double({ min: 0, max: 1, noNaN: true }),
});
const total = (policy: EstimatedPolicy, sizeGb: number, churnPerDay: number) => {
  const { snapshotGib, vaultStandardGib, vaultArchiveGib } = estimateBackupStorage(policy, [{ sizeGb }], {
    churnPerDay,
  }).storage;
  return snapshotGib + vaultStandardGib + vaultArchiveGib;
};
/** Sums of many numbers differ in their last digits. */
const atLeast = (more: number, less: number) => expect(more).toBeGreaterThanOrEqual(less * (1 - 1e-9));
const runs = { numRuns: 60 };

describe("an estimate is never less", () => {
  test("for more of any retention", () => {
    const kinds = fc.constantFrom("daily", "weekly", "monthly", "yearly");
    fc.assert(
      fc.property(
        cases,
        kinds,
        fc.integer({ min: 1, max: 12 }),
        ({ policy, sizeGb, churnPerDay }, kind, more) => {
          const retention = { ...policy.retention, [kind]: (policy.retention[kind] ?? 0) + more };
          atLeast(total({ ...policy, retention }, sizeGb, churnPerDay), total(policy, sizeGb, churnPerDay));
        },
      ),
      runs,
    );
  });

  test("for more monthly and yearly points, though the archive tier takes them", () => {
    const kinds = fc.constantFrom("monthly", "yearly");
    fc.assert(
      fc.property(
        cases,
        kinds,
        fc.integer({ min: 3, max: 9 }),
        ({ policy, sizeGb, churnPerDay }, kind, months) => {
          const archived = { ...policy, archiveTiering: { afterMonths: months } };
          const retention = { ...policy.retention, [kind]: (policy.retention[kind] ?? 0) + 5 };
          atLeast(
            total({ ...archived, retention }, sizeGb, churnPerDay),
            total(archived, sizeGb, churnPerDay),
          );
        },
      ),
      runs,
    );
  });

  test("for larger disks, more churn or longer instant restore", () => {
    fc.assert(
      fc.property(
        cases,
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ policy, sizeGb, churnPerDay }, other) => {
          const base = total(policy, sizeGb, churnPerDay);
          atLeast(total(policy, sizeGb + 1, churnPerDay), base);
          atLeast(total(policy, sizeGb, Math.max(churnPerDay, other)), base);
          const longer = { ...policy, instantRestoreDays: policy.instantRestoreDays + 1 };
          atLeast(total(longer, sizeGb, churnPerDay), base);
        },
      ),
      runs,
    );
  });

  test("than the data itself, nor more than a copy for every point and snapshot", () => {
    fc.assert(
      fc.property(cases, ({ policy, sizeGb, churnPerDay }) => {
        const { points } = estimateBackupStorage(policy, [], {});
        const all = total(policy, sizeGb, churnPerDay);
        atLeast(all, sizeGb);
        atLeast(sizeGb * (points.vaultStandard + points.snapshots + 1), all);
      }),
      runs,
    );
  });
});
