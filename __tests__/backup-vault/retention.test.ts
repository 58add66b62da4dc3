import { TerraformVariable } from "cdktf";
import fc from "fast-check";
import {
  type DiskBackupPolicyOptions,
  type ResilienceStack,
  Schedule,
  type SnapshotRetention,
  type VaultedRetention,
} from "../../lib";
import { refusalOf, synthesise } from "../support/synthesise";
import { defineBackupVault } from "./define-backup-vault";

const policies = "azurerm_data_protection_backup_policy";
const daily = Schedule.daily("02:00");
const every = (hours: 1 | 2 | 4 | 6 | 8 | 12) => Schedule.roundTheClock(hours, { from: "00:00" });

const disks =
  (retention: SnapshotRetention, schedule: DiskBackupPolicyOptions["schedule"] = daily) =>
  (s: ResilienceStack) =>
    defineBackupVault()(s).addDiskPolicy("P", { schedule, retention });
const servers = (retention: VaultedRetention) => (s: ResilienceStack) =>
  defineBackupVault()(s).addPostgresqlPolicy("P", { schedule: daily, retention });

describe("the retention of snapshots", () => {
  test("has a rule for the first of a day and of a week, the longer one with the stronger priority", () => {
    const policy = synthesise(disks({ days: 7, daily: 30, weekly: 12 }, every(4))).only(`${policies}_disk`);

    expect(policy).toMatchObject({
      default_retention_duration: "P7D",
      retention_rule: [
        {
          name: "Weekly",
          duration: "P12W",
          priority: 20,
          criteria: { absolute_criteria: "FirstOfWeek" },
        },
        { name: "Daily", duration: "P30D", priority: 25, criteria: { absolute_criteria: "FirstOfDay" } },
      ],
    });
  });

  test("has no rules where none is asked, rather than an empty list", () => {
    expect(synthesise(disks({ days: 7 })).only(`${policies}_disk`)).not.toHaveProperty("retention_rule");
  });

  test.each([0, 366, 1.5])("of disks is 1 to 365 days, not %p", (days) => {
    expect(refusalOf(disks({ days }))).toBe(
      `[test/Vault/P] retention.days must be 1 to 365 days, got ${days}: Azure keeps snapshots of a disk for a year at most`,
    );
  });

  test.each([1, 365])("of disks may be %p days", (days) => {
    expect(synthesise(disks({ days })).only(`${policies}_disk`).default_retention_duration).toBe(`P${days}D`);
  });

  test.each([
    [every(12), 226, 452],
    [every(4), 76, 456],
    [every(1), 19, 456],
  ])("keeps 450 snapshots of a disk at most: %p, %p days", (schedule, days, snapshots) => {
    expect(refusalOf(disks({ days }, schedule))).toBe(
      `[test/Vault/P] retention must keep 450 snapshots of a disk at most, got ${snapshots}: keep them for fewer days, or back up less often`,
    );
    expect(synthesise(disks({ days: days - 1 }, schedule)).only(`${policies}_disk`)).toMatchObject({
      default_retention_duration: `P${days - 1}D`,
    });
  });

  test("counts the daily and weekly snapshots that outlive the others", () => {
    const kept = { days: 70, daily: 87, weekly: 25 }; // 70 × 6, then 17 days, then 13 weeks (12 and a part)
    const policy = synthesise(disks(kept, every(4))).only(`${policies}_disk`);

    expect(policy.default_retention_duration).toBe("P70D");
    expect(refusalOf(disks({ ...kept, weekly: 26 }, every(4)))).toBe(
      "[test/Vault/P] retention must keep 450 snapshots of a disk at most, got 451: keep them for fewer days, or back up less often",
    );
  });

  test("has no daily rule where there is one snapshot a day", () => {
    expect(refusalOf(disks({ days: 7, daily: 30 }))).toBe(
      "[test/Vault/P] retention.daily needs several backups a day: with one a day, retention.days says how long it is kept",
    );
  });

  test.each([361, 0])("of AKS clusters is 1 to 360 days, not %p", (days) => {
    expect(
      refusalOf((s) => defineBackupVault()(s).addAksPolicy("P", { schedule: daily, retention: { days } })),
    ).toBe(
      `[test/Vault/P] retention.days must be 1 to 360 days, got ${days}: Azure keeps backups of AKS clusters for 360 days at most`,
    );
  });

  test("of AKS clusters is worth a look above 500 snapshots of a volume, Azure's limit for a disk", () => {
    const findings = (days: number) =>
      synthesise((s) =>
        defineBackupVault()(s).addAksPolicy("P", {
          schedule: Schedule.roundTheClock(4, { from: "00:00" }),
          retention: { days },
        }),
      ).findings;

    expect(findings(83)).toEqual([]);
    expect(findings(84)).toEqual([
      {
        kind: "warning",
        subject: "test/Vault/P",
        reason: "the policy keeps 504 snapshots of a persistent volume, and Azure takes 500 of a disk",
        remedy: "keep them for fewer days, or back up less often",
      },
    ]);
  });
});

