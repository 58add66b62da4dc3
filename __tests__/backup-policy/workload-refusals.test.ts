import { type FullBackupRetention, type PartialBackups, Schedule } from "../../lib";
import { refusalOf } from "../support/synthesise";
import { problems } from "./define-policy";
import {
  defineSqlPolicy,
  hanaJson,
  hanaRefusal,
  log,
  nightly,
  sqlJson,
  sqlRefusal,
  sundays,
} from "./define-workload-policy";

const PLACE = "[test/Vault/Gold]";
const partial = (changes: Partial<PartialBackups> = {}): PartialBackups => ({
  on: ["Wednesday"],
  at: "01:00",
  retentionDays: 14,
  ...changes,
});

describe("a workload policy's name", () => {
  const message = (name: string) =>
    `${PLACE} name must be 3 to 150 letters, digits and "-", starting with a letter, got "${name}"`;

  test.each(["Gold_1", "Gold!", "1Gold", "Gold.1", "ab", "p".repeat(151)])(
    'refuses %p because azurerm takes neither "_" nor "!" here, unlike in VM policies',
    (name) => {
      expect(sqlRefusal({ name })).toBe(message(name));
    },
  );

  test.each(["abc", "Gold-1", "p".repeat(150)])("takes %p", (name) => {
    expect(sqlJson({ name }).name).toBe(name);
  });
});

describe("full backups", () => {
  const full = (retention: FullBackupRetention, schedule = Schedule.daily("01:00")) => ({
    full: { schedule, retention },
  });

  test("are daily or weekly, since Azure makes one a day at most", () => {
    const schedule = Schedule.everyHours(4, { from: "00:00", during: 12 }) as never;

    expect(sqlRefusal(full({ daily: 7 }, schedule))).toBe(
      `${PLACE} full.schedule.frequency must be "Daily" or "Weekly", got "Hourly": Azure makes one full backup a day at most; take log backups more often`,
    );
  });

  test("run at a time that azurerm takes, on weekdays that exist", () => {
    const weekly = { retention: { weekly: { weeks: 4, on: ["Sunday"] } } } as const;

    expect(sqlRefusal({ full: { ...weekly, schedule: Schedule.weekly(["Sunday"], "01:15" as never) } })).toBe(
      `${PLACE} full.schedule.at must be on the hour or half hour, "00:00" to "23:30", got "01:15"`,
    );
    expect(sqlRefusal({ full: { ...weekly, schedule: Schedule.weekly([], "01:00") } })).toBe(
      `${PLACE} full.schedule.on must name at least one weekday for a weekly schedule`,
    );
  });

  test("are kept 7 to 9999 days", () => {
    const message = (n: number) =>
      `${PLACE} full.retention.daily must be 7 to 9999 days, got ${n}: Azure keeps full backups for 7 days at least`;

    expect(sqlRefusal(full({ daily: 6 }))).toBe(message(6));
    expect(sqlJson(full({ daily: 7 })).protection_policy).toMatchObject([{ retention_daily: { count: 7 } }]);
    expect(sqlJson(full({ daily: 9999 })).protection_policy).toHaveLength(1);
    expect(sqlRefusal(full({ daily: 10_000 }))).toBe(message(10_000));
  });

  test("are kept 99 years at most", () => {
    const most = { daily: 7, weekly: 5163, monthly: 1188, yearly: 99 };

    expect(sqlJson(full(most)).protection_policy).toHaveLength(1);
    expect(sqlRefusal(full({ daily: 7, weekly: 5164, monthly: 1189, yearly: 100 }))).toBe(
      problems(
        "full.retention.weekly must be 1 to 5163 weeks, got 5164: Azure's limit is 99 years",
        "full.retention.monthly must be 1 to 1188 months, got 1189: Azure's limit is 99 years",
        "full.retention.yearly must be 1 to 99 years, got 100: Azure's limit is 99 years",
      ),
    );
  });

  test("of a day, week or month without its retention are refused by azurerm at apply", () => {
    expect(sqlRefusal({ full: { ...nightly, retention: { weekly: 4 } } })).toBe(
      `${PLACE} full.retention.daily is missing: daily backups need it`,
    );
    expect(sqlRefusal({ full: { ...sundays, retention: { monthly: 4 } } })).toBe(
      `${PLACE} full.retention.weekly is missing: weekly backups need it`,
    );
    expect(sqlRefusal({ full: { ...sundays, retention: { daily: 7, weekly: 4 } } })).toBe(
      `${PLACE} full.retention.daily cannot stand beside a weekly schedule, which makes no daily points: remove it, or back up daily`,
    );
  });

  test("of a weekly schedule are kept by weeks, of days on which they are made", () => {
    const retention = {
      weekly: { weeks: 4, on: ["Monday"] },
      monthly: { months: 6, days: [1] },
      yearly: { years: 2, in: ["June"], the: ["First"], on: ["Friday"] },
    } as const;

    expect(sqlRefusal({ full: { ...sundays, retention } })).toBe(
      problems(
        'full.retention.monthly by day of the month needs daily backups: use "the" and "on", or back up daily',
        'full.retention.weekly.on must be among the backup days "Sunday", got "Monday": Azure keeps only points that it made',
        'full.retention.yearly.on must be among the backup days "Sunday", got "Friday": Azure keeps only points that it made',
      ),
    );
  });

  test.each([0, 29, 31])("refuse day %p of the month, since azurerm has 1 to 28 and the last", (day) => {
    expect(sqlRefusal(full({ daily: 7, monthly: { months: 6, days: [day] } }))).toBe(
      `${PLACE} full.retention.monthly.days must be 1 to 28, got ${day}: Azure takes days that every month has; for the last one say lastDay`,
    );
  });
});

