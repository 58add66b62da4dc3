import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { BackupVault, ResilienceApp, ResilienceStack, Schedule } from "../../lib";

/** Database servers of another team, kept for ten years beyond what the servers keep themselves. */
ResilienceApp.run((app) => {
  const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
  const stack = new ResilienceStack(app, "database-servers", { subscriptionId });
  const resourceGroup = new ResourceGroup(stack, "Group", { name: "rg-backup", location: "australiaeast" });
  const erp = (type: string, name: string) =>
    `/subscriptions/${subscriptionId}/resourceGroups/rg-erp/providers/${type}/flexibleServers/${name}`;

  const vault = new BackupVault(stack, "Backups", { name: "bvault-databases", resourceGroup });
  const options = {
    schedule: Schedule.weekly(["Saturday"], "23:00"),
    timezone: "AUS Eastern Standard Time",
    retention: { days: 84, monthly: 12, yearly: 10 },
  } as const;
  vault.addPostgresqlPolicy("Postgresql", options).protect(erp("Microsoft.DBforPostgreSQL", "psql-erp"));
  vault.addMysqlPolicy("Mysql", options).protect(erp("Microsoft.DBforMySQL", "mysql-erp"));
});
