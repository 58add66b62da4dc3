import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { importsOf, resolvedImport, valueImportsOf } from "./support/imports";

const under = (folder: string, pattern: RegExp): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => join(folder, file).replaceAll("\\", "/"))
    .filter((file) => pattern.test(file) && statSync(file).isFile())
    .sort();
const linesOf = (file: string) => readFileSync(file, "utf8").trimEnd().split("\n").length;

/** Files that may be longer, each with the reason. */
const LONG: Readonly<Record<string, string>> = {
  "lib/automation/automation-timezones.ts": "a list that Azure has",
  "lib/drills/test-failover-drill.py": "Azure Automation takes a runbook as one file",
  "policies/built-in-policies.ts": "generated",
  "scripts/generate-built-in-policies.mjs": "generates the catalogue, apart from the package",
};

test("files are read without scrolling for long: 250 lines of sources, 300 of tests", () => {
  const sources = ["lib", "policies", "examples", "scripts", "bench", "cdktn"].flatMap((folder) =>
    under(folder, /^(?!.*node_modules).*\.(ts|mjs|cjs|py|kql)$/),
  );
  const tests = under("__tests__", /\.(ts|py)$/);
  const long = [
    ...sources.filter((file) => linesOf(file) > 250),
    ...tests.filter((file) => linesOf(file) > 300),
  ];
  expect(long).toEqual(Object.keys(LONG));
});

const ARCHITECTURE = readFileSync("ARCHITECTURE.md", "utf8");
const FOLDERS = readdirSync("lib", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** The folders of lib, in the order of ARCHITECTURE.md, with what each may import. */
const ROWS = [...ARCHITECTURE.matchAll(/^\| `lib\/([\w-]+)\/` \|.*\|([^|]*)\|$/gm)].map(
  ([, folder = "", may = ""]) => ({ folder, may }),
);

/** The folders whose values a folder may use: those that its row names, but for "types of". */
function mayImport(folder: string, index: number): readonly string[] {
  const may = ROWS[index]?.may ?? "";
  if (may.includes("everything above")) return ROWS.slice(0, index).map((row) => row.folder);
  const clauses = may.split(";").filter((clause) => !clause.trim().startsWith("types of"));
  const words = [...clauses.join(" ").matchAll(/[\w-]+/g)].map(([word]) => word);
  return FOLDERS.filter((other) => words.includes(other) && other !== folder);
}

/** The folders whose values the files of a folder use, each with a file that does. */
function imported(folder: string, importsIn = valueImportsOf): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const file of under(join("lib", folder), /\.ts$/))
    for (const name of importsIn(file).filter((one) => one.startsWith("."))) {
      const [root, other = ""] = resolvedImport(file, name)?.split("/") ?? [];
      if (root === "lib" && other !== folder && !other.endsWith(".ts")) found.set(other, file);
    }
  return found;
}

test("every folder of lib has its row in ARCHITECTURE.md, and an index", () => {
  expect(ROWS.map(({ folder }) => folder).sort()).toEqual(FOLDERS);
  expect(FOLDERS.filter((folder) => !readdirSync(join("lib", folder)).includes("index.ts"))).toEqual([]);
});

test.each(ROWS)("lib/$folder imports nothing but what ARCHITECTURE.md lets it", ({ folder }) => {
  const may = mayImport(
    folder,
    ROWS.findIndex((row) => row.folder === folder),
  );
  const others = [...imported(folder)].filter(([other]) => !may.includes(other));
  expect(others.map(([other, file]) => `${file} imports ${other}`)).toEqual([]);
});

test("no row names a folder that is not used: the table is what the sources are", () => {
  const idle = ROWS.flatMap(({ folder, may }, index) => {
    if (may.includes("everything above")) return [];
    const used = imported(folder, importsOf);
    return mayImport(folder, index)
      .filter((other) => !used.has(other))
      .map((other) => `${folder}: ${other}`);
  });
  expect(idle).toEqual([]);
});

/** Folders that lead back to themselves, by way of the folders whose values they use. */
function cycles(): readonly string[] {
  const uses = new Map(FOLDERS.map((folder) => [folder, [...imported(folder).keys()]]));
  const reaches = (from: string, to: string, seen: Set<string>): boolean =>
    (uses.get(from) ?? []).some((next) => {
      if (next === to) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, to, seen);
    });
  return FOLDERS.filter((folder) => reaches(folder, folder, new Set()));
}

test("no folder leads back to itself: a change of one is not a change of all", () => {
  expect(cycles()).toEqual([]);
});
