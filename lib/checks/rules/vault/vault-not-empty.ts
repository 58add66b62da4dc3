import { meaningOf } from "../../../synthesized/meaning";
import { defineRule } from "../../rule";
import { VAULT } from "../attribute";
import { onBeside } from "../beside";
import { isUsed } from "./keeps-backups";

/** Prowler asks it of the vaults that there are. */
export const vaultNotEmpty = defineRule({
  id: "vault-not-empty",
  title: "Recovery Services vaults protect something",
  severity: "warning",
  frameworks: { Prowler: ["recovery_vault_has_protected_items"] },
  why: "it looks like protection, and is none",
  fix: "protect something in it, or remove it",
  check: (context) =>
    context.app
      .ofType(VAULT)
      .map((vault) => onBeside(vault, [meaningOf(vault)], isUsed(vault, context), FOUND)),
});

const FOUND = {
  true: "it protects something",
  false: "nothing of the app is protected in it",
  undefined: "only Terraform knows whether what the app protects is in it",
} as const;
