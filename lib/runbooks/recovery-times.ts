import { groupBy } from "../core/group-by";
import { escaped, table } from "../core/markdown";
import { count } from "../core/words";
import type { VmObjectives } from "../objectives/recovery-objectives";
import type { ProtectedEstate } from "./protected-estate";

/** "4 hours", "90 minutes", "2 days": a time as people say it. */
export function duration(minutes: number): string {
  for (const [unit, name] of [
    [1440, "day"],
    [60, "hour"],
  ] as const)
    if (minutes % unit === 0 && minutes >= unit) return count(minutes / unit, name);
  return count(minutes, "minute");
}

/** What tiers promise their VMs, and what the recovery time rests on. */
export function promises(estate: ProtectedEstate): readonly string[] {
  const promised = estate.objectives.filter((row) => row.promised !== undefined);
  if (promised.length === 0)
    return ["The program promises no VM a recovery time: time the next restore, and write it down."];
  const tiers = groupBy(promised, ({ promised }) => promised?.tier ?? "");
  return [
    "What the business was promised:",
    table(
      ["tier", "VMs", "RPO", "RTO", "the recovery time rests on"],
      [...tiers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([tier, rows]) => promiseRow(tier, rows)),
    ),
    "Only a drill, or a restore that somebody timed, tells how long a recovery takes.",
  ];
}

function promiseRow(tier: string, rows: readonly VmObjectives[]): readonly string[] {
  const [first] = rows;
  const bases = groupBy(rows, ({ rtoBasis }) => rtoBasis);
  return [
    escaped(tier),
    String(rows.length),
    duration(first?.promised?.rpoMinutes ?? 0),
    duration(first?.promised?.rtoMinutes ?? 0),
    [...bases].map(([basis, own]) => `${basis} (${own.length})`).join(", "),
  ];
}
