import { quoted } from "../../../core/problems";
import { allOf } from "../../../synthesized/answers";
import { isExpression } from "../../../synthesized/synthesized-resource";
import { defineRule } from "../../rule";
import { onAsked, VAULT } from "../attribute";
import { booleanOf } from "../boolean";
import { KEEPING_BACKUPS } from "./keeps-backups";

/** azurerm's `storage_mode_type` where the vault does not say it. */
const DEFAULT_STORAGE = "GeoRedundant";

/**
 * PSRule Azure.RSV.StorageType; APRL and CIS want the other region to be readable as well. A vault that serves Site
 * Recovery alone keeps no backups.
 */
export const vaultGeoRedundancy = defineRule({
  id: "vault-geo-redundancy",
  title: "Recovery Services vaults are geo-redundant and restore across regions",
  severity: "error",
  frameworks: { PSRule: ["AZR-000170"], APRL: ["1549b91f-2ea0-4d4f-ba2a-4596becbe3de"], CIS: ["5.2.6"] },
  baseline: "geo",
  why: "backups would be out of reach for as long as the region is",
  fix: 'set storage_mode_type to "GeoRedundant" and cross_region_restore_enabled to true before anything is protected; where the region has no pair, exempt the vault with a reason, or choose the baseline "zonal"',
  check: (context) =>
    context.app.ofType(VAULT).flatMap((vault) => {
      const storage = vault.config.storage_mode_type ?? DEFAULT_STORAGE;
      const restore = vault.config.cross_region_restore_enabled ?? false;
      const isGeo = isExpression(storage) ? undefined : storage === "GeoRedundant";
      const holds = allOf([isGeo, booleanOf(restore, false)]);
      const found = `storage_mode_type is ${quoted(storage)}, cross_region_restore_enabled is ${quoted(restore)}`;
      return onAsked(KEEPING_BACKUPS, context, vault, holds, found);
    }),
});
