import { isExpression } from "../../../synthesized/synthesized-resource";
import { onResource } from "../../result";
import { defineRule } from "../../rule";

/** Of whatever kind the receivers are. */
export const alertReceivers = defineRule({
  id: "alert-receivers",
  title: "Action groups tell somebody",
  severity: "error",
  frameworks: {},
  why: "alerts fire, and nobody hears of them",
  fix: "add a receiver to the action group, or enable it",
  check: ({ app }) =>
    app.ofType("azurerm_monitor_action_group").map((group) => {
      const receivers = Object.keys(group.config).filter(
        (name) => name.endsWith("_receiver") && group.blocks(name).length > 0,
      );
      const holds = receivers.length > 0 && group.config.enabled !== false;
      const found =
        group.config.enabled === false
          ? "it is not enabled"
          : `it has ${receivers.join(", ") || "no receiver"}`;
      const known = !holds || !isExpression(group.config.enabled);
      return onResource(group, known ? holds : undefined, found);
    }),
});
