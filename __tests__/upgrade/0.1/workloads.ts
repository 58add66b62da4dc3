import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { StorageShare } from "@cdktf/provider-azurerm/lib/storage-share";
import { RecoveryServicesVault, ResilienceApp, ResilienceStack, Schedule } from "cdktf-azure-resilience";

/** Everything that one vault backs up: databases, file shares, and virtual machines with every option. */
ResilienceApp.run((app) => {
  const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
  const stack = new ResilienceStack(app, "workloads", { subscriptionId });
  const timezone = "AUS Eastern Standard Time";
  const resourceGroup = new ResourceGroup(stack, "Group", { name: "rg-erp", location: "australiaeast" });
  const vault = new RecoveryServicesVault(stack, "Vault", { name: "rsv-erp", resourceGroup });

  vault.addSqlPolicy("Sql", {
    timezone,
    compression: true,
    full: {
      schedule: Schedule.weekly(["Sunday"], "01:00"),
      retention: { weekly: 12, monthly: 12, yearly: 7 },
    },
    differential: { on: ["Tuesday", "Thursday"], at: "01:00", retentionDays: 14 },
    log: { everyMinutes: 15, retentionDays: 14 },
  });
  vault.addSapHanaPolicy("Hana", {
    timezone,
    full: {
      schedule: Schedule.weekly(["Saturday"], "23:30"),
      retention: { weekly: 5, monthly: { months: 24, the: ["Last"], on: ["Saturday"] } },
    },
    incremental: { on: ["Monday", "Wednesday", "Friday"], at: "23:30", retentionDays: 30 },
    log: { everyMinutes: 30, retentionDays: 35 },
  });
  vault.addSapHanaPolicy("Hana-daily", {
    full: {
      schedule: Schedule.daily("20:00"),
      retention: { daily: 30, monthly: { months: 12, days: [1, 15], lastDay: true } },
    },
    log: { everyMinutes: 60, retentionDays: 7 },
  });

  const account = new StorageAccount(stack, "Files", {
    name: "sterpfiles",
    resourceGroupName: resourceGroup.name,
    location: resourceGroup.location,
    accountTier: "Standard",
    accountReplicationType: "ZRS",
  });
  const finance = new StorageShare(stack, "Finance", {
    name: "finance",
    storageAccountId: account.id,
    quota: 500,
  });
  const legal = new StorageShare(stack, "Legal", { name: "legal", storageAccountId: account.id, quota: 100 });
  vault
    .addFileSharePolicy("Shares", {
      timezone,
      schedule: Schedule.everyHours(4, { from: "08:00", during: 12 }),
      retention: { daily: 30, weekly: 12, monthly: { months: 12, days: [], lastDay: true }, yearly: 7 },
    })
    .protect(finance);
  vault
    .addFileSharePolicy("Archive", {
      timezone,
      schedule: Schedule.daily("22:00"),
      retention: { daily: 200, weekly: 200, monthly: 120, yearly: 10 },
      backupTier: "vault-standard",
      snapshotRetentionDays: 5,
    })
    .protect(legal);

  vault.addVmPolicy("Everything", {
    name: "Everything_2026!",
    timezone,
    schedule: Schedule.everyHours(4, { from: "00:00", during: 24 }),
    consistency: "crash",
    retention: {
      daily: 30,
      weekly: { weeks: 12, on: ["Friday", "Sunday"] },
      monthly: { months: 36, the: ["First", "Last"], on: ["Sunday"] },
      yearly: { years: 7, in: ["June", "December"], days: [15], lastDay: true },
    },
    instantRestoreDays: 14,
    snapshotResourceGroup: { prefix: "rg-erp-snapshots-", suffix: "-aue" },
    archiveTiering: { afterMonths: 6 },
  });
  vault.addVmPolicy("Weekly", {
    schedule: Schedule.weekly(["Saturday"], "00:00"),
    retention: { weekly: 12, monthly: 24 },
    archiveTiering: "Recommended",
  });
});
