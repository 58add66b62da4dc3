import { quoted } from "../../../core/problems";
import { onResource } from "../../result";
import { defineRule } from "../../rule";

/** checkov CKV2_AZURE_35: the vault has an identity, of whichever type. */
export const vaultIdentity = defineRule({
  id: "vault-identity",
  title: "Recovery Services vaults have a managed identity",
  severity: "error",
  frameworks: { checkov: ["CKV2_AZURE_35"] },
  why: "it could not be given the roles that a customer-managed key, private endpoints and cache accounts need",
  fix: 'add an identity, "SystemAssigned" or "UserAssigned"',
  check: ({ app }) =>
    app.ofType("azurerm_recovery_services_vault").map((vault) => {
      const type = vault.block("identity")?.type ?? undefined;
      const holds = typeof type === "string" && type !== "";
      return onResource(vault, holds, `identity.type is ${quoted(type)}`);
    }),
});
