import { ManagementGroupPolicyAssignment } from "@cdktf/provider-azurerm/lib/management-group-policy-assignment";
import { ResourceGroupPolicyAssignment } from "@cdktf/provider-azurerm/lib/resource-group-policy-assignment";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { SubscriptionPolicyAssignment } from "@cdktf/provider-azurerm/lib/subscription-policy-assignment";
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import type { BuiltInPolicyName } from "../../policies/built-in-policies";
import { roleDefinitionId } from "../access/role-definition";
import { checkId } from "../core/construct-id";
import { fingerprint } from "../core/fingerprint";
import { normalizeRegion } from "../core/regions";
import { subscriptionOf } from "../core/subscription-of";
import { checkAssignment, definitionOf } from "./assignment-checks";
import { assignmentName } from "./assignment-name";
import type { PolicyAssignmentProps } from "./assignment-props";
import { maxNameLength, type PolicyScope } from "./policy-scope";

/**
 * An Azure Policy assignment at a management group, subscription or resource group, with the identity that its
 * definition needs and exactly the roles that the definition names: azurerm grants none by itself.
 *
 * @example
 * new PolicyAssignment(stack, "BackUpVms", {
 *   at: PolicyScope.subscription(subscriptionId),
 *   policy: "Azure Backup should be enabled for Virtual Machines",
 * });
 */
export class PolicyAssignment<N extends BuiltInPolicyName = BuiltInPolicyName> extends Construct {
  static isPolicyAssignment(x: unknown): x is PolicyAssignment {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly assignmentId: string;
  /** The role assignments of the identity: what a remediation has to wait for. */
  readonly roleAssignments: readonly RoleAssignment[];
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: AssignmentResource;

  constructor(scope: Construct, id: string, props: PolicyAssignmentProps<N>) {
    super(scope, checkId(scope, id));
    const definition = definitionOf(props);
    const name = props.name ?? assignmentName(definition?.displayName || id, maxNameLength(props.at));
    checkAssignment(this, name, props, definition);
    const { displayName = "", policyDefinitionId = "", roles = [] } = definition ?? {};
    this.resource = defineAssignment(this, props.at, {
      name,
      displayName,
      policyDefinitionId,
      description: props.description,
      enforce: props.enforce ?? true,
      location: props.location === undefined ? undefined : normalizeRegion(props.location),
      identity: roles.length > 0 ? { type: "SystemAssigned" } : undefined,
      parameters: parametersJson(props.parameters),
      notScopes: props.notScopes && [...props.notScopes],
      nonComplianceMessage: props.nonComplianceMessage
        ? [{ content: props.nonComplianceMessage }]
        : undefined,
    });
    this.assignmentId = this.resource.id;
    this.roleAssignments = this.grant([props.at.id, ...(props.alsoGrantAt ?? [])], roles);
    Object.defineProperty(this, MARK, { value: true });
  }

  private grant(scopes: readonly string[], roles: readonly string[]): readonly RoleAssignment[] {
    if (roles.length === 0) return [];
    const principalId = this.resource.identity.principalId;
    const own = subscriptionOf(this);
    const ids = new Map(scopes.map((scope, i) => [scopeKey(scope, i), scope]));
    return [...ids].flatMap(([key, scope]) =>
      [...new Set(roles)].map((role) => {
        return new RoleAssignment(this, `Role-${role.slice(0, 8)}-${key}`, {
          scope,
          roleDefinitionId: roleDefinitionId(scope, role, own),
          principalId,
          principalType: "ServicePrincipal",
        });
      }),
    );
  }
}

/** What tells a scope from others in addresses: never a token's number, which changes with unrelated code. */
function scopeKey(scope: string, index: number): string {
  return Token.isUnresolved(scope) ? `scope${index}` : fingerprint(scope.toLowerCase());
}

const MARK = Symbol.for("cdktf-azure-resilience/PolicyAssignment");

type AssignmentResource =
  | ManagementGroupPolicyAssignment
  | SubscriptionPolicyAssignment
  | ResourceGroupPolicyAssignment;

/** Plain values and text with tokens become JSON here; other tokens have no value before the deployment. */
function parametersJson(parameters: object | undefined): string | undefined {
  const given = Object.entries(parameters ?? {}).filter(([, value]) => value !== undefined);
  if (given.length === 0) return undefined;
  const wrapped = Object.fromEntries(given.map(([name, value]) => [name, { value }]));
  const late = given.some(([, value]) => typeof value !== "string" && Token.isUnresolved(value));
  return late ? Fn.jsonencode(wrapped) : JSON.stringify(wrapped);
}

type AssignmentConfig = Omit<
  ConstructorParameters<typeof SubscriptionPolicyAssignment>[2],
  "subscriptionId" | "managementGroupId" | "resourceGroupId"
>;

function defineAssignment(scope: Construct, at: PolicyScope, config: AssignmentConfig): AssignmentResource {
  switch (at.kind) {
    case "managementGroup":
      return new ManagementGroupPolicyAssignment(scope, "Default", { ...config, managementGroupId: at.id });
    case "subscription":
      return new SubscriptionPolicyAssignment(scope, "Default", { ...config, subscriptionId: at.id });
    case "resourceGroup":
      return new ResourceGroupPolicyAssignment(scope, "Default", { ...config, resourceGroupId: at.id });
  }
}
