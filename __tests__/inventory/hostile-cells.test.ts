import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { ConfigurationError, type Estate, ResilienceApp, VmInventory } from "../../lib";
import { temporaryFile, temporaryFolder } from "../support/files";
import { answer } from "../support/rows";
import { estate, PAIR, readStacks, TIERS } from "../support/run";
import { fullRows, leavesOf, put, type Row } from "./full-rows";

/** What no cell of an honest export has. */
const HOSTILE: Readonly<Record<string, unknown>> = {
  interpolation: "${evil.it}",
  "half an interpolation": "x${",
  directive: "%{ if evil }",
  token: "${TfToken[TOKEN.7]}",
  "a new line": "evil\n## it",
  quotes: "\"'`evil",
  markup: "<script>evil</script>|",
  "a control character": "evil\u0000\u001b[31m",
  "very long": "e".repeat(20_000),
  nothing: "",
  blank: " ",
  null: null,
  "a negative number": -1,
  "a fraction": 1.5,
  "a huge number": 1e21,
  true: true,
  "a list": ["${evil.it}"],
  "an object": { "${evil.it}": "${evil.it}" },
};

function use(own: Estate): void {
  own.createVaults();
  own.createBackupPolicies(TIERS);
  own.protectVirtualMachines();
  own.replicate({ ...PAIR, publicIps: true, premiumCache: true, planTag: "App" });
}

/** The problems of reading rows, and the entry of the file that each is about. */
function problemsOf(file: string): readonly { readonly entry: number; readonly message: string }[] {
  try {
    VmInventory.fromResourceGraph(file);
    return [];
  } catch (error) {
    if (!ConfigurationError.isConfigurationError(error)) throw error;
    return error.problems.map(({ where, message }) => {
      const [, entry] = /: data\[(\d+)\]/.exec(where) ?? [];
      if (!where.startsWith(file) || entry === undefined)
        throw new Error(`names no entry: [${where}] ${message}`);
      return { entry: Number(entry), message };
    });
  }
}

/** One VM for each cell, with the value there; of ids, one for each name in them as well. */
function fleetWith(value: unknown): readonly Row[] {
  const changes = leavesOf(fullRows("vm")).flatMap(({ row, path, text }) => [
    { row, path, change: () => value },
    ...(typeof value === "string" ? namesIn(text) : []).map((at) => ({
      row,
      path,
      change: (id: string) =>
        id
          .split("/")
          .map((name, i) => (i === at ? value : name))
          .join("/"),
    })),
  ]);
  return changes.flatMap(({ row, path, change }, i) => {
    const rows = structuredClone(fullRows(`vm${i}`));
    const own = leavesOf(rows).find((cell) => cell.row === row && cell.path.join() === path.join());
    put(rows[row] as Row, path, change(own?.text ?? ""));
    return rows;
  });
}

/** The places of names in an ARM id: subscription, resource group, resource, child. */
function namesIn(text: string): readonly number[] {
  return text.startsWith("/subscriptions/")
    ? text.split("/").flatMap((_, i) => (i > 0 && i % 2 === 0 ? [i] : []))
    : [];
}

describe("a cell of an inventory that holds", () => {
  test.each(Object.entries(HOSTILE))("%s is refused by file and entry, or written as text", (_, value) => {
    const fleet = fleetWith(value);
    const problems = problemsOf(temporaryFile("inventory.json", answer(fleet)));
    for (const { message } of problems) expect(message.length).toBeLessThan(1_000);
    // all rows of a VM that is refused go: what is left is an inventory that was accepted
    const size = fullRows("vm").length;
    const refused = new Set(problems.map(({ entry }) => Math.floor(entry / size)));
    const accepted = fleet.filter((_row, i) => !refused.has(Math.floor(i / size)));
    expect(accepted.length).toBeGreaterThan(0);
    const outdir = join(temporaryFolder(), "cdktf.out");
    ResilienceApp.synthesise(estate(accepted, use), { outdir, inventory: [] });
    const written = JSON.stringify(readStacks(outdir));
    expect(written).not.toMatch(/(?<!\$)\$\{evil|(?<!%)%\{ if evil|TfToken|\\u0000|\\u001b/);
    expect(readFileSync(join(outdir, "report", "index.html"), "utf8")).not.toContain("<script>evil");
  });
});

test("any value in any cell is read, or refused by file and entry", () => {
  const cells = leavesOf(fullRows("vm"));
  const any = fc.oneof(fc.anything({ maxDepth: 2 }), fc.string({ unit: "grapheme" }), fc.double());
  const change = fc.tuple(fc.integer({ min: 0, max: cells.length - 1 }), any);
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      const rows = structuredClone(fullRows("vm"));
      for (const [at, value] of changes) {
        const cell = cells[at];
        if (cell) put(rows[cell.row] as Row, cell.path, jsonOf(value));
      }
      problemsOf(temporaryFile("inventory.json", answer(rows)));
    }),
    { numRuns: 300 },
  );
});

/** A value as a file of JSON would have it. */
function jsonOf(value: unknown): unknown {
  const text = JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? Number(inner) : inner));
  return text === undefined ? null : JSON.parse(text);
}
