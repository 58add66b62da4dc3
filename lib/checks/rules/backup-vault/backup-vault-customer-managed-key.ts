import { defineRule } from "../../rule";
import { BACKUP_VAULT } from "../attribute";
import { onNamedBy } from "../named-by";

/** azurerm sets it by a resource of its own. */
export const backupVaultCustomerManagedKey = defineRule({
  id: "backup-vault-customer-managed-key",
  title: "Backup vaults are encrypted with a key of the organisation",
  severity: "warning",
  frameworks: { CIS: ["5.1.3"], "Azure Policy": ["d6588149-9f06-462c-a076-56aece45b5ba"] },
  strict: true,
  why: "the organisation could not withdraw the key",
  fix: "add azurerm_data_protection_backup_vault_customer_managed_key: there is no way back",
  check: onNamedBy({
    type: BACKUP_VAULT,
    by: "azurerm_data_protection_backup_vault_customer_managed_key",
    read: ({ config }) => config.data_protection_backup_vault_id,
    found: ["it has a key of its own", "it has keys of Microsoft"],
  }),
});
