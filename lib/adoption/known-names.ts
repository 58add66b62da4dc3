import { TerraformDataSource, TerraformResource, type TerraformStack } from "cdktf";
import { resolvedText } from "../core/resolved";
import { resourceId, VM_TYPE } from "../core/resource-id";

const REFERENCE = /^\$\{((?:data\.)?azurerm_[a-z_]+\.[\w-]+)\.(\w+)\}$/;
const VM_RESOURCES = [
  "azurerm_linux_virtual_machine",
  "azurerm_windows_virtual_machine",
  "azurerm_virtual_machine",
];

type Named = TerraformResource | TerraformDataSource;

/** The arguments of a stack's resources, where the program itself says them: as text, or by another one's name. */
export class KnownNames {
  private readonly byAddress: ReadonlyMap<string, Named>;

  constructor(
    private readonly stack: TerraformStack,
    private readonly subscriptionOf: (resource: Named) => string | undefined,
  ) {
    const all = stack.node.findAll();
    this.byAddress = new Map([
      ...all.filter(TerraformResource.isTerraformResource).map((x): [string, Named] => [addressOf(x), x]),
      ...all
        .filter(TerraformDataSource.isTerraformDataSource)
        .map((x): [string, Named] => [`data.${addressOf(x)}`, x]),
    ]);
  }

  /** The text of an argument; undefined where only Terraform will know it. */
  read(resource: Named, argument: string): string | undefined {
    const value: unknown = Reflect.get(resource, `${argument}Input`);
    return typeof value === "string" ? this.known(value) : undefined;
  }

  private known(value: string): string | undefined {
    const text = resolvedText(this.stack, value);
    if (!text.includes("${")) return text;
    const [, address = "", attribute] = REFERENCE.exec(text) ?? [];
    const other = this.byAddress.get(address);
    if (!other) return undefined;
    if (attribute === "name") return this.read(other, "name");
    if (attribute === "resource_group_name") return this.read(other, "resourceGroupName");
    return attribute === "id" ? this.vmId(other) : undefined;
  }

  private vmId(resource: Named): string | undefined {
    const subscription = this.subscriptionOf(resource);
    const [group, name] = [this.read(resource, "resourceGroupName"), this.read(resource, "name")];
    if (!VM_RESOURCES.includes(resource.terraformResourceType)) return undefined;
    if (subscription === undefined || group === undefined || name === undefined) return undefined;
    return resourceId(subscription, group, VM_TYPE, name);
  }
}

/** `azurerm_recovery_services_vault.Vault` */
export function addressOf(resource: Named): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}
