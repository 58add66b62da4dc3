import { defineRule } from "../../rule";
import { onAttribute, VAULT } from "../attribute";
import { isOn } from "../boolean";

/** Soft delete is not switched off; how many days it keeps is a matter of azapi. */
export const vaultSoftDelete = defineRule({
  id: "vault-soft-delete",
  title: "Recovery Services vaults keep what is deleted for a while",
  severity: "error",
  frameworks: {
    APRL: ["9e39919b-78af-4a0b-b70f-c548dae97c25"],
    CIS: ["5.2.1"],
    KICS: ["#7849"],
    AzTS: ["RSV soft delete"],
  },
  why: "a deleted backup would be gone at once",
  fix: "leave soft_delete_enabled out, or set it to true",
  check: onAttribute({
    type: VAULT,
    name: "soft_delete_enabled",
    read: (vault) => vault.config.soft_delete_enabled,
    // azurerm leaves it on where the vault does not say it
    holds: isOn(true),
  }),
});
