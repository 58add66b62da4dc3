import { defineRule } from "../../rule";
import { BACKUP_VAULT } from "../attribute";
import { onNamedBy } from "../named-by";

/** Azure Policy asks for multi-user authorization; azurerm has the association from 5.0 on. */
export const backupVaultResourceGuard = defineRule({
  id: "backup-vault-resource-guard",
  title: "Backup vaults are under multi-user authorization",
  severity: "warning",
  frameworks: { "Azure Policy": ["c58e083e-7982-4e24-afdc-be14d312389e"] },
  strict: true,
  why: "one administrator could stop backups and shorten retention alone",
  fix: "put the vault under a resource guard of the security team",
  check: onNamedBy({
    type: BACKUP_VAULT,
    by: "azurerm_data_protection_backup_vault_resource_guard_association",
    read: ({ config }) => config.vault_id ?? config.data_protection_backup_vault_id,
    found: ["a resource guard protects it", "no resource guard protects it"],
  }),
});
