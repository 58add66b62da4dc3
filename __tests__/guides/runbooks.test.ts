import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CALENDAR_START_CONTEXT, DEFAULT_CALENDAR_START } from "../../lib/readiness/occurrence";
import { RUNBOOKS } from "../../lib/runbooks/runbook-files";
import { blocksOf } from "../support/markdown";

const GUIDE = readFileSync("docs/guides/runbooks.md", "utf8");

test("the guide names every runbook, and no other", () => {
  const rows = GUIDE.split("\n").filter((line) => line.startsWith("| `") && !line.startsWith("| `plan/"));
  const named = rows.flatMap((row) => [...row.matchAll(/`([\w-]+\.md)`/g)].map(([, file]) => file));
  expect(named.sort()).toEqual(RUNBOOKS.map(({ file }) => file).sort());
});

test("the context value of the guide is the one that is read, and its default the one that is taken", () => {
  const [block = "{}"] = blocksOf(GUIDE, "json");
  expect(Object.keys(JSON.parse(block).context)).toEqual([CALENDAR_START_CONTEXT]);
  expect(GUIDE).toContain(`takes ${DEFAULT_CALENDAR_START}, and says so`);
});

test("the guide links to pages that are there", () => {
  const links = [...GUIDE.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, target = ""]) => target);
  expect(links.filter((target) => !existsSync(join("docs/guides", target)))).toEqual([]);
  expect(links).toEqual(["drills.md"]);
});
