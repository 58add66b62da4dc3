import { quoted } from "../../../core/problems";
import { onResource } from "../../result";
import { defineRule } from "../../rule";
import { BACKUP_VAULT, VAULT } from "../attribute";
import { booleanOf } from "../boolean";

/** Recovery Services vaults and Backup vaults. */
export const vaultPreventDestroy = defineRule({
  id: "vault-prevent-destroy",
  title: "Terraform does not destroy vaults",
  severity: "warning",
  frameworks: {},
  why: "one plan would take the vault with everything in it",
  fix: "set prevent_destroy in the lifecycle of the vault",
  check: ({ app }) =>
    app.ofType(VAULT, BACKUP_VAULT).map((vault) => {
      const prevented = vault.block("lifecycle")?.prevent_destroy ?? false;
      return onResource(
        vault,
        booleanOf(prevented, false),
        `lifecycle.prevent_destroy is ${quoted(prevented)}`,
      );
    }),
});
