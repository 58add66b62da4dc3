import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { command } from "../support/command";
import { temporaryFolder } from "../support/files";
import { answer, vmRows } from "../support/rows";

const PROGRAM = `
const { Estate, ResilienceApp } = require("cdktf-azure-resilience");
const { contosoTiers } = require("cdktf-azure-resilience/policies");
ResilienceApp.run((app) => {
  const props = { organisation: "contoso", homeRegion: "eastus", placementFile: "placement.json" };
  const estate = new Estate(app, "Estate", { ...props, inventory: app.inventory() });
  estate.createVaults();
  estate.createBackupPolicies(contosoTiers);
  estate.protectVirtualMachines();
});`;

/** A user's project with this program; returns how to run it, as cdktf-cli does or by hand. */
function project() {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, "node_modules"));
  symlinkSync(resolve("."), join(cwd, "node_modules", "cdktf-azure-resilience"));
  writeFileSync(join(cwd, "main.js"), PROGRAM);
  const inventory = (...names: readonly string[]) =>
    writeFileSync(join(cwd, "mine.json"), JSON.stringify(answer(names.flatMap((name) => vmRows(name)))));
  const run = (args: readonly string[], context: object = {}) => {
    const env = { CDKTF_OUTDIR: join(cwd, "out"), CDKTF_CONTEXT_JSON: JSON.stringify(context) };
    return command(process.execPath, ["main.js", ...args], { cwd, env });
  };
  return { cwd, inventory, run };
}

test("a run of cdktf-cli writes the placement file beside cdktf.json, and a frozen one is refused with what to do", () => {
  const { cwd, inventory, run } = project();
  const context = { inventory: "mine.json" };
  inventory("a");
  expect(run([], context)).toMatchObject({ code: 0, err: "" });
  const before = readFileSync(join(cwd, "placement.json"), "utf8");
  expect(before).toMatch(/virtualMachines\/a": { "vault": "australiaeast\/1", "policy": "Tier-1\/1" }/);

  expect(run(["--frozen-placement"], context)).toMatchObject({ code: 0, err: "" });
  expect(run([], { ...context, frozenPlacement: true })).toMatchObject({ code: 0, err: "" });
  inventory("a", "b");
  const refused = {
    code: 1,
    out: "",
    err: '[placement.json] would change, and this run must not change it: 1 VM new (b); run "npm run synth" without --frozen-placement, review the file, and commit it\n\n1 problem, nothing written.\nSee docs/guides/placement.md#vms-keep-their-place\n',
  };
  expect(run(["--frozen-placement"], context)).toEqual(refused);
  expect(run([], { ...context, frozenPlacement: true })).toEqual(refused);
  expect(readFileSync(join(cwd, "placement.json"), "utf8")).toBe(before);
});

test("a file whose folder is not there is refused in one line, and no stack is written", () => {
  const { cwd, inventory, run } = project();
  inventory("a");
  writeFileSync(join(cwd, "main.js"), PROGRAM.replace("placement.json", "nowhere/placement.json"));
  const { code, err } = run(["--inventory", "mine.json"]);
  expect(code).toBe(1);
  expect(err).toMatch(
    /^\[output\] cannot be written: ENOENT: no such file or directory, open '.*'\n\n1 problem/,
  );
  expect(existsSync(join(cwd, "out"))).toBe(false);
});
