import { type FileShareRetention, Schedule, type TimeOfDay } from "../../lib";
import { refusalOf } from "../support/synthesise";
import { defineFileSharePolicy, fileShareJson, fileShareRefusal, vaulted } from "./define-file-share-policy";
import { problems } from "./define-policy";

const PLACE = "[test/Vault/Gold]";

describe("the retention of a file share policy", () => {
  const why = "azurerm keeps points of a share no longer, in either tier";
  const json = (retention: Partial<FileShareRetention>) =>
    fileShareJson(vaulted(1, { daily: 10, ...retention }));
  const refusal = (retention: Partial<FileShareRetention>) =>
    fileShareRefusal(vaulted(1, { daily: 10, ...retention }));

  test.each([0, 201, 1.5])("is refused for %p days because azurerm keeps 1 to 200", (daily) => {
    expect(fileShareRefusal({ retention: { daily } })).toBe(
      `${PLACE} retention.daily must be 1 to 200 days, got ${daily}: ${why}`,
    );
  });

  test.each([1, 2, 199, 200])("is taken for %p days", (daily) => {
    expect(fileShareJson({ retention: { daily } }).retention_daily).toEqual({ count: daily });
  });

  test("is 1 to 200 weeks", () => {
    const message = (weeks: number) =>
      `${PLACE} retention.weekly must be 1 to 200 weeks, got ${weeks}: ${why}`;

    expect(refusal({ weekly: 0 })).toBe(message(0));
    expect(json({ weekly: 1 }).retention_weekly).toMatchObject({ count: 1 });
    expect(json({ weekly: 200 }).retention_weekly).toMatchObject({ count: 200 });
    expect(refusal({ weekly: 201 })).toBe(message(201));
  });

  test("is 1 to 120 months", () => {
    const message = (months: number) =>
      `${PLACE} retention.monthly must be 1 to 120 months, got ${months}: ${why}`;

    expect(refusal({ monthly: 0 })).toBe(message(0));
    expect(json({ monthly: 1 }).retention_monthly).toMatchObject({ count: 1 });
    expect(json({ monthly: 120 }).retention_monthly).toMatchObject({ count: 120 });
    expect(refusal({ monthly: 121 })).toBe(message(121));
  });

  test("is 1 to 10 years", () => {
    const message = (years: number) =>
      `${PLACE} retention.yearly must be 1 to 10 years, got ${years}: ${why}`;

    expect(refusal({ yearly: 0 })).toBe(message(0));
    expect(json({ yearly: 1 }).retention_yearly).toMatchObject({ count: 1 });
    expect(json({ yearly: 10 }).retention_yearly).toMatchObject({ count: 10 });
    expect(refusal({ yearly: 11 })).toBe(message(11));
  });

  test("needs daily points, also where a program without types leaves them out", () => {
    expect(fileShareRefusal({ retention: {} as FileShareRetention })).toBe(
      `${PLACE} retention.daily is missing: daily backups need it`,
    );
  });
});

describe("the schedule of a file share policy", () => {
  const hours = (every: 4 | 6 | 8 | 12, from: TimeOfDay, during: number) => ({
    schedule: Schedule.everyHours(every, { from, during }),
    retention: { daily: 7 },
  });
  const window = (...given: Parameters<typeof hours>) => fileShareJson(hours(...given)).backup;

  test("is never weekly because Azure has no such backups of file shares", () => {
    const schedule = Schedule.weekly(["Sunday"], "02:00") as never;

    expect(fileShareRefusal({ schedule, retention: { weekly: 4 } as never })).toBe(
      `${PLACE} schedule.frequency must be "Hourly" or "Daily", got "Weekly": Azure has no weekly backups of file shares: back up daily, and keep weekly points longer`,
    );
  });

  test("starts on the hour or half hour, since azurerm takes no other times", () => {
    expect(fileShareRefusal({ schedule: Schedule.daily("02:15" as never) })).toBe(
      `${PLACE} schedule.at must be on the hour or half hour, "00:00" to "23:30", got "02:15"`,
    );
    expect(fileShareRefusal(hours(4, "8:00" as never, 12))).toBe(
      `${PLACE} schedule.from must be on the hour or half hour, "00:00" to "23:30", got "8:00"`,
    );
  });

  test("has 4, 6, 8 or 12 hours between backups", () => {
    expect(fileShareRefusal(hours(3 as never, "08:00", 12))).toBe(
      `${PLACE} schedule.every must be 4, 6, 8 or 12, got 3: Azure backs up file shares every so many hours`,
    );
  });

  test("has a window of 4 to 24 hours", () => {
    const message = (n: number) =>
      `${PLACE} schedule.during must be 4 to 24 hours, got ${n}: it is the part of the day in which backups run`;

    expect(fileShareRefusal(hours(4, "00:00", 3))).toBe(message(3));
    expect(window(4, "00:00", 4)).toMatchObject({ hourly: { window_duration: 4 } });
    expect(window(4, "00:00", 24)).toMatchObject({ hourly: { window_duration: 24 } });
    expect(fileShareRefusal(hours(4, "00:00", 25))).toBe(message(25));
  });

  test("has two backups a day at least, since Azure refuses a window with one", () => {
    expect(fileShareRefusal(hours(8, "08:00", 7))).toBe(
      `${PLACE} schedule.during must be schedule.every or longer, got 7 and 8: Azure refuses a window with one backup only; use Schedule.daily`,
    );
    expect(window(8, "08:00", 8)).toMatchObject({ hourly: { interval: 8, window_duration: 8 } });
  });

  test("need not have a window that is a multiple of the hours between, unlike a VM's", () => {
    expect(window(4, "06:00", 15)).toMatchObject({ hourly: { interval: 4, window_duration: 15 } });
  });

  test("ends on the day on which it starts, since Azure refuses windows over midnight", () => {
    const message = (during: number, from: string, remedy: string) =>
      `${PLACE} schedule.during must end on the day on which it starts, got ${during} hours from ${from}: ${remedy}`;

    expect(window(4, "12:00", 12)).toMatchObject({ hourly: { window_duration: 12 } });
    expect(fileShareRefusal(hours(4, "12:00", 13))).toBe(
      message(13, "12:00", "choose 12 hours at most, or start earlier"),
    );
    expect(window(4, "12:30", 11)).toMatchObject({ hourly: { window_duration: 11 } });
    expect(fileShareRefusal(hours(4, "12:30", 12))).toBe(
      message(12, "12:30", "choose 11 hours at most, or start earlier"),
    );
    expect(fileShareRefusal(hours(8, "17:00", 8))).toBe(message(8, "17:00", "start earlier"));
  });
});

