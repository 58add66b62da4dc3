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
    return providers.get(stack) ?? new AzapiProvider(stack, "Azapi");
  }

  private readonly subscription?: string;

  constructor(scope: Construct, id: string, props: AzapiProviderProps = {}) {
    const problems = new Problems(`${scope.node.path}/${id}`);
    if (props.subscriptionId !== undefined)
      problems.matches("subscriptionId", props.subscriptionId, GUID, "a subscription's GUID");
    const present = providers.get(TerraformStack.of(scope));
    problems.when(
      present !== undefined,
      `the stack has an azapi provider already, ${present?.node.path}: define yours before the first vault that needs it, since Terraform takes one`,
    );
    problems.throwIfAny();
    super(scope, checkId(scope, id), {
      terraformResourceType: "azapi",
      terraformGeneratorMetadata: { providerName: "azapi", providerVersionConstraint: AZAPI_VERSION },
      terraformProviderSource: "Azure/azapi",
    });
    this.subscription = props.subscriptionId ?? subscriptionOf(scope);
    providers.set(TerraformStack.of(this), this);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { subscription_id: this.subscription };
  }
}

/** The azapi provider of each stack. */
const providers = new WeakMap<TerraformStack, AzapiProvider>();
