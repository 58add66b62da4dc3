import { KubernetesCluster } from "@cdktf/provider-azurerm/lib/kubernetes-cluster";
import { ManagedDisk } from "@cdktf/provider-azurerm/lib/managed-disk";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { BackupVault, ResilienceApp, ResilienceStack, Schedule } from "../../lib";

const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
const location = "australiaeast";
const shop = (type: string, name: string) =>
  `/subscriptions/${subscriptionId}/resourceGroups/rg-shop/providers/${type}/${name}`;

/** What is not a VM: disks, blobs, databases and an AKS cluster, each by a policy of its kind. */
ResilienceApp.run((app) => {
  const stack = new ResilienceStack(app, "backup-vault", { subscriptionId });
  const resourceGroup = new ResourceGroup(stack, "Group", { name: "rg-backup", location });
  const snapshotResourceGroup = new ResourceGroup(stack, "Snapshots", { name: "rg-snapshots", location });
  const vault = new BackupVault(stack, "Vault", { name: "bvault-shop", resourceGroup });

  const disk = new ManagedDisk(stack, "Data", {
    name: "disk-shop-data",
    location,
    resourceGroupName: resourceGroup.name,
    storageAccountType: "Premium_LRS",
    createOption: "Empty",
    diskSizeGb: 128,
  });
  const disks = vault.addDiskPolicy("Disks", {
    schedule: Schedule.roundTheClock(4, { from: "02:00" }),
    timezone: "AUS Eastern Standard Time",
    retention: { days: 7, daily: 30, weekly: 12 },
  });
  disks.protect(disk, { snapshotResourceGroup });
  disks.protect(shop("Microsoft.Compute/disks", "disk-shop-logs"), { snapshotResourceGroup });

  const blobs = vault.addBlobPolicy("Blobs", {
    operationalDays: 30,
    vaulted: {
      schedule: Schedule.weekly(["Sunday", "Wednesday"], "03:00"),
      retention: { days: 84, monthly: 12, yearly: 7 },
    },
  });
  blobs.protect(shop("Microsoft.Storage/storageAccounts", "stshopinvoices"), { containers: ["invoices"] });

  const schedule = Schedule.weekly(["Saturday"], "23:00");
  const databases = { schedule, retention: { days: 84, monthly: 12, yearly: 10 } };
  vault
    .addPostgresqlPolicy("Postgresql", databases)
    .protect(shop("Microsoft.DBforPostgreSQL/flexibleServers", "psql-shop"));
  vault
    .addMysqlPolicy("Mysql", databases)
    .protect(shop("Microsoft.DBforMySQL/flexibleServers", "mysql-shop"));

  const cluster = new KubernetesCluster(stack, "Cluster", {
    name: "aks-shop",
    location,
    resourceGroupName: resourceGroup.name,
    dnsPrefix: "shop",
    defaultNodePool: { name: "system", nodeCount: 3, vmSize: "Standard_D4s_v5" },
    identity: { type: "SystemAssigned" },
  });
  vault
    .addAksPolicy("Clusters", { schedule: Schedule.daily("01:00"), retention: { days: 30 } })
    .protect(cluster, {
      snapshotResourceGroup,
      storage: {
        account: { id: shop("Microsoft.Storage/storageAccounts", "stshopaks") },
        container: "aks-shop",
      },
      namespaces: { except: ["dev"] },
    });
});
