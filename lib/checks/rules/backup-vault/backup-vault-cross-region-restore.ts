import { isExpression } from "../../../synthesized/synthesized-resource";
import { defineRule } from "../../rule";
import { BACKUP_VAULT, onAttribute } from "../attribute";
import { isOn } from "../boolean";

/** Without it the copies in the other region are there for Microsoft alone to declare. */
export const backupVaultCrossRegionRestore = defineRule({
  id: "backup-vault-cross-region-restore",
  title: "Geo-redundant Backup vaults restore across regions",
  severity: "warning",
  frameworks: { CIS: ["5.1.5"] },
  baseline: "geo",
  strict: true,
  why: "backups would be out of reach for as long as the region is",
  fix: "set cross_region_restore_enabled to true: it cannot be switched off again",
  check: onAttribute({
    type: BACKUP_VAULT,
    name: "cross_region_restore_enabled",
    read: (vault) => vault.config.cross_region_restore_enabled ?? false,
    holds: isOn(false),
    asked: {
      is: ({ config: { redundancy } }) =>
        isExpression(redundancy) ? undefined : redundancy === "GeoRedundant",
      whether: "whether it is geo-redundant",
    },
  }),
});
