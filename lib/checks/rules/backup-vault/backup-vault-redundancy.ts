import { defineRule } from "../../rule";
import { BACKUP_VAULT, onAttribute } from "../attribute";

/** Either baseline wants more than one place. */
export const backupVaultRedundancy = defineRule({
  id: "backup-vault-redundancy",
  title: "Backup vaults are not kept in one building",
  severity: "warning",
  frameworks: {},
  baseline: "geo",
  why: "one datacenter would take original and backup",
  fix: 'set redundancy to "GeoRedundant" or "ZoneRedundant" when the vault is made',
  check: onAttribute({
    type: BACKUP_VAULT,
    name: "redundancy",
    read: (vault) => vault.config.redundancy,
    holds: (redundancy) => redundancy === "GeoRedundant" || redundancy === "ZoneRedundant",
  }),
});
