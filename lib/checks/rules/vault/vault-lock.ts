import { onResource } from "../../result";
import { defineRule } from "../../rule";
import { VAULT } from "../attribute";

/** On the vault or its resource group; a lock on the subscription is outside of the app. */
export const vaultLock = defineRule({
  id: "vault-lock",
  title: "Recovery Services vaults have a lock",
  severity: "warning",
  frameworks: {},
  strict: true,
  why: "the vault, once empty, could be deleted by mistake",
  fix: "add a lock of the level CanNotDelete to the vault or its resource group",
  check: ({ app }) => {
    const locked = new Set(app.ofType("azurerm_management_lock").map((one) => one.keyOf(one.config.scope)));
    return app.ofType(VAULT).map((vault) => {
      const group = vault.armId?.toLowerCase().split("/providers/")[0];
      if (locked.has(vault.key) || (group !== undefined && locked.has(group)))
        return onResource(vault, true, "a lock keeps it");
      return locked.has(undefined)
        ? onResource(vault, undefined, "only Terraform knows what a lock of the app is on")
        : onResource(vault, false, "nothing locks it");
    });
  },
});
