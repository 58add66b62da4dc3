import { TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { resolvedText } from "../core/resolved";
import { canonicalId, NETWORK_TYPE, resourceId } from "../core/resource-id";
import { subscriptionOf } from "../core/subscription-of";

const NETWORK = "azurerm_virtual_network";
const GROUP = "azurerm_resource_group";

/**
 * One text for one virtual network of a program, however it is spoken of: by a literal id in any letter case, by the
 * attribute of a construct, or by names. It is the ARM id wherever the program knows that.
 */
export function networkKey(scope: IConstruct, id: string): string {
  const text = resolvedText(TerraformStack.of(scope), id);
  const found = referred(scope, text, NETWORK, "id");
  if (found) return keyOf(found);
  return canonicalId(text, NETWORK_TYPE)?.toLowerCase() ?? local(scope, text);
}

/** The same for a network that is named as azurerm's child resources do: by its resource group and name. */
export function networkKeyByName(scope: IConstruct, group: string, name: string): string {
  const stack = TerraformStack.of(scope);
  const text = resolvedText(stack, name);
  const found = referred(scope, text, NETWORK, "name");
  if (found) return keyOf(found);
  const subscription = subscriptionOf(scope);
  const groupName = literalName(scope, group, GROUP);
  if (subscription === undefined || groupName === undefined || text.includes("${"))
    return local(scope, `${resolvedText(stack, group)}/${text}`);
  return idOf(subscription, groupName, text);
}

/** What a network of the program is called in Azure, or its address where only Terraform will know. */
function keyOf(network: TerraformResource): string {
  const subscription = subscriptionOf(network);
  const group = literalName(network, input(network, "resourceGroupNameInput"), GROUP);
  const name = resolvedText(TerraformStack.of(network), input(network, "nameInput"));
  const known = subscription !== undefined && group !== undefined && name !== "" && !name.includes("${");
  return known ? idOf(subscription, group, name) : local(network, network.friendlyUniqueId);
}

const idOf = (subscription: string, group: string, name: string) =>
  resourceId(subscription, group, NETWORK_TYPE, name).toLowerCase();

const local = (scope: IConstruct, text: string) =>
  `${TerraformStack.of(scope).node.path} ${text}`.toLowerCase();

/** A name as it is, or as the construct says that it is taken from. */
function literalName(scope: IConstruct, name: string, type: string): string | undefined {
  const text = resolvedText(TerraformStack.of(scope), name);
  if (!text.includes("${")) return text || undefined;
  const found = referred(scope, text, type, "name");
  const own = found && resolvedText(TerraformStack.of(found), input(found, "nameInput"));
  return own && !own.includes("${") ? own : undefined;
}

/** The construct whose attribute a text is: `${azurerm_virtual_network.Hub.id}`, in the same stack. */
function referred(
  scope: IConstruct,
  text: string,
  type: string,
  attribute: string,
): TerraformResource | undefined {
  const [, name] = new RegExp(`^\\$\\{${type}\\.([\\w-]+)\\.${attribute}\\}$`).exec(text) ?? [];
  if (name === undefined) return undefined;
  return TerraformStack.of(scope)
    .node.findAll()
    .filter(TerraformResource.isTerraformResource)
    .find((one) => one.terraformResourceType === type && one.friendlyUniqueId === name);
}

/** An argument of any of the provider's constructs, which differ in class. */
export function input(resource: object, name: string): string {
  const value: unknown = Reflect.get(resource, name);
  return typeof value === "string" ? value : "";
}
