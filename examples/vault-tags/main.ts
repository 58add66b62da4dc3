import { PolicyScope, ResilienceApp, ResilienceStack, VaultTags } from "../../lib";

/** Tags of vaults: one that nobody may leave out, and two that a vault takes from its resource group where it lacks them. */
ResilienceApp.run((app) => {
  const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
  const stack = new ResilienceStack(app, "vault-tags", { subscriptionId });
  const at = PolicyScope.subscription(subscriptionId);

  new VaultTags(stack, "Required", { at, tags: ["Cost Center"] });
  new VaultTags(stack, "Inherited", {
    at,
    tags: ["Application", "Support Team"],
    mode: "Inherit",
    location: "australiaeast",
  });
});
