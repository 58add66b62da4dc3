import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

const TESTS = "__tests__";
const { leftOut }: { leftOut: Record<string, string> } = JSON.parse(
  readFileSync("cdktn/left-out.json", "utf8"),
);

/** The test files of a path: of a file, or of a folder. */
function testsOf(path: string): readonly string[] {
  const full = join(TESTS, path);
  if (!path.endsWith("/")) return [full];
  const files = readdirSync(full, { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(".test.ts")).map((file) => join(full, file));
}

/** The files that a file's values come from, by its relative imports, and what they import from packages. */
function reached(
  file: string,
  seen = new Map<string, readonly string[]>(),
): ReadonlyMap<string, readonly string[]> {
  if (seen.has(file)) return seen;
  const imports = /^(?:import|export)\s+(?!type\b)(?:[^"';]*?\sfrom\s+)?"([^"]+)"/gm;
  const names = [...readFileSync(file, "utf8").matchAll(imports)].map(([, name = ""]) => name);
  seen.set(
    file,
    names.filter((name) => !name.startsWith(".")),
  );
  for (const name of names.filter((one) => one.startsWith("."))) {
    const path = join(dirname(file), name);
    const found = [`${path}.ts`, join(path, "index.ts")].find(
      (one) => existsSync(one) && statSync(one).isFile(),
    );
    if (found) reached(found, seen);
  }
  return seen;
}

test("everything that is left out on cdktn is there, and has a reason", () => {
  const paths = Object.keys(leftOut);
  expect(paths.filter((path) => !existsSync(join(TESTS, path)))).toEqual([]);
  expect(paths).toEqual([...paths].sort());
  expect(Object.values(leftOut).filter((reason) => reason.length < 10)).toEqual([]);
});

test("what is left out since it reaches no cdktf reaches none", () => {
  const without = Object.keys(leftOut).filter((path) => leftOut[path]?.startsWith("reaches no cdktf"));
  const packages = without
    .flatMap(testsOf)
    .flatMap((file) =>
      [...reached(file)].flatMap(([from, names]) => names.map((name) => `${from}: ${name}`)),
    );
  expect(packages.filter((one) => /: (@?cdktf|constructs)\b/.test(one))).toEqual([]);
  expect(without.flatMap(testsOf).length).toBeGreaterThan(20);
});

test("nothing else is left out than what runs queries, runbooks, templates or npm, looks at the page or at cdktf's folders, or is compared as a whole", () => {
  expect(Object.keys(leftOut).filter((path) => !leftOut[path]?.startsWith("reaches no cdktf"))).toEqual([
    "addresses.test.ts",
    "api-reference.test.ts",
    "drills/runbook-transport.test.ts",
    "drills/runbook.test.ts",
    "imports.test.ts",
    "monitoring/item-queries.test.ts",
    "monitoring/job-queries.test.ts",
    "monitoring/query-catalogue.test.ts",
    "monitoring/security-queries.test.ts",
    "package.test.ts",
    "pipelines/",
    "report/page-table.test.ts",
    "report/report-browser.test.ts",
    "runbooks/commands.test.ts",
  ]);
});
