import { onResource } from "../../result";
import { defineRule } from "../../rule";

/** Prowler asks for 30 days, and for 7 of the daily points, which Azure asks for itself. */
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
  check: ({ app, minimumRetentionDays }) => {
    const used = new Set(app.ofType(...ITEMS).map((item) => item.keyOf(item.config.backup_policy_id)));
    return app
      .ofType("azurerm_backup_policy_vm", "azurerm_backup_policy_file_share")
      .filter((policy) => used.has(policy.key))
      .map((policy) => {
        const days = Math.max(
          ...UNITS.map(([block, unit]) => Number(policy.block(block)?.count ?? 0) * unit),
        );
        const found = `the longest points are kept for ${days} days, ${minimumRetentionDays} at least are asked for`;
        return onResource(policy, days >= minimumRetentionDays, found);
      });
  },
});

const ITEMS = ["azurerm_backup_protected_vm", "azurerm_backup_protected_file_share"];
const UNITS = [
  ["retention_daily", 1],
  ["retention_weekly", 7],
  ["retention_monthly", 30],
  ["retention_yearly", 365],
] as const;
