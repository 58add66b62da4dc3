import { defineRule } from "../../rule";
import { isGiven, onAttribute, VAULT } from "../attribute";

/** A key that is known after the apply counts: it is one. */
export const vaultCustomerManagedKey = defineRule({
  id: "vault-customer-managed-key",
  title: "Recovery Services vaults are encrypted with a key of the organisation",
  severity: "warning",
  frameworks: { CIS: ["5.2.3"], "Azure Policy": ["2e94d99a-8a36-4563-bc77-810d8893b671"] },
  strict: true,
  why: "the organisation could not withdraw the key",
  fix: "set encryption.key_id: there is no way back to keys of Microsoft",
  check: onAttribute({
    type: VAULT,
    name: "encryption.key_id",
    read: (vault) => vault.block("encryption")?.key_id,
    holds: isGiven,
  }),
});
