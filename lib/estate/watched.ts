import { longestGapMinutes } from "../backup-policy/schedule";
import { WATCHED_TIER_NAME, type WatchedTier } from "../monitoring/alert-settings";
import type { Tier } from "../tiers/tier";
import { tierId, withFingerprint } from "../tiers/tier-id";
import type { BackupSite } from "./backup-site";
import type { WatchedSite } from "./monitoring-sites";
import type { RecoverySite } from "./recovery-site";

/** The vaults of an estate, where they stand. */
export function watchedSites(
  backups: readonly BackupSite[],
  recoveries: readonly RecoverySite[],
): readonly WatchedSite[] {
  return [
    ...backups.map(({ placement: { subscription }, stack, vault, resourceGroup }) => {
      return { subscription, stack, vault, resourceGroup, backups: true };
    }),
    ...recoveries.map(({ props: { subscription }, stack, vault, vaultGroup: resourceGroup }) => {
      return { subscription, stack, vault, resourceGroup, backups: false };
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
        name: watchedName(criticality),
        rpoMinutes,
        everyMinutes: longestGapMinutes(backup.schedule),
        policies: [...new Set(policies)].sort(),
        severity: alertSeverity,
      },
    ];
  });
}

/** A tag value is longer than a part of a name may be, and may begin with anything. */
function watchedName(criticality: string): string {
  const id = tierId(criticality);
  return WATCHED_TIER_NAME.test(id) ? id : withFingerprint(id.replace(/^[_-]+/, ""), criticality);
}
