import { parseGroupId, resourceGroupId } from "../core/resource-id";

/** Whose costs a budget counts: everything at and below. */
export interface BudgetScope {
  readonly kind: "subscription" | "resourceGroup" | "managementGroup";
  /** ARM id. */
  readonly id: string;
}

/** Names the scopes of budgets. */
export const BudgetScope = {
  /** A subscription by its GUID. */
  subscription: (subscriptionId: string): BudgetScope => ({
    kind: "subscription",
    id: `/subscriptions/${subscriptionId}`,
  }),
  /** A resource group: the provider's `ResourceGroup`, a data source, or `{ id }` with its ARM id. */
  resourceGroup: ({ id }: { readonly id: string }): BudgetScope => {
    const parts = parseGroupId(id);
    return { kind: "resourceGroup", id: parts ? resourceGroupId(parts.subscriptionId, parts.name) : id };
  },
  /** A management group by its name (its id without a path): "contoso-landing-zones". */
  managementGroup: (name: string): BudgetScope => ({
    kind: "managementGroup",
    id: `/providers/Microsoft.Management/managementGroups/${name}`,
  }),
} as const;

/** What azurerm takes for the scope of each kind. */
export const SCOPE_SHAPES: Readonly<Record<BudgetScope["kind"], RegExp>> = {
  subscription: /^\/subscriptions\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  resourceGroup:
    /^\/subscriptions\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/resourceGroups\/[^/]{0,89}[^/.]$/i,
  managementGroup: /^\/providers\/Microsoft\.Management\/managementGroups\/[A-Za-z0-9_().-]{1,90}$/,
};
