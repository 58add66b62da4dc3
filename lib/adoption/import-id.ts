import { type TerraformResource, TerraformStack } from "cdktf";
import { partsOf, resourceGroupId, resourceId, VAULT_TYPE, VM_TYPE } from "../core/resource-id";
import { subscriptionOf } from "../core/subscription-of";
import { KnownNames } from "./known-names";

/** The id by which Terraform imports a resource, or why the program cannot say it. */
export type ImportId =
  | { readonly id: string; readonly unknown?: undefined }
  | { readonly id?: undefined; readonly unknown: string };

/** How a vault names a protected VM. */
export interface ItemNames {
  readonly containerName: string;
  readonly itemName: string;
}

type Read = (argument: string) => string;

const vaultId = (subscription: string, group: string, name: string) =>
  resourceId(subscription, group, VAULT_TYPE, name);

const policyId = (subscription: string, read: Read) =>
  `${vaultId(subscription, read("resourceGroupName"), read("recoveryVaultName"))}/backupPolicies/${read("name")}`;

/** What azurerm's importers want, letter by letter: the segments are theirs, the names are the program's. */
const IDS: Readonly<Record<string, (subscription: string, read: Read) => string>> = {
  azurerm_resource_group: (subscription, read) => resourceGroupId(subscription, read("name")),
  azurerm_recovery_services_vault: (subscription, read) =>
    vaultId(subscription, read("resourceGroupName"), read("name")),
  azurerm_backup_policy_vm: policyId,
  azurerm_backup_policy_file_share: policyId,
  azurerm_backup_policy_vm_workload: policyId,
  azurerm_backup_protected_vm: (subscription, read) => {
    const vault = vaultId(subscription, read("resourceGroupName"), read("recoveryVaultName"));
    return protectedItemId(vault, itemNames(read("sourceVmId")));
  },
};

/** The names of arguments in the words of this library. */
const WORDS: Readonly<Record<string, string>> = {
  resourceGroupName: "the resource group's name",
  recoveryVaultName: "the vault's name",
  sourceVmId: "the VM's id",
};

/** The types of resource that can be adopted. */
export const ADOPTABLE: readonly string[] = Object.keys(IDS);

export function protectedItemId(vault: string, { containerName, itemName }: ItemNames): string {
  return `${vault}/backupFabrics/Azure/protectionContainers/${containerName}/protectedItems/${itemName}`;
}

/** The names that azurerm itself gives. */
function itemNames(vmId: string): ItemNames {
  const { resourceGroup = "", name = "" } = partsOf(vmId, VM_TYPE) ?? {};
  const item = `iaasvmcontainerv2;${resourceGroup};${name}`;
  return { containerName: `iaasvmcontainer;${item}`, itemName: `VM;${item}` };
}

/** Composes import ids; what it has read of a stack it remembers. */
export class ImportIds {
  private readonly names = new Map<TerraformStack, KnownNames>();

  of(resource: TerraformResource): ImportId {
    const compose = IDS[resource.terraformResourceType];
    if (!compose) return { unknown: `${resource.terraformResourceType} cannot be adopted` };
    const subscription = subscriptionOf(resource);
    if (subscription === undefined)
      return { unknown: "its subscription is not known: define it in a ResilienceStack" };
    if (resource.count !== undefined || resource.forEach !== undefined)
      return {
        unknown: "it has count or for_each: define each of its resources, or write the import blocks",
      };
    const unknown: string[] = [];
    const id = compose(
      subscription,
      (argument) => this.read(resource, argument) ?? missing(unknown, argument),
    );
    if (unknown.length === 0) return { id };
    const which = unknown.join(" and ");
    return {
      unknown: `only Terraform will know ${which}: write ${unknown.length > 1 ? "them" : "it"} as text`,
    };
  }

  /** The text of an argument; undefined where only Terraform will know it. */
  read(resource: TerraformResource, argument: string): string | undefined {
    const stack = TerraformStack.of(resource);
    const names = this.names.get(stack) ?? new KnownNames(stack, subscriptionOf);
    this.names.set(stack, names);
    return names.read(resource, argument);
  }
}

function missing(unknown: string[], argument: string): string {
  unknown.push(WORDS[argument] ?? `its ${argument}`);
  return "";
}
