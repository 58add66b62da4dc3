// The published Kusto language service (@kusto/language-service-next): the parser and binder of the Azure portal's own
// query editor. It is compiled from C#, puts itself into the global scope, and knows its types by names alone.
import "@kusto/language-service-next/bridge.min.js";
import "@kusto/language-service-next/Kusto.Language.Bridge.min.js";
import type { Schema } from "./schemas";

/** A node of the syntax tree, in plain words. */
export interface Node {
  readonly kind: string;
  /** Name, operator or literal as it was written; empty for nodes with children. */
  readonly text: string;
  /** The scalar type that the service infers: "long", "real", "string"… */
  readonly type: string;
  /** The columns that the service infers for a tabular expression. */
  readonly columns: readonly Column[];
  readonly children: readonly Node[];
}

export interface Column {
  readonly name: string;
  readonly type: string;
}

export interface Analysis {
  readonly root: Node;
  readonly columns: readonly Column[];
  /** What the service finds wrong, with severity "Error". */
  readonly errors: readonly string[];
}

interface List<T> {
  readonly Count: number;
  getItem(index: number): T;
}
interface Symbols {
  readonly Name: string;
  readonly Columns?: List<{ readonly Name: string; readonly Type: { readonly Name: string } }>;
}
interface SyntaxElement {
  readonly Kind: number;
  readonly ChildCount: number;
  readonly Text?: string;
  readonly ResultType?: Symbols | null;
  GetChild(index: number): SyntaxElement | null;
}
interface KustoCode {
  readonly Syntax: SyntaxElement;
  readonly ResultType: Symbols;
  GetDiagnostics(): List<{ readonly Severity: string; readonly Message: string }>;
}
interface GlobalState {
  WithDatabase(database: object): GlobalState;
}
interface Language {
  readonly GlobalState: { readonly Default: GlobalState };
  readonly KustoCode: { ParseAndAnalyze(text: string, globals: GlobalState): KustoCode };
  readonly Symbols: {
    readonly TableSymbol: { From(schema: string): { WithName(name: string): object } };
    readonly DatabaseSymbol: { readonly ctor: new (name: string, members: readonly object[]) => object };
  };
  readonly Syntax: { readonly SyntaxKind: Record<string, unknown> };
}

const { Language } = (globalThis as unknown as { Kusto: { Language: Language } }).Kusto;
const KINDS = new Map(Object.entries(Language.Syntax.SyntaxKind).map(([name, value]) => [value, name]));

const analyses = new WeakMap<Schema, Map<string, Analysis>>();
const workspaces = new WeakMap<Schema, GlobalState>();

/** Parses and binds a query against the tables of a schema, as the portal would. */
export function analyse(query: string, schema: Schema): Analysis {
  const known = analyses.get(schema) ?? new Map<string, Analysis>();
  analyses.set(schema, known);
  const found = known.get(query) ?? parse(query, schema);
  known.set(query, found);
  return found;
}

function parse(query: string, schema: Schema): Analysis {
  const globals = workspaces.get(schema) ?? workspaceOf(schema);
  workspaces.set(schema, globals);
  const code = Language.KustoCode.ParseAndAnalyze(query, globals);
  const errors = itemsOf(code.GetDiagnostics()).filter(({ Severity }) => Severity === "Error");
  return {
    root: plain(code.Syntax),
    columns: columnsOf(code.ResultType),
    errors: errors.map(({ Message }) => Message),
  };
}

function workspaceOf(schema: Schema): GlobalState {
  const { TableSymbol, DatabaseSymbol } = Language.Symbols;
  const tables = Object.entries(schema).map(([name, columns]) => {
    const typed = Object.entries(columns).map(([column, type]) => `${column}: ${type}`);
    return TableSymbol.From(`(${typed.join(", ")})`).WithName(name);
  });
  return Language.GlobalState.Default.WithDatabase(new DatabaseSymbol.ctor("workspace", tables));
}

function plain(element: SyntaxElement): Node {
  const children = Array.from({ length: element.ChildCount }, (_, i) => element.GetChild(i));
  return {
    kind: String(KINDS.get(element.Kind)),
    text: element.Text ?? "",
    type: element.ResultType?.Name ?? "",
    columns: columnsOf(element.ResultType),
    children: children.filter((child) => child !== null).map(plain),
  };
}

function columnsOf(symbol: Symbols | null | undefined): readonly Column[] {
  if (!symbol?.Columns) return [];
  return itemsOf(symbol.Columns).map(({ Name, Type }) => ({ name: Name, type: Type.Name }));
}

function itemsOf<T>(list: List<T>): readonly T[] {
  return Array.from({ length: list.Count }, (_, i) => list.getItem(i));
}
