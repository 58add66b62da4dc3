import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { blocksOf, runBlocks } from "../support/markdown";

const GUIDE = readFileSync("docs/guides/vaults.md", "utf8");

test("the code blocks of the guide compile and synthesise, each in a stack of its own", () => {
  expect(runBlocks(GUIDE)).toEqual({ refused: [], stacks: blocksOf(GUIDE, "ts").length });
}, 60_000);

test("the guide's acknowledgements are those that the library knows, all of them", () => {
  const props = readFileSync("lib/vault/vault-props.ts", "utf8");
  const [, union = ""] = /type IrreversibleVaultStep =([^;]+);/.exec(props) ?? [];
  const known = [...union.matchAll(/"([^"]+)"/g)].map(([, step]) => step);
  const listed = [...GUIDE.matchAll(/^\| [^|]+ \| `"([^"]+)"` \|/gm)].map(([, step]) => step);

  expect(listed.sort()).toEqual(known.sort());
  expect(known.length).toBeGreaterThan(3);
});

test("the guide links to pages that are there", () => {
  const links = [...GUIDE.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, target = ""]) => target);

  expect(links.filter((target) => !existsSync(join("docs/guides", target)))).toEqual([]);
});
