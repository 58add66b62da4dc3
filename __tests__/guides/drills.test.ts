import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runbookScript } from "../../lib/drills/runbook-content";
import { blocksOf, runBlocks } from "../support/markdown";

const GUIDE = readFileSync("docs/guides/drills.md", "utf8");

test("the code blocks of the guide compile and synthesise, each in a stack of its own", () => {
  expect(runBlocks(GUIDE)).toEqual({ refused: [], stacks: blocksOf(GUIDE, "ts").length });
}, 60_000);

test("the guide's outcomes are those of the runbook, all of them", () => {
  const known = [...runbookScript().matchAll(/outcome = "([a-z-]+)"|note\(report, "([a-z-]+)"/g)].map(
    ([, a, b]) => a ?? b,
  );
  const listed = [...GUIDE.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, outcome]) => outcome);

  expect(listed.sort()).toEqual([...new Set(["passed", ...known])].sort());
});

test("the guide links to pages that are there, and is short", () => {
  const links = [...GUIDE.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, target = ""]) => target);

  expect(links.filter((target) => !existsSync(join("docs/guides", target)))).toEqual([]);
  expect(GUIDE.split("\n").length).toBeLessThanOrEqual(121);
});
