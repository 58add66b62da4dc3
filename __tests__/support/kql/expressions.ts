import { elementOf, hasTerm, isOneOf, SCALAR_FUNCTIONS, TEXT_OPERATORS, textOf } from "./functions";
import type { Column, Node } from "./service";
import { arithmetic, compare, timespan, unsupported, type Value } from "./values";

/** What an expression is evaluated in: one row, and the time that the query runs at. */
export interface Scope {
  readonly columns: readonly Column[];
  readonly row: readonly Value[];
  readonly now: Date;
}

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  EqualExpression: (order) => order === 0,
  NotEqualExpression: (order) => order !== 0,
  LessThanExpression: (order) => order < 0,
  LessThanOrEqualExpression: (order) => order <= 0,
  GreaterThanExpression: (order) => order > 0,
  GreaterThanOrEqualExpression: (order) => order >= 0,
};

/** The value of a scalar expression of the syntax tree. */
export function evaluate(node: Node, scope: Scope): Value {
  const [first, second, third] = node.children;
  const value = (child: Node | undefined) => (child ? evaluate(child, scope) : null);
  switch (node.kind) {
    case "NameReference":
      return columnValue(nameOf(node), scope);
    case "ParenthesizedExpression":
      return value(second);
    case "AndExpression":
      return value(first) === true && value(third) === true;
    case "OrExpression":
      return value(first) === true || value(third) === true;
    case "FunctionCallExpression":
      return call(node, scope);
    case "PathExpression":
      return elementOf(value(first), third ? nameOf(third) : null);
    case "ElementExpression":
      return elementOf(value(first), value(second?.children[1]));
    default:
      return node.kind.endsWith("LiteralExpression") ? literal(node) : binary(node, scope);
  }
}

function columnValue(name: string, { columns, row }: Scope): Value {
  const index = columns.findIndex((column) => column.name === name);
  return index < 0 ? unsupported(`the name ${name}`) : (row[index] ?? null);
}

function binary(node: Node, scope: Scope): Value {
  const [first, , third] = node.children;
  if (!first || !third) return unsupported(node.kind);
  const left = evaluate(first, scope);
  if (third.kind === "ExpressionList") return inList(node.kind, left, valuesOf(third, scope));
  const right = evaluate(third, scope);
  const text = TEXT_OPERATORS[node.kind];
  if (text) return text(textOf(left), textOf(right));
  const holds = COMPARISONS[node.kind];
  if (!holds) return arithmetic(node.kind, left, right, node.type);
  const order = compare(left, right);
  return order === undefined ? null : holds(order);
}

function inList(kind: string, value: Value, list: readonly Value[]): boolean {
  switch (kind) {
    case "InExpression":
      return isOneOf(value, list, false);
    // `in~`, whatever its name
    case "InCsExpression":
      return isOneOf(value, list, true);
    case "NotInCsExpression":
      return !isOneOf(value, list, true);
    case "HasAnyExpression":
      return list.some((term) => hasTerm(textOf(value), textOf(term)));
    default:
      return unsupported(kind);
  }
}

function call(node: Node, scope: Scope): Value {
  const { name, args } = callOf(node);
  switch (name) {
    case "iff":
      return branch(args, scope);
    case "case":
      return branch(args, scope);
    case "column_ifexists":
      return columnIfExists(args, scope);
    default: {
      const run = SCALAR_FUNCTIONS[name] ?? unsupported(`the function ${name}`);
      return run(
        args.map((arg) => evaluate(arg, scope)),
        scope.now,
      );
    }
  }
}

/** Condition, value, condition, value, … and the value when none holds. */
function branch(args: readonly Node[], scope: Scope): Value {
  for (let i = 0; i + 1 < args.length; i += 2) {
    const [condition, then] = [args[i], args[i + 1]];
    if (condition && then && evaluate(condition, scope) === true) return evaluate(then, scope);
  }
  const otherwise = args.at(-1);
  return otherwise ? evaluate(otherwise, scope) : null;
}

function columnIfExists([name, otherwise]: readonly Node[], scope: Scope): Value {
  if (!name || !otherwise) return unsupported("column_ifexists without two arguments");
  const wanted = textOf(literal(name));
  return scope.columns.some((column) => column.name === wanted)
    ? columnValue(wanted, scope)
    : evaluate(otherwise, scope);
}

function literal(node: Node): Value {
  const text = node.children[0]?.text ?? "";
  if (/\(null\)$/.test(text)) return null;
  switch (node.kind) {
    case "StringLiteralExpression":
      return JSON.parse(text);
    case "TimespanLiteralExpression":
      return timespan(text);
    case "BooleanLiteralExpression":
      return text === "true";
    case "LongLiteralExpression":
    case "RealLiteralExpression":
      return Number(text);
    default:
      return unsupported(node.kind);
  }
}

export function callOf(node: Node): { readonly name: string; readonly args: readonly Node[] } {
  const [name, list] = node.children;
  if (!name || !list) return unsupported(node.kind);
  return { name: nameOf(name), args: itemsOf(list) };
}

/** The name that a reference, a declaration or a token spells. */
export function nameOf(node: Node): string {
  return node.text || node.children.map(nameOf).join("");
}

/** The elements of a list, with its parentheses, separators and list nodes left out. */
export function itemsOf(node: Node): readonly Node[] {
  return node.children.flatMap((child) => {
    if (child.kind === "SeparatedElement") return child.children.slice(0, 1);
    return child.kind === "List" ? itemsOf(child) : [];
  });
}

function valuesOf(list: Node, scope: Scope): readonly Value[] {
  return itemsOf(list).map((item) => evaluate(item, scope));
}
