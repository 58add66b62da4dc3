import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { GOLD, LOG, METRIC, namesOf, packed, RULE } from "../monitoring/define-pack";
import { blocksOf, runBlocks } from "../support/markdown";

const GUIDE = readFileSync("docs/guides/monitoring.md", "utf8");

test("the code blocks of the guide compile and synthesise, each in a stack of its own", () => {
  expect(runBlocks(GUIDE)).toEqual({ refused: [], stacks: blocksOf(GUIDE, "ts").length });
}, 60_000);

test("the guide's table names every alert of the pack, and none that is not in it", () => {
  const stack = packed({ tiers: [GOLD] });
  const names = new Set(
    [METRIC, LOG, RULE].flatMap((type) => Object.values(stack.all(type)).map(({ name }) => name)),
  );
  const ids = Object.entries(namesOf(stack)).flatMap(([id, name]) => (names.has(name) ? [id] : []));
  const listed = [...GUIDE.matchAll(/^\|[^|]+\| `(\w+)` \|/gm)].map(([, id]) => String(id));

  // a budget is no alert of the pack, and tells the same people
  expect([...new Set(listed)].sort()).toEqual(
    ["Budget", ...ids.map((id) => id.replace(/-(Gold|rsv-australiaeast)$/, ""))].sort(),
  );
  expect(ids).toHaveLength(14);
});

test("the guide links to pages that are there, and is short", () => {
  const links = [...GUIDE.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, target = ""]) => target);

  expect(links.filter((target) => !existsSync(join("docs/guides", target)))).toEqual([]);
  expect(GUIDE.split("\n").length).toBeLessThanOrEqual(171);
});
