import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { command } from "../support/command";
import { temporaryFolder } from "../support/files";
import { blocksOf } from "../support/markdown";

const GUIDE = readFileSync("docs/guides/cdktn.md", "utf8");
const [MANIFEST = ""] = blocksOf(GUIDE, "json");
const [COMMANDS = ""] = blocksOf(GUIDE, "bash");
const { devDependencies, version } = JSON.parse(readFileSync("package.json", "utf8"));
// nothing but what the guide says puts cdktn in the place of cdktf here
const env = { NODE_OPTIONS: "" };

/** A project that has done what the guide says, with the package as it is packed. */
function switched(): string {
  const folder = temporaryFolder();
  const pack = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const [packed] = JSON.parse(command("npm", pack, { env }).out);
  const project = join(folder, "project");
  mkdirSync(join(project, "inventory"), { recursive: true });
  cpSync("inventory/contoso.json", join(project, "inventory", "contoso.json"));
  const manifest = JSON.parse(MANIFEST);
  manifest.dependencies["cdktf-azure-resilience"] = `file:../${packed.filename}`;
  const { typescript, "@types/node": node } = devDependencies;
  manifest.devDependencies = { typescript, "@types/node": node };
  writeFileSync(join(project, "package.json"), JSON.stringify({ ...manifest, private: true }));
  const source = readFileSync("examples/landing-zone/main.ts", "utf8");
  writeFileSync(join(project, "main.ts"), source.replace("../../lib", "cdktf-azure-resilience"));
  return project;
}

test("the guide's lines take a program from cdktf to cdktn, without a change of the program", () => {
  const cwd = switched();
  const quiet = {
    ...env,
    npm_config_prefer_offline: "true",
    npm_config_audit: "false",
    npm_config_fund: "false",
  };
  const { code, err } = command("bash", ["--norc", "-euc", COMMANDS], { cwd, env: quiet });
  expect([code, code === 0 ? "" : err]).toEqual([0, ""]);
  const flags = ["--strict", "--target", "es2022", "--module", "node20", "--types", "node", "main.ts"];
  const compiler = join("node_modules", "typescript", "bin", "tsc");
  const done = { code: 0, out: "", err: "" };
  expect(command(process.execPath, [compiler, ...flags], { cwd, env })).toEqual(done);
  expect(command(process.execPath, ["main.js"], { cwd, env })).toEqual(done);
  const stack = (file: string) => JSON.parse(readFileSync(file, "utf8"));
  const onCdktn = stack(join(cwd, "cdktf.out", "stacks", "lz-erp", "cdk.tf.json"));
  expect(onCdktn["//"].metadata.version).toBe("0.24.0");

  const CDKTF_OUTDIR = temporaryFolder();
  const example = ["dist/examples/landing-zone/main.js"];
  expect(command(process.execPath, example, { env: { ...env, CDKTF_OUTDIR } })).toEqual(done);
  const onCdktf = stack(join(CDKTF_OUTDIR, "stacks", "lz-erp", "cdk.tf.json"));
  onCdktf["//"].metadata.version = "0.24.0";
  // a path from the output to where the program runs
  expect(onCdktn.terraform.backend.local.path).toBe("../../../terraform.lz-erp.tfstate");
  onCdktf.terraform.backend = onCdktn.terraform.backend;
  expect(onCdktn).toEqual(onCdktf);
}, 240_000);

test("the guide names this package's version, and the versions that its tests run on", () => {
  const { dependencies, overrides } = JSON.parse(MANIFEST);
  const tested = JSON.parse(readFileSync("cdktn/package.json", "utf8"));
  expect(dependencies).toEqual({
    "cdktf-azure-resilience": version,
    cdktf: "file:cdktf",
    cdktn: tested.dependencies.cdktn,
    constructs: tested.dependencies.constructs,
    "@cdktf/provider-azurerm": `npm:@cdktn/provider-azurerm@${tested.dependencies["@cdktn/provider-azurerm"]}`,
  });
  expect(Object.values(overrides)).toEqual(Object.values(tested.overrides));
});
