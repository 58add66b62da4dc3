import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { subscriptionOf } from "../core/subscription-of";
import { AzureProvider } from "./azure-provider";

/**
 * Has the resource providers registered that a construct needs, by the `AzureProvider` of its subscription: a stack
 * without such constructs registers nothing more. Other azurerm providers are their owner's.
 */
export function registerProviders(scope: IConstruct, names: readonly string[]): void {
  const subscription = subscriptionOf(scope);
  for (const construct of TerraformStack.of(scope).node.findAll())
    if (AzureProvider.isAzureProvider(construct)) construct.register(names, subscription);
}