describe.each([
  { name: "differential", refusal: sqlRefusal, json: sqlJson },
  { name: "incremental", refusal: hanaRefusal, json: hanaJson },
] as const)("$name backups", ({ name, refusal, json }) => {
  const given = (changes: Partial<PartialBackups>) => ({ [name]: partial(changes) });

  test("are kept 7 to 35 days, since azurerm takes no others", () => {
    const message = (n: number) =>
      `${PLACE} ${name}.retentionDays must be 7 to 35 days, got ${n}: azurerm takes no others; keep full backups longer`;

    expect(refusal(given({ retentionDays: 6 }))).toBe(message(6));
    expect(json(given({ retentionDays: 7 })).protection_policy).toContainEqual(
      expect.objectContaining({ simple_retention: { count: 7 } }),
    );
    expect(json(given({ retentionDays: 35 })).protection_policy).toContainEqual(
      expect.objectContaining({ simple_retention: { count: 35 } }),
    );
    expect(refusal(given({ retentionDays: 36 }))).toBe(message(36));
  });

  test("do not run on days of full backups, since Azure makes one of the two a day", () => {
    expect(refusal(given({ on: ["Saturday", "Sunday"] }))).toBe(
      `${PLACE} ${name}.on must not name days of full backups, got "Sunday": Azure makes one backup a day of the two; choose other days`,
    );
  });

  test("need weekly full backups, since daily ones leave no day free", () => {
    expect(refusal({ full: nightly, ...given({}) })).toBe(
      `${PLACE} ${name} needs weekly full backups, since Azure makes one backup a day of the two: use Schedule.weekly in full, or remove ${name}`,
    );
  });

  test("run on a weekday at least, at a time that azurerm takes", () => {
    expect(refusal(given({ on: [], at: "01:20" as never }))).toBe(
      problems(
        `${name}.at must be on the hour or half hour, "00:00" to "23:30", got "01:20"`,
        `${name}.on must name at least one weekday`,
      ),
    );
    expect(refusal(given({ on: ["wednesday" as never] }))).toBe(
      `${PLACE} ${name}.on must be "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" or "Sunday", got "wednesday": Azure names weekdays in English`,
    );
  });
});

