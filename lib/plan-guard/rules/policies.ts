import { type Change, listAt, type Values, valueAt } from "../change";
import { azurermType } from "./destruction";
import { amount, type Dimension, gap, members, retentionBlocks, weeklyGap } from "./dimensions";
import { isoMinutes } from "./iso-duration";

/** How a type of policy says what it promises. */
interface PolicyKind {
  readonly dimensions: (values: Values) => readonly Dimension[];
  /** The arguments that it reads: one that is unknown hides a change. */
  readonly reads: readonly string[];
}

const BLOCKS = ["retention_daily", "retention_weekly", "retention_monthly", "retention_yearly"];

const KINDS: Readonly<Record<string, PolicyKind>> = {
  backup_policy_vm: {
    dimensions: (values) => [
      ...gap("backups", vmGap(values), perWeek(values, "backup.hour_interval", "backup.hour_duration")),
      ...archived(values),
      ...retentionBlocks(values),
      ...amount("instant restore", valueAt(values, "instant_restore_retention_days"), "days"),
    ],
    reads: ["backup", "instant_restore_retention_days", "tiering_policy", ...BLOCKS],
  },
  backup_policy_file_share: {
    dimensions: (values) => [
      ...gap(
        "backups",
        fileShareGap(values),
        perWeek(values, "backup.hourly.interval", "backup.hourly.window_duration"),
      ),
      ...(/^vault/i.test(String(valueAt(values, "backup_tier"))) ? members("copies", ["the vault"]) : []),
      ...retentionBlocks(values),
      ...amount("snapshots", valueAt(values, "snapshot_retention_in_days"), "days"),
    ],
    reads: ["backup", "backup_tier", "snapshot_retention_in_days", ...BLOCKS],
  },
  backup_policy_vm_workload: {
    dimensions: (values) => listAt(values, "protection_policy").flatMap((one) => workload(one as Values)),
    reads: ["protection_policy"],
  },
  site_recovery_replication_policy: {
    dimensions: (values) => replication(values, "application_consistent_snapshot_frequency_in_minutes"),
    reads: ["recovery_point_retention_in_minutes", "application_consistent_snapshot_frequency_in_minutes"],
  },
  site_recovery_vmware_replication_policy: {
    dimensions: (values) => replication(values, "application_consistent_snapshot_frequency_in_minutes"),
    reads: ["recovery_point_retention_in_minutes", "application_consistent_snapshot_frequency_in_minutes"],
  },
  site_recovery_hyperv_replication_policy: {
    dimensions: hyperv,
    reads: [
      "recovery_point_retention_in_hours",
      "application_consistent_snapshot_frequency_in_hours",
      "replication_interval_in_seconds",
    ],
  },
};

const BACKUP_VAULT_POLICY: PolicyKind = {
  dimensions: (values) => [...durations(values, ""), ...gap("backups", shortestInterval(values))],
  reads: [
    "retention_rule",
    "default_retention_rule",
    "default_retention_duration",
    "backup_repeating_time_intervals",
    "backup_schedule",
    "operational_default_retention_duration",
    "vault_default_retention_duration",
  ],
};

/** The kind of a policy; undefined for what is none. */
function kindOf(change: Change): PolicyKind | undefined {
  const type = azurermType(change);
  if (type === undefined || change.type === "azapi_resource") return undefined;
  return KINDS[type] ?? (type.startsWith("data_protection_backup_policy_") ? BACKUP_VAULT_POLICY : undefined);
}

export function isPolicy(change: Change): boolean {
  return kindOf(change) !== undefined;
}

/** What a policy promises, before or after the change. */
export function dimensionsOf(change: Change, when: "before" | "after"): readonly Dimension[] {
  return kindOf(change)?.dimensions(change[when]) ?? [];
}

/** The arguments of a policy that Terraform knows after the apply only. */
export function unknownPartsOf(change: Change): readonly string[] {
  return (kindOf(change)?.reads ?? []).filter((argument) => change.isUnknown(argument));
}

/** Are values of a policy sensitive, which are compared and never shown? */
export function hasSensitiveParts(change: Change): boolean {
  return (kindOf(change)?.reads ?? []).some((argument) => change.isSensitive(argument));
}

function vmGap(values: Values): number | undefined {
  const frequency = valueAt(values, "backup.frequency");
  if (frequency === "Daily") return 1440;
  if (frequency === "Weekly") return weeklyGap(listAt(values, "backup.weekdays"));
  if (frequency !== "Hourly") return undefined;
  return hourlyGap(valueAt(values, "backup.hour_interval"), valueAt(values, "backup.hour_duration"));
}

/** How many backups a week has: a worst gap hides one day of several. */
function perWeek(values: Values, interval: string, window: string): number | undefined {
  const every = valueAt(values, interval);
  const hours = valueAt(values, window);
  if (typeof every === "number" && every > 0 && typeof hours === "number") return (7 * hours) / every;
  const days = listAt(values, "backup.weekdays").length;
  return days > 0 ? days : 7;
}

