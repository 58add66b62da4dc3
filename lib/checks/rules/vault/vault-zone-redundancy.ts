import { defineRule } from "../../rule";
import { onAttribute, VAULT } from "../attribute";
import { KEEPING_BACKUPS } from "./keeps-backups";

/** Of vaults that keep backups: what Site Recovery replicates is where its disks are. */
export const vaultZoneRedundancy = defineRule({
  id: "vault-zone-redundancy",
  title: "Recovery Services vaults are kept across zones",
  severity: "error",
  frameworks: { "Azure Policy": ["ae243d87-5cf3-4dce-90bd-6d62be328de3"], ALZ: ["Audit-ZoneResiliency"] },
  baseline: "zonal",
  why: "backups would be out of reach for as long as the zone is",
  fix: 'set storage_mode_type to "ZoneRedundant" before anything is protected, or choose the baseline "geo"',
  check: onAttribute({
    type: VAULT,
    name: "storage_mode_type",
    read: (vault) => vault.config.storage_mode_type ?? "GeoRedundant",
    holds: (storage) => storage === "ZoneRedundant",
    asked: KEEPING_BACKUPS,
  }),
});
