import { Token } from "cdktf";
import { BUILT_IN_ROLES, type BuiltInRole } from "./built-in-roles";

/**
 * The id of a built-in role as Azure says it back at this scope: with the subscription wherever there is one. Written
 * otherwise, the second plan replaces the role assignment. A scope that is a token is in the stack's own subscription.
 */
export function roleDefinitionId(scopeId: string, role: string, ownSubscription: string | undefined): string {
  const own = ownSubscription === undefined ? "" : `/subscriptions/${ownSubscription}`;
  const named = /^\/subscriptions\/[^/]+/i.exec(scopeId)?.[0];
  const subscription = named ?? (Token.isUnresolved(scopeId) ? own : "");
  return `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`;
}

/**
 * The role of an assignment: by its id, or by its name where the scope is a token and nobody knows the subscription, which
 * the id would have to say.
 */
export function roleArgument(scopeId: string, role: BuiltInRole, ownSubscription: string | undefined) {
  const isKnown = ownSubscription !== undefined || scopeId.startsWith("/subscriptions/");
  if (Token.isUnresolved(scopeId) && !isKnown) return { roleDefinitionName: role };
  return { roleDefinitionId: roleDefinitionId(scopeId, BUILT_IN_ROLES[role], ownSubscription) };
}