describe("the tier of a file share policy", () => {
  test("is snapshot or vault-standard, as azurerm calls them", () => {
    expect(fileShareRefusal({ backupTier: "vault" as never })).toBe(
      `${PLACE} backupTier must be "snapshot" or "vault-standard", got "vault": see azurerm backup_tier`,
    );
  });

  test("of the vault needs the days of snapshots, since azurerm would take 0", () => {
    expect(fileShareRefusal(vaulted(undefined))).toBe(
      `${PLACE} snapshotRetentionDays is missing: backupTier "vault-standard" needs the days that snapshots stay in the storage account`,
    );
    expect(fileShareRefusal(vaulted(0))).toBe(
      `${PLACE} snapshotRetentionDays must be 1 to 199 days, got 0: it is shorter than retention.daily`,
    );
    expect(fileShareJson(vaulted(1)).snapshot_retention_in_days).toBe(1);
  });

  test("of the vault keeps snapshots for less than daily points, since azurerm refuses the plan otherwise", () => {
    const message = (days: number) =>
      `${PLACE} snapshotRetentionDays must be less than retention.daily, got ${days} and 10: azurerm refuses it; keep snapshots shorter, or daily points longer`;

    expect(fileShareJson(vaulted(9, { daily: 10 })).snapshot_retention_in_days).toBe(9);
    expect(fileShareRefusal(vaulted(10, { daily: 10 }))).toBe(message(10));
    expect(fileShareRefusal(vaulted(11, { daily: 10 }))).toBe(message(11));
  });

  test("of snapshots has no days of snapshots, since azurerm would plan them again and again", () => {
    expect(fileShareRefusal({ snapshotRetentionDays: 5 })).toBe(
      `${PLACE} snapshotRetentionDays belongs to backupTier "vault-standard": remove it, since retention is of the snapshots in the tier "snapshot"`,
    );
  });
});

describe("a file share policy", () => {
  test("reports mistakes of every part at once, so that one run shows everything to mend", () => {
    expect(
      fileShareRefusal({
        name: "1",
        timezone: "CET" as never,
        schedule: Schedule.daily("02:15" as never),
        retention: { daily: 0 },
        snapshotRetentionDays: 5,
      }),
    ).toBe(
      problems(
        'name must be 3 to 150 letters, digits, "-", "_" and "!", starting with a letter, got "1"',
        'timezone must be a Windows time zone name such as "UTC" or "W. Europe Standard Time", got "CET"',
        'schedule.at must be on the hour or half hour, "00:00" to "23:30", got "02:15"',
        "retention.daily must be 1 to 200 days, got 0: azurerm keeps points of a share no longer, in either tier",
        'snapshotRetentionDays belongs to backupTier "vault-standard": remove it, since retention is of the snapshots in the tier "snapshot"',
      ),
    );
  });

  test("shares its names with the other policies of the vault, since Azure keeps them in one place", () => {
    const two = refusalOf((stack) => {
      const { vault, schedule } = defineFileSharePolicy()(stack);
      vault.addVmPolicy("Vms", { name: "gold", schedule, retention: { daily: 7 } });
    });

    expect(two).toBe(
      '[test/Vault/Vms] name "gold" is the name of test/Vault/Gold: Azure\'s names have no letter case',
    );
  });
});
