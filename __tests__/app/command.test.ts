import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { furtherReading } from "../../lib/app/further-reading";
import { Progress } from "../../lib/app/progress";
import { colouredRefusal, colouredSummary, hasColour } from "../../lib/app/terminal";
import { app } from "../support/command";
import { temporaryFile, temporaryFolder } from "../support/files";
import { readStacks } from "../support/run";

const outdir = () => join(temporaryFolder(), "cdktf.out");

describe("--json", () => {
  test("prints what a run did for programs, and writes the same stacks", () => {
    const folder = outdir();
    const { code, out, err } = app(["--json"], folder);
    const { findings, stacks, files, ...rest } = JSON.parse(out);
    expect([code, err]).toEqual([0, ""]);
    expect(rest).toEqual({
      version: 1,
      written: true,
      outdir: folder,
      counts: {
        vaults: 6,
        backupPolicies: 20,
        protectedVms: 21,
        replicatedVms: 9,
        recoveryPlans: 1,
        drills: 1,
        policyAssignments: 27,
        policyInitiatives: 1,
        policyExemptions: 1,
        policyRemediations: 2,
      },
      tiers: [
        { tier: "Tier-1 Critical Application DB - Prod", protected: 11, replicated: 9 },
        { tier: "Tier-2 File Server - Prod", protected: 5, replicated: 0 },
        { tier: "Tier-3 Web Application VM - Dev", protected: 3, replicated: 0 },
        { tier: "Tier-4 Database Server - Dev", protected: 2, replicated: 0 },
      ],
      problems: [],
    });
    // every file beside the stacks is told, and nothing that is not there
    const beside = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
      .filter((name) => !name.startsWith("stacks/") && name !== "manifest.json");
    expect(files.toSorted()).toEqual(beside.sort());
    expect(files).toEqual(
      expect.arrayContaining(["evidence.json", "runbooks/README.md", "report/index.html"]),
    );
    expect(stacks.toSorted()).toEqual(Object.keys(readStacks(folder)).sort());
    expect(findings[0]).toEqual({
      kind: "unprotected",
      subject: "rpt-old-dev-01",
      source: "inventory/contoso.json: data[90]",
      reason: 'it has no tag "Criticality"',
      remedy: 'set the tag to "Tier-1", "Tier-2", "Tier-3" or "Tier-4"',
    });
  });

  test("prints what is refused for programs, and for people beside it", () => {
    const file = temporaryFile("mine.json", "{}");
    const folder = outdir();
    const { code, out, err } = app(["--json", "--inventory", file], folder);
    const { problems, ...rest } = JSON.parse(out);
    expect([code, existsSync(folder)]).toEqual([1, false]);
    expect(rest).toEqual({
      version: 1,
      written: false,
      guides: ["docs/guides/troubleshooting.md#the-inventory"],
    });
    expect(problems).toHaveLength(1);
    expect(err).toBe(
      `[${file}] ${problems[0].message}\n\n1 problem, nothing written.\nSee docs/guides/troubleshooting.md#the-inventory\n`,
    );
  });

  test("prints a command line that cannot be read, too", () => {
    const { code, out } = app(["--json", "--inventroy"], outdir());
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      written: false,
      problems: [{ where: "command line" }],
      guides: [],
    });
  });
});

