import { resources } from "./run";

type Json = Record<string, unknown>;

/** Where the provider's resources are in Azure: `{name}` and other arguments in braces, `{x}` for what another refers to. */
const PLACES: Readonly<Record<string, string>> = {
  azurerm_resource_group: "{subscription}/resourceGroups/{name}",
  azurerm_recovery_services_vault: "{group}/Microsoft.RecoveryServices/vaults/{name}",
  azurerm_storage_account: "{group}/Microsoft.Storage/storageAccounts/{name}",
  azurerm_virtual_network: "{group}/Microsoft.Network/virtualNetworks/{name}",
  azurerm_automation_account: "{group}/Microsoft.Automation/automationAccounts/{name}",
  azurerm_automation_runbook:
    "{group}/Microsoft.Automation/automationAccounts/{automation_account_name}/runbooks/{name}",
  azurerm_site_recovery_replication_policy: "{vault}/replicationPolicies/{name}",
  azurerm_site_recovery_replication_recovery_plan: "{recovery_vault_id}/replicationRecoveryPlans/{name}",
  azurerm_site_recovery_fabric: "{vault}/replicationFabrics/{name}",
  azurerm_site_recovery_protection_container:
    "{vault}/replicationFabrics/{recovery_fabric_name}/replicationProtectionContainers/{name}",
  azurerm_site_recovery_protection_container_mapping:
    "{vault}/replicationFabrics/{recovery_fabric_name}/replicationProtectionContainers/{recovery_source_protection_container_name}/replicationProtectionContainerMappings/{name}",
  azurerm_site_recovery_network_mapping:
    "{vault}/replicationFabrics/{source_recovery_fabric_name}/replicationNetworks/azureNetwork/replicationNetworkMappings/{name}",
  azurerm_site_recovery_replicated_vm:
    "{vault}/replicationFabrics/{source_recovery_fabric_name}/replicationProtectionContainers/{source_recovery_protection_container_name}/replicationProtectedItems/{name}",
};

/** What a stack's resources are called in Azure, by the ids that Azure Resource Manager gives them. */
export class ArmIds {
  constructor(
    private readonly stack: Json,
    private readonly subscriptionId: string,
  ) {}

  /** The ids of all resources that have a known place. */
  get all(): readonly string[] {
    return Object.keys(PLACES).flatMap((type) => this.of(type));
  }

  of(type: string): readonly string[] {
    return Object.values(resources(this.stack, type)).map((resource) => this.idOf(type, resource));
  }

  /** An argument as Azure gets it: references to other resources of the stack are followed. */
  text(value: unknown): string {
    return String(value).replace(
      /\$\{(\w+)\.([\w-]+)\.(\w+)\}/g,
      (_, type: string, name: string, attribute: string) => {
        const resource = resources(this.stack, type)[name];
        if (!resource) throw new Error(`the stack has no ${type}.${name}`);
        return attribute === "id" ? this.idOf(type, resource) : this.text(resource[attribute]);
      },
    );
  }

  private idOf(type: string, resource: Json): string {
    const subscription = `/subscriptions/${this.subscriptionId}`;
    const group = `${subscription}/resourceGroups/${this.text(resource.resource_group_name)}/providers`;
    const vault = `${group}/Microsoft.RecoveryServices/vaults/${this.text(resource.recovery_vault_name)}`;
    const parts: Json = { subscription, group, vault, ...resource };
    return (PLACES[type] ?? "").replace(/\{(\w+)\}/g, (_, part: string) => this.text(parts[part]));
  }
}
