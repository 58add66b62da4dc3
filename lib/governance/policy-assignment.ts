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
import { withoutStackTraces } from "../core/without-stack-traces";
import { checkAssignment } from "./assignment-checks";
import { assignmentName } from "./assignment-name";
import type { PolicyAssignmentOptions, PolicyAssignmentProps } from "./assignment-props";
import { overrideBlocks, selectorBlocks } from "./assignment-selectors";
import { type Definition, definitionOf } from "./definition";
import { grantScopes, placesOf } from "./grant-scopes";
import { PolicyExemption, type PolicyExemptionOptions } from "./policy-exemption";
import { PolicyRemediation, type PolicyRemediationOptions } from "./policy-remediation";
import { maxNameLength, type PolicyScope } from "./policy-scope";

/**
 * An Azure Policy assignment at a management group, subscription or resource group, with the identity that its
 * definition needs and exactly the roles that the definition names, at the scope and at what its parameters name outside
 * of it: azurerm grants none by itself.
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
  /** Where the policy holds. */
  readonly at: PolicyScope;
  /** The name in Azure. */
  readonly assignmentName: string;
  /** What it assigns: its reference ids and effects decide what exemptions and remediations may say. */
  readonly definition: Definition;
  /** The role assignments of the identity: what a remediation has to wait for. */
  readonly roleAssignments: readonly RoleAssignment[];
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: AssignmentResource;

  constructor(scope: Construct, id: string, props: PolicyAssignmentProps<N>) {
    super(scope, checkId(scope, id));
    const definition = definitionOf(props.policy);
    const name = props.name ?? assignmentName(definition?.displayName || id, maxNameLength(props.at));
    checkAssignment(this, name, props, definition);
    this.definition = definition as Definition;
    this.at = props.at;
    this.assignmentName = name;
    this.resource = withoutStackTraces(() =>
      defineAssignment(this, props.at, {
        name,
        displayName: this.definition.displayName.slice(0, 128),
        policyDefinitionId: this.definition.policyDefinitionId,
        identity: identityBlock(props, this.definition),
        parameters: parametersJson(props.parameters),
        ...settings(props),
      }),
    );
    this.assignmentId = this.resource.id;
    this.roleAssignments = this.grant(
      grantScopes(props.at, actsAt(props), props.alsoGrantAt),
      props.identity?.principalId ?? this.resource.identity.principalId,
    );
    Object.defineProperty(this, MARK, { value: true });
  }

  /** Exempts a scope or a resource from the policy, with a reason and until a day. */
  addExemption(id: string, options: PolicyExemptionOptions): PolicyExemption {
    return new PolicyExemption(this, id, { assignment: this, ...options });
  }

  /** Brings what exists into line: deploys or modifies what was there before the assignment. */
  addRemediation(id: string, options: PolicyRemediationOptions = {}): PolicyRemediation {
    return new PolicyRemediation(this, id, { assignment: this, ...options });
  }

  private grant(scopes: readonly string[], principalId: string): readonly RoleAssignment[] {
    const { roles } = this.definition;
    if (roles.length === 0) return [];
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

/** What the identity acts on, by what the definition says of its parameters. */
function actsAt<N extends BuiltInPolicyName>({ policy, parameters }: PolicyAssignmentProps<N>) {
  if (typeof policy === "string") return placesOf(parameters);
  return policy.actsAt?.({ ...parameters }) ?? [];
}

/** What the assignment says whatever its definition is. */
function settings(props: PolicyAssignmentOptions) {
  const { description, enforce = true, location, notScopes, metadata } = props;
  return {
    description,
    enforce,
    location: location === undefined ? undefined : normalizeRegion(location),
    notScopes: notScopes && [...notScopes],
    nonComplianceMessage: messageBlocks(props),
    overrides: overrideBlocks(props.overrides),
    resourceSelectors: selectorBlocks(props.resourceSelectors),
    metadata: metadata && JSON.stringify(metadata),
  };
}

function messageBlocks({ nonComplianceMessage, nonComplianceMessages = {} }: PolicyAssignmentOptions) {
  const own = Object.entries(nonComplianceMessages).map(([policyDefinitionReferenceId, content]) => ({
    content,
    policyDefinitionReferenceId,
  }));
  const all = nonComplianceMessage ? [{ content: nonComplianceMessage }, ...own] : own;
  return all.length > 0 ? all : undefined;
}

function identityBlock({ identity }: PolicyAssignmentOptions, { roles }: Definition) {
  if (roles.length === 0) return undefined;
  return identity ? { type: "UserAssigned", identityIds: [identity.id] } : { type: "SystemAssigned" };
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
