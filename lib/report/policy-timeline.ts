import type { ArchiveTiering, VmBackupPolicyType } from "../backup-policy/options";
import type { VmBackupRetention } from "../backup-policy/retention";
import type { VmBackupSchedule } from "../backup-policy/schedule";
import type { VmBackupPolicy } from "../backup-policy/vm-backup-policy";
import { groupBy } from "../core/group-by";
import { count } from "../core/words";
import type { ProtectedVm } from "../protection/protected-vm";
import { retentionTimeline, type TimelineMoment } from "./retention-timeline";
import type { Tree } from "./tree";

/** Backup policies that keep the same, and what there is to restore from as time passes. */
export interface PolicyTimeline {
  /** What the policies are for. */
  readonly tier: string;
  /** The names of the policies, each once. */
  readonly policies: readonly string[];
  /** VMs that they back up. */
  readonly vms: number;
  readonly type: VmBackupPolicyType;
  readonly schedule: string;
  readonly retention: string;
  /** Days of instant restore; undefined where Azure decides: 2 in Standard policies, 7 in Enhanced ones. */
  readonly instantRestoreDays?: number;
  readonly archive: string;
  readonly moments: readonly TimelineMoment[];
}

/** A timeline for each tier; several for one whose policies do not keep the same. In the order of the tiers' names. */
export function policyTimelines(tree: Tree): readonly PolicyTimeline[] {
  const vms = groupBy(tree.marked<ProtectedVm>("ProtectedVm"), ({ policy }) => policy);
  const alike = groupBy(tree.marked<VmBackupPolicy>("VmBackupPolicy"), keyOf);
  return [...alike.values()]
    .map((policies) => {
      const protectedVms = policies.reduce((sum, policy) => sum + (vms.get(policy)?.length ?? 0), 0);
      return timelineOf(policies, protectedVms);
    })
    .sort((a, b) => (a.tier < b.tier ? -1 : Number(a.tier > b.tier)));
}

/** Policies of a tier differ in when they start at most: that changes nothing of what they keep. */
function keyOf({
  tier,
  type,
  schedule,
  retention,
  instantRestoreDays,
  archiveTiering,
}: VmBackupPolicy): string {
  const times = schedule.frequency === "Hourly" ? [schedule.every, schedule.during] : scheduledDays(schedule);
  return JSON.stringify([
    tier,
    type,
    schedule.frequency,
    times,
    retention,
    instantRestoreDays,
    archiveTiering,
  ]);
}

function scheduledDays(schedule: VmBackupSchedule): readonly string[] {
  return schedule.frequency === "Weekly" ? schedule.on : [];
}

function timelineOf(policies: readonly VmBackupPolicy[], vms: number): PolicyTimeline {
  const [policy] = policies as readonly [VmBackupPolicy, ...VmBackupPolicy[]];
  return {
    tier: policy.tier,
    policies: [...new Set(policies.map(({ policyName }) => policyName))],
    vms,
    type: policy.type,
    schedule: scheduleInWords(policies.map(({ schedule }) => schedule)),
    retention: retentionInWords(policy.retention),
    instantRestoreDays: policy.instantRestoreDays,
    archive: archiveInWords(policy.archiveTiering),
    moments: retentionTimeline(policy),
  };
}

/** "every 4 hours from 08:00 for 12 hours": with the first and the last start of policies that are staggered. */
function scheduleInWords(schedules: readonly VmBackupSchedule[]): string {
  const [first] = schedules as readonly [VmBackupSchedule, ...VmBackupSchedule[]];
  const starts = [...new Set(schedules.map((one) => (one.frequency === "Hourly" ? one.from : one.at)))];
  const [from = "", to] = [starts[0], starts.length > 1 ? starts.at(-1) : undefined];
  const start = to ? `${from} to ${to}` : from;
  if (first.frequency === "Hourly")
    return `every ${first.every} hours from ${start} for ${first.during} hours`;
  return first.frequency === "Daily" ? `daily at ${start}` : `${first.on.join(", ")} at ${start}`;
}

function retentionInWords({ daily, weekly, monthly, yearly }: VmBackupRetention): string {
  const parts = [
    daily !== undefined && count(daily, "day"),
    weekly !== undefined && count(typeof weekly === "number" ? weekly : weekly.weeks, "week"),
    monthly !== undefined && count(typeof monthly === "number" ? monthly : monthly.months, "month"),
    yearly !== undefined && count(typeof yearly === "number" ? yearly : yearly.years, "year"),
  ];
  return parts.filter(Boolean).join(", ");
}

function archiveInWords(tiering: ArchiveTiering | undefined): string {
  if (tiering === undefined) return "never";
  return tiering === "Recommended"
    ? "points that Azure recommends"
    : `monthly and yearly points after ${count(tiering.afterMonths, "month")}`;
}
