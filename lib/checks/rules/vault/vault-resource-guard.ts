import { defineRule } from "../../rule";
import { VAULT } from "../attribute";
import { onNamedBy } from "../named-by";

/** Azure Policy and Azure Landing Zones ask for multi-user authorization. */
export const vaultResourceGuard = defineRule({
  id: "vault-resource-guard",
  title: "Recovery Services vaults are under multi-user authorization",
  severity: "warning",
  frameworks: { "Azure Policy": ["c7031eab-0fc0-4cd9-acd0-4497bd66d91a"], ALZ: ["Enforce-Backup"] },
  strict: true,
  why: "one administrator could stop backups and shorten retention alone",
  fix: "put the vault under a resource guard of the security team",
  check: onNamedBy({
    type: VAULT,
    by: "azurerm_recovery_services_vault_resource_guard_association",
    read: ({ config }) => config.vault_id,
    found: ["a resource guard protects it", "no resource guard protects it"],
  }),
});
