import { TerraformElement, TerraformOutput, TerraformStack, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";
import { ConfigurationError, type Problem } from "../core/configuration-error";
import { ElementResolver } from "./element-resolver";

type Json = Record<string, unknown>;

/**
 * The Terraform JSON of a stack, each element resolved once. The framework resolves thrice: to find references between
 * stacks, to make fragments, and the whole of them; this resolves as if to find references, and lets the caller refuse
 * those that turn up. The bytes are the framework's own.
 */
export function synthesiseDirectly(stack: TerraformStack, overrides: Json): Json {
  const elements = elementsOf(stack);
  const resolver = new ElementResolver(stack);
  const resolve = (value: unknown) => resolver.resolve(value) as Json;
  const metadata: Json = {
    version: stack.node.tryGetContext("cdktfVersion"),
    stackName: stack.node.id,
    backend: "local",
    ...(Object.keys(overrides).length > 0 ? { overrides: { stack: Object.keys(overrides) } } : {}),
  };
  const tf: Json = { "//": { metadata, outputs: {} } };
  const resources = new ResourceFragments(stack);
  for (const element of elements) {
    merge(metadata, element.toMetadata());
    if (TerraformOutput.isTerraformOutput(element)) merge(tf, { "//": { outputs: outputPath(element) } });
    const { resource, ...rest } = resolve(element.toTerraform());
    if (resource) resources.add(element, resource as Record<string, Json>);
    merge(tf, rest);
  }
  resources.mergeInto(tf);
  return override(tf, overrides, resolve);
}

/** Overrides reach into lists by index, and undefined removes. */
function override(target: Json, overrides: Json, resolve: (value: unknown) => unknown): Json {
  for (const [key, value] of Object.entries(overrides)) {
    const present = target[key];
    if (value === undefined) delete target[key];
    else if (isObject(value) && !Tokenization.isResolvable(value)) {
      const nested = typeof present === "object" && present !== null ? present : {};
      target[key] = override(nested as Json, value, resolve);
    } else if (Array.isArray(value) && Array.isArray(present))
      target[key] = [...present, ...(resolve(value) as unknown as unknown[])];
    else target[key] = resolve(value);
  }
  return target;
}

/** Resources by type and Terraform name, which no two constructs may share. */
class ResourceFragments {
  private readonly types: Record<string, Json> = {};
  private readonly problems: Problem[] = [];

  constructor(private readonly stack: TerraformStack) {}

  add(element: IConstruct, resource: Record<string, Json>): void {
    for (const [type, named] of Object.entries(resource)) {
      this.types[type] ??= {};
      for (const [name, config] of Object.entries(named)) this.set(element, type, name, config);
    }
  }

  mergeInto(tf: Json): void {
    if (this.problems.length > 0) throw new ConfigurationError(this.problems);
    if (Object.keys(this.types).length > 0) tf.resource = this.types;
  }

  private set(element: IConstruct, type: string, name: string, config: unknown): void {
    const known = this.types[type] as Json;
    if (Object.hasOwn(known, name)) {
      const message = `${element.node.path} and another construct both have the address ${type}.${name}: give one of them another id`;
      this.problems.push({ where: this.stack.node.path, message });
    }
    known[name] = config;
  }
}

/** The elements of a stack, without those of stacks within it. */
function elementsOf(construct: IConstruct, into: TerraformElement[] = []): readonly TerraformElement[] {
  if (TerraformElement.isTerraformElement(construct)) into.push(construct);
  for (const child of construct.node.children) {
    if (!TerraformStack.isStack(child)) elementsOf(child, into);
  }
  return into;
}

/** Where cdktf-cli looks for the value of an output. */
function outputPath(output: TerraformOutput): unknown {
  return output.node.path
    .split("/")
    .reduceRight<unknown>((inner, part) => ({ [part]: inner }), output.friendlyUniqueId);
}

/** Objects are merged, lists joined, other values replaced; undefined says nothing. */
function merge(target: Json, source: unknown): Json {
  for (const [key, value] of Object.entries(source as Json)) {
    const present = target[key];
    if (Array.isArray(value)) target[key] = Array.isArray(present) ? [...present, ...value] : value;
    else if (isObject(value)) target[key] = merge(isObject(present) ? present : {}, value);
    else if (value !== undefined) target[key] = value;
  }
  return target;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
