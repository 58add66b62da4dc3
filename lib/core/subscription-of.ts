import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

/** The subscription of a construct's stack, where the stack says it. */
export function subscriptionOf(construct: IConstruct): string | undefined {
  const stack = TerraformStack.of(construct);
  if (!("subscriptionId" in stack) || typeof stack.subscriptionId !== "string") return undefined;
  return stack.subscriptionId.toLowerCase();
}
