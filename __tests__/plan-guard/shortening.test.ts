import * as fc from "fast-check";
import { guardPlan } from "../../lib/plan-guard";
import { change, findingsOf, plan, reasonsOf } from "./plans";

const VM_POLICY = "azurerm_backup_policy_vm";
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = ["January", "April", "June", "October", "December"];

const subset = (all: readonly string[]) => fc.subarray([...all], { minLength: 1 });

/** A policy as azurerm keeps it in its state: blocks are lists. */
const policy = fc.record({
  instant_restore_retention_days: fc.integer({ min: 2, max: 30 }),
  backup: fc.constantFrom(
    [{ frequency: "Hourly", hour_interval: 4, hour_duration: 24, weekdays: [] }],
    [{ frequency: "Daily", hour_interval: 0, hour_duration: 0, weekdays: [] }],
  ),
  retention_daily: fc.tuple(fc.record({ count: fc.integer({ min: 8, max: 9999 }) })),
  retention_weekly: fc.tuple(
    fc.record({ count: fc.integer({ min: 2, max: 5163 }), weekdays: subset(WEEKDAYS) }),
  ),
  retention_monthly: fc.tuple(
    fc.record({
      count: fc.integer({ min: 2, max: 1188 }),
      weekdays: subset(WEEKDAYS),
      weeks: subset(["First", "Second", "Last"]),
      include_last_days: fc.boolean(),
    }),
  ),
  retention_yearly: fc.tuple(
    fc.record({ count: fc.integer({ min: 2, max: 99 }), months: subset(MONTHS), days: fc.constant([1, 15]) }),
  ),
});

type Policy = Record<string, [Record<string, unknown>]>;

const BLOCKS = ["retention_daily", "retention_weekly", "retention_monthly", "retention_yearly"];

const isFound = (before: object, after: object) =>
  findingsOf(plan(change(VM_POLICY, { ...before }, { ...after }))).length > 0;

test("one less of any count is found, and one more is not", () => {
  fc.assert(
    fc.property(policy, fc.constantFrom(...BLOCKS), (given, block) => {
      const [inner] = (given as unknown as Policy)[block] as [Record<string, number>];
      const withCount = (count: number) => ({ ...given, [block]: [{ ...inner, count }] });
      expect(isFound(given, withCount((inner.count as number) - 1))).toBe(true);
      expect(isFound(given, withCount((inner.count as number) + 1))).toBe(false);
    }),
  );
});

test("a block that goes is found, and one that comes is not", () => {
  fc.assert(
    fc.property(policy, fc.constantFrom(...BLOCKS), (given, block) => {
      const without = { ...given, [block]: [] };
      expect(isFound(given, without)).toBe(true);
      expect(isFound(without, given)).toBe(false);
    }),
  );
});

test("a weekday, week, month or day that goes is found, and one that comes is not", () => {
  const lists = [
    ["retention_weekly", "weekdays", WEEKDAYS],
    ["retention_monthly", "weekdays", WEEKDAYS],
    ["retention_monthly", "weeks", ["First", "Second", "Third", "Last"]],
    ["retention_yearly", "months", MONTHS],
    ["retention_yearly", "days", [1, 15, 31]],
  ] as const;
  fc.assert(
    fc.property(policy, fc.constantFrom(...lists), (given, [block, list, all]) => {
      const [inner] = (given as unknown as Policy)[block] as [Record<string, unknown[]>];
      const some = inner[list] as unknown[];
      const with_ = (values: readonly unknown[]) => ({ ...given, [block]: [{ ...inner, [list]: values }] });
      expect(isFound(given, with_(some.slice(1)))).toBe(true);
      expect(isFound(given, with_(all))).toBe(false);
      expect(isFound(given, with_([...some].reverse()))).toBe(false);
    }),
  );
});

test("what was shortened and lengthened at once is found for what was shortened", () => {
  fc.assert(
    fc.property(policy, (given) => {
      const after = {
        ...given,
        instant_restore_retention_days: given.instant_restore_retention_days - 1,
        retention_daily: [{ count: 9999 }],
      };
      const { instant_restore_retention_days: days } = given;
      expect(findingsOf(plan(change(VM_POLICY, given, after)))).toEqual([
        `retention-shortened ${VM_POLICY}.This: instant restore: ${days - 1} days, and was ${days}`,
      ]);
    }),
  );
});

test("the order of a plan's changes says nothing", () => {
  const changes = [
    change(
      VM_POLICY,
      { retention_daily: [{ count: 30 }] },
      { retention_daily: [{ count: 7 }] },
      { address: "a" },
    ),
    change(
      "azurerm_recovery_services_vault",
      { immutability: "Locked" },
      { immutability: "Disabled" },
      { address: "b" },
    ),
    change("azurerm_backup_protected_vm", { id: "x" }, null, { address: "c" }),
    change("azurerm_resource_group", { id: "x" }, null, { address: "d" }),
  ];
  const all = [...findingsOf(plan(...changes))].sort();
  fc.assert(
    fc.property(fc.shuffledSubarray(changes, { minLength: 4 }), (shuffled) => {
      expect([...findingsOf(plan(...shuffled))].sort()).toEqual(all);
    }),
  );
  expect(all).toHaveLength(3);
});

