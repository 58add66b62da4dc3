import { type EstimatedPolicy, estimateBackupStorage, Schedule } from "../../lib";

/** The evening that points are counted on is Tuesday, 31 December 2030. */
const DAILY: EstimatedPolicy = {
  type: "Standard",
  schedule: Schedule.daily("23:00"),
  retention: { daily: 30 },
};
const points = (changes: Partial<EstimatedPolicy> = {}) =>
  estimateBackupStorage({ ...DAILY, ...changes }, []).points;
const NONE = { daily: 0, weekly: 0, monthly: 0, yearly: 0, vaultArchive: 0 };

describe("the recovery points of a policy", () => {
  test("are as many as it keeps days, and the snapshots that Azure keeps unless told otherwise", () => {
    expect(points()).toEqual({ ...NONE, snapshots: 2, daily: 30, vaultStandard: 30 });
    expect(points({ type: "Enhanced" }).snapshots).toBe(7);
    expect(points({ instantRestoreDays: 5 }).snapshots).toBe(5);
  });

  test("are one where several retentions keep the same one, counted by the longest", () => {
    // 12 Sundays, of which 4 are daily points; first Sundays of 12 months, of which 2 are among these; of January of 7 years
    expect(points({ retention: { daily: 30, weekly: 12, monthly: 12, yearly: 7 } })).toEqual({
      snapshots: 2,
      daily: 26,
      weekly: 10,
      monthly: 11,
      yearly: 7,
      vaultStandard: 54,
      vaultArchive: 0,
    });
  });

  test("are those of days of the month that a month has: the 31st is in seven months of twelve", () => {
    const monthly = { months: 12, days: [31] } as const;
    // 31 December is yet a daily point; that of 2029 has just gone
    expect(points({ retention: { daily: 7, monthly } })).toMatchObject({ daily: 6, monthly: 7 });
    expect(points({ retention: { daily: 7, monthly: { ...monthly, lastDay: true } } })).toMatchObject({
      monthly: 12,
    });
  });

  test("are kept as many months as the calendar has: a point of 31 August goes on the last of February", () => {
    const kept = (asOf: string) =>
      estimateBackupStorage({ ...DAILY, retention: { daily: 7, monthly: { months: 6, days: [31] } } }, [], {
        asOf,
      }).points.monthly;
    // of 31 August, October, December and January; that of 31 July went on 31 January
    expect(kept("2031-02-27")).toBe(4);
    expect(kept("2031-02-28")).toBe(3);
  });

  test("are those of the last Friday, be it the fourth or the fifth", () => {
    const last = { the: ["Last"], on: ["Friday"] } as const;
    expect(points({ retention: { daily: 7, monthly: { months: 24, ...last } } })).toMatchObject({
      daily: 6,
      monthly: 24,
    });
    const fifth = { the: ["First", "Last"], on: ["Friday"] } as const;
    expect(points({ retention: { daily: 7, monthly: { months: 24, ...fifth } } })).toMatchObject({
      monthly: 48,
    });
  });

  test("of a weekly schedule are of its days alone, with one snapshot at least", () => {
    const schedule = Schedule.weekly(["Sunday", "Wednesday"], "22:00");
    const weekly = { weeks: 4, on: ["Sunday", "Wednesday"] } as const;
    // on a Tuesday: Sunday's snapshot is two days old, Wednesday's six
    expect(points({ schedule, retention: { weekly } })).toEqual({
      ...NONE,
      snapshots: 1,
      weekly: 8,
      vaultStandard: 8,
    });
    const wednesdays = Schedule.weekly(["Wednesday"], "22:00");
    expect(points({ schedule: wednesdays, retention: { weekly: 4 } })).toMatchObject({
      snapshots: 1,
      weekly: 4,
    });
  });

  test("of an hourly schedule are one a day in the vault, and all of them beside the disks", () => {
    const hourly = (during: number) =>
      points({
        type: "Enhanced",
        schedule: Schedule.everyHours(4, { from: "08:00", during }),
        instantRestoreDays: 3,
      });
    expect(hourly(12)).toMatchObject({ snapshots: 12, daily: 30, vaultStandard: 30 });
    expect(hourly(20)).toMatchObject({ snapshots: 18 });
    expect(hourly(24)).toMatchObject({ snapshots: 18 });
  });
});

describe("the archive tier", () => {
  const archived = (retention: EstimatedPolicy["retention"], afterMonths = 3) =>
    points({ retention, archiveTiering: { afterMonths } });

  test("takes monthly and yearly points that are old enough", () => {
    // monthly points of 2 to 12 months: 3 months are in the standard tier, the rest and 6 of the yearly ones are not
    expect(archived({ daily: 30, monthly: 12, yearly: 7 })).toMatchObject({
      monthly: 11,
      yearly: 7,
      vaultArchive: 15,
      vaultStandard: 33,
    });
  });

  test("takes none of which less than six months would be left", () => {
    expect(archived({ daily: 30, monthly: 8 }).vaultArchive).toBe(0);
    expect(archived({ daily: 30, monthly: 9 }).vaultArchive).toBe(6);
    expect(archived({ daily: 30, monthly: 9 }, 4).vaultArchive).toBe(0);
  });

  test("waits until no daily or weekly point depends on a point", () => {
    expect(archived({ daily: 30, yearly: 7 }).vaultArchive).toBe(7);
    expect(archived({ daily: 365, yearly: 7 }).vaultArchive).toBe(6);
    expect(archived({ daily: 30, weekly: 104, yearly: 7 }).vaultArchive).toBe(5);
  });

  test("takes nothing that only Azure could recommend", () => {
    const retention = { daily: 30, yearly: 7 };
    expect(points({ retention, archiveTiering: "Recommended" }).vaultArchive).toBe(0);
  });
});
