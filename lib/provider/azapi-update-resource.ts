import { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import type { AzapiProvider } from "./azapi-provider";

/** What azapi sets of a resource that azurerm makes. */
export interface AzapiUpdateResourceConfig {
  readonly provider: AzapiProvider;
  /** Namespace, type and API version: "Microsoft.RecoveryServices/vaults@2024-10-01". */
  readonly type: string;
  /** ARM id of the resource that is changed. */
  readonly resourceId: string;
  /** What is laid over the resource, as the API calls it. */
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Lays properties over a resource that another one defines (`azapi_update_resource`), whatever its type. Destroying it
 * changes nothing in Azure.
 */
export class AzapiUpdateResource extends TerraformResource {
  private readonly config: AzapiUpdateResourceConfig;

  constructor(scope: Construct, id: string, config: AzapiUpdateResourceConfig) {
    super(scope, id, {
      terraformResourceType: "azapi_update_resource",
      terraformGeneratorMetadata: { providerName: "azapi" },
      provider: config.provider,
    });
    this.config = config;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { type, resourceId, body } = this.config;
    return { type, resource_id: resourceId, body };
  }
}