describe("how often a policy backs up", () => {
  const hourly = (hour_interval: number, hour_duration: number) => ({
    backup: [{ frequency: "Hourly", hour_interval, hour_duration }],
  });
  const DAILY = { backup: [{ frequency: "Daily" }] };
  const weekly = (...weekdays: string[]) => ({ backup: [{ frequency: "Weekly", weekdays }] });

  test.each([
    ["hours between backups", hourly(4, 24), hourly(6, 24), "every 6 hours, and was every 4 hours"],
    ["a shorter window", hourly(4, 24), hourly(4, 12), "every 16 hours, and was every 4 hours"],
    ["once a day", hourly(4, 24), DAILY, "every day, and was every 4 hours"],
    ["once a week", DAILY, weekly("Sunday"), "every 7 days, and was every day"],
    [
      "fewer days of the week",
      weekly("Monday", "Thursday"),
      weekly("Monday"),
      "every 7 days, and was every 4 days",
    ],
  ])("gets less with %s", (_, before, after, text) => {
    expect(reasonsOf(VM_POLICY, before, after)).toEqual([`backups-less-often: backups: ${text}`]);
    expect(reasonsOf(VM_POLICY, after, before)).toEqual([]);
  });

  test("gets less where a log is backed up every hour instead of every quarter of it", () => {
    const log = (frequency_in_minutes: number) => ({
      protection_policy: [
        { policy_type: "Log", backup: [{ frequency_in_minutes }], simple_retention: [{ count: 14 }] },
      ],
    });
    expect(reasonsOf("azurerm_backup_policy_vm_workload", log(15), log(60))).toEqual([
      "backups-less-often: Log backups: every hour, and was every 15 minutes",
    ]);
  });

  test("gets less where Site Recovery makes no consistent points any more", () => {
    const minutes = (value: number) => ({
      recovery_point_retention_in_minutes: 1440,
      application_consistent_snapshot_frequency_in_minutes: value,
    });
    expect(reasonsOf("azurerm_site_recovery_replication_policy", minutes(60), minutes(0))).toEqual([
      "backups-less-often: application-consistent points: no longer made",
    ]);
  });
});

describe("the policies of Backup vaults", () => {
  const TYPE = "azurerm_data_protection_backup_policy_blob_storage";
  const blob = (operational: string, yearly: string, name = "Yearly") => ({
    operational_default_retention_duration: operational,
    retention_rule: [
      { name, life_cycle: [{ data_store_type: "VaultStore", duration: yearly }], criteria: [{}] },
    ],
  });

  test.each([
    ["P30D", "P7Y", "P29D", "P7Y", "operational_default_retention_duration: 29 days, and was 30"],
    [
      "P30D",
      "P7Y",
      "P30D",
      "P6Y",
      "retention_rule[Yearly].life_cycle[VaultStore].duration: 2190 days, and was 2555",
    ],
    ["P4W", "P7Y", "P27D", "P7Y", "operational_default_retention_duration: 27 days, and was 28"],
    ["P1M", "P7Y", "P29D", "P7Y", "operational_default_retention_duration: 29 days, and was 30"],
  ])("say durations, of which %s and %s become %s and %s", (days, years, daysAfter, yearsAfter, text) => {
    expect(reasonsOf(TYPE, blob(days, years), blob(daysAfter, yearsAfter))).toEqual([
      `retention-shortened: ${text}`,
    ]);
    expect(reasonsOf(TYPE, blob(daysAfter, yearsAfter), blob(days, years))).toEqual([]);
  });

  test("say the same in other units", () => {
    expect(reasonsOf(TYPE, blob("P4W", "P7Y"), blob("P28D", "P2555D"))).toEqual([]);
  });

  test("lose a rule", () => {
    expect(reasonsOf(TYPE, blob("P30D", "P7Y"), { ...blob("P30D", "P7Y"), retention_rule: [] })).toEqual([
      "retention-shortened: retention_rule[Yearly].life_cycle[VaultStore].duration: no longer kept, and were kept 2555 days",
    ]);
  });

  test("back up less often", () => {
    const every = (duration: string) => ({
      backup_repeating_time_intervals: [`R/2026-01-01T02:00:00+00:00/${duration}`],
    });
    const type = "azurerm_data_protection_backup_policy_disk";
    expect(reasonsOf(type, every("PT4H"), every("P1D"))).toEqual([
      "backups-less-often: backups: every day, and was every 4 hours",
    ]);
    expect(reasonsOf(type, every("P1D"), every("PT4H"))).toEqual([]);
  });
});

test("an immutable vault refuses less retention anyway, and the guard says so", () => {
  const vault = {
    address: "azurerm_recovery_services_vault.V",
    mode: "managed",
    type: "azurerm_recovery_services_vault",
    name: "V",
    change: {
      actions: ["no-op"],
      before: { name: "rsv", resource_group_name: "rg", immutability: "Unlocked" },
      after: { name: "rsv", resource_group_name: "rg", immutability: "Unlocked" },
    },
  } as const;
  const of = (count: number) => ({
    recovery_vault_name: "RSV",
    resource_group_name: "rg",
    retention_daily: [{ count }],
  });
  const shortened = change(VM_POLICY, of(30), of(7));
  expect(guardPlan(plan(vault, shortened)).findings.map(({ reason }) => reason)).toEqual([
    "daily points: 7 days, and was 30; Azure refuses it, since the vault is immutable",
  ]);
  expect(guardPlan(plan(shortened)).findings.map(({ reason }) => reason)).toEqual([
    "daily points: 7 days, and was 30",
  ]);
});
