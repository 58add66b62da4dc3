import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { blocksOf, runBlocks } from "../support/markdown";
import { refusalOf, synthesise } from "../support/synthesise";

const GUIDES = [
  "getting-started",
  "landing-zones",
  "choosing-a-tier",
  "geo-or-zonal",
  "immutability",
  "placement",
  "security",
  "pipelines",
  "troubleshooting",
];
const text = (name: string) => readFileSync(`docs/guides/${name}.md`, "utf8");

test("the code blocks of the guides compile and synthesise, each in a stack of its own", () => {
  const all = GUIDES.map(text).join("\n");
  expect(blocksOf(all, "ts").length).toBeGreaterThan(8);
  expect(runBlocks(all)).toEqual({ refused: [], stacks: blocksOf(all, "ts").length });
}, 60_000);

test.each(GUIDES)("%s links to pages that are there", (name) => {
  const links = [...text(name).matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, target = ""]) => target);
  expect(links.filter((target) => !existsSync(join("docs/guides", target)))).toEqual([]);
});

test("every message that troubleshooting quotes is one of the library's, word by word", () => {
  const sources = readdirSync("lib", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join("lib", file), "utf8"))
    .join("\n");
  const quotes = [...text("troubleshooting").matchAll(/^### `(.+)`$/gm)].map(([, quote = ""]) => quote);
  const parts = quotes.flatMap((quote) => quote.split("…")).map((part) => part.trim());
  expect(parts.filter((part) => !sources.includes(part))).toEqual([]);
  expect(quotes.length).toBeGreaterThan(25);
  expect(new Set(quotes).size).toBe(quotes.length);
});

test("getting started needs the commands that it shows, and no more than the README", () => {
  const [block = ""] = blocksOf(text("getting-started"), "bash");
  const readme = blocksOf(readFileSync("README.md", "utf8"), "bash");
  expect(readme[0]?.split("\n")[0]).toBe(block.split("\n").join(" && "));
});

test("the guide's backend is one that the library takes", () => {
  const [block = ""] = blocksOf(text("pipelines"), "json");
  const { context } = JSON.parse(block);
  const { json } = synthesise(() => {}, context);
  expect(json).toHaveProperty("terraform.backend.azurerm.key", "test.tfstate");
});

test("the guide's table of backends has every setting that the library takes", () => {
  const rows = [...text("pipelines").matchAll(/^\| `(azurerm|cloud)` \| (.*?) \|/gm)];
  for (const [, type, settings = ""] of rows) {
    const named = [...settings.matchAll(/`(\w+)`/g)].map(([, name]) => name);
    const message = refusalOf(() => {}, { backend: { type, unknown: 1 } });
    const [, allowed = ""] = /unknown is not known, allowed are (.*)$/m.exec(message) ?? [];
    expect(named.sort()).toEqual([...allowed.matchAll(/"(\w+)"/g)].map(([, name]) => name).sort());
  }
  expect(rows).toHaveLength(2);
});

test("the guide's files of the templates are there", () => {
  const named = text("pipelines").match(/pipelines\/\w+\/\*\.yml/g) ?? [];
  expect(named.map((glob) => existsSync(glob.replace("*.yml", "deploy.yml")))).toEqual([true, true]);
});
