import { LighthouseAssignment } from "@cdktf/provider-azurerm/lib/lighthouse-assignment";
import { LighthouseDefinition } from "@cdktf/provider-azurerm/lib/lighthouse-definition";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { fingerprint } from "../core/fingerprint";
import type { IResourceGroup } from "../core/refs";
import { resourceGroupId } from "../core/resource-id";
import { subscriptionOf } from "../core/subscription-of";
import { type Authorization, DELEGABLE_ROLES, type EligibleAuthorization } from "./delegated-role";
import { checkDelegation } from "./delegation-checks";

export interface LighthouseDelegationProps {
  /** The tenant whose people do the work: a GUID. */
  readonly managingTenantId: string;

  /** What both tenants see: 1 to 128 characters, such as "Contoso backup operations". */
  readonly name: string;

  /** @default - none */
  readonly description?: string;

  /** Roles for good; `Delegation.operators(…)` and its like give those that belong together. */
  readonly authorizations: readonly Authorization[];

  /** Roles for the moment, through Privileged Identity Management of the managing tenant. @default - none */
  readonly eligible?: readonly EligibleAuthorization[];

  /**
   * The resource groups that are delegated, where it is not the whole subscription.
   * @default - the stack's subscription
   */
  readonly resourceGroups?: readonly IResourceGroup[];
}

/**
 * Delegates backup and disaster recovery to another tenant with Azure Lighthouse: a registration definition of the stack's
 * subscription (`azurerm_lighthouse_definition`) and its assignments (`azurerm_lighthouse_assignment`), so that Business
 * Continuity Center of that tenant shows these vaults among its own. Owner, roles that give others access, and roles with
 * data actions cannot be delegated (Microsoft Learn, "Tenants, users, and roles in Azure Lighthouse scenarios").
 *
 * @example
 * new LighthouseDelegation(stack, "Operations", {
 *   managingTenantId: "aaaabbbb-0000-cccc-1111-dddd2222eeee",
 *   name: "Contoso backup operations",
 *   authorizations: Delegation.operators({ principalId: groupId, displayName: "Backup operators" }),
 * });
 */
export class LighthouseDelegation extends Construct {
  static isLighthouseDelegation(x: unknown): x is LighthouseDelegation {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly definitionId: string;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: LighthouseDefinition;
  readonly assignments: readonly LighthouseAssignment[];

  constructor(scope: Construct, id: string, props: LighthouseDelegationProps) {
    super(scope, checkId(scope, id));
    const subscriptionId = subscriptionOf(this);
    checkDelegation(this, subscriptionId, props);
    const at = `/subscriptions/${subscriptionId}`;
    this.resource = new LighthouseDefinition(this, "Default", {
      name: props.name,
      description: props.description,
      managingTenantId: props.managingTenantId,
      scope: at,
      authorization: props.authorizations.map(authorizationBlock),
      eligibleAuthorization: props.eligible?.map(eligibleBlock),
    });
    this.definitionId = this.resource.id;
    this.assignments = this.assign(at, subscriptionId ?? "", props.resourceGroups);
    Object.defineProperty(this, MARK, { value: true });
  }

  private assign(
    subscription: string,
    subscriptionId: string,
    groups: readonly IResourceGroup[] | undefined,
  ): readonly LighthouseAssignment[] {
    const lighthouseDefinitionId = this.definitionId;
    if (!groups)
      return [
        new LighthouseAssignment(this, "Subscription", { scope: subscription, lighthouseDefinitionId }),
      ];
    return groups.map((group) => {
      const scope = group.id ?? resourceGroupId(subscriptionId, group.name);
      return new LighthouseAssignment(this, groupKey(group), { scope, lighthouseDefinitionId });
    });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/LighthouseDelegation");

/** Of the group's own construct where it is one: an address that does not depend on the others. */
function groupKey(group: IResourceGroup): string {
  const construct: unknown = group;
  const isOwn = Construct.isConstruct(construct);
  return `Group-${isOwn ? construct.node.path.split("/").slice(1).join("-") : fingerprint(group.name.toLowerCase())}`;
}

function authorizationBlock({ principalId, displayName, role }: Authorization) {
  return { principalId, principalDisplayName: displayName, roleDefinitionId: DELEGABLE_ROLES[role] };
}

function eligibleBlock(eligible: EligibleAuthorization) {
  const { activation = "PT8H", multiFactor = true, approvers } = eligible;
  return {
    ...authorizationBlock(eligible),
    justInTimeAccessPolicy: {
      maximumActivationDuration: activation,
      multiFactorAuthProvider: multiFactor ? "Azure" : undefined,
      approver: approvers?.map(({ principalId, displayName }) => ({
        principalId,
        principalDisplayName: displayName,
      })),
    },
  };
}
