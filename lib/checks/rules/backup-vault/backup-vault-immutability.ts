import { defineRule } from "../../rule";
import { BACKUP_VAULT, onAttribute } from "../attribute";

/** PSRule Azure.BV.Immutable, and what asks for the same. */
export const backupVaultImmutability = defineRule({
  id: "backup-vault-immutability",
  title: "Backup vaults are immutable",
  severity: "error",
  frameworks: {
    PSRule: ["AZR-000398"],
    CIS: ["5.1.2"],
    KICS: ["#7848"],
    MCSB: ["BR-2"],
    "Azure Policy": ["2514263b-bc0d-4b06-ac3e-f262c0979018"],
  },
  why: "whoever takes over an administrator could delete the backups before they expire",
  fix: 'set immutability to "Unlocked", and to "Locked" once it has proved itself',
  check: onAttribute({
    type: BACKUP_VAULT,
    name: "immutability",
    read: (vault) => vault.config.immutability,
    holds: (immutability) => immutability === "Unlocked" || immutability === "Locked",
  }),
});
