import { blocksOf } from "../../lib/synthesized/blocks";
import type { SynthesizedResource } from "../../lib/synthesized/synthesized-resource";

/**
 * Arguments of the library's resources that azurerm 5 does not have any more, or that it gives another meaning, by type; a
 * path leads through blocks (azurerm 5.2.0, "Azure Resource Manager: 5.0 Upgrade Guide").
 */
export const REMOVED: Readonly<Record<string, readonly string[]>> = {
  azurerm_automation_account: ["encryption.key_source"],
  azurerm_log_analytics_workspace: [
    "local_authentication_disabled",
    "internet_ingestion_enabled",
    "internet_query_enabled",
  ],
  azurerm_monitor_diagnostic_setting: ["metric", "enabled_log.retention_policy"],
  azurerm_policy_set_definition: ["management_group_id"],
  azurerm_private_dns_zone_virtual_network_link: ["private_dns_zone_name", "resource_group_name"],
  azurerm_recovery_services_vault: ["soft_delete_enabled"],
  azurerm_site_recovery_protection_container_mapping: ["automatic_update.enabled"],
  azurerm_site_recovery_replicated_vm: [
    "target_static_ip",
    "target_subnet_name",
    "recovery_public_ip_address_id",
    "recovery_load_balancer_backend_address_pool_ids",
    "failover_test_static_ip",
    "failover_test_subnet_name",
    "failover_test_public_ip_address_id",
  ].map((name) => `network_interface.${name}`),
  azurerm_storage_account: ["queue_properties", "static_website", "customer_managed_key.managed_hsm_key_id"],
  azurerm_storage_container: ["storage_account_name"],
  azurerm_storage_share: ["storage_account_name"],
  azurerm_subnet: ["service_endpoints"],
  azurerm_virtual_network: ["subnet.service_endpoints"],
};

/** Types that azurerm 5 does not have, of what the library is about. */
const GONE =
  /^azurerm_(data_protection_backup_(instance|policy)_postgresql|automation_software_update_configuration)$/;

/** What a resource says that azurerm 5 would refuse: its address, and the argument. */
export function refusedBy5(resource: SynthesizedResource): readonly string[] {
  const { address, type, config } = resource;
  const paths = (REMOVED[type] ?? []).filter((path) => has(config, path.split(".")));
  return [...paths.map((path) => `${address}: ${path}`), ...(GONE.test(type) ? [address] : [])];
}

function has(config: Readonly<Record<string, unknown>>, [name = "", ...rest]: readonly string[]): boolean {
  if (rest.length === 0) return Object.hasOwn(config, name);
  return blocksOf(config, name).some((block) => has(block, rest));
}
