import { KubernetesCluster } from "@cdktf/provider-azurerm/lib/kubernetes-cluster";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container";
import { BackupVault, ResilienceApp, ResilienceStack, Schedule } from "../../lib";

/** An AKS cluster with its volumes: backup extension, trusted access and the roles of three identities included. */
ResilienceApp.run((app) => {
  const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
  const stack = new ResilienceStack(app, "aks-backup", { subscriptionId });
  const location = "australiaeast";
  const resourceGroup = new ResourceGroup(stack, "Group", { name: "rg-shop", location });
  const here = { location, resourceGroupName: resourceGroup.name };

  const cluster = new KubernetesCluster(stack, "Cluster", {
    ...here,
    name: "aks-shop",
    dnsPrefix: "shop",
    defaultNodePool: { name: "system", nodeCount: 3, vmSize: "Standard_D4s_v5" },
    identity: { type: "SystemAssigned" },
  });
  const account = new StorageAccount(stack, "Store", {
    ...here,
    name: "stshopaksbackup",
    accountTier: "Standard",
    accountReplicationType: "ZRS",
  });
  const container = new StorageContainer(stack, "Container", {
    name: "aks-shop",
    storageAccountId: account.id,
  });

  const vault = new BackupVault(stack, "Backups", { name: "bvault-shop-aks", resourceGroup });
  const clusters = vault.addAksPolicy("Clusters", {
    schedule: Schedule.roundTheClock(8, { from: "01:00" }),
    timezone: "AUS Eastern Standard Time",
    retention: { days: 7, daily: 30 },
  });
  clusters.protect(cluster, {
    snapshotResourceGroup: new ResourceGroup(stack, "Snapshots", { name: "rg-shop-snapshots", location }),
    storage: { account, container: container.name },
    namespaces: { except: ["dev"] },
  });
});
