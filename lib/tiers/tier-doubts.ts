import { fixedSnapshotDays, longestGapMinutes } from "../backup-policy/schedule";
import type { Obstacle } from "../protection/backup-support";
import type { Tier } from "./tier";

/** What Azure promises of a failover (Microsoft Learn, "Common questions: Azure-to-Azure disaster recovery": RTO SLA). */
const FAILOVER_MINUTES = 60;
/** Within this time a VM is restored from a snapshot only: what comes from the vault is copied first. */
const VAULT_RESTORE_MINUTES = 240;
const DAY = 1440;

/** What a tier promises and may not keep: allowed, and for somebody to look at. */
export function tierDoubts(tier: Tier): readonly Obstacle[] {
  const { rtoMinutes, replicated, backup } = tier;
  const doubts: Obstacle[] = [];
  if (replicated && rtoMinutes < FAILOVER_MINUTES) {
    const reason = `its recovery time of ${rtoMinutes} minutes is below the ${FAILOVER_MINUTES} that Azure promises of a failover`;
    doubts.push({ reason, remedy: "let drills show that it is met, or promise more time" });
  }
  if (replicated && tier.drill === undefined) {
    const reason = `its recovery time of ${rtoMinutes} minutes is promised, and nothing ever tries it out`;
    doubts.push({ reason, remedy: "give the tier a drill schedule" });
  }
  if (!replicated && rtoMinutes < FAILOVER_MINUTES) {
    const reason = `its recovery time of ${rtoMinutes} minutes leaves too little for the restore of a backup`;
    doubts.push({ reason, remedy: "replicate the tier, or promise more time" });
  } else if (!replicated && rtoMinutes < VAULT_RESTORE_MINUTES && !hasSnapshotAlways(backup)) {
    const reason = `its recovery time of ${rtoMinutes} minutes needs a snapshot, and snapshots are kept for less time than lies between two backups`;
    doubts.push({ reason, remedy: "raise instantRestoreDays, or back up more often" });
  }
  return doubts;
}

/** What Azure takes where nothing is said outlasts a day, and only weekly backups are further apart. */
function hasSnapshotAlways({ schedule, instantRestoreDays }: Tier["backup"]): boolean {
  const days = instantRestoreDays ?? fixedSnapshotDays(schedule);
  return days === undefined || days * DAY >= longestGapMinutes(schedule);
}
