import { defineRule } from "../../rule";
import { onAttribute, VAULT } from "../attribute";

/** PSRule Azure.RSV.Name. */
export const vaultName = defineRule({
  id: "vault-name",
  title: "Recovery Services vaults have names that Azure takes",
  severity: "error",
  frameworks: { PSRule: ["AZR-000350"] },
  why: "the apply would stop half-way, where Azure refuses it",
  fix: "use 2 to 50 letters, digits and hyphens, starting with a letter",
  check: onAttribute({
    type: VAULT,
    name: "name",
    read: (vault) => vault.textOf(vault.config.name) ?? vault.config.name,
    holds: (name) => /^[A-Za-z][A-Za-z0-9-]{1,49}$/.test(String(name)),
  }),
});
