import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { app } from "./support/command";
import { temporaryFile, temporaryFolder } from "./support/files";
import { readable } from "./support/readable";
import { answer, vmRows } from "./support/rows";
import { readStacks } from "./support/run";

const outdir = () => join(temporaryFolder(), "cdktf.out");

describe("the Contoso app", () => {
  const folder = outdir();
  const result = app([], folder);
  const stacks = readStacks(folder);

  test("synthesises, with a summary on the terminal", () => {
    expect(result.err).toBe("");
    expect(result.code).toBe(0);
    expect(result.out.replaceAll(folder, "OUT")).toMatchSnapshot();
  });

  test("writes the Terraform JSON that reviewers have agreed to", () => {
    expect(readable(stacks)).toMatchSnapshot();
  });

  test("protects every VM of the inventory, or lists it with the reason", () => {
    const rows: { type: string; name: string }[] = JSON.parse(
      readFileSync("inventory/contoso.json", "utf8"),
    ).data;
    const vms = rows.filter((row) => row.type === "microsoft.compute/virtualmachines");
    const protectedIds = JSON.stringify(stacks);
    const silent = vms.filter(({ name }) => {
      const id = `/virtualMachines/${name.toLowerCase()}"`;
      return !protectedIds.includes(id) && !result.out.includes(`  ${name} (inventory/contoso.json: data[`);
    });
    expect(silent).toEqual([]);
    expect(vms.length).toBeGreaterThanOrEqual(20);
  });

  test("writes the same bytes twice", () => {
    const again = outdir();
    app([], again);
    expect(readStacks(again)).toEqual(stacks);
  });

  test("needs no Terraform on the machine that synthesises", () => {
    const folder = outdir();
    expect(app([], folder, { PATH: "/nowhere" }).err).toBe("");
    expect(readStacks(folder)).toEqual(stacks);
  });

  test("has at most 100 lines in main.ts, and no logic", () => {
    const source = readFileSync("main.ts", "utf8");
    expect(source.trimEnd().split("\n").length).toBeLessThanOrEqual(100);
    expect(source).not.toMatch(/\b(if|for|while|switch|map|filter|reduce|forEach)\b\s*\(|\?|=> [^{]/);
  });
});

describe("another estate is one argument away", () => {
  test("any estate gets a vault for each subscription and region that holds VMs", () => {
    const rows = [...vmRows("web"), ...vmRows("db", { location: "westeurope" })];
    const folder = outdir();
    const { code, out } = app(["--inventory", temporaryFile("mine.json", answer(rows))], folder);
    expect(code).toBe(0);
    expect(Object.keys(readStacks(folder))).toEqual([
      "backup-prod-australiaeast",
      "backup-prod-westeurope",
      "dr-prod-australiaeast",
      "governance-contoso",
      "governance-prod",
      "monitoring-prod",
    ]);
    expect(out).toContain("no replicate of the program is from westeurope");
  });

  test("regions without a pair and VMs without a tier are warned of: the inventory decides what its vaults can be", () => {
    const rows = [...vmRows("web", { location: "austriaeast" }), ...vmRows("db", { tags: {} })];
    const { code, out } = app(["--inventory", temporaryFile("mine.json", answer(rows))], outdir());
    expect(code).toBe(0);
    expect(out).toContain(
      "  backup-prod-austriaeast/Vault/Default: warning of vault-geo-redundancy: storage_mode_type",
    );
    expect(out).toMatch(/ {2}db \(.*\): warning of vm-backup: no backup protects it/);
  });

  test("cdktf's context names it too", () => {
    const file = temporaryFile("mine.json", answer(vmRows("web")));
    const folder = outdir();
    expect(app([], folder, { CDKTF_CONTEXT_JSON: JSON.stringify({ inventory: file }) }).code).toBe(0);
    expect(Object.keys(readStacks(folder))).toContain("dr-prod-australiaeast");
  });
});

describe("a run that fails", () => {
  test("prints every problem without a stack trace, exits with 1 and writes nothing", () => {
    const rows = [...vmRows("web", { location: "atlantis" }), ...vmRows("db", { tags: "none" })];
    const file = temporaryFile("bad.json", answer(rows));
    const folder = outdir();
    const { code, out, err } = app(["--inventory", file], folder);
    expect([code, out, existsSync(folder)]).toEqual([1, "", false]);
    expect(err.replaceAll(file, "FILE")).toBe(
      [
        '[FILE: data[0] (web)] location must be an Azure region, got "atlantis": check the export (a new region can be named in "additionalRegions", in cdktf.json\'s context)',
        '[FILE: data[4] (db)] tags must be an object, got "none"',
        "",
        "2 problems, nothing written.",
        "See docs/guides/troubleshooting.md#the-inventory",
        "",
      ].join("\n"),
    );
  });

  test("leaves the output of the last good run as it was", () => {
    const folder = outdir();
    app([], folder);
    const before = readStacks(folder);
    expect(app(["--inventory", "nowhere.json"], folder).code).toBe(1);
    expect(readStacks(folder)).toEqual(before);
  });

  test("an unknown flag exits with 1 and the usage", () => {
    const { code, err } = app(["--inventroy", "x"], outdir());
    expect(code).toBe(1);
    expect(err).toContain("usage: npm run synth -- [--inventory FILE...]");
  });

  test("--help shows the usage and writes nothing", () => {
    const folder = outdir();
    const { code, out } = app(["--help"], folder);
    expect([code, out.split("\n")[0], existsSync(folder)]).toEqual([
      0,
      "usage: npm run synth -- [--inventory FILE...] [--frozen-placement] [--report-only] [--json]",
      false,
    ]);
  });
});
