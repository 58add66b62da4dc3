import { TerraformProvider, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { GUID } from "../core/guid";
import { Problems } from "../core/problems";
import { subscriptionOf } from "../core/subscription-of";

/** The azapi versions that the library is made for. */
export const AZAPI_VERSION = ">= 2.4.0, < 3.0.0";

export interface AzapiProviderProps {
  /**
   * The subscription (a GUID).
   * @default - the stack's
   */
  readonly subscriptionId?: string;
}

/**
 * The azapi provider (`Azure/azapi`), for the few settings that azurerm has no argument for. A stack gets one by itself
 * when such a setting is asked for; define it to say more.
 */
export class AzapiProvider extends TerraformProvider {
  /** The stack's azapi provider, made when it is first asked for. */
  static of(scope: Construct): AzapiProvider {
    const stack = TerraformStack.of(scope);
    const present = stack.node.children.find((child) => child instanceof TerraformProvider && MARK in child);
    return (present as AzapiProvider | undefined) ?? new AzapiProvider(stack, "Azapi");
  }

  private readonly subscription?: string;

  constructor(scope: Construct, id: string, props: AzapiProviderProps = {}) {
    const problems = new Problems(`${scope.node.path}/${id}`);
    if (props.subscriptionId !== undefined)
      problems.matches("subscriptionId", props.subscriptionId, GUID, "a subscription's GUID");
    problems.throwIfAny();
    super(scope, checkId(scope, id), {
      terraformResourceType: "azapi",
      terraformGeneratorMetadata: { providerName: "azapi", providerVersionConstraint: AZAPI_VERSION },
      terraformProviderSource: "Azure/azapi",
    });
    this.subscription = props.subscriptionId ?? subscriptionOf(scope);
    Object.defineProperty(this, MARK, { value: true });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { subscription_id: this.subscription };
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/AzapiProvider");
