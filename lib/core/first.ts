import { Aspects, type TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { addressOf, resourcesIn } from "./last";

/**
 * Makes what stands in a scope, of certain types, depend on a resource, wherever in the program it is defined: the
 * resource is created before it, and destroyed after it.
 */
export function createFirst(scope: IConstruct, resource: TerraformResource, before: RegExp): void {
  Aspects.of(resource).add({
    visit: () => {
      const first = addressOf(resource);
      for (const other of resourcesIn(scope)) {
        if (!before.test(other.terraformResourceType)) continue;
        other.dependsOn = [...new Set([...(other.dependsOn ?? []), first])];
      }
    },
  });
}
