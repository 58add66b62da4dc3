import { TerraformVariable } from "cdktf";
import { RecoveryServicesVault, Schedule, WorkloadPolicy } from "../../lib";
import { SUBSCRIPTION, synthesise } from "../support/synthesise";
import { defineVault } from "../vault/define-vault";
import { hanaJson, log, nightly, sqlJson, sundays, WORKLOAD_POLICY } from "./define-workload-policy";

const full = {
  policy_type: "Full",
  backup: { frequency: "Weekly", time: "01:00", weekdays: ["Sunday"] },
  retention_weekly: { count: 12, weekdays: ["Sunday"] },
};

describe("a policy for SQL Server databases", () => {
  test("has full backups alone where nothing else is asked for, and no neutral values", () => {
    expect(sqlJson()).toEqual({
      name: "Gold",
      resource_group_name: "${azurerm_recovery_services_vault.Vault.resource_group_name}",
      recovery_vault_name: "${azurerm_recovery_services_vault.Vault.name}",
      workload_type: "SQLDataBase",
      settings: { time_zone: "UTC" },
      protection_policy: [full],
    });
  });

  test("has a block for each kind of backup, with the retention that azurerm reads for that kind", () => {
    const differential = { on: ["Tuesday", "Friday"], at: "02:30", retentionDays: 14 } as const;

    expect(sqlJson({ differential, log }).protection_policy).toEqual([
      full,
      {
        policy_type: "Differential",
        backup: { frequency: "Weekly", time: "02:30", weekdays: ["Tuesday", "Friday"] },
        simple_retention: { count: 14 },
      },
      { policy_type: "Log", backup: { frequency_in_minutes: 15 }, simple_retention: { count: 14 } },
    ]);
  });

  test("has its time zone and compression in the settings, and compression only where it is on", () => {
    const timezone = "AUS Eastern Standard Time";

    expect(sqlJson({ timezone, compression: true }).settings).toEqual({
      time_zone: timezone,
      compression_enabled: true,
    });
    expect(sqlJson({ compression: false }).settings).toEqual({ time_zone: "UTC" });
  });

  test("of daily full backups has no weekdays, since azurerm refuses them there", () => {
    expect(sqlJson({ full: nightly }).protection_policy).toEqual([
      {
        policy_type: "Full",
        backup: { frequency: "Daily", time: "01:00" },
        retention_daily: { count: 30 },
      },
    ]);
  });
});

describe("a policy for SAP HANA databases", () => {
  test("has the other workload type and incremental backups", () => {
    const incremental = { on: ["Monday"], at: "01:00", retentionDays: 7 } as const;
    const json = hanaJson({ incremental });

    expect(json.workload_type).toBe("SAPHanaDatabase");
    expect(json.protection_policy).toEqual([
      full,
      {
        policy_type: "Incremental",
        backup: { frequency: "Weekly", time: "01:00", weekdays: ["Monday"] },
        simple_retention: { count: 7 },
      },
      { policy_type: "Log", backup: { frequency_in_minutes: 15 }, simple_retention: { count: 14 } },
    ]);
  });

  test("has differential backups instead, as SQL Server has", () => {
    const differential = { on: ["Monday"], at: "01:00", retentionDays: 7 } as const;

    expect(hanaJson({ differential }).protection_policy).toHaveLength(3);
    expect(hanaJson({ differential }).protection_policy).toMatchObject([
      {},
      { policy_type: "Differential" },
      {},
    ]);
  });
});

describe("the retention of full backups", () => {
  const kept = (retention: object) =>
    sqlJson({ full: { schedule: Schedule.daily("01:00"), retention: { daily: 30, ...retention } } })
      .protection_policy;

  test("by weeks of the month says so in its format type, which azurerm demands", () => {
    expect(kept({ weekly: 12, monthly: 24, yearly: 10 })).toMatchObject([
      {
        retention_weekly: { count: 12, weekdays: ["Sunday"] },
        retention_monthly: { count: 24, format_type: "Weekly", weeks: ["First"], weekdays: ["Sunday"] },
        retention_yearly: {
          count: 10,
          format_type: "Weekly",
          months: ["January"],
          weeks: ["First"],
          weekdays: ["Sunday"],
        },
      },
    ]);
  });

  test("by days of the month has azurerm's day 0 for the last one", () => {
    const days = { days: [1, 28], lastDay: true };

    expect(kept({ monthly: { months: 6, ...days }, yearly: { years: 2, in: ["June"], ...days } })).toEqual([
      {
        policy_type: "Full",
        backup: { frequency: "Daily", time: "01:00" },
        retention_daily: { count: 30 },
        retention_monthly: { count: 6, format_type: "Daily", monthdays: [1, 28, 0] },
        retention_yearly: { count: 2, format_type: "Daily", months: ["June"], monthdays: [1, 28, 0] },
      },
    ]);
    expect(kept({ monthly: { months: 6, days: [], lastDay: true } })).toMatchObject([
      { retention_monthly: { count: 6, format_type: "Daily", monthdays: [0] } },
    ]);
  });
});

describe("a workload policy", () => {
  test("can be defined without its vault's method, under any construct of the stack", () => {
    const json = synthesise((stack) => {
      new WorkloadPolicy(stack, "Sql", { vault: defineVault()(stack), workload: "SQL", full: sundays });
    });

    expect(json.addresses(WORKLOAD_POLICY)).toEqual([`${WORKLOAD_POLICY}.Sql`]);
  });

  test("passes values on that only Terraform knows, which nobody can check before", () => {
    const json = synthesise((stack) => {
      const days = new TerraformVariable(stack, "days", { type: "number" }).numberValue;
      defineVault()(stack).addSqlPolicy("Gold", {
        full: { ...nightly, retention: { daily: days } },
        log: { everyMinutes: 15, retentionDays: days },
      });
    }).only(WORKLOAD_POLICY);

    expect(json.protection_policy).toMatchObject([
      { retention_daily: { count: "${var.days}" } },
      { simple_retention: { count: "${var.days}" } },
    ]);
  });

  test("can be in a vault that somebody else defined", () => {
    const vaultId = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-central/providers/Microsoft.RecoveryServices/vaults/rsv-central`;
    const json = synthesise((stack) => {
      const vault = RecoveryServicesVault.fromVaultId(stack, "Central", vaultId);
      vault.addSqlPolicy("Sql", { full: sundays });
      vault.addSapHanaPolicy("Hana", { full: sundays, log });
    });

    expect(Object.values(json.all(WORKLOAD_POLICY))).toMatchObject([
      { resource_group_name: "rg-central", recovery_vault_name: "rsv-central", workload_type: "SQLDataBase" },
      {
        resource_group_name: "rg-central",
        recovery_vault_name: "rsv-central",
        workload_type: "SAPHanaDatabase",
      },
    ]);
  });

  test("is recognised by kind, so that Aspects and summaries find it in any tree", () => {
    synthesise((stack) => {
      const vault = defineVault()(stack);
      const all = [
        vault.addSqlPolicy("Sql", { full: sundays }),
        vault.addVmPolicy("Vms", { schedule: Schedule.daily("02:00"), retention: { daily: 7 } }),
        null,
      ];
      expect(all.map(WorkloadPolicy.isWorkloadPolicy)).toEqual([true, false, false]);
    });
  });
});
