import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import {
  CacheStorageAccount,
  DisasterRecoveryPair,
  RecoveryServicesVault,
  ResilienceApp,
  ResilienceStack,
  VmInventory,
} from "../../lib";

/** Two VMs of one application, replicated as a consistency group from Australia East to Central India. */
ResilienceApp.run((app) => {
  const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
  const erp = VmInventory.fromResourceGraph("inventory/contoso.json").where({ name: /^app-erp-prd/ });

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
  for (const vm of erp.vms) dr.replicate(vm, { replicaDisks: "Standard", multiVmGroup: "erp" });
});
