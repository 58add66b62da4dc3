import { TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { addressOf } from "../core/last";
import { resolvedText } from "../core/resolved";
import { canonicalId, NETWORK_TYPE, resourceId } from "../core/resource-id";
import { subscriptionOf } from "../core/subscription-of";

const NETWORK = "azurerm_virtual_network";
const GROUP = "azurerm_resource_group";

/**
 * One text for one virtual network of a program, however it is spoken of: by a literal id in any letter case, by the
 * attribute of a construct, or by names. It is the ARM id wherever the program knows that. To be asked at the end of the
 * program: what is defined later is not seen.
 */
export class NetworkIdentity {
  private readonly defined = new Map<TerraformStack, ReadonlyMap<string, TerraformResource>>();

  keyOf(scope: IConstruct, id: string): string {
    const text = resolvedText(TerraformStack.of(scope), id);
    const found = this.referred(scope, text, NETWORK, "id");
    if (found) return this.keyOfResource(found);
    return canonicalId(text, NETWORK_TYPE)?.toLowerCase() ?? local(scope, text);
  }

  /** The same for a network that is named as azurerm's child resources do: by its resource group and name. */
  keyByName(scope: IConstruct, group: string, name: string): string {
    const stack = TerraformStack.of(scope);
    const text = resolvedText(stack, name);
    const found = this.referred(scope, text, NETWORK, "name");
    if (found) return this.keyOfResource(found);
    const subscription = subscriptionOf(scope);
    const groupName = this.literalName(scope, group, GROUP);
    if (subscription === undefined || groupName === undefined || text.includes("${"))
      return local(scope, `${resolvedText(stack, group)}/${text}`);
    return idOf(subscription, groupName, text);
  }

  /** What a network of the program is called in Azure, or its address where only Terraform will know. */
  private keyOfResource(network: TerraformResource): string {
    const subscription = subscriptionOf(network);
    const group = this.literalName(network, input(network, "resourceGroupNameInput"), GROUP);
    const name = resolvedText(TerraformStack.of(network), input(network, "nameInput"));
    const known = subscription !== undefined && group !== undefined && name !== "" && !name.includes("${");
    return known ? idOf(subscription, group, name) : local(network, network.friendlyUniqueId);
  }

  /** A name as it is, or as the construct says that it is taken from. */
  private literalName(scope: IConstruct, name: string, type: string): string | undefined {
    const text = resolvedText(TerraformStack.of(scope), name);
    if (!text.includes("${")) return text || undefined;
    const found = this.referred(scope, text, type, "name");
    const own = found && resolvedText(TerraformStack.of(found), input(found, "nameInput"));
    return own && !own.includes("${") ? own : undefined;
  }

  /** The construct whose attribute a text is: `${azurerm_virtual_network.Hub.id}`, in the same stack. */
  private referred(
    scope: IConstruct,
    text: string,
    type: string,
    attribute: string,
  ): TerraformResource | undefined {
    const [, address] = new RegExp(`^\\$\\{(${type}\\.[\\w-]+)\\.${attribute}\\}$`).exec(text) ?? [];
    return address === undefined ? undefined : this.definedIn(TerraformStack.of(scope)).get(address);
  }

  /** The networks and resource groups of a stack by their addresses: looked up once, since stacks are large. */
  private definedIn(stack: TerraformStack): ReadonlyMap<string, TerraformResource> {
    const known = this.defined.get(stack);
    if (known) return known;
    const resources = stack.node
      .findAll()
      .filter(TerraformResource.isTerraformResource)
      .filter(({ terraformResourceType: type }) => type === NETWORK || type === GROUP);
    const found = new Map(resources.map((resource) => [addressOf(resource), resource]));
    this.defined.set(stack, found);
    return found;
  }
}

const idOf = (subscription: string, group: string, name: string) =>
  resourceId(subscription, group, NETWORK_TYPE, name).toLowerCase();

const local = (scope: IConstruct, text: string) =>
  `${TerraformStack.of(scope).node.path} ${text}`.toLowerCase();

/** An argument of any of the provider's constructs, which differ in class. */
export function input(resource: object, name: string): string {
  const value: unknown = Reflect.get(resource, name);
  return typeof value === "string" ? value : "";
}
