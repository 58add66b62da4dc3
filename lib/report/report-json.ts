import type { Report } from "./report";

/** The content of `report.json`: one line for each row of a list, so that a difference between two runs can be read. */
export function reportJson(report: Report): string {
  const members = Object.entries(report)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) => `  ${JSON.stringify(name)}: ${Array.isArray(value) ? lines(value) : json(value)}`,
    );
  return `{\n  "version": 1,\n${members.join(",\n")}\n}\n`;
}

/** Rows of VMs have their GiB rounded already. */
function lines(rows: readonly unknown[]): string {
  return rows.length === 0 ? "[]" : `[\n${rows.map((row) => `    ${JSON.stringify(row)}`).join(",\n")}\n  ]`;
}

/** Of GiB, a decimal is all that an estimate is good for; shares and money stay as they are. */
function json(value: unknown): string {
  return JSON.stringify(value, (name, inner) =>
    typeof inner === "number" && /gib/i.test(name) ? Math.round(inner * 10) / 10 : inner,
  );
}
