import { allOf, anyOf } from "../../../synthesized/answers";
import { blocksOf, isDynamic } from "../../../synthesized/blocks";
import { isExpression } from "../../../synthesized/synthesized-resource";
import { onResource } from "../../result";
import { defineRule } from "../../rule";

/** Azure Backup raises an event for each job, healthy ones included; the template of AMBA counts them. */
export const healthAlertExcludesHealthy = defineRule({
  id: "health-alert-excludes-healthy",
  title: "Alerts on backup health leave healthy events out",
  severity: "error",
  frameworks: { AMBA: ["BackupHealthEvent"] },
  why: "they would fire with every backup that succeeds, and be switched off",
  fix: "exclude Healthy in the dimension healthStatus",
  check: ({ app }) =>
    app.ofType("azurerm_monitor_metric_alert").flatMap((alert) => {
      const criteria = alert.blocks("criteria").filter(({ metric_name }) => METRICS.includes(metric_name));
      if (criteria.length === 0) return [];
      const holds = allOf(criteria.map(leavesHealthyOut));
      return [onResource(alert, holds, FOUND[`${holds}`])];
    }),
});

const FOUND = {
  true: "healthy events are left out",
  false: "healthy events count",
  undefined: "only Terraform knows whether healthy events count",
} as const;

const METRICS: readonly unknown[] = ["BackupHealthEvent", "RestoreHealthEvent"];

type Json = Readonly<Record<string, unknown>>;

function leavesHealthyOut(criterion: Json): boolean | undefined {
  const dimensions = blocksOf(criterion, "dimension").map(isFilter);
  return anyOf([...dimensions, isDynamic(criterion, "dimension") ? undefined : false]);
}

/** Does a dimension leave healthy events out? */
function isFilter({ name, operator, values }: Json): boolean | undefined {
  const isStatus = isExpression(name) ? undefined : String(name).toLowerCase() === "healthstatus";
  return allOf([isStatus, isExpression(operator) ? undefined : excludes(operator, [values ?? []].flat())]);
}

function excludes(operator: unknown, values: readonly unknown[]): boolean | undefined {
  const none = (isHealthy: (text: string) => boolean) =>
    allOf(values.map((value) => (isExpression(value) ? undefined : !isHealthy(String(value).toLowerCase()))));
  if (operator === "StartsWith") return none((text) => "healthy".startsWith(text));
  if (operator !== "Exclude") return none((text) => text === "healthy" || text === "*");
  const isLeftOut = none((text) => text === "healthy");
  return isLeftOut === undefined ? undefined : !isLeftOut;
}
