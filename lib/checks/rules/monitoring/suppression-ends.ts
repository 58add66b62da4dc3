import { onResource } from "../../result";
import { defineRule } from "../../rule";

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
      const ends = (schedule?.effective_until ?? "") !== "" || recurs;
      const found = ends ? "its schedule ends" : "nothing ends it";
      return onResource(rule, ends || rule.config.enabled === false, found);
    }),
});
