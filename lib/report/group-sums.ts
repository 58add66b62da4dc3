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

/** All VMs as one group. */
export function sumOf(name: string, rows: readonly VmRow[]): GroupSum {
  const count = (is: (row: VmRow) => boolean) => rows.filter(is).length;
  const protection = Object.fromEntries(PROTECTIONS.map((one) => [one, 0])) as Record<Protection, number>;
  for (const row of rows) protection[row.protection] += 1;
  return {
    name,
    vms: rows.length,
    protection,
    rpoMet: count(({ rpoMet }) => rpoMet === true),
    rpoNotMet: count(({ rpoMet }) => rpoMet === false),
    rpoUnknown: count(({ rpoMet, promisedRpo }) => rpoMet === undefined && promisedRpo !== undefined),
    drilled: count(({ rtoBasis }) => rtoBasis === "drilled failover"),
    promisedRpo: common(rows.map(({ promisedRpo }) => promisedRpo)),
    promisedRto: common(rows.map(({ promisedRto }) => promisedRto)),
    providedRpo: worst(rows.map(providedRpo)),
  };
}

/** How much work may be lost at worst: by what loses least; undefined where nothing, or nothing known, provides it. */
export function providedRpo({ backupRpo, replicationRpo }: VmRow): number | undefined {
  if (backupRpo === undefined || replicationRpo === undefined) return backupRpo ?? replicationRpo;
  return Math.min(backupRpo, replicationRpo);
}

function common(values: readonly (number | undefined)[]): number | undefined {
  const [first] = values;
  return values.every((value) => value === first) ? first : undefined;
}

/** Not Math.max of all at once: an estate has more VMs than a call has room for arguments. */
function worst(values: readonly (number | undefined)[]): number | undefined {
  return values.reduce((a, b) => (a === undefined || (b ?? 0) > a ? (b ?? a) : a), undefined);
}
