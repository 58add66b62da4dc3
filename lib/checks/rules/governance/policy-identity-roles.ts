import { onResource } from "../../result";
import { defineRule } from "../../rule";

/** azurerm gives the identity of an assignment no role by itself. */
export const policyIdentityRoles = defineRule({
  id: "policy-identity-roles",
  title: "Policies that act may act",
  severity: "error",
  frameworks: {},
  why: "every remediation would fail, where nobody looks",
  fix: "give the identity the roles that the definition names: PolicyAssignment does it",
  check: ({ app }) => {
    const granted = new Set(
      app
        .ofType("azurerm_role_assignment")
        .map((one) => one.referenceOf(one.config.principal_id)?.resource.key),
    );
    return app
      .ofType(...ASSIGNMENTS)
      .filter((assignment) => assignment.block("identity")?.type === "SystemAssigned")
      .map((assignment) => {
        const holds = granted.has(assignment.key);
        return onResource(assignment, holds, holds ? "its identity has roles" : "its identity has no role");
      });
  },
});

const ASSIGNMENTS = [
  "azurerm_management_group_policy_assignment",
  "azurerm_subscription_policy_assignment",
  "azurerm_resource_group_policy_assignment",
  "azurerm_resource_policy_assignment",
];
