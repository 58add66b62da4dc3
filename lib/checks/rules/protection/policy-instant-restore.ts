import { quoted } from "../../../core/problems";
import { isExpression } from "../../../synthesized/synthesized-resource";
import { onResource } from "../../result";
import { defineRule } from "../../rule";

/** Instant restore is what recovery times of minutes rest on. */
export const policyInstantRestore = defineRule({
  id: "policy-instant-restore",
  title: "VM policies keep snapshots for a quick restore",
  severity: "warning",
  frameworks: {},
  why: "every restore waits for the data to come back from the vault",
  fix: "keep snapshots for a day at least: instant_restore_retention_days",
  check: ({ app }) =>
    app.ofType("azurerm_backup_policy_vm").map((policy) => {
      // azurerm leaves it to Azure, which keeps some
      const days = policy.config.instant_restore_retention_days ?? undefined;
      const found = `instant_restore_retention_days is ${quoted(days)}`;
      return onResource(
        policy,
        isExpression(days) ? undefined : days === undefined || Number(days) >= 1,
        found,
      );
    }),
});
