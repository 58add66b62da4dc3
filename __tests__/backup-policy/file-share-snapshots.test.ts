import { type FileSharePolicyOptions, type FileShareRetention, Schedule } from "../../lib";
import { fileShareJson, fileShareRefusal, vaulted } from "./define-file-share-policy";

const REMEDY =
  'Azure Files has no more; keep them shorter, choose backupTier "vault-standard", or back up less often';
const tooMany = (total: number, sum: string) =>
  `[test/Vault/Gold] retention must keep 200 snapshots of a share at most, got ${total} (${sum}): ${REMEDY}`;

/** The policy is taken, and keeps so many days. */
const taken = (options: Partial<FileSharePolicyOptions>) => fileShareJson(options).retention_daily;

describe("the snapshots that a policy keeps of a share", () => {
  const kept = (retention: FileShareRetention) => ({ retention });

  test("are 200 at most, of all kinds together", () => {
    expect(taken(kept({ daily: 100, weekly: 52, monthly: 36, yearly: 11 - 1 }))).toEqual({ count: 100 });
    expect(taken(kept({ daily: 102, weekly: 52, monthly: 36, yearly: 10 }))).toEqual({ count: 102 });
    expect(fileShareRefusal(kept({ daily: 103, weekly: 52, monthly: 36, yearly: 10 }))).toBe(
      tooMany(201, "103 days × 1 + 52 weeks × 1 + 36 months × 1 + 10 years × 1"),
    );
  });

  test("are counted for each weekday that is kept", () => {
    const weekly = (weeks: number) =>
      kept({ daily: 50, weekly: { weeks, on: ["Monday", "Friday", "Sunday"] } });

    expect(taken(weekly(50))).toEqual({ count: 50 });
    expect(fileShareRefusal(weekly(51))).toBe(tooMany(203, "50 days × 1 + 51 weeks × 3"));
  });

  test("are counted for each day of the month, and for each week and weekday of it", () => {
    const days = (daily: number) => kept({ daily, monthly: { months: 60, days: [1, 15], lastDay: true } });
    const weeks = (daily: number) =>
      kept({ daily, monthly: { months: 45, the: ["First", "Last"], on: ["Friday", "Sunday"] } });

    expect(taken(days(20))).toEqual({ count: 20 });
    expect(fileShareRefusal(days(21))).toBe(tooMany(201, "21 days × 1 + 60 months × 3"));
    expect(taken(weeks(20))).toEqual({ count: 20 });
    expect(fileShareRefusal(weeks(21))).toBe(tooMany(201, "21 days × 1 + 45 months × 4"));
  });

  test("are counted for each month of the year", () => {
    const yearly = (daily: number) =>
      kept({ daily, yearly: { years: 10, in: ["March", "June", "September", "December"], days: [1] } });

    expect(taken(yearly(160))).toEqual({ count: 160 });
    expect(fileShareRefusal(yearly(161))).toBe(tooMany(201, "161 days × 1 + 10 years × 4"));
  });

  test.each([
    { every: 4, during: 12, perDay: 4, days: 50 },
    { every: 4, during: 15, perDay: 4, days: 50 },
    { every: 4, during: 20, perDay: 6, days: 33 },
    { every: 4, during: 24, perDay: 6, days: 33 },
    { every: 6, during: 6, perDay: 2, days: 100 },
    { every: 8, during: 24, perDay: 3, days: 66 },
    { every: 12, during: 12, perDay: 2, days: 100 },
  ] as const)(
    "are counted for each backup of a day: $perDay every $every hours for $during",
    ({ every, during, perDay, days }) => {
      const schedule = Schedule.everyHours(every, { from: "00:00", during });

      expect(taken({ schedule, retention: { daily: days } })).toEqual({ count: days });
      expect(fileShareRefusal({ schedule, retention: { daily: days + 1 } })).toBe(
        tooMany((days + 1) * perDay, `${days + 1} days × ${perDay}`),
      );
    },
  );

  test("are those of snapshotRetentionDays alone in the vault tier, whose points are in the vault", () => {
    const schedule = Schedule.everyHours(4, { from: "00:00", during: 24 });
    const retention = { daily: 200, weekly: 200, monthly: 120, yearly: 10 };

    expect(taken({ ...vaulted(33, retention), schedule })).toEqual({ count: 200 });
    expect(fileShareRefusal({ ...vaulted(34, retention), schedule })).toBe(
      "[test/Vault/Gold] snapshotRetentionDays must keep 200 snapshots of a share at most, got 204 (34 days × 6): Azure Files has no more; keep them shorter, or back up less often",
    );
  });

  test("are not added up where a count is wrong by itself, which is refused first", () => {
    expect(fileShareRefusal(kept({ daily: 201, weekly: 200 }))).toBe(
      "[test/Vault/Gold] retention.daily must be 1 to 200 days, got 201: azurerm keeps points of a share no longer, in either tier",
    );
  });
});
