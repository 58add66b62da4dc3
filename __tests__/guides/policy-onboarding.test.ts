import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { command } from "../support/command";
import { temporaryFolder } from "../support/files";
import { blocksOf, runBlocks } from "../support/markdown";
import { readStacks } from "../support/run";

const GUIDE = readFileSync("docs/guides/policy-onboarding.md", "utf8");
const FLAGS = ["--strict", "--skipLibCheck", "--target", "es2022", "--module", "node20", "--types", "node"];

test("the code blocks of the guide compile and synthesise, each in a stack of its own", () => {
  expect(runBlocks(GUIDE)).toEqual({ refused: [], stacks: blocksOf(GUIDE, "ts").length });
}, 60_000);

test("the guide's estate prints what it says of Azure Policy, and assigns to every subscription", () => {
  const cwd = temporaryFolder();
  const [program = ""] = blocksOf(GUIDE, "typescript");
  const [summary = ""] = blocksOf(GUIDE, "text");
  symlinkSync(resolve("node_modules"), join(cwd, "node_modules"));
  mkdirSync(join(cwd, "inventory"));
  cpSync("inventory/contoso.json", join(cwd, "inventory", "contoso.json"));
  const local = program
    .replace('"cdktf-azure-resilience/policies"', JSON.stringify(resolve("dist/policies")))
    .replace('"cdktf-azure-resilience"', JSON.stringify(resolve("dist/lib")));
  writeFileSync(join(cwd, "estate.ts"), local);
  const compiled = command(join("node_modules", ".bin", "tsc"), [...FLAGS, "estate.ts"], { cwd });
  expect([compiled.out, compiled.code]).toEqual(["", 0]);

  const outdir = join(cwd, "out");
  const { code, out, err } = command(process.execPath, ["estate.js"], {
    cwd,
    env: { CDKTF_OUTDIR: outdir },
  });
  expect([code, err]).toEqual([0, ""]);
  expect(out).toContain(summary);
  expect(existsSync(join(outdir, "policy-reach.json"))).toBe(true);
  const ids = Object.keys(readStacks(outdir));
  expect(ids.filter((id) => id.startsWith("governance-"))).toHaveLength(2);
}, 60_000);

test("the guide links to pages that are there", () => {
  const links = [...GUIDE.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, target = ""]) => target);
  expect(links.filter((target) => !existsSync(join("docs/guides", target)))).toEqual([]);
  expect(links.length).toBeGreaterThan(0);
});
