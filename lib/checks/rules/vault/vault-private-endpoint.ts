import { defineRule } from "../../rule";
import { VAULT } from "../attribute";
import { onNamedBy } from "../named-by";

/** Whether somebody approved the connection is known in Azure alone; that the app makes one is known here. */
export const vaultPrivateEndpoint = defineRule({
  id: "vault-private-endpoint",
  title: "Recovery Services vaults have a private endpoint",
  severity: "warning",
  frameworks: { "Azure Policy": ["deeddb44-9f94-4903-9fa0-081d524406e3"] },
  strict: true,
  why: "backups of what runs in the machines would cross public networks",
  fix: "give the vault private access before anything is protected: addPrivateAccess",
  check: onNamedBy({
    type: VAULT,
    by: "azurerm_private_endpoint",
    read: (endpoint) => endpoint.block("private_service_connection")?.private_connection_resource_id,
    found: ["a private endpoint leads to it", "no private endpoint leads to it"],
  }),
});
