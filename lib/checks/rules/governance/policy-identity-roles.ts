import { meaningOf } from "../../../synthesized/meaning";
import { Meanings, type Meant } from "../../../synthesized/meanings";
import { addressesIn } from "../../../synthesized/references";
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
    const granted = new Meanings([
      ...app.ofType("azurerm_role_assignment").flatMap(principalOf),
      ...app
        .ofType("azapi_resource")
        .filter(({ config }) => ROLE_TYPE.test(String(config.type)))
        .map((by) => ({ meaning: {}, by })),
    ]);
    return app.ofType(...ASSIGNMENTS).flatMap((assignment) => {
      const kind = assignment.block("identity")?.type;
      if (kind !== "SystemAssigned" && !isExpression(kind)) return [];
      const holds = granted.has(meaningOf(assignment));
      if (holds !== false) return [onResource(assignment, holds, FOUND[`${holds}`])];
      return isExpression(kind)
        ? [
            onResource(
              assignment,
              undefined,
              "only Terraform knows whether it has an identity that needs roles",
            ),
          ]
        : [onResource(assignment, false, FOUND.false)];
    });
  },
});

const FOUND = {
  true: "its identity has roles",
  false: "its identity has no role",
  undefined: "only Terraform knows whom a role assignment of the app is for",
} as const;

const ROLE_TYPE = /^Microsoft\.Authorization\/roleAssignments@/i;

/** The resource whose identity a role is for; a literal GUID is no identity of the program. */
function principalOf(by: SynthesizedResource): readonly Meant[] {
  const { principal_id: principal } = by.config;
  const reference = by.referenceOf(principal);
  if (reference) return [{ meaning: meaningOf(reference.resource), by }];
  if (!isExpression(principal) || by.textOf(principal) !== undefined) return [];
  const [resource, ...others] = new Set(addressesIn(String(principal)).map((one) => by.stack.find(one)));
  return [{ meaning: resource && others.length === 0 ? meaningOf(resource) : {}, by }];
}

const ASSIGNMENTS = [
  "azurerm_management_group_policy_assignment",
  "azurerm_subscription_policy_assignment",
  "azurerm_resource_group_policy_assignment",
  "azurerm_resource_policy_assignment",
];
