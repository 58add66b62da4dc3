import {
  ACTION_GROUP_TYPE,
  AKS_CLUSTER_TYPE,
  AUTOMATION_ACCOUNT_TYPE,
  BACKUP_VAULT_TYPE,
  DISK_ENCRYPTION_SET_TYPE,
  DISK_TYPE,
  GUARD_TYPE,
  IDENTITY_TYPE,
  KEY_VAULT_TYPE,
  LOG_ALERT_TYPE,
  MYSQL_SERVER_TYPE,
  NETWORK_TYPE,
  NIC_TYPE,
  POSTGRESQL_SERVER_TYPE,
  PRIVATE_DNS_ZONE_TYPE,
  resourceGroupId,
  resourceId,
  STORAGE_ACCOUNT_TYPE,
  VAULT_TYPE,
  VM_TYPE,
  WORKSPACE_TYPE,
} from "../core/resource-id";
import type { SynthesizedResource } from "./synthesized-resource";

/** Types in a resource group, by azurerm's name: `resource_group_name` and `name` make the id. */
const IN_GROUP: Readonly<Record<string, string>> = {
  azurerm_automation_account: AUTOMATION_ACCOUNT_TYPE,
  azurerm_data_protection_backup_vault: BACKUP_VAULT_TYPE,
  azurerm_data_protection_resource_guard: GUARD_TYPE,
  azurerm_disk_encryption_set: DISK_ENCRYPTION_SET_TYPE,
  azurerm_key_vault: KEY_VAULT_TYPE,
  azurerm_kubernetes_cluster: AKS_CLUSTER_TYPE,
  azurerm_linux_virtual_machine: VM_TYPE,
  azurerm_log_analytics_workspace: WORKSPACE_TYPE,
  azurerm_managed_disk: DISK_TYPE,
  azurerm_monitor_action_group: ACTION_GROUP_TYPE,
  azurerm_monitor_scheduled_query_rules_alert_v2: LOG_ALERT_TYPE,
  azurerm_mysql_flexible_server: MYSQL_SERVER_TYPE,
  azurerm_network_interface: NIC_TYPE,
  azurerm_network_security_group: "Microsoft.Network/networkSecurityGroups",
  azurerm_postgresql_flexible_server: POSTGRESQL_SERVER_TYPE,
  azurerm_private_dns_zone: PRIVATE_DNS_ZONE_TYPE,
  azurerm_private_endpoint: "Microsoft.Network/privateEndpoints",
  azurerm_recovery_services_vault: VAULT_TYPE,
  azurerm_storage_account: STORAGE_ACCOUNT_TYPE,
  azurerm_user_assigned_identity: IDENTITY_TYPE,
  azurerm_virtual_machine: VM_TYPE,
  azurerm_virtual_network: NETWORK_TYPE,
  azurerm_windows_virtual_machine: VM_TYPE,
};

type Segment = readonly [argument: string, kind: string];

/**
 * Types within another resource that they name: the argument with its name, its ARM type, and the last segment's kind; and
 * what is between, of which other arguments have the names.
 */
const IN_NAMED: Readonly<
  Record<string, readonly [argument: string, type: string, segment: string, ...between: readonly Segment[]]>
> = {
  azurerm_backup_policy_file_share: ["recovery_vault_name", VAULT_TYPE, "backupPolicies"],
  azurerm_backup_policy_vm: ["recovery_vault_name", VAULT_TYPE, "backupPolicies"],
  azurerm_backup_policy_vm_workload: ["recovery_vault_name", VAULT_TYPE, "backupPolicies"],
  azurerm_data_protection_backup_policy_kubernetes_cluster: [
    "vault_name",
    BACKUP_VAULT_TYPE,
    "backupPolicies",
  ],
  azurerm_site_recovery_fabric: ["recovery_vault_name", VAULT_TYPE, "replicationFabrics"],
  azurerm_site_recovery_protection_container: [
    "recovery_vault_name",
    VAULT_TYPE,
    "replicationProtectionContainers",
    ["recovery_fabric_name", "replicationFabrics"],
  ],
  azurerm_site_recovery_replicated_vm: [
    "recovery_vault_name",
    VAULT_TYPE,
    "replicationProtectedItems",
    ["source_recovery_fabric_name", "replicationFabrics"],
    ["source_recovery_protection_container_name", "replicationProtectionContainers"],
  ],
  azurerm_site_recovery_replication_policy: ["recovery_vault_name", VAULT_TYPE, "replicationPolicies"],
  azurerm_subnet: ["virtual_network_name", NETWORK_TYPE, "subnets"],
};

/** Types within another resource whose id they have: the argument, and the last segment's kind. */
const IN_ID: Readonly<Record<string, readonly [argument: string, segment: string]>> = {
  azurerm_data_protection_backup_policy_blob_storage: ["vault_id", "backupPolicies"],
  azurerm_data_protection_backup_policy_disk: ["vault_id", "backupPolicies"],
  azurerm_data_protection_backup_policy_mysql_flexible_server: ["vault_id", "backupPolicies"],
  azurerm_data_protection_backup_policy_postgresql_flexible_server: ["vault_id", "backupPolicies"],
  azurerm_site_recovery_replication_recovery_plan: ["recovery_vault_id", "replicationRecoveryPlans"],
};

/** Is the type one whose ids are composed here? */
export function isComposed(type: string): boolean {
  return type === GROUP || type in IN_GROUP || type in IN_NAMED || type in IN_ID;
}

/** The ARM type of what its group and its name make the id of. */
export function armTypeOf({ type }: SynthesizedResource): string | undefined {
  return IN_GROUP[type];
}

/** The ARM id of a resource as azurerm will write it, where the program knows all its parts. */
export function armIdOf(resource: SynthesizedResource): string | undefined {
  return composeId(resource, resource.subscriptionId, (value) => resource.textOf(value));
}

/** The ARM id of a resource from what an argument says, and what its subscription is. */
export function composeId(
  { type, config }: SynthesizedResource,
  subscription: string | undefined,
  textOf: (value: unknown) => string | undefined,
): string | undefined {
  const name = textOf(config.name);
  if (name === undefined) return undefined;
  const child = IN_ID[type];
  if (child) {
    const parent = textOf(config[child[0]]);
    return parent && `${parent}/${child[1]}/${name}`;
  }
  if (subscription === undefined) return undefined;
  if (type === GROUP) return resourceGroupId(subscription, name);
  const group = textOf(config.resource_group_name);
  const parts = typeParts(type, name, (argument) => textOf(config[argument]));
  return group && parts && `${resourceId(subscription, group, parts.type, parts.name)}${parts.rest}`;
}

const GROUP = "azurerm_resource_group";

interface Parts {
  readonly type: string;
  readonly name: string;
  readonly rest: string;
}

function typeParts(
  type: string,
  name: string,
  textOf: (argument: string) => string | undefined,
): Parts | undefined {
  const own = IN_GROUP[type];
  if (own) return { type: own, name, rest: "" };
  const [argument = "", parentType = "", segment, ...between] = IN_NAMED[type] ?? [];
  const parent = textOf(argument);
  const others = between.map(([other, kind]) => [kind, textOf(other)] as const);
  if (!parent || others.some(([, text]) => !text)) return undefined;
  const rest = [...others, [segment, name]].flat();
  return { type: parentType, name: parent, rest: `/${rest.join("/")}` };
}
