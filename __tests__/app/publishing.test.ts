import fs, { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { App } from "cdktf";
import { Estate, type ResilienceApp, VmInventory } from "../../lib";
import { runCommand } from "../../lib/app/command";
import { temporaryFile, temporaryFolder } from "../support/files";
import { answer, vmRows } from "../support/rows";
import { everything, run } from "../support/run";
import { refusal } from "../support/synthesise";

const tags = { Criticality: "Gold" };

/** An estate of VMs, in Australia East unless it is said, which remembers their places in a file. */
function program(placementFile: string, names: readonly string[], location = "australiaeast") {
  const rows = names.flatMap((name) => vmRows(name, { tags, location }));
  const inventory = VmInventory.fromResourceGraph(temporaryFile("inventory.json", answer(rows)));
  return (app: ResilienceApp) =>
    everything(
      new Estate(app, "Estate", { organisation: "contoso", homeRegion: "eastus", inventory, placementFile }),
    );
}

/** Every file and folder below a folder, with the content of files. */
function contentOf(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [relative(folder, path), entry.isFile() ? readFileSync(path, "utf8") : "a folder"] as const;
  });
  return Object.fromEntries(entries.sort());
}

/** Lets calls that rename files fail, as a full disk or a file that is in use would. */
function failing(at: (call: number) => boolean) {
  let calls = 0;
  const real = fs.renameSync;
  return jest.spyOn(fs, "renameSync").mockImplementation((from, to) => {
    calls += 1;
    if (!at(calls)) return real(from, to);
    const message = "EBUSY: resource busy or locked, rename";
    throw Object.assign(new Error(message), { code: "EBUSY", syscall: "rename" });
  });
}

afterEach(() => jest.restoreAllMocks());

describe("publishing that fails on the way", () => {
  const folder = temporaryFolder();
  const outdir = join(folder, "cdktf.out");
  const file = join(folder, "placement.json");
  run(program(file, ["a"]), outdir, true);
  // what Terraform and people keep there
  mkdirSync(join(outdir, "stacks", "dr-s9fd78e00-australiaeast", ".terraform"));
  writeFileSync(join(outdir, "report", "notes.txt"), "mine");
  const before = contentOf(folder);

  test("leaves everything as it was, whichever step fails", () => {
    const next = program(file, ["a", "b"], "eastus");
    let failed = 0;
    for (let step = 1; ; step += 1) {
      const spy = failing((call) => call === step);
      try {
        run(next, outdir, true);
        break;
      } catch (error) {
        expect(String(error)).toContain("EBUSY");
        failed += 1;
      } finally {
        spy.mockRestore();
      }
      expect(contentOf(folder)).toEqual(before);
    }
    expect(failed).toBeGreaterThan(20);
    const after = contentOf(folder);
    expect(
      Object.keys(after)
        .filter((name) => /stacks\/dr-[^/]*$/.test(name))
        .sort(),
    ).toEqual(["cdktf.out/stacks/dr-s9fd78e00-australiaeast"]);
    expect(after["placement.json"]).toContain('"eastus/1"');
    expect(after["cdktf.out/report/notes.txt"]).toBe("mine");
    expect(readdirSync(folder).sort()).toEqual(["cdktf.out", "placement.json"]);
  });

  test("says what is left where it cannot be put back either, and does not say that nothing is written", () => {
    const other = temporaryFolder();
    const place = join(other, "cdktf.out");
    run(program(join(other, "placement.json"), ["a"]), place);
    // from one step on, no file can be moved
    const spy = failing((call) => call >= 6);
    const next = program(join(other, "placement.json"), ["a", "b"]);
    const synthesise = () => ({
      app: new App({ outdir: temporaryFolder() }),
      written: [String(run(next, place))],
    });
    const said: string[] = [];
    jest.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
    runCommand([], synthesise as never);
    process.exitCode = 0;
    spy.mockRestore();
    const [kept = ""] = readdirSync(other).filter((name) => name.endsWith("-before"));
    const failed = "could not be put back as it was (EBUSY):";
    const byHand = "mend that by hand, and run again";
    const backup = join(place, "stacks", "backup-s9fd78e00-australiaeast", "cdk.tf.json");
    const lines = said.join("").split("\n");
    expect(lines.slice(0, 2)).toEqual([
      "[output] 6 problems:",
      "  - cannot be written: EBUSY: resource busy or locked, rename",
    ]);
    expect(lines).toContain(`  - ${failed} ${backup} is new; ${byHand}`);
    expect(lines).toContain(`  - ${failed} what was in ${backup} is in ${join(other, kept, "0")}; ${byHand}`);
    expect(lines.at(-2)).toBe("6 problems, a part is written.");
    expect(existsSync(join(other, kept, "0"))).toBe(true);
  });
});

describe("a placement file", () => {
  test("in the output folder is refused: a run, or who tidies up, would take it away", () => {
    const outdir = join(temporaryFolder(), "cdktf.out");
    for (const inside of ["placement.json", "stacks/placement.json"]) {
      const file = join(outdir, inside);
      expect(refusal(() => run(program(file, ["a"]), outdir))).toBe(
        `[Estate] placementFile must be outside of the output folder, got ${JSON.stringify(file)}: what is in there is made anew by each run; keep it beside the program, in version control`,
      );
      expect(existsSync(file)).toBe(false);
    }
  });

  test("beside the output folder whose name begins like it is none of it", () => {
    const outdir = join(temporaryFolder(), "cdktf.out");
    run(program(`${outdir}-placement.json`, ["a"]), outdir);
    expect(existsSync(`${outdir}-placement.json`)).toBe(true);
  });
});