describe("log backups", () => {
  const every = (everyMinutes: number, retentionDays = 7) => ({
    log: { everyMinutes, retentionDays } as never,
  });

  test.each([15, 30, 60, 120, 240, 480, 720, 1440])("are taken for every %p minutes", (minutes) => {
    expect(sqlJson(every(minutes)).protection_policy).toContainEqual({
      policy_type: "Log",
      backup: { frequency_in_minutes: minutes },
      simple_retention: { count: 7 },
    });
  });

  test.each([0, 5, 20, 45, 1439])(
    "are refused for every %p minutes, which azurerm does not take",
    (minutes) => {
      expect(sqlRefusal(every(minutes))).toBe(
        `${PLACE} log.everyMinutes must be 15, 30, 60, 120, 240, 480, 720 or 1440, got ${minutes}: Azure backs up logs every so many minutes`,
      );
    },
  );

  test("are kept 7 to 35 days", () => {
    const message = (n: number) =>
      `${PLACE} log.retentionDays must be 7 to 35 days, got ${n}: it is the time in which any moment can be restored`;

    expect(sqlRefusal(every(15, 6))).toBe(message(6));
    expect(sqlJson(every(15, 35)).protection_policy).toHaveLength(2);
    expect(sqlRefusal(every(15, 36))).toBe(message(36));
  });

  test("cannot be left out of SAP HANA, which hands them to Azure Backup", () => {
    expect(hanaRefusal({ log: undefined })).toBe(
      `${PLACE} log is missing: SAP HANA hands all its log backups to Azure Backup, which needs to know how often`,
    );
  });
});

describe("what the compiler refuses", () => {
  test("is refused at run time too, for programs without types", () => {
    // @ts-expect-error SQL Server has no incremental backups
    expect(sqlRefusal({ incremental: partial() })).toBe(
      `${PLACE} incremental cannot be in a policy for SQL Server, which has no such backups: use differential`,
    );
    // @ts-expect-error one of the two
    const both: Parameters<typeof hanaRefusal>[0] = { differential: partial(), incremental: partial() };
    expect(hanaRefusal(both)).toBe(
      `${PLACE} differential and incremental cannot be in one policy: Azure takes one of the two; remove the other`,
    );
    expect(() =>
      // @ts-expect-error SAP HANA needs log backups
      refusalOf((stack) => defineSqlPolicy()(stack).vault.addSapHanaPolicy("Hana", { full: sundays })),
    ).not.toThrow();
  });
});

describe("a workload policy", () => {
  test("reports mistakes of every part at once, so that one run shows everything to mend", () => {
    expect(
      sqlRefusal({
        name: "a_b",
        timezone: "CET" as never,
        full: { ...nightly, retention: { daily: 6 } },
        differential: partial({ retentionDays: 36 }),
        log: { ...log, retentionDays: 6 },
      }),
    ).toBe(
      problems(
        'name must be 3 to 150 letters, digits and "-", starting with a letter, got "a_b"',
        'timezone must be a Windows time zone name such as "UTC" or "W. Europe Standard Time", got "CET"',
        "full.retention.daily must be 7 to 9999 days, got 6: Azure keeps full backups for 7 days at least",
        "differential.retentionDays must be 7 to 35 days, got 36: azurerm takes no others; keep full backups longer",
        "differential needs weekly full backups, since Azure makes one backup a day of the two: use Schedule.weekly in full, or remove differential",
        "log.retentionDays must be 7 to 35 days, got 6: it is the time in which any moment can be restored",
      ),
    );
  });

  test("shares its names with the other policies of the vault, since Azure keeps them in one place", () => {
    const two = refusalOf((stack) => {
      const { vault } = defineSqlPolicy()(stack);
      vault.addSapHanaPolicy("Hana", { name: "GOLD", full: sundays, log });
    });

    expect(two).toBe(
      '[test/Vault/Hana] name "GOLD" is the name of test/Vault/Gold: Azure\'s names have no letter case',
    );
  });
});
