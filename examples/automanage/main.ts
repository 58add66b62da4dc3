import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import {
  AutomanageProfile,
  PolicyScope,
  ResilienceApp,
  ResilienceStack,
  Schedule,
  VaultTags,
} from "../../lib";

/** An estate that Automanage looks after until it ends, and the tags that its vaults must have. */
ResilienceApp.run((app) => {
  const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
  const stack = new ResilienceStack(app, "automanage", { subscriptionId });
  const resourceGroup = new ResourceGroup(stack, "Group", {
    name: "rg-automanage",
    location: "australiaeast",
  });

  const profile = new AutomanageProfile(stack, "Profile", {
    name: "contoso-vms",
    resourceGroup,
    backup: { schedule: Schedule.daily("02:00"), retention: { daily: 30, weekly: 12 } },
    antimalware: true,
    bootDiagnostics: true,
  });
  profile.assign({
    id: `/subscriptions/${subscriptionId}/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachines/web-01`,
  });

  new VaultTags(stack, "Tags", { at: PolicyScope.subscription(subscriptionId), tags: ["Cost Center"] });
  new VaultTags(stack, "InheritedTags", {
    at: PolicyScope.of(resourceGroup),
    tags: ["Environment"],
    mode: "Inherit",
    location: "australiaeast",
  });
});
