import type { Construct } from "constructs";
import type { Gathering } from "../core/gather";
import type { Synthesis } from "../stack/resilience-stack";
import type { TierSet } from "../tiers/tier-set";
import type { BackupSites } from "./backup-sites";
import { GovernanceSite } from "./governance-site";

/** The policy assignments of an estate: a stack for each subscription with vaults, made when it is first asked for. */
export class GovernanceSites {
  private readonly known = new Map<string, GovernanceSite>();

  constructor(
    private readonly app: Construct,
    private readonly sites: BackupSites,
    private readonly synthesis: Synthesis | undefined,
  ) {}

  all(): readonly GovernanceSite[] {
    for (const { placement, stack } of this.sites.all) {
      const { subscription } = placement;
      const site =
        this.known.get(subscription.id) ?? new GovernanceSite(this.app, subscription, this.synthesis);
      site.stack.addDependency(stack);
      this.known.set(subscription.id, site);
    }
    return [...this.known.values()];
  }

  /** VMs that carry no tier's tag value go to the first vault of their subscription and region. */
  backUpUntagged(gathering: Gathering, tiers: TierSet, tier: string): void {
    const firsts = this.sites.firsts();
    for (const site of this.all()) {
      const own = firsts.filter(({ placement }) => placement.subscription.id === site.subscription.id);
      for (const first of own) gathering.attempt(() => site.backUpUntagged(first, tiers, tier));
    }
  }
}
