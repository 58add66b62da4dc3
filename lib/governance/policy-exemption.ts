import { ManagementGroupPolicyExemption } from "@cdktf/provider-azurerm/lib/management-group-policy-exemption";
import { ResourceGroupPolicyExemption } from "@cdktf/provider-azurerm/lib/resource-group-policy-exemption";
import { ResourcePolicyExemption } from "@cdktf/provider-azurerm/lib/resource-policy-exemption";
import { SubscriptionPolicyExemption } from "@cdktf/provider-azurerm/lib/subscription-policy-exemption";
import { Construct } from "constructs";
import type { Day } from "../core/calendar-day";
import { checkId } from "../core/construct-id";
import { assignmentName } from "./assignment-name";
import { checkExemption, warnOfEnd } from "./exemption-checks";
import type { PolicyAssignment } from "./policy-assignment";
import type { PolicyScope } from "./policy-scope";

export interface PolicyExemptionOptions {
  /**
   * What is exempt: a scope, or a resource such as a VM by its ARM id; at or below the assignment's scope.
   * @default - all of the assignment's scope
   */
  readonly at?: PolicyScope | string;

  /**
   * "Waiver": the risk is taken for a while; "Mitigated": the aim is met by other means.
   * @default "Waiver"
   */
  readonly category?: "Waiver" | "Mitigated";

  /** Why, 512 characters at most: what an auditor reads. */
  readonly reason: string;

  /** The last day, in UTC: "2027-06-30". From 30 days before it on, runs warn of the end. */
  readonly expiresOn: Day;

  /**
   * 1 to 64 characters, none of #<>%&:\?/ and no space or period at the end.
   * @default - the words of the assignment and the construct's id
   */
  readonly name?: string;

  /** What people call it, 128 characters at most. @default - none */
  readonly displayName?: string;

  /** Reference ids of the policies of an initiative. @default - all of them */
  readonly members?: readonly string[];
}

export interface PolicyExemptionProps extends PolicyExemptionOptions {
  readonly assignment: PolicyAssignment;
}

/**
 * An exemption of Azure Policy with a reason and an end: without an end it would be forgotten (Microsoft Learn, "Azure
 * Policy exemption structure"). Azure keeps an exemption that has ended, without effect.
 *
 * @example
 * assignment.addExemption("Migration", {
 *   at: PolicyScope.resourceGroup(subscriptionId, "rg-migration"),
 *   reason: "The servers move to Australia East until June; change CHG-4711.",
 *   expiresOn: "2027-06-30",
 * });
 */
export class PolicyExemption extends Construct {
  static isPolicyExemption(x: unknown): x is PolicyExemption {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly exemptionId: string;
  readonly expiresOn: Day;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: ExemptionResource;

  constructor(scope: Construct, id: string, props: PolicyExemptionProps) {
    super(scope, checkId(scope, id));
    const { assignment, at = assignment.at, expiresOn } = props;
    const name = props.name ?? assignmentName(`${assignment.assignmentName} ${id}`, 64);
    checkExemption(this, name, { ...props, at });
    this.expiresOn = expiresOn;
    this.resource = define(this, at, {
      name,
      policyAssignmentId: assignment.assignmentId,
      exemptionCategory: props.category ?? "Waiver",
      description: props.reason,
      displayName: props.displayName,
      expiresOn: `${expiresOn}T23:59:59Z`,
      policyDefinitionReferenceIds: props.members && [...props.members],
    });
    this.exemptionId = this.resource.id;
    warnOfEnd(this, expiresOn);
    Object.defineProperty(this, MARK, { value: true });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/PolicyExemption");

type ExemptionResource =
  | ManagementGroupPolicyExemption
  | SubscriptionPolicyExemption
  | ResourceGroupPolicyExemption
  | ResourcePolicyExemption;

type ExemptionConfig = Omit<ConstructorParameters<typeof ResourcePolicyExemption>[2], "resourceId">;

function define(scope: Construct, at: PolicyScope | string, config: ExemptionConfig): ExemptionResource {
  if (typeof at === "string")
    return new ResourcePolicyExemption(scope, "Default", { ...config, resourceId: at });
  switch (at.kind) {
    case "managementGroup":
      return new ManagementGroupPolicyExemption(scope, "Default", { ...config, managementGroupId: at.id });
    case "subscription":
      return new SubscriptionPolicyExemption(scope, "Default", { ...config, subscriptionId: at.id });
    case "resourceGroup":
      return new ResourceGroupPolicyExemption(scope, "Default", { ...config, resourceGroupId: at.id });
  }
}
