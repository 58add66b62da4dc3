import { anyOf } from "../../../synthesized/answers";
import { isExpression } from "../../../synthesized/synthesized-resource";
import { onResource } from "../../result";
import { defineRule } from "../../rule";
import { isGiven } from "../attribute";
import { isOff } from "../boolean";

/** A suppression without an end is an outage that nobody hears of. */
export const suppressionEnds = defineRule({
  id: "suppression-ends",
  title: "Alert suppressions end",
  severity: "error",
  frameworks: {},
  why: "alerts stay silent long after the maintenance is over",
  fix: "give the schedule an effective_until, or recurrences that end",
  check: ({ app }) =>
    app.ofType("azurerm_monitor_alert_processing_rule_suppression").map((rule) => {
      const schedule = rule.block("schedule");
      const [recurrence] = [schedule?.recurrence ?? []].flat();
      const recurs = recurrence !== undefined && Object.keys(Object(recurrence)).length > 0;
      const until = schedule?.effective_until;
      const ends = anyOf([recurs, isExpression(until) ? undefined : isGiven(until)]);
      return onResource(rule, anyOf([ends, isOff(true)(rule.config.enabled)]), FOUND[`${ends}`]);
    }),
});

const FOUND = {
  true: "its schedule ends",
  false: "nothing ends it",
  undefined: "only Terraform knows effective_until",
} as const;
