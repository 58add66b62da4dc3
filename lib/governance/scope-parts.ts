import { parseGroupId, resourceGroupId } from "../core/resource-id";
import type { PolicyScope } from "./policy-scope";

/** The subscription of a scope, in lower case; none of a management group's. */
export function subscriptionOfScope({ kind, id }: PolicyScope): string | undefined {
  return kind === "managementGroup" ? undefined : /^\/subscriptions\/([^/]+)/i.exec(id)?.[1]?.toLowerCase();
}

/**
 * The resource groups in which the identity of an assignment needs its roles, too, since they are not below its scope.
 * A group whose name only Terraform knows is taken for another than the scope.
 */
export function groupsOutside(
  at: PolicyScope,
  subscriptionId: string | undefined,
  groups: readonly string[],
): readonly string[] {
  if (subscriptionId === undefined) return [];
  const own = subscriptionOfScope(at) === subscriptionId.toLowerCase();
  if (own && at.kind === "subscription") return [];
  const within = own ? parseGroupId(at.id)?.name.toLowerCase() : undefined;
  const outside = groups.filter((name) => name.toLowerCase() !== within);
  return [...new Set(outside)].map((name) => resourceGroupId(subscriptionId, name));
}
