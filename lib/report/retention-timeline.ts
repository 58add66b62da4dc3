import { type EstimatedPolicy, type RetentionKind, recoveryPoints } from "../cost/recovery-points";

/** How long a policy has been in force. */
export interface TimelineSpan {
  readonly name: string;
  readonly days: number;
}

/** A month has 30 days here, seven years from the first day on have two leap days. */
export const TIMELINE_SPANS: readonly TimelineSpan[] = [
  { name: "1 day", days: 1 },
  { name: "1 week", days: 7 },
  { name: "1 month", days: 30 },
  { name: "1 year", days: 365 },
  { name: "7 years", days: 2557 },
];

/** A Monday that is neither the first week of a month nor of a year: one day for all, so that runs can be compared. */
const TIMELINE_START = "2029-10-08";

/** Recovery points of one kind in the vault, one for each day of a row of days. */
export interface PointRun {
  readonly kind: RetentionKind;
  readonly tier: "standard" | "archive";
  /** Days since the newest and the oldest of them were made: 0 is the last day. */
  readonly newest: number;
  readonly oldest: number;
}

/** What there is to restore from after so much time; a point that several retentions keep counts as the longest. */
export interface TimelineMoment {
  readonly after: string;
  readonly days: number;
  /** Snapshots beside the disks, and the days that they reach back. */
  readonly snapshots: number;
  readonly instantRestoreDays: number;
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
  readonly yearly: number;
  /** Of those four, in the archive tier. */
  readonly archived: number;
  /** The age of the oldest point, in days; undefined where there is none yet. */
  readonly oldestDays?: number;
  /** The points in the vault, the newest first. */
  readonly runs: readonly PointRun[];
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The recovery points that exist in the evening of the last day of each span, when the first backup was made on
 * `TIMELINE_START`: what a policy keeps, before it has been in force for as long as it keeps anything.
 */
export function retentionTimeline(policy: EstimatedPolicy): readonly TimelineMoment[] {
  return TIMELINE_SPANS.map((span) => momentOf(policy, span));
}

function momentOf(policy: EstimatedPolicy, { name, days }: TimelineSpan): TimelineMoment {
  const asOf = new Date(Date.parse(`${TIMELINE_START}T00:00:00Z`) + (days - 1) * DAY_MS);
  const { snapshots, vault } = recoveryPoints(policy, asOf, days);
  const count = (kind: RetentionKind) => vault.filter((point) => point.kind === kind).length;
  const oldestSnapshot = snapshots.at(-1)?.ageDays;
  return {
    after: name,
    days,
    snapshots: snapshots.length,
    instantRestoreDays: oldestSnapshot === undefined ? 0 : oldestSnapshot + 1,
    daily: count("daily"),
    weekly: count("weekly"),
    monthly: count("monthly"),
    yearly: count("yearly"),
    archived: vault.filter(({ tier }) => tier === "archive").length,
    oldestDays: vault.at(-1)?.ageDays,
    runs: runsOf(vault),
  };
}

function runsOf(points: ReturnType<typeof recoveryPoints>["vault"]): readonly PointRun[] {
  const runs: PointRun[] = [];
  for (const { ageDays, kind, tier } of points) {
    const last = runs.at(-1);
    const goesOn = last && last.kind === kind && last.tier === tier && last.oldest === ageDays - 1;
    if (goesOn) runs[runs.length - 1] = { ...last, oldest: ageDays };
    else runs.push({ kind, tier, newest: ageDays, oldest: ageDays });
  }
  return runs;
}
