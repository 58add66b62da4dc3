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
      const holds = criteria.every(({ dimension }) =>
        [dimension ?? []].flat().some((one) => leavesHealthyOut(one as Record<string, unknown>)),
      );
      return [onResource(alert, holds, holds ? "healthy events are left out" : "healthy events count")];
    }),
});

const METRICS: readonly unknown[] = ["BackupHealthEvent", "RestoreHealthEvent"];

function leavesHealthyOut({ name, operator, values }: Record<string, unknown>): boolean {
  if (String(name).toLowerCase() !== "healthstatus") return false;
  const texts = [values ?? []].flat().map((value) => String(value).toLowerCase());
  if (operator === "Exclude") return texts.includes("healthy");
  if (operator === "StartsWith") return texts.every((text) => !"healthy".startsWith(text));
  return !texts.includes("healthy") && !texts.includes("*");
}
