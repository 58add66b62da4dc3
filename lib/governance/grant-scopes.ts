import { Token } from "cdktf";
import { isWithin, type PolicyScope } from "./policy-scope";

/**
 * Parameters of built-ins that name a resource which the identity changes or joins, and where it needs its roles for that:
 * on the resource itself, or on its resource group where a deployment is made there (the definitions' `deployment`).
 */
const PLACES: Readonly<Record<string, "resource" | "group">> = {
  backupPolicyId: "group",
  vaultId: "group",
  vaultResourceGroupId: "resource",
  targetResourceGroupId: "resource",
  recoveryNetworkId: "resource",
  cacheStorageAccountId: "resource",
  storageAccountId: "resource",
  storageAccount: "resource",
  logAnalytics: "resource",
  eventHubAuthorizationRuleId: "group",
  privateEndpointSubnetId: "resource",
  privateDnsZoneId: "resource",
  "privateDnsZone-Backup": "resource",
  "privateDnsZone-Blob": "resource",
  "privateDnsZone-Queue": "resource",
  configurationProfile: "resource",
};

const IN_GROUP = /^(\/subscriptions\/[^/]+\/resourceGroups\/[^/]+)(\/providers\/.+)?$/i;

/**
 * Where the identity of an assignment needs its roles: at the scope, at what it acts on outside of it, and wherever the
 * program says; each once. What may or may not be below a management group is granted.
 */
export function grantScopes(
  at: PolicyScope,
  actsAt: readonly string[],
  alsoGrantAt: readonly string[] = [],
): readonly string[] {
  const outside = actsAt.filter((scope) => isWithin(scope, at.id) !== true);
  const all = [at.id, ...alsoGrantAt, ...outside];
  return all.filter((scope, i) => !all.slice(0, i).some((other) => covers(other, scope, at)));
}

/** What the parameters of a built-in say that its identity acts on. */
export function placesOf(parameters: object | undefined): readonly string[] {
  return Object.entries(parameters ?? {}).flatMap(([name, value]) => placeOf(name, value) ?? []);
}

function placeOf(name: string, value: unknown): string | undefined {
  const place = PLACES[name];
  if (!place || typeof value !== "string" || Token.isUnresolved(value)) return undefined;
  const [, group, resource] = IN_GROUP.exec(value) ?? [];
  return place === "group" || resource === undefined ? group : value;
}

/** The program's own scopes stay as they are written; one that the other covers needs no second grant. */
function covers(other: string, scope: string, at: PolicyScope): boolean {
  if (other === at.id) return other.toLowerCase() === scope.toLowerCase();
  return isWithin(scope, other) === true;
}
