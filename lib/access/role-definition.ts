import { Token } from "cdktf";

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
