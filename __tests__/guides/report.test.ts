import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openPage } from "../report/open-page";
import { contosoReport } from "../report/reported";
import { blocksOf } from "../support/markdown";

const GUIDE = readFileSync("docs/guides/report.md", "utf8");
const { outdir, page, report } = contosoReport();

test("every file that the guide names is written", () => {
  const files = [...GUIDE.matchAll(/^\| `(report\/[^`]+)` \|/gm)].map(([, file = ""]) => file);
  expect(files).toHaveLength(3);
  expect(files.filter((file) => !existsSync(join(outdir, file)))).toEqual([]);
});

test("every part of the page that the guide tells of is on it", () => {
  const { document } = openPage(page);
  const titles = [...document.querySelectorAll("h2")].map(({ textContent }) => textContent);
  const told = [...GUIDE.matchAll(/^- \*\*([^*]+)\*\*/gm)].map(([, title]) => title);
  expect(told).toHaveLength(9);
  expect(told.map((title) => titles.find((one) => one?.includes(title ?? "")) !== undefined)).toEqual(
    told.map(() => true),
  );
});

test("the addresses of the guide show what it says they show", () => {
  const addresses = [...GUIDE.matchAll(/^\| `index\.html(#[^`]+)` \|/gm)].map(([, hash = ""]) => hash);
  const shown = addresses.map((hash) => {
    const opened = openPage(page, hash);
    return [opened.shown().length, opened.document.querySelector("#vm-name")?.textContent];
  });
  expect(shown).toEqual([
    [5, undefined],
    [0, undefined],
    [26, "sql-erp-prd-01"],
    [26, undefined],
  ]);
  const largest = Math.max(...report.vms.map(({ backupGib = 0 }) => backupGib));
  const [first] = openPage(page, addresses[3]).shown();
  expect(report.vms.find(({ name }) => name === first)?.backupGib).toBe(largest);
});

test("the context value that it shows is JSON, and one that the app reads", () => {
  expect(blocksOf(GUIDE, "json").map((block) => JSON.parse(block))).toEqual([{ context: { report: false } }]);
});
