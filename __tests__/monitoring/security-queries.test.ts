import { BackupQueries } from "../../lib";
import { execute, type Fixture, hoursAgo } from "../support/kql";
import type { Value } from "../support/kql/values";
import { policy, vaultOf } from "./rows";

describe("a shortened retention", () => {
  const found = (rows: Fixture["AddonAzureBackupPolicy"], options = {}) =>
    execute(BackupQueries.retentionShortened(options).text, { AddonAzureBackupPolicy: rows });
  const gold = (Shortened: string) => [
    { Vault: "rsv-a", Policy: "bkpol-gold", Shortened, _ResourceId: vaultOf() },
  ];

  test("30 days that become 7 are told of, with both numbers", () => {
    const rows = [policy({ DailyRetentionDuration: 30 }, 30), policy({ DailyRetentionDuration: 7 })];
    expect(found(rows)).toEqual(gold("daily 30 to 7; "));
  });

  test("the same retention, and a longer one, are nothing to tell", () => {
    const daily = (days: number, hours: number) => policy({ DailyRetentionDuration: days }, hours);
    expect(found([daily(30, 30), daily(30, 3)])).toEqual([]);
    const yearly = { YearlyRetentionDuration: 7 };
    expect(found([policy(yearly, 30), policy(yearly)])).toEqual([]);
    expect(found([daily(7, 30), daily(30, 3)])).toEqual([]);
    expect(found([daily(30, 3)])).toEqual([]);
  });

  test("yearly points that are kept no more are shortened to none; every kind is compared", () => {
    const before = {
      DailyRetentionDuration: 30,
      WeeklyRetentionDuration: 12,
      MonthlyRetentionDuration: 12,
      YearlyRetentionDuration: 7,
      RetentionDuration: 30,
      LogBackupRetentionDuration: 15,
      DiffBackupRetentionDuration: 30,
      StandardTierDefaultRetentionDuration: 90,
    };
    expect(found([policy(before, 30), policy({ ...before, YearlyRetentionDuration: null })])).toEqual(
      gold("yearly 7 to 0; "),
    );
    const halved = Object.fromEntries(Object.entries(before).map(([name, days]) => [name, days - 1]));
    expect(found([policy(before, 30), policy(halved)])).toEqual(
      gold(
        "daily 30 to 29; weekly 12 to 11; monthly 12 to 11; yearly 7 to 6; retention 30 to 29; log 15 to 14; differential 30 to 29; standard tier 90 to 89; ",
      ),
    );
  });

  test("a policy that was deleted, and an association of items, are no policy", () => {
    const rows = [policy({ DailyRetentionDuration: 30 }, 30), policy({ State: "Deleted" })];
    expect(found(rows)).toEqual([]);
    const association = policy({ OperationName: "PolicyAssociation" });
    expect(found([policy({ DailyRetentionDuration: 30 }, 30), association])).toEqual([]);
  });

  test("a policy with a row for each of its parts is compared part by part", () => {
    const parts = [30, 3].flatMap((hours) => [
      policy({ PolicySubType: "Full", DailyRetentionDuration: 30 }, hours),
      policy({ PolicySubType: "Log", LogBackupRetentionDuration: 15 }, hours),
    ]);
    expect(found(parts)).toEqual([]);
  });

  test("the policies of a tier are looked for by name", () => {
    const rows = [policy({ DailyRetentionDuration: 30 }, 30), policy({ DailyRetentionDuration: 7 })];
    expect(found(rows, { policies: ["bkpol-silver"] })).toEqual([]);
    expect(found(rows, { vaults: ["rsv-a"], policies: ["bkpol-gold"] })).toHaveLength(1);
  });
});

