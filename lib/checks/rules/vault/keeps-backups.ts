import { VAULT_TYPE } from "../../../core/resource-id";
import { perApp } from "../../../synthesized/per-app";
import type { SynthesizedResource } from "../../../synthesized/synthesized-resource";
import type { CheckContext } from "../../rule";

const POLICIES = [
  "azurerm_backup_policy_vm",
  "azurerm_backup_policy_file_share",
  "azurerm_backup_policy_vm_workload",
];
const ITEMS = ["azurerm_backup_protected_vm", "azurerm_backup_protected_file_share"];
const REPLICAS = ["azurerm_site_recovery_replicated_vm", "azurerm_site_recovery_vmware_replicated_vm"];

/** Vaults by `key` that resources of these types name. */
function vaultsOf(resources: readonly SynthesizedResource[]): ReadonlySet<string> {
  const keys = resources.map((one) =>
    one.keyByName(VAULT_TYPE, one.config.resource_group_name, one.config.recovery_vault_name),
  );
  return new Set(keys.filter((key) => key !== undefined));
}

const withPolicies = perApp((app) => vaultsOf(app.ofType(...POLICIES)));

/** The vaults in which something is protected or replicated. */
export const usedVaults = perApp((app) =>
  vaultsOf(app.ofType(...ITEMS, ...REPLICAS, "azurerm_site_recovery_fabric")),
);

const RECOVERY = ["azurerm_site_recovery_fabric", "azurerm_site_recovery_replication_policy"];

const withRecovery = perApp((app) => vaultsOf(app.ofType(...RECOVERY)));

/** Does a vault keep backups, or will it? One that serves Site Recovery and has no backup policy does not. */
export function keepsBackups(vault: SynthesizedResource, { app }: CheckContext): boolean {
  return withPolicies(app).has(vault.key) || !withRecovery(app).has(vault.key);
}

/** Does a vault serve Site Recovery between regions or zones of Azure? */
export function hasFabrics(vault: SynthesizedResource, { app }: CheckContext): boolean {
  return withRecovery(app).has(vault.key);
}
