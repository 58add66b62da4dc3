import { ManagedDisk } from "@cdktf/provider-azurerm/lib/managed-disk";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container";
import { BackupVault, ResilienceApp, ResilienceStack, Schedule } from "../../lib";

/** What is not a VM, of this program and of another team: disks, blobs and databases, each by a policy of its kind. */
ResilienceApp.run((app) => {
  const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
  const stack = new ResilienceStack(app, "backup-vault", { subscriptionId });
  const location = "australiaeast";
  const resourceGroup = new ResourceGroup(stack, "Group", { name: "rg-shop", location });
  const erp = (type: string, name: string) =>
    `/subscriptions/${subscriptionId}/resourceGroups/rg-erp/providers/${type}/${name}`;
  const here = { location, resourceGroupName: resourceGroup.name };

  const vault = new BackupVault(stack, "Backups", { name: "bvault-shop", resourceGroup });

  const disks = vault.addDiskPolicy("Disks", {
    schedule: Schedule.roundTheClock(4, { from: "02:00" }),
    timezone: "AUS Eastern Standard Time",
    retention: { days: 7, daily: 30, weekly: 12 },
  });
  const snapshotResourceGroup = new ResourceGroup(stack, "Snapshots", {
    name: "rg-shop-snapshots",
    location,
  });
  const data = new ManagedDisk(stack, "Data", {
    ...here,
    name: "disk-shop-data",
    storageAccountType: "Premium_LRS",
    createOption: "Empty",
    diskSizeGb: 128,
  });
  disks.protect(data, { snapshotResourceGroup });
  disks.protect(erp("Microsoft.Compute/disks", "disk-erp-logs"), { snapshotResourceGroup });

  const blobs = vault.addBlobPolicy("Blobs", {
    operationalDays: 30,
    vaulted: {
      schedule: Schedule.weekly(["Sunday", "Wednesday"], "03:00"),
      retention: { days: 84, monthly: 12, yearly: 7 },
    },
  });
  const invoices = new StorageAccount(stack, "Invoices", {
    ...here,
    name: "stshopinvoices",
    accountTier: "Standard",
    accountReplicationType: "ZRS",
  });
  const pdfs = new StorageContainer(stack, "Pdfs", { name: "pdfs", storageAccountId: invoices.id });
  blobs.protect(invoices, { containers: [pdfs.name] });

  const long = { schedule: Schedule.weekly(["Saturday"], "23:00"), retention: { days: 84, yearly: 10 } };
  vault
    .addPostgresqlPolicy("Postgresql", long)
    .protect(erp("Microsoft.DBforPostgreSQL/flexibleServers", "psql-erp"));
  vault.addMysqlPolicy("Mysql", long).protect(erp("Microsoft.DBforMySQL/flexibleServers", "mysql-erp"));
});