describe("the retention of recovery points in the vault", () => {
  test("has a rule for each kind, all in the vault's store, the longest with the strongest priority", () => {
    const policy = synthesise(servers({ days: 30, weekly: 12, monthly: 12, yearly: 10 })).only(
      `${policies}_postgresql_flexible_server`,
    );
    const rule = (name: string, duration: string, priority: number, mark: string) => ({
      name,
      priority,
      life_cycle: [{ data_store_type: "VaultStore", duration }],
      criteria: { absolute_criteria: mark },
    });

    expect(policy).toMatchObject({
      default_retention_rule: { life_cycle: [{ data_store_type: "VaultStore", duration: "P30D" }] },
      retention_rule: [
        rule("Yearly", "P10Y", 10, "FirstOfYear"),
        rule("Monthly", "P12M", 15, "FirstOfMonth"),
        rule("Weekly", "P12W", 20, "FirstOfWeek"),
      ],
    });
  });

  test.each([
    [{ days: 3651 }, "retention.days must be 1 to 3650 days, got 3651"],
    [{ days: 7, weekly: 522 }, "retention.weekly must be 1 to 521 weeks, got 522"],
    [{ days: 7, monthly: 121 }, "retention.monthly must be 1 to 120 months, got 121"],
    [{ days: 7, yearly: 11 }, "retention.yearly must be 1 to 10 years, got 11"],
  ])("%p is more than the 10 years that Azure keeps", (retention, message) => {
    expect(refusalOf(servers(retention))).toBe(
      `[test/Vault/P] ${message}: Azure keeps backups of PostgreSQL flexible servers for 10 years at most`,
    );
  });

  test("takes the largest numbers", () => {
    const policy = synthesise(servers({ days: 3600, monthly: 120, yearly: 10 })).only(
      `${policies}_postgresql_flexible_server`,
    );

    expect(JSON.stringify(policy.retention_rule)).toContain("P120M");
  });

  test("has no daily rule, since there is one recovery point a day at most", () => {
    const retention = { days: 7, daily: 30 } as VaultedRetention;

    expect(refusalOf(servers(retention))).toBe(
      "[test/Vault/P] retention.daily cannot be given here: Azure keeps backups of PostgreSQL flexible servers for 10 years at most",
    );
  });
});

describe("a longer-term rule that keeps shorter", () => {
  test("is refused, since Azure keeps a recovery point by its longest-term rule alone", () => {
    expect(refusalOf(servers({ days: 30, weekly: 4 }))).toBe(
      "[test/Vault/P] retention.weekly must not be shorter than retention.days, got 4 weeks and 30 days: Azure keeps a recovery point by its longest-term rule alone; keep it longer, or remove it",
    );
    expect(refusalOf(servers({ days: 7, monthly: 13, yearly: 1 }))).toBe(
      "[test/Vault/P] retention.yearly must not be shorter than retention.monthly, got 1 years and 13 months: Azure keeps a recovery point by its longest-term rule alone; keep it longer, or remove it",
    );
  });

  test("is the only order that is refused, whatever the numbers", () => {
    const count = (max: number) => fc.option(fc.integer({ min: 1, max }), { nil: undefined });
    const given = fc.record({
      days: fc.integer({ min: 1, max: 3650 }),
      weekly: count(521),
      monthly: count(120),
      yearly: count(10),
    });
    fc.assert(
      fc.property(given, (retention) => {
        const lengths = [
          retention.days,
          (retention.weekly ?? 0) * 7,
          (retention.monthly ?? 0) * 30,
          (retention.yearly ?? 0) * 365,
        ].filter((length) => length > 0);
        const rising = lengths.every((length, i) => length >= (lengths[i - 1] ?? 0));
        const refused = () => refusalOf(servers(retention));
        if (rising) expect(refused).toThrow("nothing was refused");
        else expect(refused()).toContain("must not be shorter than");
      }),
      { numRuns: 60 },
    );
  });
});

test("a number that is known only at the deployment is refused, since the policy's name is made of its content", () => {
  expect(
    refusalOf((s) => {
      const days = new TerraformVariable(s, "days", { type: "number" }).numberValue;
      disks({ days })(s);
    }),
  ).toContain(
    "retention.days must be a number in the program, got a value of the deployment: the policy's name is made of its content",
  );
});
