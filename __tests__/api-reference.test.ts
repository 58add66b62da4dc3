import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as lib from "../lib";
import * as planGuard from "../lib/plan-guard";
import * as testing from "../lib/testing";
import * as policies from "../policies";
import { command } from "./support/command";
import { temporaryFolder } from "./support/files";

const folder = temporaryFolder();
const written = command(process.execPath, ["scripts/api-reference.mjs", folder]);
const pages = readdirSync(folder).filter((name) => name !== "README.md");
const page = (name: string) => readFileSync(join(folder, name), "utf8");

/** Every name of the reference, with its kind and sentence. */
const rows = pages.flatMap((name) =>
  [...page(name).matchAll(/^\| \[(\w+)\]\(#(\w+)\) \| (\w+) \| (.*) \|$/gm)].map(
    ([, export_ = "", anchor = "", kind = "", sentence = ""]) => ({
      page: name,
      export_,
      anchor,
      kind,
      sentence,
    }),
  ),
);

describe("the API reference", () => {
  test("has every value that the package exports, and types beside them", () => {
    expect(written).toEqual({ code: 0, out: "", err: "" });
    const values = [lib, planGuard, testing, policies].flatMap((module) => Object.keys(module));
    const told = new Set(rows.map(({ export_ }) => export_));
    expect(values.filter((name) => !told.has(name))).toEqual([]);
    expect(rows.filter(({ kind }) => kind === "interface").length).toBeGreaterThan(100);
  });

  test("has no name that the package keeps to itself", () => {
    const told = new Set(rows.map(({ export_ }) => export_));
    expect(["Problems", "VaultBase", "checkVault"].filter((name) => told.has(name))).toEqual([]);
    expect(pages.map(page).join("\n")).not.toMatch(/^ {4}private /m);
  });

  test("says of each name in a sentence what it is, and has its entry", () => {
    expect(rows.filter(({ sentence }) => !/^.{5,}$/.test(sentence)).map(({ export_ }) => export_)).toEqual(
      [],
    );
    const without = rows.filter((row) => !page(row.page).includes(`\n## ${row.export_}\n`));
    expect(without).toEqual([]);
    expect(rows.filter(({ export_, anchor }) => export_.toLowerCase() !== anchor)).toEqual([]);
  });

  test("lists its pages", () => {
    const links = [...page("README.md").matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, link]) => link);
    expect(links.sort()).toEqual(pages.sort());
  });
});

/** What examples use without saying so, by name; of a page where names mean something else there. */
const GIVEN: Readonly<Record<string, string>> = {
  account: "AutomationAccount",
  "account backup-vault.md": "StorageAccount",
  "account backup-policy.md": "StorageAccount",
  app: "ResilienceApp",
  assignment: "PolicyAssignment",
  cache: "CacheStorageAccount",
  cluster: "KubernetesCluster",
  dataDisk: "ManagedDisk",
  defineContoso: "(app: ResilienceApp) => void",
  dr: "DisasterRecoveryPair",
  gold: "VmBackupPolicy",
  groupId: "string",
  homeRegion: "string",
  inventory: "VmInventory",
  isolated: "VirtualNetwork",
  landingZone: "Construct",
  network: "VirtualNetwork",
  "network on-premises.md": "IRecoveryNetwork & VirtualNetwork",
  nightly: "VmBackupPolicy",
  oncall: "ActionGroup",
  operations: "ActionGroup",
  plan: "RecoveryPlan",
  resourceGroup: "ResourceGroup",
  securityGroup: "ResourceGroup",
  server: 'Parameters<PostgresqlBackupPolicy["protect"]>[0]',
  silver: "VmBackupPolicy",
  snapshotResourceGroup: "ResourceGroup",
  stack: "ResilienceStack",
  subnet: "Subnet",
  subscriptionId: "string",
  targetResourceGroup: "ResourceGroup",
  vault: "RecoveryServicesVault",
  "vault backup-vault.md": "BackupVault",
  vm: "VirtualMachine",
  vmId: "string",
  workspace: "LogWorkspace",
};

const IMPORTS = [
  "kubernetes-cluster",
  "managed-disk",
  "resource-group",
  "storage-account",
  "subnet",
  "virtual-network",
].map((name) => {
  const type = name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  return `import type { ${type} } from "@cdktf/provider-azurerm/lib/${name}";`;
});

/** The examples of the docstrings, each as a function of what it uses. */
function program(): { readonly text: string; readonly count: number } {
  const functions = pages.flatMap((name) =>
    [...page(name).matchAll(/^```ts\n((?!export )[\s\S]*?)\n```$/gm)].map(([, example = ""]) => {
      const used = Object.keys(GIVEN).filter(
        (given) =>
          new RegExp(`\\b${given}\\b`).test(example) && !new RegExp(`const ${given}\\b`).test(example),
      );
      const given = used.map((one) => `${one}: ${GIVEN[`${one} ${name}`] ?? GIVEN[one]}`);
      return `(${given.join(", ")}) => {\n${example}\n}`;
    }),
  );
  const from = (path: string, names: readonly string[]) =>
    `import { ${names.join(", ")} } from ${JSON.stringify(resolve("dist", path))};`;
  const matchers = Object.keys(testing).filter((name) => !Object.hasOwn(lib, name));
  const text = [
    ...IMPORTS,
    'import type { Construct } from "constructs";',
    from("lib", [...Object.keys(lib), "type IRecoveryNetwork"]),
    from("lib/testing", matchers),
    from("policies", Object.keys(policies)),
  ];
  return { text: [...text, `void [${functions.join(",\n")}];`].join("\n"), count: functions.length };
}

test("the examples of the docstrings compile", () => {
  const { text, count } = program();
  const at = temporaryFolder();
  symlinkSync(resolve("node_modules"), join(at, "node_modules"));
  writeFileSync(join(at, "examples.ts"), text);
  const flags = ["--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "node20"];
  const { code, out } = command(
    join("node_modules", ".bin", "tsc"),
    [...flags, "--types", "node,jest", "examples.ts"],
    { cwd: at },
  );
  expect([code, out]).toEqual([0, ""]);
  expect(count).toBeGreaterThan(50);
});
