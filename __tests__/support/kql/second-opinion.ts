import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Table } from "./operators";
import { isBag, type Value } from "./values";

/**
 * Executes the query on DuckDB as well, and fails where it answers otherwise. It needs Python with duckdb-kql, which npm
 * cannot install: `KQL_ENGINE=/path/to/python npx jest monitoring` asks for it.
 */
export function compareWithEngine(
  python: string,
  query: string,
  tables: Readonly<Record<string, Table>>,
  now: Date,
  rows: readonly Readonly<Record<string, Value>>[],
): void {
  const given = Object.entries(tables).map(([name, table]) => [
    name,
    {
      columns: Object.fromEntries(table.columns.map((column) => [column.name, column.type])),
      rows: table.rows.map((row) => row.map(forEngine)),
    },
  ]);
  const columns = new Set(Object.values(tables).flatMap((table) => table.columns.map(({ name }) => name)));
  const known = query.replace(COLUMN_IF_EXISTS, (_, column: string, otherwise: string) =>
    columns.has(column) ? column : otherwise,
  );
  const input = JSON.stringify({ query: known, now: now.toISOString(), tables: Object.fromEntries(given) });
  const { status, stdout, stderr } = spawnSync(python, [join(__dirname, "second-opinion.py")], {
    input,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`DuckDB refuses the query:\n${query}\n${stderr}`);
  expect(sorted(JSON.parse(stdout))).toEqual(sorted(rows));
}

/** duckdb-kql does not know `column_ifexists`. */
const COLUMN_IF_EXISTS = /column_ifexists\("(\w+)", ([^()]*(?:\(null\))?)\)/g;

/** DuckDB takes dates as texts, and bags and arrays as JSON. */
function forEngine(value: Value): Value {
  if (value instanceof Date) return value.toISOString();
  return isBag(value) || Array.isArray(value) ? JSON.stringify(value) : value;
}

/** KQL promises no order, and its texts are never null. */
function sorted(rows: readonly Readonly<Record<string, Value>>[]): readonly string[] {
  return rows
    .map((row) =>
      JSON.stringify(Object.entries(row).map(([name, value]) => [name, value === "" ? null : value])),
    )
    .sort();
}
