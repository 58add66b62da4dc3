import { readFileSync } from "node:fs";
import { frameworkIds } from "../../lib/checks/rule";
import { RULES } from "../../lib/checks/rules";

const text = readFileSync("docs/checks-rules.md", "utf8");
const section = (title: string) => text.split(`## ${title}\n`)[1]?.split("\n## ")[0] ?? "";
/** The cells of a section's table, row by row, without its head. */
const rowsOf = (title: string) =>
  section(title)
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    );

test("the library has exactly these rules: their ids are contract, exemptions name them", () => {
  expect(RULES.map(({ id }) => id)).toEqual([
    "vault-immutability",
    "vault-identity",
    "vault-geo-redundancy",
    "vm-backup",
    "test-network-isolation",
  ]);
});

test("the table of the documentation is what the rules say, no row more and none less", () => {
  const expected = RULES.map((rule) => [
    `\`${rule.id}\``,
    rule.title,
    rule.severity,
    rule.baseline ?? "both",
    frameworkIds(rule).join(", "),
  ]);
  expect(rowsOf("Rules")).toEqual(expected);
});

test("no id is said to be undecidable and decided at once", () => {
  const decided = new Set(RULES.flatMap(frameworkIds));
  const undecidable = rowsOf("Not decidable before the deployment").map(([id = ""]) => id);
  expect(undecidable.length).toBeGreaterThan(0);
  expect(undecidable.filter((id) => decided.has(id))).toEqual([]);
});

test.each(RULES.map((rule) => [rule.id, rule] as const))(
  "%s reads as a message",
  (id, { title, why, fix }) => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    for (const part of [why, fix]) expect(part).toMatch(/^[a-z].*[^.]$/);
  },
);
