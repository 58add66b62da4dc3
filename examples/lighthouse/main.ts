import { Delegation, LighthouseDelegation, ResilienceApp, ResilienceStack } from "../../lib";

/** A managing tenant operates the backups of a customer's subscription; it changes them only for the moment. */
ResilienceApp.run((app) => {
  const stack = new ResilienceStack(app, "lighthouse", {
    subscriptionId: "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841",
  });
  const operators = { principalId: "0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11", displayName: "Backup operators" };
  const leads = { principalId: "7d1f6c3a-9b52-4a6e-8f0d-3c2b1a0f9e8d", displayName: "Backup leads" };

  new LighthouseDelegation(stack, "Operations", {
    managingTenantId: "9f6e2c1d-4b8a-4d3e-a7c5-1b0f2e3d4c5a",
    name: "Contoso backup operations",
    description: "Operates backups and failovers of the production subscription.",
    authorizations: Delegation.operators(operators),
    eligible: Delegation.contributors(operators).map((one) => ({
      ...one,
      activation: "PT4H",
      approvers: [leads],
    })),
  });
});
