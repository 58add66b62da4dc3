/** The parts of an Azure Resource Manager id of a resource in a resource group. */
export interface ResourceId {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  /** Namespace and type, "Microsoft.Compute/virtualMachines" as it was written. */
  readonly type: string;
  readonly name: string;
}

const RESOURCE = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/([^/]+\/[^/]+)\/([^/]+)$/i;

/** Reads `/subscriptions/…/resourceGroups/…/providers/NAMESPACE/TYPE/NAME`, in any letter case; no child resources. */
export function parseResourceId(id: string): ResourceId | undefined {
  const [, subscriptionId, resourceGroup, type, name] = RESOURCE.exec(id) ?? [];
  if (!subscriptionId || !resourceGroup || !type || !name) return undefined;
  return { subscriptionId, resourceGroup, type, name };
}

/** Reads `/subscriptions/…/resourceGroups/NAME`, in any letter case; the subscription in lower case. */
export function parseGroupId(id: string): { subscriptionId: string; name: string } | undefined {
  const [, subscriptionId, name] = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)$/i.exec(id) ?? [];
  return subscriptionId && name ? { subscriptionId: subscriptionId.toLowerCase(), name } : undefined;
}

/** The id of a resource group. */
export function resourceGroupId(subscriptionId: string, name: string): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${name}`;
}

/** The id of a resource; azurerm wants the type's segments in exactly this letter case. */
export function resourceId(
  subscriptionId: string,
  resourceGroup: string,
  type: string,
  name: string,
): string {
  return `${resourceGroupId(subscriptionId, resourceGroup)}/providers/${type}/${name}`;
}

/** The types that ids are asked for, in azurerm's letter case. */
export const VM_TYPE = "Microsoft.Compute/virtualMachines";
export const DISK_TYPE = "Microsoft.Compute/disks";
export const NIC_TYPE = "Microsoft.Network/networkInterfaces";
export const NETWORK_TYPE = "Microsoft.Network/virtualNetworks";
export const STORAGE_ACCOUNT_TYPE = "Microsoft.Storage/storageAccounts";
export const VAULT_TYPE = "Microsoft.RecoveryServices/vaults";
export const IDENTITY_TYPE = "Microsoft.ManagedIdentity/userAssignedIdentities";
export const KEY_VAULT_TYPE = "Microsoft.KeyVault/vaults";
export const BACKUP_VAULT_TYPE = "Microsoft.DataProtection/backupVaults";
export const POSTGRESQL_SERVER_TYPE = "Microsoft.DBforPostgreSQL/flexibleServers";
export const MYSQL_SERVER_TYPE = "Microsoft.DBforMySQL/flexibleServers";
export const AKS_CLUSTER_TYPE = "Microsoft.ContainerService/managedClusters";
export const GUARD_TYPE = "Microsoft.DataProtection/resourceGuards";
export const DISK_ENCRYPTION_SET_TYPE = "Microsoft.Compute/diskEncryptionSets";
export const WORKSPACE_TYPE = "Microsoft.OperationalInsights/workspaces";
export const LOG_ALERT_TYPE = "Microsoft.Insights/scheduledQueryRules";
export const AUTOMATION_ACCOUNT_TYPE = "Microsoft.Automation/automationAccounts";
export const ACTION_GROUP_TYPE = "Microsoft.Insights/actionGroups";
export const LOGIC_APP_TYPE = "Microsoft.Logic/workflows";
export const FUNCTION_APP_TYPE = "Microsoft.Web/sites";
export const PRIVATE_DNS_ZONE_TYPE = "Microsoft.Network/privateDnsZones";

/** The parts of an id, when it is one of this type. */
export function partsOf(id: string, type: string): ResourceId | undefined {
  const parts = parseResourceId(id);
  return parts?.type.toLowerCase() === type.toLowerCase() ? parts : undefined;
}

/** Is this the id of a resource of the type, in the letter case that azurerm takes? Names may be in any. */
export function isSpelt(id: string, type: string): boolean {
  const parts = partsOf(id, type);
  return (
    parts !== undefined && id === resourceId(parts.subscriptionId, parts.resourceGroup, type, parts.name)
  );
}

/** How an id of a type is spelt, for error messages. */
export function spelling(type: string): string {
  return resourceId("…", "…", type, "…");
}

/**
 * The id in the one spelling that all letter cases of it share: type segments as azurerm wants them, names in lower
 * case, since Azure takes ids without regard to case and Site Recovery answers in lower case
 * (hashicorp/terraform-provider-azurerm#24123).
 */
export function canonicalId(id: string, type: string): string | undefined {
  if (id === latest.id && type === latest.type) return latest.canonical;
  const parts = partsOf(id.toLowerCase(), type);
  const canonical = parts && resourceId(parts.subscriptionId, parts.resourceGroup, type, parts.name);
  latest = { id, type, canonical };
  return canonical;
}

/** One construct asks for the same id several times before the next comes. */
let latest: { readonly id?: string; readonly type?: string; readonly canonical?: string } = {};

/** The id with the type's segments as azurerm wants them, and the names as they are; other ids stay as they are. */
export function canonicalSegments(id: string, type: string): string {
  const parts = partsOf(id, type);
  return parts ? resourceId(parts.subscriptionId.toLowerCase(), parts.resourceGroup, type, parts.name) : id;
}
