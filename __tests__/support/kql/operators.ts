import { groupBy } from "../../../lib/core/group-by";
import { type Arguments, aggregate } from "./aggregates";
import { callOf, evaluate, itemsOf, nameOf } from "./expressions";
import type { Column, Node } from "./service";
import { keyOf, nothing, unsupported, type Value } from "./values";

export type Row = readonly Value[];

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** The tables of the workspace by name, and the time that the query runs at. */
export interface Workspace {
  readonly tables: Readonly<Record<string, Table>>;
  readonly now: Date;
}

/** The result of a tabular expression of the syntax tree. */
export function run(node: Node, workspace: Workspace): Table {
  switch (node.kind) {
    case "NameReference":
      return workspace.tables[nameOf(node)] ?? unsupported(`the table ${nameOf(node)}`);
    case "ParenthesizedExpression":
      return run(child(node, 1), workspace);
    case "PipeExpression":
      return apply(child(node, 2), run(child(node, 0), workspace), workspace, node.columns);
    default:
      return unsupported(node.kind);
  }
}

function apply(operator: Node, input: Table, workspace: Workspace, columns: readonly Column[]): Table {
  const { now } = workspace;
  switch (operator.kind) {
    case "FilterOperator": {
      const condition = child(operator, operator.children.length - 1);
      const rows = input.rows.filter((row) => evaluate(condition, { ...input, row, now }) === true);
      return { columns, rows };
    }
    case "ExtendOperator":
    case "ProjectOperator":
      return computed(operator, input, now, columns);
    case "SummarizeOperator":
      return summarize(operator, input, now, columns);
    case "JoinOperator":
      return join(operator, input, workspace, columns);
    case "MvExpandOperator":
      return expand(operator, input, now, columns);
    default:
      return unsupported(operator.kind);
  }
}

/** `extend` keeps what `project` drops: the columns that the service infers tell the two apart. */
function computed(operator: Node, input: Table, now: Date, columns: readonly Column[]): Table {
  const expressions = new Map(itemsOf(operator).map((item) => [named(item).name, named(item).expression]));
  const rows = input.rows.map((row) =>
    columns.map(({ name }) => {
      const expression = expressions.get(name);
      if (expression) return evaluate(expression, { ...input, row, now });
      return row[input.columns.findIndex((column) => column.name === name)] ?? null;
    }),
  );
  return { columns, rows };
}

/** The groups in order of appearance: the keys first, then what the aggregates give, as the service orders columns. */
function summarize(operator: Node, input: Table, now: Date, columns: readonly Column[]): Table {
  const by = operator.children.find(({ kind }) => kind === "SummarizeByClause");
  const keys = (by ? itemsOf(by) : []).map((item) => named(item).expression);
  const groups = new Map<string, { readonly key: Row; readonly rows: Row[] }>();
  for (const row of input.rows) {
    const key = keys.map((expression) => evaluate(expression, { ...input, row, now }));
    const group = groups.get(keyOf(key)) ?? { key, rows: [] };
    group.rows.push(row);
    groups.set(keyOf(key), group);
  }
  const grouped = new Set(keys.filter(({ kind }) => kind === "NameReference").map(nameOf));
  const calls = itemsOf(operator).map((item) => callOf(named(item).expression));
  const rows = [...groups.values()].map((group) => [
    ...group.key,
    ...calls.flatMap(({ name, args }) =>
      aggregate(name, argumentsOf(args, { ...input, rows: group.rows }, now, grouped)),
    ),
  ]);
  return { columns, rows };
}

/** `*` stands for every column that is neither a key of the group nor an argument already. */
function argumentsOf(
  args: readonly Node[],
  group: Table,
  now: Date,
  grouped: ReadonlySet<string>,
): Arguments {
  const taken = new Set([...grouped, ...args.map(nameOf)]);
  const others = group.columns.flatMap(({ name }, i) => (taken.has(name) ? [] : [i]));
  return group.rows.map((row) =>
    args.flatMap((arg) => {
      if (arg.kind === "StarExpression") return others.map((i) => row[i] ?? null);
      return [evaluate(arg, { ...group, row, now })];
    }),
  );
}

function join(operator: Node, left: Table, workspace: Workspace, columns: readonly Column[]): Table {
  const right = run(child(operator, 2), workspace);
  const on = itemsOf(child(operator, 3)).map(nameOf);
  const key = ({ columns: known }: Table, row: Row) =>
    keyOf(on.map((name) => row[known.findIndex((column) => column.name === name)] ?? null));
  const partners = groupBy(right.rows, (row) => key(right, row));
  const none = right.columns.map(({ type }) => nothing(type));
  const kind = nameOf(child(child(operator, 1), 0)).replace("kind=", "");
  const rows = left.rows.flatMap((row) => {
    const found = partners.get(key(left, row)) ?? [];
    switch (kind) {
      case "leftanti":
        return found.length > 0 ? [] : [row];
      case "leftouter":
        return (found.length > 0 ? found : [none]).map((other) => [...row, ...other]);
      case "inner":
        return found.map((other) => [...row, ...other]);
      default:
        return unsupported(`join kind ${kind}`);
    }
  });
  return { columns, rows };
}

/** One row for each element of an array; a new name makes a column, the array's own name takes its place. */
function expand(operator: Node, input: Table, now: Date, columns: readonly Column[]): Table {
  const { name, expression } = named(child(itemsOf(operator)[0] ?? unsupported("mv-expand of nothing"), 0));
  const asDates = columns.find((column) => column.name === name)?.type === "datetime";
  const rows = input.rows.flatMap((row) => {
    const list = evaluate(expression, { ...input, row, now });
    if (!Array.isArray(list)) return unsupported("mv-expand of what is no array");
    return (list as readonly Value[]).map((element) =>
      columns.map((column) => {
        if (column.name === name) return asDates && typeof element === "string" ? new Date(element) : element;
        return row[input.columns.findIndex((known) => known.name === column.name)] ?? null;
      }),
    );
  });
  return { columns, rows };
}

/** `Name = expression`, or a column by its own name; `(A, B) = …` is named by the service's columns. */
function named(node: Node): { readonly name: string; readonly expression: Node } {
  if (node.kind === "SimpleNamedExpression" || node.kind === "CompoundNamedExpression")
    return { name: nameOf(child(node, 0)), expression: child(node, 2) };
  return { name: nameOf(node), expression: node };
}

function child(node: Node, index: number): Node {
  return node.children[index] ?? unsupported(`${node.kind} without part ${index}`);
}
