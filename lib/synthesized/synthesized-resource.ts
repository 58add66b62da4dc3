import { resourceId } from "../core/resource-id";
import { armIdOf, armTypeOf } from "./arm-ids";
import { blocksOf } from "./blocks";
import { type Reference, referenceOf, renderText } from "./references";
import type { Json, SynthesizedStack } from "./synthesized-stack";

/** A resource, or a data source, as Terraform will read it. Values are interpreted in its own stack. */
export class SynthesizedResource {
  /** `azurerm_recovery_services_vault.Vault`; of a data source with `data.` before it. */
  readonly address: string;
  /** The construct's path; the stack's id and the address, where something else than a construct wrote the resource. */
  readonly path: string;
  /** The arguments, without cdktf's metadata. */
  readonly config: Json;
  private id: { readonly value: string | undefined } | undefined;

  /** @internal made by `SynthesizedStack` */
  constructor(
    readonly stack: SynthesizedStack,
    readonly mode: "managed" | "data",
    /** Terraform's type: `azurerm_recovery_services_vault`. */
    readonly type: string,
    /** Terraform's name in the stack. */
    readonly name: string,
    { "//": comment, ...config }: Json,
  ) {
    this.config = config;
    this.address = `${mode === "data" ? "data." : ""}${type}.${name}`;
    this.path = pathIn(comment) ?? `${stack.id}/${this.address}`;
  }

  /** The ARM id, where names, group and subscription are known in the program and the type is one of those below. */
  get armId(): string | undefined {
    if (this.id === undefined) {
      this.id = { value: undefined }; // what leads back here is not known
      this.id = { value: armIdOf(this) };
    }
    return this.id.value;
  }

  /** The same text for all that is the same resource in Azure: the ARM id in lower case, or stack and address. */
  get key(): string {
    return this.armId?.toLowerCase() ?? `${this.stack.id}/${this.address}`;
  }

  /** The first block of a name, whether it is written as an object or as a list: `block("encryption")?.key_id`. */
  block(name: string): Json | undefined {
    return this.blocks(name)[0];
  }

  /** All blocks of a name; none where it is absent. A dynamic block counts as one. */
  blocks(name: string): readonly Json[] {
    return blocksOf(this.config, name);
  }

  /** The value as a text with all references replaced; undefined where it is no text or only Terraform will know. */
  textOf(value: unknown): string | undefined {
    return typeof value === "string" ? renderText(this.stack, value) : undefined;
  }

  /**
   * The resource that a value means: by a reference (`${azurerm_x.Y.id}`, `.name`) in the stack, or by a composed ARM id
   * in any stack and any letter case.
   */
  targetOf(value: unknown): SynthesizedResource | undefined {
    if (typeof value !== "string") return undefined;
    const reference = this.referenceOf(value);
    if (reference && ["id", "name"].includes(reference.attribute)) return reference.resource;
    const text = this.textOf(value);
    return text?.startsWith("/") ? this.stack.app.byArmId(text) : undefined;
  }

  /** The resource of the stack and the attribute that a value is: `${azurerm_x.Y.identity[0].principal_id}`. */
  referenceOf(value: unknown): Reference | undefined {
    return typeof value === "string" ? referenceOf(this.stack, value) : undefined;
  }

  /** `key` of what a value means: joins what is said by reference, by composed id, or by the id of something outside. */
  keyOf(value: unknown): string | undefined {
    return this.targetOf(value)?.key ?? this.textOf(value)?.toLowerCase();
  }

  /**
   * `key` of what is meant by two arguments, a resource group's name and a name, as azurerm's child resources do:
   * `keyByName(NETWORK_TYPE, config.resource_group_name, config.virtual_network_name)`.
   */
  keyByName(armType: string, group: unknown, name: unknown): string | undefined {
    const reference = this.referenceOf(name);
    const isOwn = reference && armTypeOf(reference.resource) === armType;
    if (isOwn && reference.attribute === "name") return reference.resource.key;
    const [groupName, ownName] = [this.textOf(group), this.textOf(name)];
    const subscription = this.subscriptionId;
    const known = subscription !== undefined && groupName !== undefined && ownName !== undefined;
    return known ? resourceId(subscription, groupName, armType, ownName).toLowerCase() : undefined;
  }

  /** The subscription of its provider, in lower case, where the program says it. */
  get subscriptionId(): string | undefined {
    const { provider } = this.config;
    return this.stack.subscriptionOf(typeof provider === "string" ? provider : "azurerm");
  }
}

/** Is the value one that only Terraform will know? */
export function isExpression(value: unknown): boolean {
  return typeof value === "string" && value.includes("${");
}

function pathIn(comment: unknown): string | undefined {
  const path = (comment as { metadata?: { path?: unknown } } | undefined)?.metadata?.path;
  return typeof path === "string" ? path : undefined;
}
