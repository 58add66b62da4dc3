import { TerraformResource, TerraformStack, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { resolvedText } from "../core/resolved";
import {
  AUTOMATION_ACCOUNT_TYPE,
  GUARD_TYPE,
  IDENTITY_TYPE,
  NETWORK_TYPE,
  resourceGroupId,
  resourceId,
  STORAGE_ACCOUNT_TYPE,
  VAULT_TYPE,
  VM_TYPE,
} from "../core/resource-id";
import { subscriptionOf } from "../core/subscription-of";

/** The types whose names and ids commands use, and what they are called in ids; "" stands in no resource group. */
const TYPES: Readonly<Record<string, string>> = {
  azurerm_automation_account: AUTOMATION_ACCOUNT_TYPE,
  azurerm_automation_runbook: "",
  azurerm_data_protection_resource_guard: GUARD_TYPE,
  azurerm_linux_virtual_machine: VM_TYPE,
  azurerm_recovery_services_vault: VAULT_TYPE,
  azurerm_resource_group: "",
  azurerm_site_recovery_fabric: "",
  azurerm_site_recovery_protection_container: "",
  azurerm_site_recovery_replication_policy: "",
  azurerm_site_recovery_replication_recovery_plan: "",
  azurerm_storage_account: STORAGE_ACCOUNT_TYPE,
  azurerm_user_assigned_identity: IDENTITY_TYPE,
  azurerm_virtual_machine: VM_TYPE,
  azurerm_virtual_network: NETWORK_TYPE,
  azurerm_windows_virtual_machine: VM_TYPE,
};

/** A text that is nothing but an attribute of a resource: `${azurerm_resource_group.Group.name}`. */
const ATTRIBUTE = /^\$\{(azurerm_\w+\.[\w-]+)\.(\w+)\}$/;

/** What references stand for, where the program itself says it: the names and ids that people type. */
export class KnownTexts {
  private readonly resources = new Map<string, TerraformResource>();

  constructor(all: readonly IConstruct[]) {
    for (const one of all)
      if (TerraformResource.isTerraformResource(one) && one.terraformResourceType in TYPES)
        this.resources.set(keyOf(one, `${one.terraformResourceType}.${one.friendlyUniqueId}`), one);
  }

  /** The text as it is in Azure; undefined where only Terraform will know it. */
  of(scope: IConstruct, value: string | undefined): string | undefined {
    if (value === undefined || !Token.isUnresolved(value)) return value;
    const [, address = "", attribute = ""] = ATTRIBUTE.exec(resolvedText(scope, value)) ?? [];
    const resource = this.resources.get(keyOf(scope, address));
    if (!resource) return undefined;
    return attribute === "id" ? this.idOf(resource) : this.input(resource, attribute);
  }

  /** The resource whose attribute the text is. */
  resourceOf(scope: IConstruct, value: string): TerraformResource | undefined {
    if (!Token.isUnresolved(value)) return undefined;
    const [, address = ""] = ATTRIBUTE.exec(resolvedText(scope, value)) ?? [];
    return this.resources.get(keyOf(scope, address));
  }

  /** An argument of a resource, by azurerm's name of it. */
  input(resource: TerraformResource, attribute: string): string | undefined {
    const name = attribute.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    const given: unknown = Reflect.get(resource, `${name}Input`);
    return typeof given === "string" ? this.of(resource, given) : undefined;
  }

  /** The ARM id of a resource of one of the types, where all its parts are known. */
  idOf(resource: TerraformResource): string | undefined {
    const name = this.input(resource, "name");
    const subscription = subscriptionOf(resource);
    if (name === undefined || subscription === undefined) return undefined;
    const type = TYPES[resource.terraformResourceType];
    if (resource.terraformResourceType === "azurerm_resource_group")
      return resourceGroupId(subscription, name);
    const group = this.input(resource, "resource_group_name");
    return type && group ? resourceId(subscription, group, type, name) : undefined;
  }
}

function keyOf(scope: IConstruct, address: string): string {
  return `${TerraformStack.of(scope).node.path} ${address}`;
}
