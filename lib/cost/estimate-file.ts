import type { BackupSum, Estimate } from "./estimate";
import type { CostEstimate } from "./estimate-cost";
import { unknownSizes, unknownSizesInWords } from "./unknown-sizes";

/** Beside the stacks: recovery points and storage of every VM, in steady state. */
export const ESTIMATE_FILE = "backup-estimate.json";

/** The content of the file: one line for each VM, so that a difference between two runs can be read. GiB to one decimal. */
export function estimateFile(estimate: Estimate, cost?: CostEstimate): string {
  const { assumptions, total, byTier, backups, replications, notEstimated } = estimate;
  const members = [
    ["version", "1"],
    ["assumptions", json(assumptions)],
    ["total", json(total)],
    ["byTier", json(byTier)],
    ["backups", lines(backups)],
    ["replications", lines(replications)],
    ["notEstimated", lines(notEstimated)],
    ...(cost ? [["cost", json(cost)]] : []),
  ];
  return `{\n${members.map(([name, value]) => `  "${name}": ${value}`).join(",\n")}\n}\n`;
}

/** A short table for the terminal: a line for each tier, and the sum; nothing without backups. */
export function describeEstimate(estimate: Estimate, cost?: CostEstimate): readonly string[] {
  const { assumptions, byTier, total, backups } = estimate;
  if (backups.length === 0) return [];
  const rows = [HEAD, ...Object.entries(byTier).map(rowOf), rowOf(["in all", total])];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const table = rows.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  "),
  );
  const { churnPerDay, usedShare } = assumptions;
  const unknown = unknownSizes(estimate);
  return [
    `Backup storage in steady state, GiB, when ${percent(churnPerDay)} of the data changes in a day and disks are ${percent(usedShare)} used:`,
    ...table,
    ...(unknown ? [unknownSizesInWords(unknown)] : []),
    ...(cost ? [costLine(cost)] : []),
  ];
}

const HEAD = ["tier", "VMs", "used", "points", "snapshots", "vault-standard", "vault-archive"];

function rowOf([tier, sum]: readonly [string, BackupSum]): string[] {
  const { vms, usedGib, recoveryPoints, snapshotGib, vaultStandardGib, vaultArchiveGib } = sum;
  const numbers = [vms, usedGib, recoveryPoints, snapshotGib, vaultStandardGib, vaultArchiveGib];
  return [tier, ...numbers.map((number) => String(Math.round(number)))];
}

function costLine({
  currency,
  perMonth,
  backupPerMonth,
  replicationPerMonth,
  unpriced,
}: CostEstimate): string {
  const parts = `backup ${backupPerMonth}, replication ${replicationPerMonth}`;
  const missing = unpriced.length > 0 ? `; without a price: ${unpriced.join(", ")}` : "";
  return `At the prices given: ${currency} ${perMonth} a month (${parts})${missing}`;
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

function lines(rows: readonly object[]): string {
  return rows.length === 0 ? "[]" : `[\n${rows.map((row) => `    ${json(row)}`).join(",\n")}\n  ]`;
}

/** Money has cents, and shares are small: only GiB are cut. */
function json(value: object): string {
  return JSON.stringify(value, (name, inner) =>
    typeof inner === "number" && /gib/i.test(name) ? gib(inner) : inner,
  );
}

function gib(value: number): number {
  return Math.round(value * 10) / 10;
}
