import { VAULT_TYPE } from "../../../core/resource-id";
import { meaningByName, meaningOf, meaningOfValue } from "../../../synthesized/meaning";
import { Meanings } from "../../../synthesized/meanings";
import { perApp } from "../../../synthesized/per-app";
import type { SynthesizedApp } from "../../../synthesized/synthesized-app";
import type { SynthesizedResource } from "../../../synthesized/synthesized-resource";
import type { CheckContext } from "../../rule";
import type { Asked } from "../attribute";

const POLICIES = [
  "azurerm_backup_policy_vm",
  "azurerm_backup_policy_file_share",
  "azurerm_backup_policy_vm_workload",
];
const ITEMS = ["azurerm_backup_protected_vm", "azurerm_backup_protected_file_share"];
const REPLICAS = ["azurerm_site_recovery_replicated_vm", "azurerm_site_recovery_vmware_replicated_vm"];
const FABRIC = "azurerm_site_recovery_fabric";
const HYPERV_SITE = "azurerm_site_recovery_services_vault_hyperv_site";
const ON_PREMISES = [
  HYPERV_SITE,
  "azurerm_site_recovery_hyperv_replication_policy",
  "azurerm_site_recovery_vmware_replication_policy",
];

/** The vaults that resources of these types name. */
const vaultsOf = (...types: readonly string[]) =>
  perApp((app: SynthesizedApp) => {
    const meant = app.ofType(...types).map((by) => {
      const { recovery_vault_id: id, resource_group_name: group, recovery_vault_name: name } = by.config;
      const meaning = id == null ? meaningByName(by, VAULT_TYPE, group, name) : meaningOfValue(by, id);
      return { meaning, by };
    });
    return new Meanings(meant);
  });

const withPolicies = vaultsOf(...POLICIES);
const withFabrics = vaultsOf(FABRIC, "azurerm_site_recovery_replication_policy");
const withMachines = vaultsOf(...ON_PREMISES);
const withItems = vaultsOf(...ITEMS, ...REPLICAS, FABRIC, HYPERV_SITE);

/** Is something protected or replicated in a vault? undefined where only Terraform knows. */
export function isUsed(vault: SynthesizedResource, { app }: CheckContext): boolean | undefined {
  return withItems(app).has(meaningOf(vault));
}

/**
 * Does a vault keep backups, or will it? One that serves Site Recovery and has no backup policy does not; undefined where
 * only Terraform knows.
 */
export function keepsBackups(vault: SynthesizedResource, { app }: CheckContext): boolean | undefined {
  const thing = meaningOf(vault);
  const policies = withPolicies(app).has(thing);
  const recovery = [withFabrics(app).has(thing), withMachines(app).has(thing)];
  if (policies === true || !recovery.some((one) => one !== false)) return true;
  return policies === false && recovery.includes(true) ? false : undefined;
}

/** Does a vault serve Site Recovery between regions or zones of Azure? undefined where only Terraform knows. */
export function hasFabrics(vault: SynthesizedResource, { app }: CheckContext): boolean | undefined {
  return withFabrics(app).has(meaningOf(vault));
}

/** Vaults that keep backups. */
export const KEEPING_BACKUPS: Asked = { is: keepsBackups, whether: "whether it keeps backups" };
