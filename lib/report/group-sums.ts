import { groupBy } from "../core/group-by";
import { PROTECTIONS, type Protection, type VmRow } from "./vm-row";

/** The VMs of a tier, a region or a subscription. */
export interface GroupSum {
  readonly name: string;
  readonly vms: number;
  readonly protection: Readonly<Record<Protection, number>>;
  /** VMs whose recovery point objective is met, and VMs whose is not. */
  readonly rpoMet: number;
  readonly rpoNotMet: number;
  /** VMs that are promised something of which the program does not know whether it is met. */
  readonly rpoUnknown: number;
  /** VMs whose failover a drill tries out. */
  readonly drilled: number;
  /** What they are promised, in minutes; undefined where it is nothing, or not the same for all. */
  readonly promisedRpo?: number;
  readonly promisedRto?: number;
  /** The longest time between recovery points that any of them gets, in minutes. */
  readonly providedRpo?: number;
}

/** What VMs belong to that belong to nothing. */
export const NONE = "none";

/** Sums by a member of the rows, in the order of its values; what has none comes last. */
export function groupSums(
  rows: readonly VmRow[],
  by: "tier" | "region" | "subscription",
): readonly GroupSum[] {
  const groups = groupBy(rows, (row) => row[by]);
  return [...groups]
    .sort(([a], [b]) => Number(a === undefined) - Number(b === undefined) || ((a ?? "") < (b ?? "") ? -1 : 1))
    .map(([name, own]) => sumOf(name ?? NONE, own));
}

/** All VMs as one group; in one pass, since there may be ten thousand. */
export function sumOf(name: string, rows: readonly VmRow[]): GroupSum {
  const protection = Object.fromEntries(PROTECTIONS.map((one) => [one, 0])) as Record<Protection, number>;
  const counts = { rpoMet: 0, rpoNotMet: 0, rpoUnknown: 0, drilled: 0 };
  let worst: number | undefined;
  for (const row of rows) {
    protection[row.protection] += 1;
    if (row.rpoMet === true) counts.rpoMet += 1;
    else if (row.rpoMet === false) counts.rpoNotMet += 1;
    else if (row.promisedRpo !== undefined) counts.rpoUnknown += 1;
    if (row.rtoBasis === "drilled failover") counts.drilled += 1;
    const provided = providedRpo(row);
    if (provided !== undefined && !(worst !== undefined && worst >= provided)) worst = provided;
  }
  const promisedRpo = common(rows, (row) => row.promisedRpo);
  const promisedRto = common(rows, (row) => row.promisedRto);
  return { name, vms: rows.length, protection, ...counts, promisedRpo, promisedRto, providedRpo: worst };
}

/** How much work may be lost at worst: by what loses least; undefined where nothing, or nothing known, provides it. */
export function providedRpo({ backupRpo, replicationRpo }: VmRow): number | undefined {
  if (backupRpo === undefined || replicationRpo === undefined) return backupRpo ?? replicationRpo;
  return Math.min(backupRpo, replicationRpo);
}

function common(rows: readonly VmRow[], memberOf: (row: VmRow) => number | undefined): number | undefined {
  const first = rows[0] && memberOf(rows[0]);
  return rows.every((row) => memberOf(row) === first) ? first : undefined;
}
