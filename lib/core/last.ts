import { Lazy, TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

/** What comes after everything else of a scope: the resource guard after items and policies, the lock after all of it. */
export type LastRank = 1 | 2;

const ranks = new WeakMap<TerraformResource, LastRank>();
const guests = new WeakMap<IConstruct, IConstruct[]>();

/** Says that a construct stands in another one's Azure resource, though not in its construct tree; in the same stack. */
export function standIn(host: IConstruct, guest: IConstruct): void {
  if (guest.node.scopes.includes(host) || TerraformStack.of(guest) !== TerraformStack.of(host)) return;
  guests.set(host, [...(guests.get(host) ?? []), guest]);
}

/**
 * Makes a resource depend on everything else that stands in a scope, however late it is defined: created last, and
 * destroyed first.
 */
export function createLast(scope: IConstruct, resource: TerraformResource, rank: LastRank): void {
  const own = resource.dependsOn ?? [];
  ranks.set(resource, rank);
  resource.dependsOn = Lazy.listValue({
    produce: () => [...new Set([...own, ...addressesIn(scope, rank)])],
  });
}

function addressesIn(scope: IConstruct, rank: LastRank): readonly string[] {
  return resourcesIn(scope)
    .filter((other) => (ranks.get(other) ?? 0) < rank)
    .map(addressOf);
}

/** The resources in a scope and in what stands in it; those of other stacks have no address here. */
export function resourcesIn(scope: IConstruct): readonly TerraformResource[] {
  return [scope, ...(guests.get(scope) ?? [])]
    .flatMap((root) => root.node.findAll())
    .filter(TerraformResource.isTerraformResource)
    .filter((resource) => TerraformStack.of(resource) === TerraformStack.of(scope));
}

export function addressOf(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}
