import { ManagementGroupPolicyRemediation } from "@cdktf/provider-azurerm/lib/management-group-policy-remediation";
import { ResourceGroupPolicyRemediation } from "@cdktf/provider-azurerm/lib/resource-group-policy-remediation";
import { SubscriptionPolicyRemediation } from "@cdktf/provider-azurerm/lib/subscription-policy-remediation";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { RolePropagation } from "../access/role-propagation";
import { checkId } from "../core/construct-id";
import { normalizeRegion } from "../core/regions";
import type { PolicyAssignment } from "./policy-assignment";
import type { PolicyScope } from "./policy-scope";
import { checkRemediation } from "./remediation-checks";

export interface PolicyRemediationOptions {
  /**
   * Where: at or below the assignment's scope.
   * @default - the assignment's scope
   */
  readonly at?: PolicyScope;

  /** The reference id of the policy of an initiative that acts; needed there. @default - none */
  readonly member?: string;

  /**
   * A remediation runs once, when it is made. Another number is another run.
   * @default 1
   */
  readonly run?: number;

  /**
   * 1 to 260 lower-case characters, none of %^#/\&?.
   * @default - the name of the assignment, the construct's id, and the number of the run
   */
  readonly name?: string;

  /** Regions of the resources that it changes. @default - all */
  readonly regions?: readonly string[];

  /**
   * Does Azure look again first, "ReEvaluateCompliance", or take what it knows, "ExistingNonCompliant"? It knows nothing of
   * an assignment that is minutes old. At a management group Azure takes what it knows.
   * @default "ReEvaluateCompliance", and "ExistingNonCompliant" at a management group
   */
  readonly discovery?: "ReEvaluateCompliance" | "ExistingNonCompliant";

  /** How many resources it changes at most, 1 to 50,000. @default - 500, Azure's */
  readonly resourceCount?: number;

  /** How many at a time, 1 to 30. @default - 10, Azure's */
  readonly parallelDeployments?: number;

  /** The share of failures that ends it, 0 to 1. @default - 1, Azure's: all may fail */
  readonly failurePercentage?: number;

  /**
   * Seconds until Azure's services know of the roles, 0 to 1800.
   * @default 180
   */
  readonly roleWaitSeconds?: number;
}

export interface PolicyRemediationProps extends PolicyRemediationOptions {
  readonly assignment: PolicyAssignment;
}

/**
 * A remediation task of Azure Policy: deploys or modifies what was there before the assignment. It waits for the roles of
 * the assignment's identity, runs once, and its result is no part of Terraform's state (Microsoft Learn, "Remediate
 * non-compliant resources with Azure Policy").
 *
 * @example
 * assignment.addRemediation("Existing", { resourceCount: 200 });
 */
export class PolicyRemediation extends Construct {
  static isPolicyRemediation(x: unknown): x is PolicyRemediation {
    return typeof x === "object" && x !== null && MARK in x;
  }

  /** The provider's own construct, for what this one does not cover. */
  readonly resource: RemediationResource;

  constructor(scope: Construct, id: string, props: PolicyRemediationProps) {
    super(scope, checkId(scope, id));
    const { assignment, at = assignment.at, run = 1, member } = props;
    const name =
      props.name ?? `${assignment.assignmentName}-${id}-${run}`.toLowerCase().replace(/[%^#/\\&?]/g, "-");
    checkRemediation(this, name, { ...props, at });
    this.resource = define(this, at, props.discovery, {
      name,
      policyAssignmentId: assignment.assignmentId,
      policyDefinitionReferenceId: member,
      locationFilters: props.regions?.map(normalizeRegion),
      resourceCount: props.resourceCount,
      parallelDeployments: props.parallelDeployments,
      failurePercentage: props.failurePercentage,
      dependsOn: afterRoles(assignment, props.roleWaitSeconds),
    });
    Object.defineProperty(this, MARK, { value: true });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/PolicyRemediation");

type RemediationResource =
  | ManagementGroupPolicyRemediation
  | SubscriptionPolicyRemediation
  | ResourceGroupPolicyRemediation;

type RemediationConfig = Omit<
  ConstructorParameters<typeof ManagementGroupPolicyRemediation>[2],
  "managementGroupId"
>;

function define(
  scope: Construct,
  at: PolicyScope,
  discovery: PolicyRemediationOptions["discovery"],
  config: RemediationConfig,
): RemediationResource {
  const resourceDiscoveryMode = discovery ?? "ReEvaluateCompliance";
  const full = { ...config, resourceDiscoveryMode };
  switch (at.kind) {
    case "managementGroup":
      return new ManagementGroupPolicyRemediation(scope, "Default", { ...config, managementGroupId: at.id });
    case "subscription":
      return new SubscriptionPolicyRemediation(scope, "Default", { ...full, subscriptionId: at.id });
    case "resourceGroup":
      return new ResourceGroupPolicyRemediation(scope, "Default", { ...full, resourceGroupId: at.id });
  }
}

const WAIT = "Wait";

/** One wait for all remediations of an assignment; the first one says how long. */
function afterRoles(assignment: PolicyAssignment, seconds: number | undefined): ITerraformDependable[] {
  if (assignment.roleAssignments.length === 0) return [];
  const present = assignment.node.tryFindChild(WAIT);
  if (present instanceof RolePropagation) return [present.resource];
  return [new RolePropagation(assignment, WAIT, { after: assignment.roleAssignments, seconds }).resource];
}
