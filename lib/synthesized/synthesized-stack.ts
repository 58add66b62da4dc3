import { blocksOf } from "./blocks";
import { reduceText, renderText } from "./references";
import type { SynthesizedApp } from "./synthesized-app";
import { SynthesizedResource } from "./synthesized-resource";

/** An object of JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** What is read of a stack's `cdk.tf.json`. */
export interface TerraformJson {
  readonly provider?: Json;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly locals?: Json;
  readonly module?: Readonly<Record<string, Json>>;
  readonly output?: Readonly<Record<string, Json>>;
}

/** One stack as Terraform will read it. */
export class SynthesizedStack {
  /** In the order of the file. */
  readonly resources: readonly SynthesizedResource[];
  readonly dataSources: readonly SynthesizedResource[];
  /** Calls of modules, of which the type is "module" and the arguments are the inputs. */
  readonly modules: readonly SynthesizedResource[];
  /** Local values, by their names. */
  readonly locals: Json;
  /** Outputs, by their names. */
  readonly outputs: Readonly<Record<string, Json>>;
  private readonly byAddress: ReadonlyMap<string, SynthesizedResource>;
  private readonly subscriptions: ReadonlyMap<string, unknown>;

  /** @internal made by `SynthesizedApp` */
  constructor(
    readonly app: SynthesizedApp,
    readonly id: string,
    json: TerraformJson,
  ) {
    this.resources = this.read("managed", json.resource);
    this.dataSources = this.read("data", json.data);
    this.modules = this.read("managed", json.module && { module: json.module });
    this.locals = json.locals ?? {};
    this.outputs = json.output ?? {};
    const all = [...this.resources, ...this.dataSources];
    this.byAddress = new Map(all.map((resource) => [resource.address, resource]));
    const providers = blocksOf(json.provider ?? {}, "azurerm");
    this.subscriptions = new Map(
      providers.map(({ alias, subscription_id: id }) => [alias ? `azurerm.${alias}` : "azurerm", id]),
    );
  }

  /** By Terraform's address: `azurerm_virtual_network.Hub`, `data.azurerm_virtual_network.Hub`. */
  find(address: string): SynthesizedResource | undefined {
    return this.byAddress.get(address);
  }

  /** The subscription GUID of a provider, `azurerm` or `azurerm.ALIAS`; undefined where the program does not say it. */
  subscriptionOf(provider: string): string | undefined {
    const id = this.subscriptions.get(provider);
    return typeof id === "string" ? renderText(this, id)?.toLowerCase() : undefined;
  }

  /** The same as far as the program says it: an expression, or the provider itself where it says nothing. */
  reducedSubscriptionOf(provider: string): string {
    const id = this.subscriptions.get(provider);
    return typeof id === "string" ? reduceText(this, id) : `\${provider.${provider}}`;
  }

  private read(mode: SynthesizedResource["mode"], types: TerraformJson["resource"]): SynthesizedResource[] {
    return Object.entries(types ?? {}).flatMap(([type, named]) =>
      Object.entries(named).map(([name, config]) => new SynthesizedResource(this, mode, type, name, config)),
    );
  }
}
