import { nameOf } from "./expressions";
import { run, type Table } from "./operators";
import { type Schema, TABLES } from "./schemas";
import { compareWithEngine } from "./second-opinion";
import { analyse, type Node } from "./service";
import { nothing, unsupported, type Value } from "./values";

/** Rows of a table by its name; a row names the columns that matter. */
export type Fixture = Readonly<
  Partial<Record<keyof typeof TABLES, readonly Readonly<Record<string, Value>>[]>>
>;

/** The time that every query of the tests runs at. */
export const NOW = new Date("2026-03-10T12:00:00Z");

/** Executes a query over the rows; refuses what the language service refuses. */
export function execute(
  query: string,
  fixture: Fixture,
  schema: Schema = TABLES,
): readonly Record<string, Value>[] {
  const { root, errors } = analyse(query, schema);
  if (errors.length > 0) throw new Error(errors.join("\n"));
  const tables = Object.fromEntries(
    Object.keys(schema).map((name) => [
      name,
      tableOf(schema[name] ?? {}, fixture[name as keyof Fixture] ?? []),
    ]),
  );
  const { columns, rows } = run(statementOf(root), { tables, now: NOW });
  const result = rows.map((row) => Object.fromEntries(columns.map(({ name }, i) => [name, row[i] ?? null])));
  const { KQL_ENGINE } = process.env;
  if (KQL_ENGINE) compareWithEngine(KQL_ENGINE, query, tables, NOW, result);
  return result;
}

/** `hours` before the query runs, as a date. */
export function hoursAgo(hours: number): Date {
  return new Date(NOW.getTime() - hours * 3_600_000);
}

function tableOf(
  types: Readonly<Record<string, string>>,
  rows: readonly Readonly<Record<string, Value>>[],
): Table {
  const columns = Object.entries(types).map(([name, type]) => ({ name, type }));
  for (const name of rows.flatMap(Object.keys))
    if (!(name in types)) unsupported(`the column ${name} of a fixture`);
  return {
    columns,
    rows: rows.map((row) => columns.map(({ name, type }) => row[name] ?? nothing(type))),
  };
}

/** The only statement of a query. */
function statementOf(root: Node): Node {
  const found = root.children.flatMap(({ children }) => children).flatMap(({ children }) => children);
  const [statement, ...others] = found.filter(({ kind }) => kind === "ExpressionStatement");
  if (!statement || others.length > 0) return unsupported(`the statements of ${nameOf(root)}`);
  return statement.children[0] ?? unsupported("an empty statement");
}
