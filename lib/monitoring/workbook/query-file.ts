import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The queries of the workbook, each in a file of its own beside this one. */
export const QUERIES = [
  "drill-jobs",
  "drills",
  "failed-jobs",
  "failures-by-code",
  "items-by-policy",
  "jobs-by-day",
  "protected-instances",
  "protected-vms",
  "replicated-items",
  "replication-health",
  "replication-history",
  "rpo-trend",
  "site-recovery-jobs",
  "soft-deleted-items",
  "storage-by-item",
  "storage-by-tier",
  "storage-trend",
  "success-rate",
  "success-rate-by-day",
  "unprotected-vms",
  "vaults",
  "vm-protection",
  "workspaces",
] as const;

export type QueryName = (typeof QUERIES)[number];

/** A query as the workbook runs it: without the comment at its head, which says what it is for and what it is given. */
export function queryText(name: QueryName): string {
  const file = readFileSync(join(__dirname, `${name}.kql`), "utf8");
  return file.replace(/^(?:\/\/.*\n)+/, "").trim();
}
