import type { Construct } from "constructs";
import type { BuiltInPolicyName } from "../../policies/built-in-policies";
import { checkFreeId } from "../core/construct-id";
import { assignmentName } from "../governance/assignment-name";
import type { BuiltInPolicyAssignment, PolicyAssignmentOptions } from "../governance/assignment-props";
import { PolicyAssignment } from "../governance/policy-assignment";
import { PolicyScope } from "../governance/policy-scope";
import { ResilienceStack, type Synthesis } from "../stack/resilience-stack";
import type { TierSet } from "../tiers/tier-set";
import type { BackupSite } from "./backup-site";
import type { Subscription } from "./subscriptions";

/** The policy assignments of one subscription, in a stack of their own. */
export class GovernanceSite {
  readonly subscription: Subscription;
  readonly stack: ResilienceStack;
  private readonly at: PolicyScope;

  constructor(scope: Construct, subscription: Subscription, synthesis: Synthesis | undefined) {
    this.subscription = subscription;
    this.stack = new ResilienceStack(scope, `governance-${subscription.name}`, {
      subscriptionId: subscription.id,
      synthesis,
    });
    this.at = PolicyScope.subscription(subscription.id);
  }

  assign<N extends BuiltInPolicyName>(
    policy: N,
    options: PolicyAssignmentOptions & Omit<BuiltInPolicyAssignment<N>, "policy">,
  ): void {
    const props = { ...options, policy, at: this.at } as ConstructorParameters<typeof PolicyAssignment<N>>[2];
    new PolicyAssignment<N>(this.stack, checkFreeId(this.stack, assignmentName(policy, 40)), props);
  }

  backUpUntagged(site: BackupSite, tiers: TierSet, tier: string): void {
    const { region } = site.placement;
    const { criticality } = tiers.require(this.stack.node.path, tier);
    const backupPolicyId = site.policyId(criticality);
    if (backupPolicyId === undefined) return;
    new PolicyAssignment(this.stack, `BackUpUntagged-${region}`, {
      at: this.at,
      name: `back-up-untagged-vms-${region}`,
      policy:
        "Configure backup on virtual machines without a given tag to an existing recovery services vault in the same location",
      location: region,
      parameters: {
        vaultLocation: region,
        backupPolicyId,
        exclusionTagName: tiers.tag,
        exclusionTagValue: tiers.tiers.map((t) => t.criticality),
      },
    });
  }
}
