import type { Gathering } from "../core/gather";
import type { TierSet } from "../tiers/tier-set";
import type { BackupSites } from "./backup-sites";
import { type BackupPoliciesOptions, checkTierPolicy } from "./estate-props";

/** Creates the policies of every tier in every vault; a tier that is refused is refused once. */
export function createTierPolicies(
  sites: BackupSites,
  { tiers }: TierSet,
  { timezone, vmsPerPolicy }: Pick<BackupPoliciesOptions, "timezone" | "vmsPerPolicy">,
  gathering: Gathering,
): void {
  for (const tier of tiers) {
    const { criticality, backup, description, window } = tier;
    const policy = { timezone, ...backup, tier: `${criticality} ${description}`, window };
    const accepted = gathering.attempt(() => checkTierPolicy(criticality, policy) ?? true);
    if (accepted) sites.createPolicies(tier, policy, vmsPerPolicy);
  }
  sites.warnOfPolicies();
}
