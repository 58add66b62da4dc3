import { allOf, anyOf } from "../../../synthesized/answers";
import { blocksOf } from "../../../synthesized/blocks";
import type { SynthesizedResource } from "../../../synthesized/synthesized-resource";
import { onResource } from "../../result";
import { defineRule } from "../../rule";
import { booleanOf } from "../boolean";

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
      const receivers = receiversOf(group);
      const known = receivers.filter((name) => blocksOf({ [name]: group.config[name] }, name).length > 0);
      const isEnabled = booleanOf(group.config.enabled, true);
      // a dynamic block may turn out to be none
      const hasAny = anyOf([known.length > 0, receivers.length > 0 ? undefined : false]);
      const found =
        isEnabled === false ? "it is not enabled" : `it has ${receivers.join(", ") || "no receiver"}`;
      return onResource(group, allOf([hasAny, isEnabled]), found);
    }),
});

/** The kinds of receivers that a group has. */
function receiversOf(group: SynthesizedResource): readonly string[] {
  const dynamic = [group.config.dynamic ?? []].flat().flatMap((one) => Object.keys(Object(one)));
  const names = new Set([...Object.keys(group.config), ...dynamic]);
  return [...names].filter((name) => name.endsWith("_receiver") && group.blocks(name).length > 0);
}
