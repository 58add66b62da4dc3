import fc from "fast-check";
import type { FileSharePolicyOptions } from "../../lib";
import { defineVault } from "../vault/define-vault";
import {
  accepted,
  brokenPoints,
  daily,
  hourly,
  isSet,
  type Json,
  mostly,
  retentions,
  weekly,
} from "./any-policy";
import { FILE_SHARE_POLICY } from "./define-file-share-policy";

const TIME = /^([01][0-9]|2[0-3]):(00|30)$/;
const length = (list: unknown) => (Array.isArray(list) ? list.length : 0);

const LIMITS = {
  daily: [1, 200],
  weekly: [1, 200],
  monthly: [1, 120],
  yearly: [1, 10],
  maxDay: 31,
} as const;

const tiers = fc.oneof(
  fc.constant({}),
  fc.constant({ backupTier: "snapshot" }),
  fc.record({
    backupTier: fc.constant("vault-standard"),
    snapshotRetentionDays: fc.integer({ min: 0, max: 40 }),
  }),
  fc.record({ backupTier: fc.constant("vault-standard"), snapshotRetentionDays: fc.constant(1) }),
  fc.constant({ snapshotRetentionDays: 3 }),
);
const policies = mostly(fc.oneof(daily, hourly), weekly).chain((schedule) =>
  fc
    .tuple(retentions(LIMITS, schedule), tiers)
    .map(([retention, tier]) => ({ schedule, retention, ...tier })),
);

/** azurerm's rules for the resource, as its schema and its plan have them; the broken ones. */
function broken(json: Json): readonly string[] {
  const backup = json.backup as Json;
  const hours = backup.hourly as Json | undefined;
  const days = (json.retention_daily as Json | undefined)?.count as number;
  const weeks = json.retention_weekly as Json | undefined;
  const rules: Record<string, boolean> = {
    frequency: ["Daily", "Hourly"].includes(backup.frequency as string),
    "time or hourly": isSet(backup, "time") !== isSet(backup, "hourly"),
    "the one of the frequency": (backup.frequency === "Daily") === isSet(backup, "time"),
    time: !isSet(backup, "time") || TIME.test(backup.time as string),
    interval: !hours || [4, 6, 8, 12].includes(hours.interval as number),
    start: !hours || TIME.test(hours.start_time as string),
    window: !hours || ((hours.window_duration as number) >= 4 && (hours.window_duration as number) <= 24),
    daily: days >= 1 && days <= 200,
    weekly: !weeks || ((weeks.count as number) >= 1 && (weeks.count as number) <= 200),
    "weekly.weekdays": !weeks || length(weeks.weekdays) > 0,
    vault: json.backup_tier !== "vault-standard" || (json.snapshot_retention_in_days as number) < days,
    "snapshots read back":
      json.backup_tier === "vault-standard" || !isSet(json, "snapshot_retention_in_days"),
  };
  return [
    ...Object.keys(rules).filter((rule) => !rules[rule]),
    ...brokenPoints(json.retention_monthly as Json | undefined, [1, 120]),
    ...brokenPoints(json.retention_yearly as Json | undefined, [1, 10]),
  ];
}

/** Azure's count of snapshots, day by day and kind by kind. */
function snapshots(json: Json): number {
  const { hourly: block } = json.backup as { hourly?: Record<string, number> };
  const starts = block ? backups(block.interval ?? 0, block.window_duration ?? 0) : 1;
  if (json.backup_tier === "vault-standard") return (json.snapshot_retention_in_days as number) * starts;
  const each = (block: Json) =>
    length(block.weeks) * length(block.weekdays) +
    length(block.days) +
    (block.include_last_days === true ? 1 : 0);
  const { retention_daily, retention_weekly, retention_monthly, retention_yearly } = json as Record<
    string,
    Json & { count: number }
  >;
  return (
    (retention_daily?.count ?? 0) * starts +
    (retention_weekly?.count ?? 0) * length(retention_weekly?.weekdays) +
    (retention_monthly ? retention_monthly.count * each(retention_monthly) : 0) +
    (retention_yearly ? retention_yearly.count * each(retention_yearly) * length(retention_yearly.months) : 0)
  );
}

function backups(interval: number, window: number): number {
  let count = 0;
  for (let hour = 0; hour <= window && hour < 24; hour += interval) count += 1;
  return count;
}

test("whatever file share policy is not refused is one that azurerm and Azure take", () => {
  let taken = 0;
  fc.assert(
    fc.property(policies, (options) => {
      const json = accepted(FILE_SHARE_POLICY, (stack) =>
        defineVault()(stack).addFileSharePolicy("Any", options as unknown as FileSharePolicyOptions),
      );
      if (!json) return;
      taken += 1;
      expect(broken(json)).toEqual([]);
      expect(snapshots(json)).toBeLessThanOrEqual(200);
    }),
    { numRuns: 300, seed: 7 },
  );
  expect(taken).toBeGreaterThan(50);
});
