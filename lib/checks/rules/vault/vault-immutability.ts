import { quoted } from "../../../core/problems";
import { isExpression } from "../../../synthesized/synthesized-resource";
import { onResource } from "../../result";
import { defineRule } from "../../rule";

/** PSRule Azure.RSV.Immutable, and what asks for the same. */
export const vaultImmutability = defineRule({
  id: "vault-immutability",
  title: "Recovery Services vaults are immutable",
  severity: "error",
  frameworks: { PSRule: ["AZR-000397"], CIS: ["5.2.2"], KICS: ["#7850"], MCSB: ["BR-2"] },
  why: "whoever takes over an administrator could delete the backups before they expire",
  fix: 'set immutability to "Unlocked", and to "Locked" once it has proved itself',
  check: ({ app }) =>
    app.ofType("azurerm_recovery_services_vault").map((vault) => {
      const { immutability } = vault.config;
      const holds = immutability === "Unlocked" || immutability === "Locked";
      return onResource(
        vault,
        isExpression(immutability) ? undefined : holds,
        `immutability is ${quoted(immutability ?? undefined)}`,
      );
    }),
});
