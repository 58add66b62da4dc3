import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { PolicyAssignment, PolicyScope, ResilienceApp, ResilienceStack } from "cdktf-azure-resilience";

/** Azure Policy at a management group, a subscription and a resource group, with an exemption and a remediation. */
ResilienceApp.run((app) => {
  const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
  const stack = new ResilienceStack(app, "governance", { subscriptionId });

  const group = new ResourceGroup(stack, "Erp", { name: "rg-erp-prod", location: "australiaeast" });

  const audit = new PolicyAssignment(stack, "AuditBackup", {
    at: PolicyScope.managementGroup("contoso-landing-zones"),
    policy: "Azure Backup should be enabled for Virtual Machines",
    nonComplianceMessage: "Tag the VM with its Criticality, and run the backup program.",
  });
  audit.addExemption("Migration", {
    at: PolicyScope.of(group),
    reason: "The servers are rebuilt in Australia East; change CHG-4711.",
    expiresOn: "2099-12-31",
  });

  const restoreOff = new PolicyAssignment(stack, "CrossSubscriptionRestoreOff", {
    at: PolicyScope.subscription(subscriptionId),
    policy: "Disable Cross Subscription Restore for Backup Vaults",
    parameters: { crossSubscriptionRestoreStateParameter: "Disabled" },
    location: "australiaeast",
  });
  restoreOff.addRemediation("Existing");

  new PolicyAssignment(stack, "AuditReplication", {
    at: PolicyScope.of(group),
    policy: "Audit virtual machines without disaster recovery configured",
    enforce: false,
    resourceSelectors: [{ name: "first-region", regions: ["australiaeast"] }],
  });
});
