import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { RecoveryServicesVault, ResilienceApp, ResilienceStack, Schedule } from "../../lib";

/** The smallest useful thing: a vault, a policy, a VM that is backed up every night. */
ResilienceApp.run((app) => {
  const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
  const stack = new ResilienceStack(app, "defaults", { subscriptionId });
  const resourceGroup = new ResourceGroup(stack, "Group", {
    name: "rg-backup",
    location: "australiaeast",
  });

  const vault = new RecoveryServicesVault(stack, "Vault", { name: "rsv-backup", resourceGroup });
  const nightly = vault.addVmPolicy("Nightly", {
    schedule: Schedule.daily("00:00"),
    retention: { daily: 30 },
  });
  nightly.protect({
    id: `/subscriptions/${subscriptionId}/resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines/web01`,
  });
});
