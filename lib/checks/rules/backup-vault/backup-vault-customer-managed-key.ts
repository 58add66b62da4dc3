import { onResource } from "../../result";
import { defineRule } from "../../rule";
import { BACKUP_VAULT } from "../attribute";

/** azurerm sets it by a resource of its own. */
export const backupVaultCustomerManagedKey = defineRule({
  id: "backup-vault-customer-managed-key",
  title: "Backup vaults are encrypted with a key of the organisation",
  severity: "warning",
  frameworks: { CIS: ["5.1.3"], "Azure Policy": ["d6588149-9f06-462c-a076-56aece45b5ba"] },
  strict: true,
  why: "the organisation could not withdraw the key",
  fix: "add azurerm_data_protection_backup_vault_customer_managed_key: there is no way back",
  check: ({ app }) => {
    const keyed = new Set(
      app
        .ofType("azurerm_data_protection_backup_vault_customer_managed_key")
        .map((one) => one.keyOf(one.config.data_protection_backup_vault_id)),
    );
    return app.ofType(BACKUP_VAULT).map((vault) => {
      const holds = keyed.has(vault.key);
      return onResource(vault, holds, holds ? "it has a key of its own" : "it has keys of Microsoft");
    });
  },
});
