import { anyOf } from "../../../synthesized/answers";
import { meaningOfValue } from "../../../synthesized/meaning";
import { Meanings } from "../../../synthesized/meanings";
import { defineRule } from "../../rule";
import { VAULT } from "../attribute";
import { onBeside } from "../beside";
import { placesOf } from "../places";

/** On the vault, its resource group or its subscription; locks that others define are not seen. */
export const vaultLock = defineRule({
  id: "vault-lock",
  title: "Recovery Services vaults have a lock",
  severity: "warning",
  frameworks: {},
  strict: true,
  why: "the vault, once empty, could be deleted by mistake",
  fix: "add a lock of the level CanNotDelete to the vault or its resource group",
  check: ({ app }) => {
    const locks = app.ofType("azurerm_management_lock");
    const locked = new Meanings(locks.map((by) => ({ meaning: meaningOfValue(by, by.config.scope), by })));
    return app.ofType(VAULT).map((vault) => {
      const places = placesOf(vault);
      const holds = anyOf(places.map((place) => locked.has(place)));
      return onBeside(vault, places.slice(0, 2), holds, FOUND);
    });
  },
});

const FOUND = {
  true: "a lock keeps it",
  false: "nothing locks it",
  undefined: "only Terraform knows what a lock of the app is on",
} as const;
