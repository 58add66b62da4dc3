import type { FullRetention } from "../backup-policy/retention";
import type { ExistingRetention } from "../inventory/existing-backups";

interface Kind {
  readonly name: string;
  readonly unit: string;
  readonly days: number;
  readonly now: (retention: FullRetention) => number | undefined;
}

/** The kinds of recovery points, and about how many days their units have. */
const KINDS: Readonly<Record<keyof ExistingRetention, Kind>> = {
  daily: { name: "daily", unit: "day", days: 1, now: (r) => r.daily },
  weekly: { name: "weekly", unit: "week", days: 7, now: (r) => r.weekly?.weeks },
  monthly: { name: "monthly", unit: "month", days: 31, now: (r) => r.monthly?.months },
  yearly: { name: "yearly", unit: "year", days: 366, now: (r) => r.yearly?.years },
};

/**
 * Which points a policy keeps shorter than the existing one does: "daily points from 30 to 14 days". Points that the
 * daily ones outlive anyway are not lost.
 */
export function shortenedPoints(existing: ExistingRetention, now: FullRetention): readonly string[] {
  return Object.entries(KINDS).flatMap(([key, kind]) => {
    const before = existing[key as keyof ExistingRetention];
    const after = kind.now(now);
    if (before === undefined || before <= (after ?? 0)) return [];
    if ((now.daily ?? 0) >= before * kind.days) return [];
    const next = after === undefined ? "none" : counted(after, kind.unit);
    return [`${kind.name} points from ${counted(before, kind.unit)} to ${next}`];
  });
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
