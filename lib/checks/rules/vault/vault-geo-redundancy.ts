import { quoted } from "../../../core/problems";
import { isExpression } from "../../../synthesized/synthesized-resource";
import { onResource } from "../../result";
import { defineRule } from "../../rule";

/** azurerm's `storage_mode_type` where the vault does not say it. */
const DEFAULT_STORAGE = "GeoRedundant";

/** PSRule Azure.RSV.StorageType; APRL and CIS want the other region to be readable as well. */
export const vaultGeoRedundancy = defineRule({
  id: "vault-geo-redundancy",
  title: "Recovery Services vaults are geo-redundant and restore across regions",
  severity: "error",
  frameworks: { PSRule: ["AZR-000170"], APRL: ["1549b91f-2ea0-4d4f-ba2a-4596becbe3de"], CIS: ["5.2.6"] },
  baseline: "geo",
  why: "backups would be out of reach for as long as the region is",
  fix: 'set storage_mode_type to "GeoRedundant" and cross_region_restore_enabled to true before anything is protected, or choose the baseline "zonal"',
  check: ({ app }) =>
    app.ofType("azurerm_recovery_services_vault").map((vault) => {
      const storage = vault.config.storage_mode_type ?? DEFAULT_STORAGE;
      const restore = vault.config.cross_region_restore_enabled ?? false;
      const known = !isExpression(storage) && !isExpression(restore);
      const holds = storage === "GeoRedundant" && restore === true;
      const found = `storage_mode_type is ${quoted(storage)}, cross_region_restore_enabled is ${quoted(restore)}`;
      return onResource(vault, known ? holds : undefined, found);
    }),
});