describe("a weakened protection", () => {
  const change = (operation: string, changes: Record<string, Value> = {}, resource = vaultOf()) => ({
    TimeGenerated: hoursAgo(1),
    CategoryValue: "Administrative",
    OperationNameValue: operation,
    ActivityStatusValue: "Success",
    CorrelationId: "c1",
    Caller: "eve@contoso.com",
    _ResourceId: resource,
    ...changes,
  });
  const asking = (body: Value) => ({
    ActivityStatusValue: "Start",
    Properties_d: { requestbody: JSON.stringify(body) },
  });
  const found = (rows: Fixture["AzureActivity"], options = {}) =>
    execute(BackupQueries.protectionWeakened(options).text, { AzureActivity: rows });
  const told = (Change: string, Resource = vaultOf()) => [
    { Vault: "rsv-a", Change, Caller: "eve@contoso.com", Resource },
  ];
  const CONFIG = "MICROSOFT.RECOVERYSERVICES/VAULTS/BACKUPCONFIG/WRITE";
  const VAULT = "Microsoft.RecoveryServices/vaults/write";
  const BACKUP_VAULT = "Microsoft.DataProtection/backupVaults/write";

  test.each([
    [
      "Microsoft.RecoveryServices/vaults/backupResourceGuardProxies/delete",
      "multi-user authorization removed",
    ],
    [
      "Microsoft.DataProtection/backupVaults/backupResourceGuardProxies/delete",
      "multi-user authorization removed",
    ],
    ["Microsoft.DataProtection/resourceGuards/delete", "resource guard deleted"],
  ])("%s needs no further look", (operation, what) => {
    expect(found([change(operation)])).toEqual(told(what));
  });

  test.each([
    [CONFIG, { softDeleteFeatureState: "Disabled" }, "soft delete switched off"],
    [CONFIG, { enhancedSecurityState: "Disabled" }, "hybrid security switched off"],
    [
      VAULT,
      { securitySettings: { softDeleteSettings: { softDeleteState: "Disabled" } } },
      "soft delete switched off",
    ],
    [
      VAULT,
      { securitySettings: { immutabilitySettings: { state: "Disabled" } } },
      "immutability switched off",
    ],
    [
      BACKUP_VAULT,
      { securitySettings: { softDeleteSettings: { state: "Off" } } },
      "soft delete switched off",
    ],
    [
      BACKUP_VAULT,
      { securitySettings: { immutabilitySettings: { state: "Disabled" } } },
      "immutability switched off",
    ],
  ])("%s says so in the request: %j", (operation, properties, what) => {
    expect(found([change(operation, asking({ properties })), change(operation)])).toEqual(told(what));
  });

  test.each([
    [CONFIG, { softDeleteFeatureState: "Enabled", enhancedSecurityState: "Enabled" }],
    [VAULT, { securitySettings: { immutabilitySettings: { state: "Unlocked" } } }],
    [VAULT, { publicNetworkAccess: "Disabled" }],
  ])("%s that weakens nothing is not told of: %j", (operation, properties) => {
    expect(found([change(operation, asking({ properties })), change(operation)])).toEqual([]);
  });

  test("a write without its request is told of as not known, unless that is not wanted", () => {
    expect(found([change(VAULT)])).toEqual(told("settings changed, not known how"));
    expect(found([change(VAULT)], { unknownChanges: false })).toEqual([]);
  });

  test("what was tried and refused has changed nothing", () => {
    const body = { properties: { softDeleteFeatureState: "Disabled" } };
    const failed = change(CONFIG, { ActivityStatusValue: "Failure" });
    expect(found([change(CONFIG, asking(body)), failed])).toEqual([]);
  });

  test("two changes of one vault are two alerts, and the rows of one change are one", () => {
    const proxy = "Microsoft.RecoveryServices/vaults/backupResourceGuardProxies/delete";
    const accepted = change(proxy, { ActivityStatusValue: "Accept" });
    expect(found([accepted, change(proxy), change(proxy, { CorrelationId: "c2" })])).toHaveLength(2);
  });

  test.each([["Microsoft.RecoveryServices/vaults/delete", "MICROSOFT.DATAPROTECTION/BACKUPVAULTS/DELETE"]])(
    "a vault of either kind that is gone is told of, which no built-in alert says",
    (...operations) => {
      for (const operation of operations)
        expect(found([change(operation, {})])).toEqual(told("vault deleted"));
    },
  );

  test("the lock of a vault counts, that of a virtual machine does not", () => {
    const lock = (of: string) => `${of}/providers/microsoft.authorization/locks/lock-a`;
    const operation = "Microsoft.Authorization/locks/delete";
    const machine = vaultOf().replace(
      "microsoft.recoveryservices/vaults",
      "microsoft.compute/virtualmachines",
    );
    expect(found([change(operation, {}, lock(vaultOf()))])).toEqual(told("lock deleted", lock(vaultOf())));
    expect(found([change(operation, {}, lock(machine))])).toEqual([]);
  });

  test("other operations, other categories and other vaults are left alone", () => {
    const proxy = "Microsoft.RecoveryServices/vaults/backupResourceGuardProxies/delete";
    expect(found([change("Microsoft.RecoveryServices/vaults/backupPolicies/write")])).toEqual([]);
    expect(found([change(proxy, { CategoryValue: "Policy" })])).toEqual([]);
    expect(found([change(proxy)], { vaults: ["rsv-b"] })).toEqual([]);
  });
});
