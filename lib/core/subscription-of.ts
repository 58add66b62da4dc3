import { TerraformStack, Token } from "cdktf";
import type { IConstruct } from "constructs";

/** Where a provider says which subscription the constructs below a scope live in. */
export const SUBSCRIPTION_CONTEXT = "cdktf-azure-resilience/subscription";

/**
 * The subscription of a construct: of the provider that it names, or that its scope uses, or else of its stack, where
 * that says it.
 */
export function subscriptionOf(construct: IConstruct): string | undefined {
  const provider: unknown = Reflect.get(construct, "provider");
  if (typeof provider === "object" && provider !== null) return subscriptionOfProvider(provider);
  const scoped: unknown = construct.node.tryGetContext(SUBSCRIPTION_CONTEXT);
  if (typeof scoped === "string") return scoped;
  const stack = TerraformStack.of(construct);
  if (!("subscriptionId" in stack) || typeof stack.subscriptionId !== "string") return undefined;
  return stack.subscriptionId.toLowerCase();
}

function subscriptionOfProvider(provider: object): string | undefined {
  const given: unknown = Reflect.get(provider, "subscriptionIdInput");
  return typeof given === "string" && !Token.isUnresolved(given) ? given.toLowerCase() : undefined;
}
