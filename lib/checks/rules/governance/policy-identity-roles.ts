import { isExpression, type SynthesizedResource } from "../../../synthesized/synthesized-resource";
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
    const hidden = app
      .ofType("azurerm_role_assignment", "azapi_resource")
      .some((one) =>
        one.type === "azapi_resource" ? ROLE_TYPE.test(String(one.config.type)) : isHidden(one),
      );
    return app
      .ofType(...ASSIGNMENTS)
      .filter((assignment) => assignment.block("identity")?.type === "SystemAssigned")
      .map((assignment) => {
        if (granted.has(assignment.key)) return onResource(assignment, true, "its identity has roles");
        return hidden
          ? onResource(assignment, undefined, "only Terraform knows whom a role assignment of the app is for")
          : onResource(assignment, false, "its identity has no role");
      });
  },
});

const ROLE_TYPE = /^Microsoft\.Authorization\/roleAssignments@/i;

/** Is the principal said by another stack, a local value or a variable? */
function isHidden(one: SynthesizedResource): boolean {
  return isExpression(one.config.principal_id) && one.referenceOf(one.config.principal_id) === undefined;
}

const ASSIGNMENTS = [
  "azurerm_management_group_policy_assignment",
  "azurerm_subscription_policy_assignment",
  "azurerm_resource_group_policy_assignment",
  "azurerm_resource_policy_assignment",
];
