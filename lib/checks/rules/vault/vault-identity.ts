import { defineRule } from "../../rule";
import { onAttribute, VAULT } from "../attribute";

/** checkov CKV2_AZURE_35: the vault has an identity, of whichever type. */
export const vaultIdentity = defineRule({
  id: "vault-identity",
  title: "Recovery Services vaults have a managed identity",
  severity: "error",
  frameworks: { checkov: ["CKV2_AZURE_35"] },
  why: "it could not be given the roles that a customer-managed key, private endpoints and cache accounts need",
  fix: 'add an identity, "SystemAssigned" or "UserAssigned"',
  check: onAttribute({
    type: VAULT,
    name: "identity.type",
    read: (vault) => vault.block("identity")?.type,
    holds: (type) => typeof type === "string" && type !== "",
  }),
});
