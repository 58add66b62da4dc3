import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { RecoveryServicesVault, ResilienceApp, ResilienceStack, Schedule, VmInventory } from "../../lib";

const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
const nightly = { schedule: Schedule.daily("00:00"), retention: { daily: 30 } } as const;

/** Protected VMs in a vault that another team runs: under a policy of one's own, and under one of theirs. */
ResilienceApp.run((app) => {
  // what the platform team has deployed; in its own repository as a rule, and here so that the example is whole
  const platform = new ResilienceStack(app, "platform", { subscriptionId });
  const resourceGroup = new ResourceGroup(platform, "Group", {
    name: "rg-shared",
    location: "australiaeast",
  });
  new RecoveryServicesVault(platform, "Vault", { name: "rsv-shared", resourceGroup }).addVmPolicy(
    "Platform",
    { name: "PlatformNightly", ...nightly },
  );

  // what this team knows of it: the vault's id, and the name of a policy
  const vaultId = `/subscriptions/${subscriptionId}/resourceGroups/rg-shared/providers/Microsoft.RecoveryServices/vaults/rsv-shared`;
  const inventory = VmInventory.fromResourceGraph("inventory/contoso.json");
  const stack = new ResilienceStack(app, "workload", { subscriptionId });
  stack.addDependency(platform);
  const shared = RecoveryServicesVault.fromVaultId(stack, "Shared", vaultId, "australiaeast");
  const weekly = shared.addVmPolicy("Weekly", {
    schedule: Schedule.weekly(["Saturday"], "00:00"),
    retention: { weekly: 12, monthly: 12 },
    instantRestoreDays: 5,
  });
  for (const vm of inventory.where({ name: "web-portal-prd-01" }).vms) weekly.protect(vm);
  const theirs = shared.existingVmPolicy("PlatformNightly", { type: "Enhanced" });
  for (const vm of inventory.where({ tags: { Application: "Payments" } }).vms) theirs.protect(vm);
});
