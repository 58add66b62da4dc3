import { defineRule } from "../../rule";
import { onAttribute, VAULT } from "../attribute";

/** The Azure Tenant Security Solution asks for Locked; what is Unlocked can be switched off. */
export const vaultLockedImmutability = defineRule({
  id: "vault-locked-immutability",
  title: "Immutability of Recovery Services vaults is locked",
  severity: "warning",
  frameworks: { CIS: ["5.2.2 (locked)"], AzTS: ["RSV immutability"] },
  strict: true,
  why: "whoever may change the vault may switch immutability off, and then delete",
  fix: 'set immutability to "Locked" once retention has settled: it cannot be undone',
  check: onAttribute({
    type: VAULT,
    name: "immutability",
    read: (vault) => vault.config.immutability,
    holds: (immutability) => immutability === "Locked",
  }),
});
