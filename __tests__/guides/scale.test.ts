import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  MAX_POLICIES_PER_VAULT,
  MAX_VAULTS,
  MAX_VMS_PER_VAULT,
  VMS_PER_POLICY,
} from "../../lib/placement/limits";
import { DISKS_PER_CACHE } from "../../lib/replication/cache-pool";
import { command } from "../support/command";
import { temporaryFolder } from "../support/files";
import { blocksOf } from "../support/markdown";
import { readStacks } from "../support/run";

const GUIDE = readFileSync("docs/guides/scale.md", "utf8");
const FLAGS = ["--strict", "--skipLibCheck", "--target", "es2022", "--module", "node20", "--types", "node"];

test("the guide's app takes its part of a common export, and nobody else's", () => {
  const cwd = temporaryFolder();
  const [program = ""] = blocksOf(GUIDE, "typescript");
  symlinkSync(resolve("node_modules"), join(cwd, "node_modules"));
  mkdirSync(join(cwd, "inventory"));
  cpSync("inventory/contoso.json", join(cwd, "inventory", "contoso.json"));
  const local = program
    .replace('"cdktf-azure-resilience/policies"', JSON.stringify(resolve("dist/policies")))
    .replace('"cdktf-azure-resilience"', JSON.stringify(resolve("dist/lib")));
  writeFileSync(join(cwd, "estate.ts"), local);
  const compiled = command(join("node_modules", ".bin", "tsc"), [...FLAGS, "estate.ts"], { cwd });
  expect([compiled.out, compiled.code]).toEqual(["", 0]);
  const outdir = join(cwd, "out");
  const { code, err } = command(process.execPath, ["estate.js"], { cwd, env: { CDKTF_OUTDIR: outdir } });
  expect([code, err]).toEqual([0, ""]);
  const providers = Object.values(readStacks(outdir)).flatMap(
    ({ provider }) => (provider as { azurerm: { subscription_id: string }[] }).azurerm,
  );
  const subscriptions = new Set(providers.map(({ subscription_id }) => subscription_id));
  expect([...subscriptions]).toEqual(["b83e94c7-15d2-4f6a-8e09-7a5c4d20f9b6"]);
}, 60_000);

test("the guide's limits are those that the library holds", () => {
  const said = [
    `${MAX_VMS_PER_VAULT.toLocaleString("en")} VMs in a vault`,
    `${MAX_VAULTS} vaults in a subscription and region`,
    `${MAX_POLICIES_PER_VAULT} policies in a vault`,
    `${VMS_PER_POLICY} VMs given to a policy`,
    `${DISKS_PER_CACHE} disks for a cache storage account`,
  ];
  expect(said.filter((limit) => !GUIDE.includes(`| ${limit}`))).toEqual([]);
});
