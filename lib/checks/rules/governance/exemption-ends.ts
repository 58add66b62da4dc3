import { quoted } from "../../../core/problems";
import { isExpression } from "../../../synthesized/synthesized-resource";
import { onResource } from "../../result";
import { defineRule } from "../../rule";

/** An exemption of Azure Policy without an end holds for good. */
export const exemptionEnds = defineRule({
  id: "exemption-ends",
  title: "Policy exemptions end",
  severity: "error",
  frameworks: {},
  why: "they are forgotten, and hide the next resource",
  fix: "give the exemption an expires_on",
  check: ({ app }) =>
    app.ofType(...EXEMPTIONS).map((exemption) => {
      const { expires_on: end } = exemption.config;
      const holds = isExpression(end) ? undefined : end != null && end !== "";
      return onResource(exemption, holds, `expires_on is ${quoted(end ?? undefined)}`);
    }),
});

const EXEMPTIONS = [
  "azurerm_management_group_policy_exemption",
  "azurerm_subscription_policy_exemption",
  "azurerm_resource_group_policy_exemption",
  "azurerm_resource_policy_exemption",
];