describe("colour", () => {
  test("is for a terminal whose owner has not switched it off, and for nobody else", () => {
    expect(hasColour({ isTTY: true }, {})).toBe(true);
    expect(hasColour({ isTTY: true }, { NO_COLOR: "" })).toBe(true);
    expect(hasColour({ isTTY: true }, { NO_COLOR: "1" })).toBe(false);
    expect(hasColour({ isTTY: true }, { TERM: "dumb" })).toBe(false);
    expect(hasColour({ isTTY: false }, {})).toBe(false);
    expect(hasColour({}, {})).toBe(false);
  });

  test("does not reach a file or a pipe", () => {
    const { out, err } = app(["--inventory", "nowhere.json"], outdir());
    expect(`${out}${err}`).not.toContain("\u001b");
    expect(app([], outdir()).out).not.toContain("\u001b");
  });

  test("marks titles and places, and changes no word", () => {
    const summary =
      "Vaults 1 · backup policies 2\n\nNot protected (1):\n  web: no tag\n\n1 stack in out:\n  a";
    expect(colouredSummary(summary)).toBe(
      "\u001b[1mVaults 1 · backup policies 2\u001b[0m\n\n\u001b[31mNot protected (1):\u001b[0m\n  web: no tag\n\n\u001b[32m1 stack in out:\u001b[0m\n  a",
    );
    expect(colouredRefusal("[a/b] is [wrong]\n\n1 problem, nothing written.\n")).toBe(
      "\u001b[1m[a/b]\u001b[0m is [wrong]\n\n\u001b[31m1 problem, nothing written.\u001b[0m\n",
    );
  });
});

describe("progress", () => {
  const watched = (isTTY: boolean, columns = 80) => {
    const written: string[] = [];
    const stream = { isTTY, columns, write: (text: string) => written.push(text) };
    const progress = new Progress();
    progress.start(stream, 0);
    return { progress, written };
  };

  test("is shown of work that takes a second, ten times a second, and leaves nothing", () => {
    const { progress, written } = watched(true);
    for (const at of [999, 1_000, 1_099, 1_100]) progress.step(`at ${at}`, at);
    progress.end();
    progress.step("afterwards", 9_000);
    expect(written).toEqual(["\r\u001b[2Kat 1000", "\r\u001b[2Kat 1100", "\r\u001b[2K"]);
  });

  test("takes one line, however long its text", () => {
    const { progress, written } = watched(true, 10);
    progress.step("a".repeat(10), 1_000);
    expect(written).toEqual([`\r\u001b[2K${"a".repeat(9)}`]);
  });

  test("is not written where nobody watches, and a short run writes nothing", () => {
    const { progress, written } = watched(false);
    progress.step("at last", 60_000);
    progress.end();
    const short = watched(true);
    short.progress.step("quick", 500);
    short.progress.end();
    expect([...written, ...short.written]).toEqual([]);
  });
});

describe("the guides that a refusal names", () => {
  test("are there, with their headings", () => {
    const source = readFileSync("lib/app/further-reading.ts", "utf8");
    const pages = [...source.matchAll(/"([\w-]+\.md)(?:#([\w-]+))?"/g)];
    const anchors = (page: string) =>
      [...readFileSync(`docs/guides/${page}`, "utf8").matchAll(/^##? (.+)$/gm)].map(([, title = ""]) =>
        title
          .toLowerCase()
          .replace(/[^\w -]/g, "")
          .replaceAll(" ", "-"),
      );
    const missing = pages.filter(([, page = "", anchor]) => anchor && !anchors(page).includes(anchor));
    expect(missing.map(([text]) => text)).toEqual([]);
    expect(pages.length).toBeGreaterThan(6);
  });

  test("are those of what is wrong, each once; none where no guide says more", () => {
    const of = (...messages: readonly string[]) =>
      furtherReading(messages.map((message) => ({ where: "a", message })));
    expect(of("name must be 2 to 50 characters")).toEqual([]);
    expect(of('x; if you want that, add acknowledge: ["a"]', "y, add acknowledge: []")).toEqual([
      "docs/guides/vaults.md#what-cannot-be-undone",
    ]);
    expect(of("vm-backup: no backup protects it: why; fix", 'the context value "backend": type')).toEqual([
      "docs/guides/pipelines.md#where-states-are-kept",
      "docs/guides/troubleshooting.md#checks",
    ]);
  });
});

test("--help documents the exit codes", () => {
  expect(app(["--help"], outdir()).out).toContain(
    "exit codes: 0 everything is written, 1 something is refused and nothing is written\n",
  );
});
