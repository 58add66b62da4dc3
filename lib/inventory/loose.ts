/**
 * Reads what no schema checks: a value of a surprising type counts as absent, and hides nothing else of its row. Members are
 * named by their path, in any letter case: "properties.securityProfile.encryptionAtHost".
 */
export function at(row: unknown, path: string): unknown {
  return membersOf(path).reduce(member, row);
}

/** Paths are few, and rows are many. */
const paths = new Map<string, readonly string[]>();

function membersOf(path: string): readonly string[] {
  const known = paths.get(path) ?? path.split(".");
  paths.set(path, known);
  return known;
}

/** Text that is there and not empty. */
export function textAt(row: unknown, path: string): string | undefined {
  const found = at(row, path);
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** Is the value `true`, and not a word for it? */
export function trueAt(row: unknown, path: string): boolean {
  return at(row, path) === true;
}

/** The elements of a list; none where there is none. */
function listAt(row: unknown, path: string): readonly unknown[] {
  const found = at(row, path);
  return Array.isArray(found) ? found : [];
}

/** The ids of a list of references, in the order of the alphabet; what has no id is left out. */
export function idsAt(row: unknown, path: string): readonly string[] {
  const ids = listAt(row, path).map((reference) => textAt(reference, "id"));
  return ids.filter((id) => id !== undefined).sort();
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  if (Object.hasOwn(value, name)) return (value as Record<string, unknown>)[name];
  const wanted = name.toLowerCase();
  const key = Object.keys(value).find((one) => one.length === name.length && one.toLowerCase() === wanted);
  return key === undefined ? undefined : (value as Record<string, unknown>)[key];
}
