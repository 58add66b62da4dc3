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
  for (const provider of azureProviders(scope)) provider.register(names, subscription);
}

/** Do the providers of a construct's subscription let recovery points expire when their VM leaves the program? */
export function suspendsOnDestroy(scope: IConstruct): boolean {
  const subscription = subscriptionOf(scope);
  return azureProviders(scope).some(
    (one) => one.isOf(subscription) && one.retainBackupDataOnDestroy === "until they expire",
  );
}

function azureProviders(scope: IConstruct): readonly AzureProvider[] {
  return TerraformStack.of(scope).node.findAll().filter(AzureProvider.isAzureProvider);
}