/** Months before points go to the archive, from where a restore takes hours; without tiering they never do. */
function archived(values: Values): readonly Dimension[] {
  const tiering = valueAt(values, "tiering_policy.archived_restore_point");
  const mode = valueAt(tiering, "mode");
  if (mode === undefined || mode === "DoNotTier")
    return amount("restore without rehydration", NEVER, "months");
  if (mode !== "TierAfter") return [];
  const length = valueAt(tiering, "duration");
  const months = { Days: 1 / 30, Weeks: 7 / 30, Months: 1, Years: 12 }[
    String(valueAt(tiering, "duration_type"))
  ];
  return typeof length === "number"
    ? amount("restore without rehydration", length * (months ?? 1), "months")
    : [];
}

/** A thousand years, which no policy keeps. */
const NEVER = 12_000;

function fileShareGap(values: Values): number | undefined {
  const frequency = valueAt(values, "backup.frequency");
  if (frequency !== "Hourly") return frequency === "Daily" ? 1440 : undefined;
  return hourlyGap(
    valueAt(values, "backup.hourly.interval"),
    valueAt(values, "backup.hourly.window_duration"),
  );
}

/** In the window backups run every so many hours; then there is a pause until the next day. */
function hourlyGap(interval: unknown, window: unknown): number | undefined {
  if (typeof interval !== "number" || typeof window !== "number") return undefined;
  return Math.max(interval, 24 - window + interval) * 60;
}

/** A policy of SQL Server or SAP HANA has one for each kind of backup: Full, Differential, Incremental, Log. */
function workload(policy: Values): readonly Dimension[] {
  const kind = String(policy.policy_type ?? "");
  const minutes = valueAt(policy, "backup.frequency_in_minutes");
  const weekly =
    valueAt(policy, "backup.frequency") === "Weekly" || listAt(policy, "backup.weekdays").length > 0;
  const every = weekly ? weeklyGap(listAt(policy, "backup.weekdays")) : 1440;
  return [
    ...gap(`${kind} backups`, typeof minutes === "number" && minutes > 0 ? minutes : every),
    ...retentionBlocks(policy, `${kind} `),
    ...amount(`${kind} points`, valueAt(policy, "simple_retention.count"), "days"),
  ];
}

function replication(values: Values, consistent: string): readonly Dimension[] {
  const minutes = valueAt(values, consistent);
  return [
    ...amount("recovery points", valueAt(values, "recovery_point_retention_in_minutes"), "minutes"),
    ...gap("application-consistent points", typeof minutes === "number" ? minutes : undefined),
  ];
}

function hyperv(values: Values): readonly Dimension[] {
  const hours = valueAt(values, "application_consistent_snapshot_frequency_in_hours");
  const seconds = valueAt(values, "replication_interval_in_seconds");
  return [
    ...amount("recovery points", valueAt(values, "recovery_point_retention_in_hours"), "hours"),
    ...gap("application-consistent points", typeof hours === "number" ? hours * 60 : undefined),
    ...gap("replication", typeof seconds === "number" ? seconds / 60 : undefined),
  ];
}

/**
 * Every duration of a policy of a Backup vault, by where it stands: rules and life cycles have names or stores, by which
 * they are the same before and after.
 */
function durations(value: unknown, path: string): readonly Dimension[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, i) => {
      const key = valueAt(item, "name") ?? valueAt(item, "data_store_type");
      return durations(item, `${path}[${typeof key === "string" ? key : i}]`);
    });
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => {
    const where = path === "" ? name : `${path}.${name}`;
    if (CRITERIA.test(name) && Array.isArray(item)) return members(where, item);
    if (name === "absolute_criteria" && typeof item === "string") return gap(where, ABSOLUTE[item]);
    if (!name.endsWith("duration") || typeof item !== "string") return durations(item, where);
    const minutes = isoMinutes(item);
    return minutes === undefined ? members(where, [item]) : amount(where, minutes / 1440, "days");
  });
}

/** The days whose points a rule keeps. */
const CRITERIA = /^(days_of_week|days_of_month|weeks_of_month|months_of_year)$/;

const ABSOLUTE: Readonly<Record<string, number>> = {
  AllBackup: 1,
  FirstOfDay: 1440,
  FirstOfWeek: 7 * 1440,
  FirstOfMonth: 30 * 1440,
  FirstOfYear: 365 * 1440,
};

/** "R/2026-01-01T02:00:00+00:00/PT4H": the time between two backups. */
function shortestInterval(values: Values): number | undefined {
  const written = ["backup_repeating_time_intervals", "backup_schedule"].flatMap((at) => listAt(values, at));
  const intervals = written.map((one) => isoMinutes(String(one).split("/").at(-1) ?? ""));
  const known = intervals.filter((minutes) => minutes !== undefined);
  if (known.length === 0) return undefined;
  const shortest = Math.min(...known);
  // several of a week are several days of it
  return shortest === 7 * 1440 && known.length > 1 ? Math.ceil(shortest / known.length) : shortest;
}
