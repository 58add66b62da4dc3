import { onResource } from "../../result";
import { defineRule } from "../../rule";
import { describeKept, isKept, keptDays, RETENTION_TYPES } from "../kept-days";

/**
 * Prowler asks for 30 days, and for 7 of the daily points, which Azure asks for itself. azurerm has no resource for the items of
 * a workload policy, so that each of these counts as used.
 */
export const policyRetention = defineRule({
  id: "policy-retention",
  title: "Backup policies in use keep points for long enough",
  severity: "warning",
  frameworks: {
    Prowler: [
      "recovery_vault_backup_policy_retention_adequate",
      "vm_sufficient_daily_backup_retention_period",
    ],
  },
  why: "what was deleted or encrypted unnoticed cannot be brought back",
  fix: "keep a point for the fewest days at least, daily, weekly, monthly or yearly",
  check: ({ app, minimumRetentionDays: fewest }) => {
    const used = new Set(app.ofType(...ITEMS).map((item) => item.keyOf(item.config.backup_policy_id)));
    return app
      .ofType(...RETENTION_TYPES)
      .filter(({ type, key }) => type === WORKLOAD || used.has(key))
      .map((policy) => {
        const kept = keptDays(policy);
        const found = `${describeKept(kept)}, ${fewest} at least are asked for`;
        return onResource(policy, isKept(kept, fewest), found);
      });
  },
});

const WORKLOAD = "azurerm_backup_policy_vm_workload";
const ITEMS = ["azurerm_backup_protected_vm", "azurerm_backup_protected_file_share"];
