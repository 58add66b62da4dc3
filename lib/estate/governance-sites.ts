import type { Gathering } from "../core/gather";
import type { PolicyAssignment } from "../governance/policy-assignment";
import type { VmOnboarding } from "../governance/policy-reach";
import type { ResilienceStack } from "../stack/resilience-stack";
import type { TierSet } from "../tiers/tier-set";
import type { BackupSite } from "./backup-site";
import type { BackupSites } from "./backup-sites";
import type { EstateProps } from "./estate-props";
import type { EstateStacks } from "./estate-stacks";
import { GovernanceSite } from "./governance-site";
import type { LeftToProgram } from "./left-to-program";
import { type EstateBaselineOptions, ManagementGroupSite } from "./management-group-site";
import type { UntaggedOptions } from "./onboarding-props";
import type { Subscriptions } from "./subscriptions";

/** The policy assignments of an estate: a stack for each subscription with vaults, made when it is first asked for. */
export class GovernanceSites {
  private readonly known = new Map<string, GovernanceSite>();
  private readonly groups: ManagementGroupSite;

  constructor(
    private readonly stacks: EstateStacks,
    private readonly sites: BackupSites,
    { organisation }: Pick<EstateProps, "organisation">,
    private readonly subscriptions: Subscriptions,
  ) {
    this.groups = new ManagementGroupSite(stacks, organisation);
  }

  all(): readonly GovernanceSite[] {
    for (const { placement, stack } of this.sites.all) {
      const { subscription } = placement;
      const site = this.known.get(subscription.id) ?? new GovernanceSite(this.stacks, subscription);
      site.stack.addDependency(stack);
      this.known.set(subscription.id, site);
    }
    return [...this.known.values()];
  }

  /** The baseline of a management group. @throws ConfigurationError */
  baseline(options: EstateBaselineOptions, tiers: TierSet | undefined): PolicyAssignment | undefined {
    const withVaults = this.all().map(({ subscription }) => subscription);
    return this.groups.baseline(options, tiers, { withVaults, declared: this.subscriptions.declared });
  }

  /** The assignments so far that protect VMs. */
  get onboardings(): readonly VmOnboarding[] {
    return [...this.known.values()].flatMap((site) => site.onboardings);
  }

  /** The stack that says what there is to say of a subscription's policies. */
  stackOf(subscriptionId: string): ResilienceStack | undefined {
    return this.known.get(subscriptionId)?.stack;
  }

  /** VMs that carry no tier's tag value go to the first vault of their subscription and region. */
  backUpUntagged(
    gathering: Gathering,
    tiers: TierSet,
    options: UntaggedOptions,
    left: readonly LeftToProgram[],
  ): void {
    for (const site of this.all())
      for (const first of this.firstsOf(site))
        gathering.attempt(() => site.backUpUntagged(first, tiers, options, idsIn(left, first)));
  }

  /** The first vault of each region of the subscription. */
  firstsOf({ subscription }: GovernanceSite): readonly BackupSite[] {
    return this.sites.firsts().filter(({ placement }) => placement.subscription.id === subscription.id);
  }

  /** How many vaults for ordinary disks share the VMs of a first one's subscription and region. */
  vaultsBeside({ placement: first }: BackupSite): number {
    const beside = this.sites.all.filter(
      ({ placement: { subscription, region, nonGeo } }) =>
        !nonGeo && subscription.id === first.subscription.id && region === first.region,
    );
    return beside.length;
  }
}

/** Those of a vault's subscription and region, by ARM id. */
export function idsIn(left: readonly LeftToProgram[], { placement }: BackupSite): readonly string[] {
  const { subscription, region } = placement;
  const here = left.filter(({ vm }) => vm.subscriptionId === subscription.id && vm.region === region);
  return here.map(({ vm }) => vm.id);
}
