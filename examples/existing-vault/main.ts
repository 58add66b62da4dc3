import { RecoveryServicesVault, ResilienceApp, ResilienceStack, Schedule, VmInventory } from "../../lib";

/** Protected VMs in a vault that another team runs: under a policy of one's own, and under one of theirs. */
ResilienceApp.run((app) => {
  const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
  const vaultId = `/subscriptions/${subscriptionId}/resourceGroups/rg-shared/providers/Microsoft.RecoveryServices/vaults/rsv-shared`;
  const inventory = VmInventory.fromResourceGraph("inventory/contoso.json");
  const portal = inventory.where({ name: "web-portal-prd-01" });
  const payments = inventory.where({ tags: { Application: "Payments" } });

  const stack = new ResilienceStack(app, "existing-vault", { subscriptionId });
  const shared = RecoveryServicesVault.fromVaultId(stack, "Shared", vaultId, "australiaeast");
  const weekly = shared.addVmPolicy("Weekly", {
    schedule: Schedule.weekly(["Saturday"], "00:00"),
    retention: { weekly: 12, monthly: 12 },
    instantRestoreDays: 5,
  });
  for (const vm of portal.vms) weekly.protect(vm);
  const theirs = shared.existingVmPolicy("EnhancedPolicy", { type: "Enhanced" });
  for (const vm of payments.vms) theirs.protect(vm);
});
