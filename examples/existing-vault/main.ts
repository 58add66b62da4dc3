import { RecoveryServicesVault, ResilienceApp, ResilienceStack, Schedule, VmInventory } from "../../lib";

/** A policy and protected VMs in a vault that another team runs. */
ResilienceApp.run((app) => {
  const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
  const vaultId = `/subscriptions/${subscriptionId}/resourceGroups/rg-shared/providers/Microsoft.RecoveryServices/vaults/rsv-shared`;
  const portal = VmInventory.fromResourceGraph("inventory/contoso.json").where({ name: "web-portal-prd-01" });

  const stack = new ResilienceStack(app, "existing-vault", { subscriptionId });
  const shared = RecoveryServicesVault.fromVaultId(stack, "Shared", vaultId, "australiaeast");
  const weekly = shared.addVmPolicy("Weekly", {
    schedule: Schedule.weekly(["Saturday"], "00:00"),
    retention: { weekly: 12, monthly: 12 },
    instantRestoreDays: 5,
  });
  for (const vm of portal.vms) weekly.protect(vm);
});
