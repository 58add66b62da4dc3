import { Token } from "cdktf";
import type { IResourceGroup } from "../core/refs";
import { resourceGroupId } from "../core/resource-id";

/** Where a policy is assigned: it holds for everything at and below. */
export type PolicyScope =
  | { readonly kind: "managementGroup"; readonly id: string }
  | { readonly kind: "subscription"; readonly id: string }
  | { readonly kind: "resourceGroup"; readonly id: string };

/** Names the scopes of Azure Policy. */
export const PolicyScope = {
  /** A management group by its name (its id without a path): "contoso-landing-zones". */
  managementGroup: (name: string): PolicyScope => ({
    kind: "managementGroup",
    id: `/providers/Microsoft.Management/managementGroups/${name}`,
  }),
  /** A subscription by its GUID. */
  subscription: (subscriptionId: string): PolicyScope => ({
    kind: "subscription",
    id: `/subscriptions/${subscriptionId}`,
  }),
  /** A resource group of a subscription. */
  resourceGroup: (subscriptionId: string, name: string): PolicyScope => ({
    kind: "resourceGroup",
    id: resourceGroupId(subscriptionId, name),
  }),
  /** A resource group of the program. */
  of: (group: IResourceGroup & { readonly id: string }): PolicyScope => ({
    kind: "resourceGroup",
    id: group.id,
  }),
} as const;

const SHAPES: Readonly<Record<PolicyScope["kind"], RegExp>> = {
  managementGroup: /^\/providers\/Microsoft\.Management\/managementGroups\/[A-Za-z0-9_().-]{1,90}$/,
  subscription: /^\/subscriptions\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  resourceGroup:
    /^\/subscriptions\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/resourceGroups\/[^/]{0,89}[^/.]$/i,
};

export function isScope({ kind, id }: PolicyScope): boolean {
  return SHAPES[kind].test(id);
}

/** Assignments at a management group have the shortest names. */
export function maxNameLength({ kind }: PolicyScope): number {
  return kind === "managementGroup" ? 24 : 64;
}

/** Is an ARM id at or below another, in any letter case? undefined where a management group or a token hides it. */
export function isWithin(id: string, scope: string): boolean | undefined {
  if (Token.isUnresolved(id) || Token.isUnresolved(scope)) return undefined;
  const inner = id.toLowerCase();
  const outer = scope.toLowerCase();
  if (inner === outer || inner.startsWith(`${outer}/`)) return true;
  return isManagementGroup(outer) || isManagementGroup(inner) ? undefined : false;
}

function isManagementGroup(id: string): boolean {
  return id.startsWith("/providers/microsoft.management/managementgroups/");
}
