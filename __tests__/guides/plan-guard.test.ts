import { readFileSync } from "node:fs";
import { GUARD_RULES, readApprovals } from "../../lib/plan-guard";
import { blocksOf } from "../support/markdown";

const GUIDE = readFileSync("docs/guides/plan-guard.md", "utf8");

test("the table has every rule of the guard, and no other, with its severity and title", () => {
  const rows = [...GUIDE.matchAll(/^\| ([\w-]+) \| (loss|weakened|watch|unknown) \| (.+) \|$/gm)].map(
    ([, id, severity, title]) => ({ id, severity, title }),
  );
  expect(rows).toEqual([...GUARD_RULES]);
});

test("the guide's approvals can be read", () => {
  expect(blocksOf(GUIDE, "json").flatMap((block) => readApprovals(block, "guide"))).toHaveLength(1);
});

test("the guide's program names what the package exports", () => {
  const [block = ""] = blocksOf(GUIDE, "ts");
  const { exports } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(Object.keys(exports)).toContain("./plan-guard");
  expect(block).toContain('from "cdktf-azure-resilience/plan-guard"');
});
