import type { Timezone } from "../core/timezones";
import { daysDuration, retentionRules, type SnapshotRetention, type VaultedRetention } from "./retention";
import { type BackupVaultSchedule, repeatingIntervals } from "./schedule";

/** A policy as azurerm takes it that keeps recovery points in one place: in the vault, or as snapshots beside the source. */
export function policyContent(
  dataStoreType: "VaultStore" | "OperationalStore",
  policy: {
    readonly schedule: BackupVaultSchedule;
    readonly timezone?: Timezone;
    readonly retention: SnapshotRetention | VaultedRetention;
  },
) {
  const { schedule, timezone = "UTC", retention } = policy;
  const kept = (duration: string) => [{ dataStoreType, duration }];
  const rules = retentionRules(retention);
  return {
    backupRepeatingTimeIntervals: repeatingIntervals(schedule, timezone),
    timeZone: timezone,
    defaultRetentionRule: { lifeCycle: kept(daysDuration(retention.days)) },
    retentionRule:
      rules.length > 0
        ? rules.map(({ duration, ...rule }) => ({ ...rule, lifeCycle: kept(duration) }))
        : undefined,
  };
}
