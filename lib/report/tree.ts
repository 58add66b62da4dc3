import { TerraformResource, TerraformStack, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { groupBy } from "../core/group-by";
import { markOf } from "../core/marks";
import { resolvedText } from "../core/resolved";

/** A construct tree, walked once for all parts of the report. */
export class Tree {
  readonly all: readonly IConstruct[];
  private readonly resources: ReadonlyMap<string, readonly TerraformResource[]>;

  constructor(readonly root: IConstruct) {
    this.all = root.node.findAll();
    const resources = this.all.filter(TerraformResource.isTerraformResource);
    this.resources = groupBy(resources, ({ terraformResourceType }) => terraformResourceType);
  }

  /** The constructs of a class of this library, of whichever copy. */
  marked<T extends IConstruct>(mark: string): readonly T[] {
    const symbol = markOf(mark);
    return this.all.filter((c): c is T => symbol in c);
  }

  /** The resources of a type, whoever defines them. */
  ofType(type: string): readonly TerraformResource[] {
    return this.resources.get(type) ?? [];
  }
}

/** The stack that a construct stands in. */
export function stackOf(construct: IConstruct): string {
  return TerraformStack.of(construct).node.id;
}

/** What the program gave a resource of the provider: its inputs, such as `nameInput`. */
export function given(resource: object, attribute: string): unknown {
  return Reflect.get(resource, `${attribute}Input`);
}

/** The same as text; undefined where there is none. Values of Terraform are written as in its configuration. */
export function givenText(resource: IConstruct, attribute: string): string | undefined {
  const value = given(resource, attribute);
  return typeof value === "string" ? known(resource, value) : undefined;
}

/** Text that may be a token, as Terraform reads it. */
export function known(scope: IConstruct, value: string): string {
  return Token.isUnresolved(value) ? resolvedText(scope, value) : value;
}
