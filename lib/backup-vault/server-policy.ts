import type { Timezone } from "../core/timezones";
import { daysDuration, retentionRules, type VaultedRetention } from "./retention";
import { type BackupVaultSchedule, repeatingIntervals } from "./schedule";

/** The policy of a database server as azurerm takes it: recovery points in the vault, and nowhere else. */
export function serverPolicyContent(policy: {
  readonly schedule: BackupVaultSchedule;
  readonly timezone?: Timezone;
  readonly retention: VaultedRetention;
}) {
  const { schedule, timezone = "UTC", retention } = policy;
  const kept = (duration: string) => [{ dataStoreType: "VaultStore", duration }];
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
