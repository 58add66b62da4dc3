import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ResilienceApp, type ResilienceAppProps, ResilienceStack } from "../../lib";
import { temporaryFolder } from "../support/files";
import { vmRows } from "../support/rows";
import { estate, everything } from "../support/run";
import { refusal, SUBSCRIPTION } from "../support/synthesise";
import { reported } from "./reported";

const FILES = ["index.html", "report.json", "report.md"];
const rows = [
  ...vmRows("web", { tags: { Criticality: "Bronze" } }),
  ...vmRows("db", { tags: { Criticality: "Gold" } }),
];
const twoVms = estate(rows, everything);

function synth(props: ResilienceAppProps, define: (app: ResilienceApp) => void = twoVms): string {
  const outdir = props.outdir ?? join(temporaryFolder(), "cdktf.out");
  ResilienceApp.synthesise(define, { inventory: [], ...props, outdir });
  return outdir;
}

const listed = (outdir: string) =>
  existsSync(join(outdir, "report")) ? readdirSync(join(outdir, "report")).sort() : undefined;

describe("the report's files", () => {
  test("are written by every synth, as a page, in Markdown and as data", () => {
    expect(listed(synth({}))).toEqual(FILES);
  });

  test("are written for an app without a VM too, and say that there is none", () => {
    const { page, markdown, report } = reported((app) => {
      new ResilienceStack(app, "empty", { subscriptionId: SUBSCRIPTION });
    });
    expect(report).toMatchObject({ stacks: ["empty"], vms: [], tiers: [], findings: [], alerts: [] });
    expect(page).toContain("The program knows of no virtual machine.");
    expect(page).toContain("No checks were added");
    expect(markdown).toContain("0 virtual machines in 1 stack");
    expect(JSON.stringify(report)).not.toContain('"checks"');
  });

  test("are left out where the app says so, and those of an earlier run go, since they tell of another program", () => {
    const outdir = synth({});
    synth({ outdir, report: false });
    expect(listed(outdir)).toBeUndefined();
    expect(listed(synth({ context: { report: false } }))).toBeUndefined();
    expect(listed(synth({ context: { report: false }, report: true }))).toEqual(FILES);
  });

  test("refuses a context value that is neither true nor false", () => {
    expect(refusal(() => synth({ context: { report: "no" } }))).toBe(
      '[cdktf.json] the context value "report" must be true or false, got "no"',
    );
  });

  test("replace those of an earlier run, and leave what somebody else put there", () => {
    const outdir = join(temporaryFolder(), "cdktf.out");
    mkdirSync(join(outdir, "report"), { recursive: true });
    for (const name of ["index.html", "mine.html"]) writeFileSync(join(outdir, "report", name), "before");
    synth({ outdir });
    expect(listed(outdir)).toEqual([...FILES, "mine.html"].sort());
    expect(readFileSync(join(outdir, "report", "index.html"), "utf8")).not.toBe("before");
  });

  test("stay as they were when a run is refused", () => {
    const outdir = synth({});
    const page = readFileSync(join(outdir, "report", "index.html"), "utf8");
    refusal(() =>
      synth(
        { outdir },
        estate(rows, (contoso) => contoso.protectVirtualMachines()),
      ),
    );
    expect(readFileSync(join(outdir, "report", "index.html"), "utf8")).toBe(page);
  });

  test("hold neither the day nor a path of the machine", () => {
    const { page, markdown, report, outdir } = reported(twoVms);
    const all = [page, markdown, JSON.stringify(report)].join("\n");
    expect(all).not.toContain(outdir);
    expect(all).not.toContain(process.cwd());
    expect(all).not.toContain("/tmp/");
    expect(report.vms.map(({ source }) => source)).toEqual([
      "inventory.json: data[4]",
      "inventory.json: data[0]",
    ]);
  });

  test("are the same whatever the order of the inventory, but for the places in it", () => {
    const page = (given: typeof rows) =>
      reported(estate(given, everything)).page.replace(/data\[\d+\]/g, "data[]");
    expect(page([...rows].reverse())).toBe(page(rows));
  });
});
