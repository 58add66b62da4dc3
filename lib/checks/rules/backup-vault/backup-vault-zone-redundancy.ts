import { defineRule } from "../../rule";
import { BACKUP_VAULT, onAttribute } from "../attribute";

/** The zone-resilience audit of Azure Policy. */
export const backupVaultZoneRedundancy = defineRule({
  id: "backup-vault-zone-redundancy",
  title: "Backup vaults are kept across zones",
  severity: "warning",
  frameworks: { "Azure Policy": ["4bd1f3c0-9443-49ad-b8bc-7c17a92b5924"], ALZ: ["Audit-ZoneResiliency"] },
  baseline: "zonal",
  why: "backups would be out of reach for as long as the zone is",
  fix: 'set redundancy to "ZoneRedundant" when the vault is made, or choose the baseline "geo"',
  check: onAttribute({
    type: BACKUP_VAULT,
    name: "redundancy",
    read: (vault) => vault.config.redundancy,
    holds: (redundancy) => redundancy === "ZoneRedundant",
  }),
});
