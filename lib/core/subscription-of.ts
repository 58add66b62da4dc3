import { TerraformProvider, TerraformStack, Token } from "cdktf";
import type { IConstruct } from "constructs";

/** Where a provider says which subscription the constructs below a scope live in. */
export const SUBSCRIPTION_CONTEXT = "cdktf-azure-resilience/subscription";

/** The provider itself, for what stands in a vault and not below its scope, and for what an Aspect adds at the very end. */
export const PROVIDER_CONTEXT = "cdktf-azure-resilience/provider";

/** The provider that a construct's scope uses, where that is not its stack's own. */
export function providerOf(construct: IConstruct): TerraformProvider | undefined {
  const scoped: unknown = construct.node.tryGetContext(PROVIDER_CONTEXT);
  return TerraformProvider.isTerraformProvider(scoped) ? scoped : undefined;
}

/**
 * The subscription of a construct: of the provider that it names, or that its scope uses, or else of its stack, where that
 * or its provider says it; undefined where only Terraform will know.
 */
export function subscriptionOf(construct: IConstruct): string | undefined {
  const provider: unknown = Reflect.get(construct, "provider");
  if (typeof provider === "object" && provider !== null) return subscriptionOfProvider(provider);
  const scoped: unknown = construct.node.tryGetContext(SUBSCRIPTION_CONTEXT);
  const said = typeof scoped === "string" ? scoped : ofStack(TerraformStack.of(construct));
  return said === undefined || Token.isUnresolved(said) ? undefined : said.toLowerCase();
}

function ofStack(stack: TerraformStack): string | undefined {
  if ("subscriptionId" in stack && typeof stack.subscriptionId === "string") return stack.subscriptionId;
  return ofProvider(stack);
}

const known = new WeakMap<TerraformStack, string>();

/** A stack of cdktf's own does not say it; its default azurerm provider may. */
function ofProvider(stack: TerraformStack): string | undefined {
  const found = known.get(stack) ?? stack.node.children.map(ofDefaultProvider).find(Boolean);
  if (found !== undefined) known.set(stack, found);
  return found;
}

function ofDefaultProvider(child: IConstruct): string | undefined {
  const isDefault =
    TerraformProvider.isTerraformProvider(child) &&
    child.terraformResourceType === "azurerm" &&
    child.alias === undefined;
  if (!isDefault || !("subscriptionId" in child)) return undefined;
  return typeof child.subscriptionId === "string" ? child.subscriptionId : undefined;
}

function subscriptionOfProvider(provider: object): string | undefined {
  const given: unknown = Reflect.get(provider, "subscriptionIdInput");
  return typeof given === "string" && !Token.isUnresolved(given) ? given.toLowerCase() : undefined;
}
