import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

/** Where a provider says which subscription the constructs below a scope live in. */
export const SUBSCRIPTION_CONTEXT = "cdktf-azure-resilience/subscription";

/** The subscription of a construct: of the provider that its scope uses, or else of its stack, where that says it. */
export function subscriptionOf(construct: IConstruct): string | undefined {
  const scoped: unknown = construct.node.tryGetContext(SUBSCRIPTION_CONTEXT);
  if (typeof scoped === "string") return scoped;
  const stack = TerraformStack.of(construct);
  if (!("subscriptionId" in stack) || typeof stack.subscriptionId !== "string") return undefined;
  return stack.subscriptionId.toLowerCase();
}
