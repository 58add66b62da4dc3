import { Schedule } from "../../lib";
import { synthesise } from "../support/synthesise";
import { definePolicy, POLICY, policyJson, weekly } from "./define-policy";

describe("the JSON of a VM backup policy", () => {
  test("with daily backups has nothing but what was said, since azurerm takes every value as set", () => {
    expect(policyJson()).toEqual({
      name: "Gold",
      resource_group_name: "${azurerm_recovery_services_vault.Vault.resource_group_name}",
      recovery_vault_name: "${azurerm_recovery_services_vault.Vault.name}",
      policy_type: "V2",
      timezone: "UTC",
      backup: { frequency: "Daily", time: "02:00" },
      retention_daily: { count: 30 },
    });
  });

  test("with everything set passes every value on, in azurerm's words", () => {
    const everything = definePolicy({
      name: "Gold-Prod",
      type: "Enhanced",
      schedule: Schedule.everyHours(4, { from: "08:30", during: 12 }),
      timezone: "W. Europe Standard Time",
      retention: {
        daily: 30,
        weekly: { weeks: 12, on: ["Wednesday", "Sunday"] },
        monthly: { months: 24, the: ["First", "Last"], on: ["Sunday", "Monday"] },
        yearly: { years: 7, in: ["January", "July"], days: [1, 31], lastDay: true },
      },
      instantRestoreDays: 30,
      snapshotResourceGroup: { prefix: "rg-snapshots-", suffix: "-gold" },
      archiveTiering: { afterMonths: 3 },
      tier: "Tier-1",
    });

    expect(synthesise(everything).only(POLICY)).toEqual({
      name: "Gold-Prod",
      resource_group_name: "${azurerm_recovery_services_vault.Vault.resource_group_name}",
      recovery_vault_name: "${azurerm_recovery_services_vault.Vault.name}",
      policy_type: "V2",
      timezone: "W. Europe Standard Time",
      backup: { frequency: "Hourly", time: "08:30", hour_interval: 4, hour_duration: 12 },
      retention_daily: { count: 30 },
      retention_weekly: { count: 12, weekdays: ["Wednesday", "Sunday"] },
      retention_monthly: { count: 24, weeks: ["First", "Last"], weekdays: ["Sunday", "Monday"] },
      retention_yearly: {
        count: 7,
        months: ["January", "July"],
        days: [1, 31],
        include_last_days: true,
      },
      instant_restore_retention_days: 30,
      instant_restore_resource_group: { prefix: "rg-snapshots-", suffix: "-gold" },
      tiering_policy: {
        archived_restore_point: { mode: "TierAfter", duration: 3, duration_type: "Months" },
      },
    });
  });

  test('of type "Standard" is V1 with daily backups, since azurerm names the types by number', () => {
    const { policy_type, backup } = policyJson({ type: "Standard" });

    expect({ policy_type, backup }).toEqual({
      policy_type: "V1",
      backup: { frequency: "Daily", time: "02:00" },
    });
  });

  test.each([
    { type: "Standard", policy_type: "V1" },
    { type: "Enhanced", policy_type: "V2" },
    { type: undefined, policy_type: "V2" },
  ] as const)("with weekly backups is $policy_type for type $type", ({ type, policy_type }) => {
    const schedule = Schedule.weekly(["Sunday", "Wednesday"], "23:30");
    const json = policyJson({ ...weekly(), schedule, type });

    expect(json).toMatchObject({
      policy_type,
      backup: { frequency: "Weekly", time: "23:30", weekdays: ["Sunday", "Wednesday"] },
    });
    expect(json).not.toHaveProperty("retention_daily");
  });

  test.each([
    { every: 4, during: 24 },
    { every: 6, during: 18 },
    { every: 8, during: 16 },
    { every: 12, during: 12 },
  ] as const)("backs up every $every hours for $during hours", ({ every, during }) => {
    expect(policyJson({ schedule: Schedule.everyHours(every, { from: "00:00", during }) }).backup).toEqual({
      frequency: "Hourly",
      time: "00:00",
      hour_interval: every,
      hour_duration: during,
    });
  });

  test("has the vault's and the policy's own ids in its address, so that a renamed policy keeps it", () => {
    const before = synthesise(definePolicy()).addresses(POLICY);
    const after = synthesise(definePolicy({ name: "Platinum" })).addresses(POLICY);

    expect(before).toEqual([`${POLICY}.Vault_Gold_B4C24A29`]);
    expect(after).toEqual(before);
  });

  test("leaves an absent suffix out, since azurerm would send an empty one", () => {
    const { instant_restore_resource_group } = policyJson({ snapshotResourceGroup: { prefix: "rg-" } });

    expect(instant_restore_resource_group).toEqual({ prefix: "rg-" });
  });

  test("tiers what Azure recommends without a duration, which azurerm refuses beside it", () => {
    const json = policyJson({ retention: { daily: 30, yearly: 2 }, archiveTiering: "Recommended" });

    expect(json.tiering_policy).toEqual({ archived_restore_point: { mode: "TierRecommended" } });
  });
});
