import { Aspects, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { addressOf, resourcesIn } from "./last";

interface First {
  readonly resource: TerraformResource;
  readonly before: RegExp;
}

/** What comes first in a scope. */
const firsts = new WeakMap<IConstruct, readonly First[]>();

/**
 * Makes what stands in a scope, of certain types, depend on a resource, wherever in the program it is defined: the
 * resource is created before it, and destroyed after it.
 */
export function createFirst(scope: IConstruct, resource: TerraformResource, before: RegExp): void {
  const first = { resource, before };
  firsts.set(scope, [...(firsts.get(scope) ?? []), first]);
  Aspects.of(resource).add({
    visit: () => {
      for (const other of resourcesIn(scope)) wait(other, first);
    },
  });
}

/** Makes what an Aspect has just added to a scope wait as well: other Aspects may not come by any more. */
export function waitForFirst(scope: IConstruct, added: IConstruct): void {
  const resources = added.node.findAll().filter(TerraformResource.isTerraformResource);
  for (const first of firsts.get(scope) ?? []) for (const other of resources) wait(other, first);
}

function wait(other: TerraformResource, { resource, before }: First): void {
  if (!before.test(other.terraformResourceType)) return;
  other.dependsOn = [...new Set([...(other.dependsOn ?? []), addressOf(resource)])];
}
