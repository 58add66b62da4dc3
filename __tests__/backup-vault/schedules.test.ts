import { TerraformVariable } from "cdktf";
import fc from "fast-check";
import {
  type AksBackupPolicyOptions,
  type DiskBackupPolicyOptions,
  type MysqlBackupPolicyOptions,
  Schedule,
  TIMEZONES,
  type Timezone,
} from "../../lib";
import { refusalOf, synthesise } from "../support/synthesise";
import { defineBackupVault } from "./define-backup-vault";

type Disk = DiskBackupPolicyOptions["schedule"];
const policies = "azurerm_data_protection_backup_policy";
const retention = { days: 7 };

const disks = (schedule: Disk, timezone?: Timezone) =>
  synthesise((s) => defineBackupVault()(s).addDiskPolicy("P", { schedule, timezone, retention })).only(
    `${policies}_disk`,
  );
const refusedDisks = (schedule: unknown) =>
  refusalOf((s) => defineBackupVault()(s).addDiskPolicy("P", { schedule: schedule as Disk, retention }));

describe("a schedule of a Backup vault", () => {
  test.each([
    [Schedule.daily("02:00"), "R/2024-01-01T02:00:00+00:00/P1D"],
    [Schedule.roundTheClock(1, { from: "00:00" }), "R/2024-01-01T00:00:00+00:00/PT1H"],
    [Schedule.roundTheClock(12, { from: "23:30" }), "R/2024-01-01T23:30:00+00:00/PT12H"],
  ])(
    "%p is %s, from a date that never moves: a moving one would make every run a new policy",
    (given, text) => {
      expect(disks(given)).toMatchObject({ backup_repeating_time_intervals: [text], time_zone: "UTC" });
    },
  );

  test("is known in the program: a token's number in the policy's name would make other runs other policies", () => {
    const refused = (define: (late: TerraformVariable) => Disk) =>
      refusalOf((s) => {
        const late = new TerraformVariable(s, "late", {});
        defineBackupVault()(s).addDiskPolicy("P", { schedule: define(late), retention });
      });
    const message = (name: string) =>
      `[test/Vault/P] schedule.${name} must be a value in the program, got one of the deployment: the policy's name is made of its content`;

    expect(refused((late) => Schedule.daily(late.stringValue as "02:00"))).toBe(message("at"));
    expect(refused((late) => Schedule.roundTheClock(late.numberValue as 4, { from: "02:00" }))).toBe(
      message("every"),
    );
  });

  test("has weekdays that are known in the program", () => {
    const refused = refusalOf((s) => {
      const late = new TerraformVariable(s, "late", {});
      const schedule = Schedule.weekly([late.stringValue as "Monday"], "02:00");
      defineBackupVault()(s).addMysqlPolicy("P", { schedule, retention });
    });

    expect(refused).toBe(
      "[test/Vault/P] schedule.on must be a value in the program, got one of the deployment: the policy's name is made of its content",
    );
  });

  test("of weekdays has an interval for each, from a date of that weekday, in the week's order", () => {
    const stack = synthesise((s) =>
      defineBackupVault()(s).addMysqlPolicy("P", {
        schedule: Schedule.weekly(["Sunday", "Monday", "Sunday"], "03:30"),
        retention,
      }),
    );

    expect(stack.only(`${policies}_mysql_flexible_server`).backup_repeating_time_intervals).toEqual([
      "R/2024-01-01T03:30:00+00:00/P1W",
      "R/2024-01-07T03:30:00+00:00/P1W",
    ]);
  });

  test.each([
    ["W. Europe Standard Time", "+01:00"],
    ["India Standard Time", "+05:30"],
    ["Eastern Standard Time", "-05:00"],
    ["UTC", "+00:00"],
    ["Chatham Islands Standard Time", "+12:45"],
  ] as const)(
    "starts by the clock of %s, with its standard offset %s, as the portal writes it",
    (zone, offset) => {
      expect(disks(Schedule.daily("02:00"), zone)).toMatchObject({
        backup_repeating_time_intervals: [`R/2024-01-01T02:00:00${offset}/P1D`],
        time_zone: zone,
      });
    },
  );

  test("starts by the user's clock in every time zone, with an offset that exists", () => {
    fc.assert(
      fc.property(fc.constantFrom(...TIMEZONES), (zone) => {
        const [interval] = disks(Schedule.daily("02:00"), zone).backup_repeating_time_intervals as string[];
        expect(interval).toMatch(/^R\/2024-01-01T02:00:00[+-](0\d|1[0-4]):(00|30|45)\/P1D$/);
        const utc = zone === "UTC" || /^(GMT|Greenwich|Sao Tome) Standard Time$/.test(zone);
        expect(interval?.includes("+00:00")).toBe(utc);
      }),
      { numRuns: 200 },
    );
  });

  test("refuses a time zone that Azure does not know", () => {
    const timezone = "Europe/Berlin" as Timezone;

    expect(
      refusalOf((s) =>
        defineBackupVault()(s).addDiskPolicy("P", { schedule: Schedule.daily("02:00"), timezone, retention }),
      ),
    ).toBe(
      '[test/Vault/P] timezone must be a Windows time zone name such as "UTC" or "W. Europe Standard Time", got "Europe/Berlin"',
    );
  });

  test.each(["2:00", "02:15", "24:00"])("refuses %p, at which no backup starts", (at) => {
    expect(refusedDisks({ frequency: "Daily", at })).toBe(
      `[test/Vault/P] schedule.at must be on the hour or half hour, "00:00" to "23:30", got "${at}"`,
    );
  });
});

