import { onResource } from "../../result";
import { defineRule } from "../../rule";
import { VAULT } from "../attribute";
import { usedVaults } from "./keeps-backups";

/** Prowler asks it of the vaults that there are. */
export const vaultNotEmpty = defineRule({
  id: "vault-not-empty",
  title: "Recovery Services vaults protect something",
  severity: "warning",
  frameworks: { Prowler: ["recovery_vault_has_protected_items"] },
  why: "it looks like protection, and is none",
  fix: "protect something in it, or remove it",
  check: ({ app }) => {
    const used = usedVaults(app);
    return app.ofType(VAULT).map((vault) => {
      const holds = used.has(vault.key);
      return onResource(
        vault,
        holds,
        holds ? "it protects something" : "nothing of the app is protected in it",
      );
    });
  },
});
