import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ExistingBackups, VmInventory } from "../../lib";
import { EXISTING_HINT } from "../../lib/inventory/existing-backups";
import { command } from "../support/command";
import { temporaryFolder } from "../support/files";
import { blocksOf } from "../support/markdown";
import { readStacks, resources } from "../support/run";

const GUIDE = readFileSync("docs/guides/existing-estate.md", "utf8");
const LOOP = "  for (const vm of erp.vms) gold.protect(vm);\n";
const FLAGS = ["--strict", "--skipLibCheck", "--target", "es2022", "--module", "node20", "--types", "node"];
const [PROGRAM = "", MENDED = ""] = blocksOf(GUIDE, "ts");
const [REFUSED = "", SUMMARY = ""] = blocksOf(GUIDE, "text");

/** Compiles and runs programs of the guide, in a folder with the sample inventories. */
function runAll(...programs: readonly string[]) {
  const cwd = temporaryFolder();
  symlinkSync(resolve("node_modules"), join(cwd, "node_modules"));
  mkdirSync(join(cwd, "inventory"));
  for (const name of ["contoso.json", "contoso-existing.json"])
    cpSync(join("inventory", name), join(cwd, "inventory", name));
  const library = JSON.stringify(resolve("dist/lib"));
  const files = programs.map((_, i) => `program-${i}`);
  for (const [i, program] of programs.entries())
    writeFileSync(join(cwd, `${files[i]}.ts`), program.replace('"cdktf-azure-resilience"', library));
  const sources = files.map((file) => `${file}.ts`);
  const { out, code } = command(join("node_modules", ".bin", "tsc"), [...FLAGS, ...sources], { cwd });
  expect([out, code]).toEqual(["", 0]);
  return files.map((file) => {
    const outdir = join(cwd, file);
    return { outdir, ...command(process.execPath, [`${file}.js`], { cwd, env: { CDKTF_OUTDIR: outdir } }) };
  });
}

test("the programs of the guide print what it says, and import what the sample has", () => {
  expect(PROGRAM).toContain(LOOP);
  const [refused, mended] = runAll(PROGRAM, PROGRAM.replace(LOOP, `${MENDED}\n`));

  expect([refused?.code, refused?.err.trim()]).toEqual([1, REFUSED.trim()]);
  expect([mended?.code, mended?.err]).toEqual([0, ""]);
  expect(mended?.out).toContain(SUMMARY);
  const stack = readStacks(mended?.outdir ?? "")["backup-prod"];
  const blocks = (stack?.import ?? []) as { to: string }[];
  const imported = blocks.map(({ to }) => to);
  const vms = Object.keys(resources(stack, "azurerm_backup_protected_vm"));
  const created = vms.filter((vm) => !imported.includes(`azurerm_backup_protected_vm.${vm}`));
  expect(GUIDE).toContain(`imports ${imported.length} resources, creates one`);
  expect(created).toEqual([expect.stringContaining("sql-erp-prd-02")]);
}, 60_000);

test("the guide's query is the one that error messages name", () => {
  const [query = ""] = blocksOf(GUIDE, "console");

  expect(EXISTING_HINT).toContain(query.replace(" > existing.json", ""));
});

test("nothing of the sample is a virtual machine that the inventory does not have, but for the file share", () => {
  const known = VmInventory.fromResourceGraph("inventory/contoso.json").vms;
  const { items } = ExistingBackups.fromResourceGraph("inventory/contoso-existing.json");

  expect(items.filter(({ vmId }) => !known.some((vm) => vm.id.toLowerCase() === vmId.toLowerCase()))).toEqual(
    [],
  );
});
