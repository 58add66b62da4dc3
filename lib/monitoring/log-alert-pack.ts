import type { AlertSetting, AlertSettings, LogAlertTuning, WatchedTier } from "./alert-settings";
import { BackupQueries } from "./backup-queries";
import type { LogAlertOptions } from "./log-alert-props";
import type { LogQuery } from "./log-query";
import { ReplicationQueries } from "./replication-queries";
import type { Severity } from "./severity";

/** A log alert of the pack, as it is defined. */
export interface PackedAlert {
  /** The construct's id, and with a prefix its name. */
  readonly id: string;
  readonly query: LogQuery;
  readonly options: LogAlertTuning & Pick<LogAlertOptions, "severity">;
}

const HOUR = 60;
const TWO_DAYS_HOURS = 48;

/** The log alerts that settings leave, in an order that does not matter: each has an id of its own. */
export function packedAlerts(settings: AlertSettings, tiers: readonly WatchedTier[]): readonly PackedAlert[] {
  const perTier = tiers.flatMap((tier) => tierAlerts(settings, tier));
  return [
    ...perTier,
    ...one("SuccessRate", 1, settings.successRate, BackupQueries.successRate),
    ...one("ItemWithoutJob", 2, settings.itemWithoutJob, BackupQueries.itemWithoutJob),
    ...one("StorageSpike", 3, settings.storageSpike, BackupQueries.storageSpike),
    ...one("RetentionShortened", 1, settings.retentionShortened, BackupQueries.retentionShortened),
    ...one("ProtectionWeakened", 0, settings.protectionWeakened, BackupQueries.protectionWeakened),
    ...one("ReplicationRpo", 1, settings.replicationRpo, ReplicationQueries.rpoOver),
    ...one("ReplicationCritical", 1, settings.replicationCritical, ReplicationQueries.critical),
    ...one("AgentOutOfDate", 2, settings.agentOutOfDate, ReplicationQueries.agentOutOfDate),
    ...one("DrillOverdue", 2, settings.drillOverdue, ReplicationQueries.drillOverdue),
  ];
}

function tierAlerts(settings: AlertSettings, tier: WatchedTier): readonly PackedAlert[] {
  const { name, rpoMinutes, everyMinutes, policies, severity = 1 } = tier;
  const everyHours = Math.ceil(everyMinutes / HOUR);
  // as many as the look-back of a log alert holds, two where it can
  const failures = Math.max(1, Math.min(2, Math.floor(TWO_DAYS_HOURS / everyHours)));
  const rpoHours = Math.max(rpoMinutes, everyMinutes) / HOUR;
  return [
    ...one(`ConsecutiveFailures-${name}`, severity, settings.consecutiveFailures, (given) =>
      BackupQueries.consecutiveFailures({ failures, everyHours, ...given, policies }),
    ),
    ...one(`RpoMissed-${name}`, severity, settings.rpoMissed, (given) =>
      BackupQueries.rpoMissed({ rpoHours, ...given, policies }),
    ),
  ];
}

function one<Options extends object>(
  id: string,
  severity: Severity,
  setting: AlertSetting<Options> | undefined,
  queryOf: (options: Options) => LogQuery,
): readonly PackedAlert[] {
  if (setting === false) return [];
  const given = (setting ?? {}) as Options & LogAlertTuning;
  return [{ id, query: queryOf(given), options: { severity, ...tuningOf(given) } }];
}

const TUNINGS = [
  "severity",
  "frequency",
  "window",
  "queryTimeRange",
  "evaluationPeriods",
  "failingPeriods",
  "autoResolve",
  "muteFor",
  "dimensions",
  "resourceIdColumn",
  "enabled",
  "description",
  "customProperties",
] as const satisfies readonly (keyof LogAlertTuning)[];

function tuningOf(given: LogAlertTuning): LogAlertTuning {
  return Object.fromEntries(
    TUNINGS.filter((key) => given[key] !== undefined).map((key) => [key, given[key]]),
  );
}
