import { isDynamic } from "../../../synthesized/blocks";
import { onResource } from "../../result";
import { defineRule } from "../../rule";
import { VAULT } from "../attribute";
import { booleanOf } from "../boolean";

const ON = [
  "alerts_for_all_job_failures_enabled",
  "alerts_for_all_replication_issues_enabled",
  "alerts_for_all_failover_issues_enabled",
] as const;
const CLASSIC = "alerts_for_critical_operation_failures_enabled";

/** The built-in alerts of Azure Monitor on, the classic ones off, as APRL and the Azure Monitor Baseline Alerts want it. */
export const vaultAlerts = defineRule({
  id: "vault-alerts",
  title: "Recovery Services vaults raise the alerts of Azure Monitor",
  severity: "error",
  frameworks: {
    APRL: ["2912472d-0198-4bdc-aa90-37f145790edc"],
    AMBA: ["Deploy_RecoveryVault_BackupHealthMonitor_Alert", "Deploy_RecoveryVault_ASRHealthMonitor_Alert"],
  },
  why: "failed jobs and replications would raise no alert, or the classic ones that ended in March 2026",
  fix: "switch alerts_for_all_job_failures_enabled, …replication_issues_enabled and …failover_issues_enabled on, and the classic ones off",
  check: ({ app }) =>
    app.ofType(VAULT).map((vault) => {
      const alerts = vault.block("monitoring") ?? {};
      // azurerm's defaults: all on, the classic ones included
      if (isDynamic(vault.config, "monitoring"))
        return onResource(vault, undefined, "only Terraform knows whether there is a block monitoring");
      const isOn = (name: string) => booleanOf(alerts[name], true);
      const late = [...ON, CLASSIC].filter((name) => isOn(name) === undefined);
      const off = ON.filter((name) => isOn(name) === false);
      const classic = isOn(CLASSIC) === true;
      const wrong = [...off.map((name) => `${name} is off`), ...(classic ? [`${CLASSIC} is on`] : [])];
      if (wrong.length === 0 && late.length > 0)
        return onResource(vault, undefined, `only Terraform knows ${late.join(", ")}`);
      const found = wrong.length > 0 ? wrong.join(", ") : "all alerts of Azure Monitor are on";
      return onResource(vault, wrong.length === 0, found);
    }),
});
