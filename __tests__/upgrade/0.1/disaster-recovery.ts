import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import {
  CacheStorageAccount,
  DisasterRecoveryPair,
  RecoveryAction,
  RecoveryServicesVault,
  ResilienceApp,
  ResilienceStack,
  VmInventory,
} from "cdktf-azure-resilience";

/**
 * An application in two tiers, replicated from Australia East to Central India, and a recovery plan that starts its
 * database first. SQL Server itself keeps the second database server, whose Ultra disk Site Recovery does not replicate.
 */
ResilienceApp.run((app) => {
  const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
  const erp = VmInventory.fromResourceGraph("__tests__/upgrade/0.1/inventory.json").where({
    name: /^(app-erp-prd|sql-erp-prd-01)/,
  });

  const stack = new ResilienceStack(app, "disaster-recovery", { subscriptionId });
  const here = new ResourceGroup(stack, "Here", { name: "rg-erp-cache", location: "australiaeast" });
  const there = new ResourceGroup(stack, "There", { name: "rg-erp-recovery", location: "centralindia" });

  const dr = new DisasterRecoveryPair(stack, "Erp", {
    vault: new RecoveryServicesVault(stack, "Vault", { name: "rsv-erp-recovery", resourceGroup: there }),
    cache: new CacheStorageAccount(stack, "Cache", {
      name: "sterpcache4f1c",
      resourceGroup: here,
      region: "australiaeast",
    }),
    sourceRegion: "australiaeast",
    targetRegion: "centralindia",
    targetResourceGroup: there,
    network: { addressSpace: "10.61.0.0/16", subnetPrefix: "10.61.4.0/22", subnetName: "snet-erp" },
    replicationPolicy: { recoveryPointRetentionMinutes: 3 * 24 * 60, appConsistentSnapshotMinutes: 60 },
  });
  const databases = erp.where({ name: /^sql/ }).vms.map((vm) => dr.replicate(vm));
  const servers = erp
    .where({ name: /^app/ })
    .vms.map((vm) => dr.replicate(vm, { replicaDisks: "Standard", multiVmGroup: "erp" }));

  const check = "Sign in with SQL Server Management Studio, and check that ERP is online.";
  const redirect = "Point the record erp.contoso.com to the region that the application runs in.";
  dr.addRecoveryPlan("Plan", {
    name: "rp-erp",
    boot: [
      { vms: databases, after: [RecoveryAction.manual("Check the database", check)] },
      {
        vms: servers,
        after: [
          RecoveryAction.manual("Open to users", redirect, {
            directions: ["failover", "failback"],
            failovers: ["planned", "unplanned"],
          }),
        ],
      },
    ],
  });
});
