import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { EXPORT_HINT } from "../lib/inventory/resource-graph-file";
import { command } from "./support/command";
import { temporaryFolder } from "./support/files";
import { blocksOf, runBlocks } from "./support/markdown";

const README = readFileSync("README.md", "utf8");

/** The fenced blocks of a language. */
const blocks = (language: string) => blocksOf(README, language);
const commands = (language: string) =>
  blocks(language)
    .flatMap((block) => block.split("\n"))
    .map((line) => line.trim());

/** A copy of what a clone has, with the dependencies that `npm ci` installs: nothing built. */
function clone(): string {
  const folder = temporaryFolder();
  const files = command("git", ["ls-files", "--cached", "--others", "--exclude-standard"])
    .out.trim()
    .split("\n");
  for (const file of files.filter((name) => existsSync(name))) cpSync(file, join(folder, file));
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  return folder;
}

describe("the commands of the README", () => {
  // CI itself runs `npm ci` on a clean checkout, and `npm test` is what runs this test
  const byCi = ["npm test"];
  const here = [
    "npm ci && npm run synth",
    "npm run synth -- --inventory inventory/contoso.json",
    "npm run examples",
  ];

  test("are known to this test, which runs them", () => {
    expect(commands("bash").sort()).toEqual([...byCi, ...here].sort());
  });

  test("work on a clone in which nothing is built", () => {
    const cwd = clone();
    for (const line of here.map((text) => text.replace("npm ci && ", ""))) {
      const [program = "", ...args] = line.split(" ");
      const { code, err } = command(program, args, { cwd, env: { CDKTF_OUTDIR: undefined } });
      expect([line, code, err.replace(/^npm warn.*\n/gm, "")]).toEqual([line, 0, ""]);
    }
    const stacks = readdirSync(join(cwd, "cdktf.out", "stacks"));
    const named = commands("console").flatMap(
      (line) => line.match(/\b(backup|dr|governance)-[a-z-]+/g) ?? [],
    );
    expect(named.filter((id) => !stacks.includes(id))).toEqual([]);
    expect(named.length).toBeGreaterThan(3);
  }, 60_000);

  test("export the inventory with the query that error messages name", () => {
    const [query = ""] = commands("console");
    expect(EXPORT_HINT).toContain(query.replace(" > mine.json", ""));
  });

  test("show the summary that the app prints", () => {
    const [line = ""] = blocks("text");
    expect(readFileSync("__tests__/__snapshots__/main.test.ts.snap", "utf8")).toContain(line);
  });
});

test("the code blocks of the README compile and synthesise, each in a stack of its own", () => {
  expect(runBlocks(README)).toEqual({ refused: [], stacks: blocks("ts").length });
}, 60_000);

test("each line that the article's table names is the line of main.ts that does it", () => {
  const source = readFileSync("main.ts", "utf8").split("\n");
  const rows = [...README.matchAll(/\| (\d+) `(\w+)` \|$/gm)];
  expect(rows.length).toBeGreaterThanOrEqual(15);
  const wrong = rows.filter(([, line, text]) => !source[Number(line) - 1]?.includes(String(text)));
  expect(wrong.map(([row]) => row)).toEqual([]);
});

test("the README names no construct that does not exist, and links to no page that is not there", () => {
  const links = [...README.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, target = ""]) => target);
  expect(links.filter((target) => !existsSync(target))).toEqual([]);
  expect(README.split("\n").length).toBeLessThanOrEqual(200);
});

test("the architecture names every folder of the library", () => {
  const text = readFileSync("ARCHITECTURE.md", "utf8");
  const folders = readdirSync("lib", { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.filter(({ name }) => !text.includes(`\`lib/${name}/\``)).map(({ name }) => name)).toEqual(
    [],
  );
});
