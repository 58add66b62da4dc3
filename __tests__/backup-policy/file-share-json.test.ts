import { TerraformVariable } from "cdktf";
import { FileSharePolicy, RecoveryServicesVault, Schedule } from "../../lib";
import { SUBSCRIPTION, synthesise } from "../support/synthesise";
import { defineVault } from "../vault/define-vault";
import { FILE_SHARE_POLICY, fileShareJson, vaulted } from "./define-file-share-policy";

const firstSunday = { weeks: ["First"], weekdays: ["Sunday"] };

describe("a file share policy", () => {
  test("of daily backups has what azurerm needs and nothing else, since it takes neutral values as set", () => {
    expect(fileShareJson()).toEqual({
      name: "Gold",
      resource_group_name: "${azurerm_recovery_services_vault.Vault.resource_group_name}",
      recovery_vault_name: "${azurerm_recovery_services_vault.Vault.name}",
      timezone: "UTC",
      backup: { frequency: "Daily", time: "02:00" },
      retention_daily: { count: 30 },
    });
  });

  test("of several backups a day has them in a block of their own, and no time", () => {
    const schedule = Schedule.everyHours(6, { from: "06:30", during: 15 });

    expect(fileShareJson({ schedule }).backup).toEqual({
      frequency: "Hourly",
      hourly: { interval: 6, start_time: "06:30", window_duration: 15 },
    });
  });

  test("in short keeps Sundays, first Sundays of the month, and the first Sunday of January", () => {
    expect(fileShareJson({ retention: { daily: 30, weekly: 12, monthly: 12, yearly: 5 } })).toMatchObject({
      retention_daily: { count: 30 },
      retention_weekly: { count: 12, weekdays: ["Sunday"] },
      retention_monthly: { count: 12, ...firstSunday },
      retention_yearly: { count: 5, months: ["January"], ...firstSunday },
    });
  });

  test("keeps days of the month and the last one, without weeks beside them", () => {
    const retention = {
      daily: 30,
      monthly: { months: 12, days: [1, 31], lastDay: true },
      yearly: { years: 2, in: ["June"], days: [], lastDay: true },
    } as const;

    expect(fileShareJson({ retention })).toMatchObject({
      retention_monthly: { count: 12, days: [1, 31], include_last_days: true },
      retention_yearly: { count: 2, months: ["June"], include_last_days: true },
    });
  });

  test("of the vault tier says so, and how long snapshots stay beside the share", () => {
    expect(fileShareJson(vaulted(5))).toMatchObject({
      backup_tier: "vault-standard",
      snapshot_retention_in_days: 5,
    });
  });

  test("of the snapshot tier does not say so, since azurerm reads snapshots' days back as none", () => {
    expect(fileShareJson({ backupTier: "snapshot" })).toEqual(fileShareJson());
  });

  test("has the name and the time zone that it is given", () => {
    const json = fileShareJson({ name: "Shares_1!", timezone: "W. Europe Standard Time" });

    expect([json.name, json.timezone]).toEqual(["Shares_1!", "W. Europe Standard Time"]);
  });

  test("can be defined without its vault's method, under any construct of the stack", () => {
    const json = synthesise((stack) => {
      const schedule = Schedule.daily("02:00");
      new FileSharePolicy(stack, "Shares", {
        vault: defineVault()(stack),
        schedule,
        retention: { daily: 7 },
      });
    });

    expect(json.addresses(FILE_SHARE_POLICY)).toEqual([`${FILE_SHARE_POLICY}.Shares`]);
  });

  test("passes values on that only Terraform knows, which nobody can check before", () => {
    const json = synthesise((stack) => {
      const days = new TerraformVariable(stack, "days", { type: "number" }).numberValue;
      defineVault()(stack).addFileSharePolicy("Gold", {
        schedule: Schedule.everyHours(4, { from: "00:00", during: 24 }),
        retention: { daily: days, weekly: days },
        backupTier: "vault-standard",
        snapshotRetentionDays: days,
      });
    }).only(FILE_SHARE_POLICY);

    expect(json).toMatchObject({
      retention_daily: { count: "${var.days}" },
      retention_weekly: { count: "${var.days}", weekdays: ["Sunday"] },
      snapshot_retention_in_days: "${var.days}",
    });
  });

  test("can be in a vault that somebody else defined", () => {
    const vaultId = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-central/providers/Microsoft.RecoveryServices/vaults/rsv-central`;
    const json = synthesise((stack) =>
      RecoveryServicesVault.fromVaultId(stack, "Central", vaultId).addFileSharePolicy("Shares", {
        schedule: Schedule.daily("02:00"),
        retention: { daily: 7 },
      }),
    ).only(FILE_SHARE_POLICY);

    expect(json).toMatchObject({ resource_group_name: "rg-central", recovery_vault_name: "rsv-central" });
  });

  test("is recognised by kind, so that Aspects and summaries find it in any tree", () => {
    synthesise((stack) => {
      const vault = defineVault()(stack);
      const options = { schedule: Schedule.daily("02:00"), retention: { daily: 7 } } as const;
      const all = [
        vault.addFileSharePolicy("Shares", options),
        vault.addVmPolicy("Vms", options),
        vault,
        null,
      ];

      expect(all.map(FileSharePolicy.isFileSharePolicy)).toEqual([true, false, false, false]);
    });
  });
});
