import { ManagedDisk } from "@cdktf/provider-azurerm/lib/managed-disk";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container";
import { BackupVault, ResilienceApp, ResilienceStack, Schedule } from "cdktf-azure-resilience";

/** Disks and blobs in a Backup vault, of this program and of another team: its identity gets what it needs on each. */
ResilienceApp.run((app) => {
  const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
  const stack = new ResilienceStack(app, "backup-vault", { subscriptionId });
  const location = "australiaeast";
  const resourceGroup = new ResourceGroup(stack, "Group", { name: "rg-shop", location });
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
  const logs = `/subscriptions/${subscriptionId}/resourceGroups/rg-erp/providers/Microsoft.Compute/disks/disk-erp-logs`;
  disks.protect(logs, { snapshotResourceGroup });

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
});
