import { defineRule } from "../../rule";
import { onAttribute, VAULT } from "../attribute";

/** PSRule Azure.RSV.Immutable, and what asks for the same. */
export const vaultImmutability = defineRule({
  id: "vault-immutability",
  title: "Recovery Services vaults are immutable",
  severity: "error",
  frameworks: { PSRule: ["AZR-000397"], CIS: ["5.2.2"], KICS: ["#7850"], MCSB: ["BR-2"] },
  why: "whoever takes over an administrator could delete the backups before they expire",
  fix: 'set immutability to "Unlocked", and to "Locked" once it has proved itself',
  check: onAttribute({
    type: VAULT,
    name: "immutability",
    read: (vault) => vault.config.immutability,
    holds: (immutability) => immutability === "Unlocked" || immutability === "Locked",
  }),
});
