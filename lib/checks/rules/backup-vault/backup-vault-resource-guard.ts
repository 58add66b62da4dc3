import { onResource } from "../../result";
import { defineRule } from "../../rule";
import { BACKUP_VAULT } from "../attribute";

/** Azure Policy asks for multi-user authorization; azurerm has the association from 5.0 on. */
export const backupVaultResourceGuard = defineRule({
  id: "backup-vault-resource-guard",
  title: "Backup vaults are under multi-user authorization",
  severity: "warning",
  frameworks: { "Azure Policy": ["c58e083e-7982-4e24-afdc-be14d312389e"] },
  strict: true,
  why: "one administrator could stop backups and shorten retention alone",
  fix: "put the vault under a resource guard of the security team",
  check: ({ app }) => {
    const guarded = new Set(
      app
        .ofType("azurerm_data_protection_backup_vault_resource_guard_association")
        .map((one) => one.keyOf(one.config.vault_id ?? one.config.data_protection_backup_vault_id)),
    );
    return app.ofType(BACKUP_VAULT).map((vault) => {
      const holds = guarded.has(vault.key);
      return onResource(
        vault,
        holds,
        holds ? "a resource guard protects it" : "no resource guard protects it",
      );
    });
  },
});
