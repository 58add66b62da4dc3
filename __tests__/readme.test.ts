import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import * as lib from "../lib";
import { EXPORT_HINT } from "../lib/inventory/resource-graph-file";
import { command } from "./support/command";
import { temporaryFolder } from "./support/files";
import { blocksOf } from "./support/markdown";

const README = readFileSync("README.md", "utf8");

/** The fenced blocks of a language. */
const blocks = (language: string) => blocksOf(README, language);
const commands = (language: string) =>
  blocks(language)
    .flatMap((block) => block.split("\n"))
    .map((line) => line.trim());

/** A copy of what a clone has, with the dependencies that `npm ci` installs: nothing built. */
function clone(): string {
  const folder = temporaryFolder();
  const files = command("git", ["ls-files", "--cached", "--others", "--exclude-standard"])
    .out.trim()
    .split("\n");
  for (const file of files.filter((name) => existsSync(name))) cpSync(file, join(folder, file));
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  return folder;
}

describe("the commands of the README", () => {
  // CI itself runs `npm ci` on a clean checkout, and `npm test` is what runs this test
  const byCi = ["npm test"];
  const here = [
    "npm ci && npm run synth",
    "npm run synth -- --inventory inventory/contoso.json",
    "npm run examples",
  ];

  test("are known to this test, which runs them", () => {
    expect(commands("bash").sort()).toEqual([...byCi, ...here].sort());
  });

  test("work on a clone in which nothing is built", () => {
    const cwd = clone();
    for (const line of here.map((text) => text.replace("npm ci && ", ""))) {
      const [program = "", ...args] = line.split(" ");
      const { code, err } = command(program, args, { cwd, env: { CDKTF_OUTDIR: undefined } });
      expect([line, code, err.replace(/^npm warn.*\n/gm, "")]).toEqual([line, 0, ""]);
    }
    const stacks = readdirSync(join(cwd, "cdktf.out", "stacks"));
    const named = commands("console").flatMap(
      (line) => line.match(/\b(backup|dr|governance)-[a-z-]+/g) ?? [],
    );
    expect(named.filter((id) => !stacks.includes(id))).toEqual([]);
    expect(named.length).toBeGreaterThan(3);
  }, 60_000);

  test("export the inventory with the query that error messages name", () => {
    const [query = ""] = commands("console");
    expect(EXPORT_HINT).toContain(query.replace(" > mine.json", ""));
  });

  test("show the summary that the app prints", () => {
    const [line = ""] = blocks("text");
    expect(readFileSync("__tests__/__snapshots__/main.test.ts.snap", "utf8")).toContain(line);
  });
});

test("the code blocks of the README compile and synthesise, each in a stack of its own", () => {
  const folder = temporaryFolder();
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  const names = [...Object.keys(lib), "VirtualMachine"].filter((name) => README.includes(name));
  const bodies = blocks("ts").map((block, i) => {
    const given = /\bvault\./.test(block) && !block.includes("const vault") ? ", vault" : "";
    return `{\n  const { stack, resourceGroup${given} } = fixture("block-${i}");\n${block}\n}`;
  });
  const program = `
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { App } from "cdktf";
import { Construct } from "constructs";
import { ${[...new Set([...names, "ResilienceStack", "RecoveryServicesVault", "VmInventory"])].join(", ")} } from ${JSON.stringify(resolve("dist/lib"))};

const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
const sharedVaultId = \`/subscriptions/\${subscriptionId}/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/shared\`;
const devSubscriptionId = "b83e94c7-15d2-4f6a-8e09-7a5c4d20f9b6";
const app = new App();
const vm = VmInventory.fromResourceGraph("inventory/contoso.json").where({ name: "VM1" }).vms[0]!;
function fixture(id: string) {
  const stack = new ResilienceStack(app, id, { subscriptionId });
  const resourceGroup = new ResourceGroup(stack, "Group", { name: "rg-readme", location: "australiaeast" });
  return { stack, resourceGroup, get vault() { return new RecoveryServicesVault(stack, "FixtureVault", { name: "rsv-readme", resourceGroup }); } };
}
${bodies.join("\n")}
void [vm, sharedVaultId, devSubscriptionId, Construct];
app.synth();
`;
  mkdirSync(join(folder, "inventory"));
  cpSync("inventory/contoso.json", join(folder, "inventory", "contoso.json"));
  writeFileSync(join(folder, "readme.ts"), program);
  const flags = [
    "--strict",
    "--skipLibCheck",
    "--target",
    "es2022",
    "--module",
    "node20",
    "--types",
    "node",
    "readme.ts",
  ];
  expect(command(join("node_modules", ".bin", "tsc"), flags, { cwd: folder })).toEqual({
    code: 0,
    out: "",
    err: "",
  });
  expect(command(process.execPath, ["readme.js"], { cwd: folder })).toEqual({ code: 0, out: "", err: "" });
  expect(readdirSync(join(folder, "cdktf.out", "stacks"))).toHaveLength(blocks("ts").length);
}, 60_000);

test("each line that the article's table names is the line of main.ts that does it", () => {
  const source = readFileSync("main.ts", "utf8").split("\n");
  const rows = [...README.matchAll(/\| (\d+) `(\w+)` \|$/gm)];
  expect(rows.length).toBeGreaterThanOrEqual(15);
  const wrong = rows.filter(([, line, text]) => !source[Number(line) - 1]?.includes(String(text)));
  expect(wrong.map(([row]) => row)).toEqual([]);
});

test("the README names no construct that does not exist, and links to no page that is not there", () => {
  const links = [...README.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, target = ""]) => target);
  expect(links.filter((target) => !existsSync(target))).toEqual([]);
  expect(README.split("\n").length).toBeLessThanOrEqual(200);
});

test("the architecture names every folder of the library", () => {
  const text = readFileSync("ARCHITECTURE.md", "utf8");
  const folders = readdirSync("lib", { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.filter(({ name }) => !text.includes(`\`lib/${name}/\``)).map(({ name }) => name)).toEqual(
    [],
  );
});
