import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { command } from "./support/command";
import { temporaryFolder } from "./support/files";

const { devDependencies, exports: paths } = JSON.parse(readFileSync("package.json", "utf8"));
const pick = (...names: string[]) => Object.fromEntries(names.map((name) => [name, devDependencies[name]]));

const PROGRAM = `
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { App } from "cdktf";
import { ResilienceStack } from "cdktf-azure-resilience";
import { Schedule } from "cdktf-azure-resilience/backup-policy";
import { contosoTiers } from "cdktf-azure-resilience/policies";
import { RecoveryServicesVault } from "cdktf-azure-resilience/vault";

const app = new App();
const stack = new ResilienceStack(app, "consumer", { subscriptionId: "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841" });
const resourceGroup = new ResourceGroup(stack, "Group", { name: "rg-consumer", location: "australiaeast" });
const vault = new RecoveryServicesVault(stack, "Vault", { name: "rsv-consumer", resourceGroup });
const nightly = vault.addVmPolicy("Nightly", { schedule: Schedule.daily("02:00"), retention: { daily: 30 } });
nightly.protect({ id: "/subscriptions/6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/web01" });
for (const tier of contosoTiers) vault.addVmPolicy(tier.criticality, tier.backup);
app.synth();
`;

/** Imports everything from everywhere. */
const EVERYWHERE = Object.keys(paths)
  .filter((path) => !path.endsWith(".json"))
  .map((path, i) => `import * as part${i} from "cdktf-azure-resilience${path.slice(1)}";\nvoid part${i};`)
  .join("\n");

test("the packed package installs, type-checks and synthesises in a project outside this repository", () => {
  const folder = temporaryFolder();
  const [packed] = JSON.parse(
    command("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder]).out,
  );
  const consumer = join(folder, "consumer");
  mkdirSync(consumer);
  const manifest = {
    name: "consumer",
    private: true,
    dependencies: {
      "cdktf-azure-resilience": `file:../${packed.filename}`,
      ...pick("cdktf", "constructs", "@cdktf/provider-azurerm"),
    },
    devDependencies: {
      ...pick("typescript", "@types/node", "@types/jest"),
      "typescript-5": "npm:typescript@5.9.3",
    },
  };
  writeFileSync(join(consumer, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(consumer, "main.ts"), PROGRAM);
  writeFileSync(join(consumer, "everywhere.ts"), EVERYWHERE);
  const at = { cwd: consumer };

  const install = command("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund"], at);
  expect([install.code, install.code === 0 ? "" : install.err]).toEqual([0, ""]);
  const compile = (compiler: string, ...flags: string[]) =>
    command(process.execPath, [join("node_modules", compiler, "bin", "tsc"), "--strict", ...flags], at);
  const compiled = { code: 0, out: "", err: "" };
  const modern = ["--target", "es2022", "--module", "node20"];
  expect(compile("typescript", ...modern, "--types", "node", "main.ts")).toEqual(compiled);
  expect(compile("typescript", ...modern, "--types", "node,jest", "--noEmit", "everywhere.ts")).toEqual(
    compiled,
  );
  // what cdktf-cli's template has: a resolution of modules that knows no exports map
  const template = ["--target", "es2018", "--module", "commonjs", "--moduleResolution", "node10", "--noEmit"];
  expect(compile("typescript-5", ...template, "main.ts", "everywhere.ts")).toEqual(compiled);
  expect(command(process.execPath, ["main.js"], at)).toEqual({ code: 0, out: "", err: "" });

  const json = JSON.parse(
    readFileSync(join(consumer, "cdktf.out", "stacks", "consumer", "cdk.tf.json"), "utf8"),
  );
  expect(Object.keys(json.resource.azurerm_backup_policy_vm)).toHaveLength(5);
  expect(Object.keys(json.resource.azurerm_backup_protected_vm)).toHaveLength(1);
}, 240_000);

test("the package holds the library, its data, guides and templates, and neither sources, tests nor the app", () => {
  const [packed] = JSON.parse(command("npm", ["pack", "--json", "--dry-run", "--ignore-scripts"]).out);
  const files: string[] = packed.files.map((file: { path: string }) => file.path);
  const others = files.filter((file) => !/^(dist\/(lib|policies)|docs)\//.test(file));
  expect(others.sort()).toEqual([
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "package.json",
    "pipelines/azure/deploy.yml",
    "pipelines/azure/pull-request.yml",
    "pipelines/github/deploy.yml",
    "pipelines/github/pull-request.yml",
  ]);
});
