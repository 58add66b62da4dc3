import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

const STATEMENT = /^(?:import|export)\s+(type\s)?(?:([^"';]*?)\sfrom\s+)?"([^"]+)"/gm;

/** What a source file imports from, values and types. */
export function importsOf(file: string): readonly string[] {
  return statementsOf(file).map(({ from }) => from);
}

/** What a source file imports values from: `import type`, and imports of nothing but types, are none. */
export function valueImportsOf(file: string): readonly string[] {
  return statementsOf(file)
    .filter(({ type, names }) => type === undefined && !onlyTypes(names))
    .map(({ from }) => from);
}

function statementsOf(file: string) {
  const statements = readFileSync(file, "utf8").matchAll(STATEMENT);
  return [...statements].map(([, type, names, from = ""]) => ({ type, names, from }));
}

/** `{ type A, type B }`, which the compiler leaves out. */
function onlyTypes(names: string | undefined): boolean {
  const inBraces = /^\{([^}]*)\}$/.exec(names?.trim() ?? "")?.[1];
  const members = inBraces?.split(",").flatMap((one) => one.trim() || []) ?? [];
  return members.length > 0 && members.every((one) => one.startsWith("type "));
}

/** The file that a relative import means; undefined where it is no TypeScript. */
export function resolvedImport(file: string, name: string): string | undefined {
  const path = join(dirname(file), name);
  return [`${path}.ts`, join(path, "index.ts")].find((one) => existsSync(one) && statSync(one).isFile());
}
