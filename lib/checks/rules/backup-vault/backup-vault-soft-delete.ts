import { quoted } from "../../../core/problems";
import { allOf } from "../../../synthesized/answers";
import { isExpression } from "../../../synthesized/synthesized-resource";
import { onResource } from "../../result";
import { defineRule } from "../../rule";
import { BACKUP_VAULT } from "../attribute";

/** The Azure Tenant Security Solution asks for 14 to 180 days. */
export const backupVaultSoftDelete = defineRule({
  id: "backup-vault-soft-delete",
  title: "Backup vaults keep what is deleted for 14 days at least",
  severity: "error",
  frameworks: {
    CIS: ["5.1.1"],
    KICS: ["#7845"],
    AzTS: ["BV soft delete"],
    "Azure Policy": ["9798d31d-6028-4dee-8643-46102185c016"],
  },
  why: "a deleted backup would be gone at once, or before anybody notices",
  fix: 'set soft_delete to "On" or "AlwaysOn", and retention_duration_in_days to 14 at least',
  check: ({ app }) =>
    app.ofType(BACKUP_VAULT).map((vault) => {
      // azurerm's defaults
      const state = vault.config.soft_delete ?? "On";
      const days = vault.config.retention_duration_in_days ?? 14;
      const holds = allOf([
        isExpression(state) ? undefined : state !== "Off",
        isExpression(days) ? undefined : Number(days) >= 14,
      ]);
      return onResource(vault, holds, `soft_delete is ${quoted(state)}, for ${quoted(days)} days`);
    }),
});
