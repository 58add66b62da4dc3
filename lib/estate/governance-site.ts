import type { BuiltInPolicyName } from "../../policies/built-in-policies";
import { checkFreeId } from "../core/construct-id";
import { assignmentName } from "../governance/assignment-name";
import type { BuiltInPolicyAssignment, PolicyAssignmentOptions } from "../governance/assignment-props";
import { BackupByTag } from "../governance/backup-by-tag";
import type { BackupByTagRule } from "../governance/backup-by-tag-props";
import { VM_ONBOARDING } from "../governance/onboarding-policies";
import { PolicyAssignment } from "../governance/policy-assignment";
import type { VmOnboarding } from "../governance/policy-reach";
import { PolicyScope } from "../governance/policy-scope";
import { ReplicationByTag, type ReplicationTarget } from "../governance/replication-by-tag";
import type { ResilienceStack } from "../stack/resilience-stack";
import type { Tier } from "../tiers/tier";
import { tierId } from "../tiers/tier-id";
import type { TierSet } from "../tiers/tier-set";
import type { BackupSite } from "./backup-site";
import { EXISTING } from "./estate-policy";
import type { EstateStacks } from "./estate-stacks";
import type { OnboardByPolicyOptions, UntaggedOptions } from "./onboarding-props";
import type { Subscription } from "./subscriptions";

/** What the assignments of one verb have in common. */
export interface Onboarding extends Pick<OnboardByPolicyOptions, "enforce" | "remediate"> {
  readonly tag: string;
  readonly tiers: readonly Tier[];
}

/** The policy assignments of one subscription, in a stack of their own. */
export class GovernanceSite {
  readonly subscription: Subscription;
  readonly stack: ResilienceStack;
  /** Those that protect VMs. */
  readonly onboardings: VmOnboarding[] = [];
  private readonly at: PolicyScope;

  constructor(stacks: EstateStacks, subscription: Subscription) {
    this.subscription = subscription;
    this.stack = stacks.define(["governance", subscription.name], subscription.id);
    this.at = PolicyScope.subscription(subscription.id);
  }

  assign<N extends BuiltInPolicyName>(
    policy: N,
    options: PolicyAssignmentOptions & Omit<BuiltInPolicyAssignment<N>, "policy">,
  ): PolicyAssignment<N> {
    const props = { ...options, policy, at: this.at } as ConstructorParameters<typeof PolicyAssignment<N>>[2];
    return new PolicyAssignment<N>(this.stack, checkFreeId(this.stack, assignmentName(policy, 40)), props);
  }

  /** Backs up VMs that carry no tier's tag value. */
  backUpUntagged(
    site: BackupSite,
    tiers: TierSet,
    { tier, remediate }: UntaggedOptions,
    left: readonly string[],
  ): void {
    const { criticality, backup } = tiers.require(this.stack.node.path, tier);
    const target = site.policyTarget(criticality);
    if (target === undefined) return;
    const { region } = site.placement;
    const values = tiers.tiers.map((t) => t.criticality.trim());
    const notScopes = left.length > 0 ? left : undefined;
    const tag = { name: tiers.tag, values };
    const onboarding = { policy: VM_ONBOARDING.backUpUntagged, region, tag, notScopes };
    const assignment = this.assignUntagged(onboarding, target.policyId);
    this.remember(onboarding, site, backup.type);
    remediateAll([assignment], remediate);
  }

  /** Backs up VMs by the tag value of their tier, in the given vaults: one of each region. */
  backUpByTag(
    sites: readonly { readonly site: BackupSite; readonly left: readonly string[] }[],
    { tag, tiers, enforce, remediate }: Onboarding,
  ): void {
    const rules = sites.flatMap(({ site, left }) =>
      tiers.flatMap((tier) => this.ruleFor(tier, tag, site, left) ?? []),
    );
    if (rules.length === 0) return;
    const byTag = new BackupByTag(this.stack, "BackUpByTag", { at: this.at, tag, rules, enforce });
    remediateAll(byTag.assignments, remediate);
  }

  /** Replicates VMs by the tag value of their tier. */
  replicateByTag(pair: ReplicationTarget, left: readonly string[], onboarding: Onboarding): void {
    const { tag, tiers, enforce } = onboarding;
    const values = tiers.map(({ criticality }) => criticality.trim());
    const { sourceRegion: region, targetRegion } = pair;
    const notScopes = left.length > 0 ? left : undefined;
    const { assignment } = new ReplicationByTag(this.stack, `ReplicateByTag-${region}`, {
      at: this.at,
      tag,
      values,
      pair,
      word: "tagged",
      enforce,
      notScopes,
    });
    remediateAll([assignment], onboarding.remediate);
    const { at } = this;
    const policy = VM_ONBOARDING.replicate;
    this.onboardings.push({ policy, at, region, tag: { name: tag, values }, notScopes, targetRegion });
  }

  private assignUntagged(
    {
      region,
      tag,
      notScopes,
    }: { region: string } & Required<Pick<VmOnboarding, "tag">> & Pick<VmOnboarding, "notScopes">,
    backupPolicyId: string,
  ): PolicyAssignment {
    return new PolicyAssignment<typeof VM_ONBOARDING.backUpUntagged>(this.stack, `BackUpUntagged-${region}`, {
      at: this.at,
      name: `back-up-untagged-vms-${region}`,
      policy: VM_ONBOARDING.backUpUntagged,
      location: region,
      notScopes,
      parameters: {
        vaultLocation: region,
        backupPolicyId,
        exclusionTagName: tag.name,
        exclusionTagValue: tag.values,
      },
    });
  }

  private ruleFor(
    { criticality, backup }: Tier,
    tag: string,
    site: BackupSite,
    left: readonly string[],
  ): BackupByTagRule | undefined {
    const policy = site.policyTarget(criticality);
    if (policy === undefined) return undefined;
    const values = [criticality.trim()];
    const notScopes = left.length > 0 ? left : undefined;
    const { region } = site.placement;
    const known = { policy: VM_ONBOARDING.backUpTagged, region, tag: { name: tag, values }, notScopes };
    this.remember(known, site, backup.type);
    return { values, policy, id: tierId(criticality), notScopes };
  }

  private remember(
    onboarding: Omit<VmOnboarding, "at" | "backup">,
    { vault }: BackupSite,
    type: Tier["backup"]["type"],
  ): void {
    const backup = { type: type ?? "Enhanced", redundancy: vault.redundancy } as const;
    this.onboardings.push({ ...onboarding, at: this.at, backup });
  }
}

function remediateAll(
  assignments: readonly PolicyAssignment[],
  remediate: OnboardByPolicyOptions["remediate"],
): void {
  if (!remediate) return;
  for (const assignment of assignments)
    assignment.addRemediation(EXISTING, remediate === true ? {} : remediate);
}