describe("what a data source takes", () => {
  test.each([3, 24, 0, 0.5])("disks are not backed up every %p hours", (every) => {
    expect(refusedDisks({ frequency: "RoundTheClock", every, from: "02:00" })).toBe(
      `[test/Vault/P] schedule.every must be 1, 2, 4, 6, 8 or 12, got ${every}: Azure backs up disks every so many hours`,
    );
  });

  test("disks are not backed up weekly", () => {
    expect(refusedDisks(Schedule.weekly(["Sunday"], "02:00"))).toBe(
      '[test/Vault/P] schedule must be made by Schedule.roundTheClock or Schedule.daily, got "Weekly": Azure backs up disks no other way',
    );
  });

  test("the schedules of VMs, with their window of the day, are others", () => {
    expect(refusedDisks(Schedule.everyHours(4, { from: "08:00", during: 12 }))).toBe(
      '[test/Vault/P] schedule must be made by Schedule.roundTheClock or Schedule.daily, got "Hourly": Azure backs up disks no other way',
    );
  });

  test.each([1, 2, 6])("AKS clusters are not backed up every %p hours", (every) => {
    const schedule = { frequency: "RoundTheClock", every, from: "02:00" } as unknown;

    expect(
      refusalOf((s) =>
        defineBackupVault()(s).addAksPolicy("P", {
          schedule: schedule as AksBackupPolicyOptions["schedule"],
          retention,
        }),
      ),
    ).toBe(
      `[test/Vault/P] schedule.every must be 4, 8 or 12, got ${every}: Azure backs up AKS clusters every so many hours`,
    );
  });

  test("MySQL servers are backed up weekly only", () => {
    const schedule = Schedule.daily("02:00") as unknown as MysqlBackupPolicyOptions["schedule"];

    expect(refusalOf((s) => defineBackupVault()(s).addMysqlPolicy("P", { schedule, retention }))).toBe(
      '[test/Vault/P] schedule must be made by Schedule.weekly, got "Daily": Azure backs up MySQL flexible servers no other way',
    );
  });

  test("PostgreSQL servers and blobs are backed up daily or weekly, and not more often", () => {
    const schedule = Schedule.roundTheClock(12, { from: "02:00" }) as never;

    expect(refusalOf((s) => defineBackupVault()(s).addPostgresqlPolicy("P", { schedule, retention }))).toBe(
      '[test/Vault/P] schedule must be made by Schedule.daily or Schedule.weekly, got "RoundTheClock": Azure backs up PostgreSQL flexible servers no other way',
    );
    expect(
      refusalOf((s) => defineBackupVault()(s).addBlobPolicy("P", { vaulted: { schedule, retention } })),
    ).toBe(
      '[test/Vault/P] schedule must be made by Schedule.daily or Schedule.weekly, got "RoundTheClock": Azure backs up blobs no other way',
    );
  });

  test("a weekly schedule names its days, in English", () => {
    const weekly = (on: readonly string[]) => () =>
      refusalOf((s) =>
        defineBackupVault()(s).addMysqlPolicy("P", {
          schedule: { frequency: "Weekly", on: on as never, at: "02:00" },
          retention,
        }),
      );

    expect(weekly([])()).toBe(
      "[test/Vault/P] schedule.on must name at least one weekday for a weekly schedule",
    );
    expect(weekly(["Sonntag"])()).toBe(
      '[test/Vault/P] schedule.on must be "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" or "Sunday", got "Sonntag": Azure names weekdays in English',
    );
  });
});
