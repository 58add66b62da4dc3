import type { VaultAlertsProps } from "./alert-processing-rule";
import type { HealthAlertOptions } from "./health-alert";
import type { LogAlertOptions } from "./log-alert-props";
import type {
  AgentQueryOptions,
  DrillQueryOptions,
  FailuresQueryOptions,
  ProtectionQueryOptions,
  QueryScope,
  ReplicationRpoQueryOptions,
  RpoQueryOptions,
  StorageQueryOptions,
  SuccessQueryOptions,
  VaultScope,
  WithoutJobQueryOptions,
} from "./query-options";
import type { Severity } from "./severity";

/** What may be said of every log alert of the pack. */
export type LogAlertTuning = Partial<Omit<LogAlertOptions, "actionGroups" | "silent" | "tags">>;

/** How an alert of the pack is, where it is not as the pack has it; false leaves it out. */
export type AlertSetting<Options> = false | Options;

/** What a watched tier may be called: part of ids, and of names in Azure. */
export const WATCHED_TIER_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/;

/** A class of items, whose backups are watched by what they were promised. */
export interface WatchedTier {
  /** Part of ids and names: "Tier-1"; 1 to 40 letters, digits, "_" and "-", a letter or digit first. */
  readonly name: string;
  /** The objective that backups have to meet, in minutes: the schedule's longest gap at least. */
  readonly rpoMinutes: number;
  /** Minutes between two backups, as the policies have them. */
  readonly everyMinutes: number;
  /** The names of its backup policies. */
  readonly policies: readonly string[];
  /** @default 1 */
  readonly severity?: Severity;
}

/** The alerts of the pack, each tunable and switchable. A name is an alert's for good: none is renamed for another. */
export interface AlertSettings {
  /** Built-in alerts of all vaults of the subscription, security alerts included, are delivered. */
  readonly vaultAlerts?: AlertSetting<Pick<VaultAlertsProps, "severities">>;
  /** Backups that were not healthy (metric). */
  readonly backupHealth?: AlertSetting<HealthAlertOptions>;
  /** Restores that were not healthy (metric). */
  readonly restoreHealth?: AlertSetting<HealthAlertOptions>;
  /** Backups of an item that failed one after the other; once for each tier. */
  readonly consecutiveFailures?: AlertSetting<Omit<FailuresQueryOptions, "policies"> & LogAlertTuning>;
  /** No recovery point within the RPO; once for each tier. */
  readonly rpoMissed?: AlertSetting<Omit<Partial<RpoQueryOptions>, "policies"> & LogAlertTuning>;
  /** Fewer than 99 % of the jobs of a day succeeded. */
  readonly successRate?: AlertSetting<SuccessQueryOptions & Omit<LogAlertTuning, "window">>;
  /** A protected item for which no job ran. */
  readonly itemWithoutJob?: AlertSetting<WithoutJobQueryOptions & LogAlertTuning>;
  /** Backups that grew suddenly. */
  readonly storageSpike?: AlertSetting<StorageQueryOptions & LogAlertTuning>;
  /** A policy that keeps less than it did. */
  readonly retentionShortened?: AlertSetting<QueryScope & LogAlertTuning>;
  /** Soft delete, multi-user authorization or immutability weakened; needs the activity log in the workspace. */
  readonly protectionWeakened?: AlertSetting<ProtectionQueryOptions & LogAlertTuning>;
  /** A replica further behind than its threshold. */
  readonly replicationRpo?: AlertSetting<ReplicationRpoQueryOptions & LogAlertTuning>;
  /** A replication whose health is critical. */
  readonly replicationCritical?: AlertSetting<VaultScope & LogAlertTuning>;
  /** A Mobility service that is too old. */
  readonly agentOutOfDate?: AlertSetting<AgentQueryOptions & LogAlertTuning>;
  /** A replicated machine that no test failover has proved for 90 days. */
  readonly drillOverdue?: AlertSetting<DrillQueryOptions & LogAlertTuning>;
}
