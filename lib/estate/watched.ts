import { longestGapMinutes } from "../backup-policy/schedule";
import type { WatchedTier } from "../monitoring/alert-settings";
import type { Tier } from "../tiers/tier";
import { tierId } from "../tiers/tier-id";
import type { BackupSite } from "./backup-site";
import type { NamedVault } from "./monitoring-sites";
import type { RecoverySite } from "./recovery-site";

/** The vaults of an estate, by what they are called. */
export function namedVaults(
  backups: readonly BackupSite[],
  recoveries: readonly RecoverySite[],
): readonly NamedVault[] {
  return [
    ...backups.map(({ placement, vaultId, stack }) => {
      const { subscription, region } = placement;
      return { subscription, region, vaultId, stack };
    }),
    ...recoveries.map(({ props, pair, vaultId, stack }) => {
      return { subscription: props.subscription, region: pair.targetRegion, vaultId, stack };
    }),
  ];
}

/** What alerts have to know of the tiers that have policies. */
export function watchedTiers(tiers: readonly Tier[], sites: readonly BackupSite[]): readonly WatchedTier[] {
  return tiers.flatMap(({ criticality, rpoMinutes, alertSeverity, backup }) => {
    const policies = sites.flatMap((site) =>
      site.policiesOf(criticality).map(({ policyName }) => policyName),
    );
    if (policies.length === 0) return [];
    return [
      {
        name: tierId(criticality),
        rpoMinutes,
        everyMinutes: longestGapMinutes(backup.schedule),
        policies: [...new Set(policies)].sort(),
        severity: alertSeverity,
      },
    ];
  });
}
