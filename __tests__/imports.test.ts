import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { command } from "./support/command";
import { temporaryFolder } from "./support/files";

/** What a program loads, within the repository, as the compiled files that users run. */
function loadedBy(program: string, env: Record<string, string> = {}): readonly string[] {
  const report = `process.stdout.write("\\n" + JSON.stringify(Object.keys(require.cache)));`;
  const { code, out, err } = command(process.execPath, ["-e", `${program};\n${report}`], { env });
  expect([code, err]).toEqual([0, ""]);
  const files: string[] = JSON.parse(out.split("\n").at(-1) ?? "");
  return files.map((file) => file.slice(process.cwd().length + 1).replaceAll("\\", "/"));
}

const PROVIDER = /^node_modules\/@cdktf\/provider-azurerm\/lib\/(.+)\/index\.js$/;

/** The classes of the provider, by the folder of each: "backup-protected-vm". */
const providerClasses = (files: readonly string[]) =>
  files.flatMap((file) => PROVIDER.exec(file)?.[1] ?? []).sort();

/** What costs a run more than it is worth, unless the program asks for it. */
const HEAVY: readonly (readonly [what: string, file: RegExp])[] = [
  ["the provider's barrel", /provider-azurerm\/lib\/index\.js$/],
  ["a part of cdktf-cli", /^node_modules\/(@cdktf\/(cli|commons|hcl)|cdktf-cli)/],
  ["the matchers", /^dist\/lib\/testing\//],
  ["the plan guard", /^dist\/lib\/plan-guard\//],
  ["the rules", /^dist\/lib\/checks\/rules\//],
  ["valibot", /^node_modules\/valibot\//],
  ["a tool of development", /^node_modules\/(typescript|@swc|jest|@biomejs|fast-check|@kusto)/],
];

const heavyIn = (files: readonly string[]) =>
  HEAVY.filter(([, pattern]) => files.some((file) => pattern.test(file))).map(([what]) => what);

/** The types of resources and data sources that a run has written, as the provider names its folders. */
function writtenTypes(outdir: string): readonly string[] {
  const stacks = readdirSync(join(outdir, "stacks"));
  const jsons = stacks.map((id) =>
    JSON.parse(readFileSync(join(outdir, "stacks", id, "cdk.tf.json"), "utf8")),
  );
  const resources = jsons.flatMap(({ resource = {} }) => Object.keys(resource));
  const data = jsons.flatMap(({ data = {} }) => Object.keys(data).map((type) => `data_${type}`));
  const azurerm = [...resources, ...data].filter((type) => type.includes("azurerm_"));
  return [...new Set(azurerm.map((type) => type.replace(/^azurerm_/, "").replaceAll("_", "-")))].sort();
}

const VAULT = `
  const { App } = require("cdktf");
  const { RecoveryServicesVault, ResilienceStack } = require("./dist/lib");
  const stack = new ResilienceStack(new App({ outdir: process.env.CDKTF_OUTDIR }), "one", {
    subscriptionId: "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841",
  });
  const resourceGroup = { name: "rg-one", locationInput: "westeurope" };
  new RecoveryServicesVault(stack, "Vault", { name: "rsv-one", resourceGroup });`;

describe("what a program loads", () => {
  test("is the index alone where it uses nothing, not even cdktf", () => {
    expect(loadedBy('require("./dist/lib")')).toEqual(["dist/lib/index.js"]);
  });

  test("is the provider's class for a vault where it defines one, and no other", () => {
    const files = loadedBy(VAULT, { CDKTF_OUTDIR: temporaryFolder() });
    expect(providerClasses(files)).toEqual(["provider", "recovery-services-vault"]);
    expect(heavyIn(files)).toEqual([]);
    const own = files.filter((file) => file.startsWith("dist/lib/"));
    expect(own.filter((file) => /\/(estate|replication|monitoring|governance|checks)\//.test(file))).toEqual(
      [],
    );
    expect(own.length).toBeLessThan(40);
  });

  test("is, for Contoso, the classes of what it writes: what it does not write costs it nothing", () => {
    const outdir = temporaryFolder();
    const files = loadedBy('require("./dist/main.js")', { CDKTF_OUTDIR: outdir });
    expect(providerClasses(files)).toEqual([...writtenTypes(outdir), "provider"].sort());
    // Contoso reads rows, and asks for the rules
    expect(heavyIn(files)).toEqual(["the rules", "valibot"]);
  });

  test("is neither rules nor schemas where an app reads nothing and checks nothing", () => {
    const program = `require("./dist/lib").ResilienceApp.synthesise(() => {}, { inventory: [] })`;
    expect(heavyIn(loadedBy(program, { CDKTF_OUTDIR: temporaryFolder() }))).toEqual([]);
  });
});

describe("these tests fail when a module brings in too much, such as", () => {
  test.each([
    ["the provider's barrel", 'require("@cdktf/provider-azurerm")'],
    ["the matchers", 'require("./dist/lib/testing").vmProtection'],
    ["valibot", 'require("./dist/lib").VmInventory.fromResourceGraph("inventory/contoso.json")'],
  ])("%s", (what, program) => {
    expect(heavyIn(loadedBy(program))).toContain(what);
  });

  test("a class that is imported for nothing", () => {
    const files = loadedBy(`${VAULT}; require("@cdktf/provider-azurerm/lib/subnet")`, {
      CDKTF_OUTDIR: temporaryFolder(),
    });
    expect(providerClasses(files)).toContain("subnet");
  });
});

test("ES modules import by name from every entry of the package, which is CommonJS", () => {
  const program = `
    import { Estate, RecoveryServicesVault } from "./dist/lib/index.js";
    import { builtInPolicies, contosoTiers, vmBackupImages } from "./dist/policies/index.js";
    import { guardPlan, readPlan } from "./dist/lib/plan-guard/index.js";
    import { synthesiseApp } from "./dist/lib/testing/index.js";
    const names = { Estate, RecoveryServicesVault, builtInPolicies, contosoTiers, vmBackupImages, guardPlan, readPlan, synthesiseApp };
    process.stdout.write(Object.keys(names).filter((name) => names[name] === undefined).join());`;
  const { code, out, err } = command(process.execPath, ["--input-type=module", "-e", program]);
  expect({ code, out, err }).toEqual({ code: 0, out: "", err: "" });
});

describe("a compiled module", () => {
  /** The module after the rewriting, run with modules of its own; what it loaded, in order, and what it exports. */
  function run(code: string) {
    const script = `
      import("./scripts/lazy-requires.mjs").then(({ lazily }) => {
        const loaded = [];
        const modules = { "./a": { A: class { one = 1; static two = { three: 3 }; } }, "./b": { b: () => 4 } };
        const load = (name) => (loaded.push(name), modules[name]);
        const exports = {};
        new Function("exports", "require", lazily(process.argv[1]))(exports, load);
        const before = [...loaded];
        const result = exports.use?.();
        process.stdout.write(JSON.stringify({ before, result, after: loaded }));
      });`;
    const { code: exit, out, err } = command(process.execPath, ["-e", script, code]);
    expect([exit, err]).toEqual([0, ""]);
    return JSON.parse(out);
  }

  test("loads another one when it uses it, and once", () => {
    const code = `const a_1 = require("./a");\nconst b_1 = require("./b");\nexports.use = () => [new a_1.A().one, a_1.A.two.three];`;
    expect(run(code)).toEqual({ before: [], result: [1, 3], after: ["./a"] });
  });

  test("calls functions of another one without a receiver, as the compiler writes them", () => {
    const code = `const b_1 = require("./b");\nexports.use = () => (0, b_1.b)();`;
    expect(run(code)).toEqual({ before: [], result: 4, after: ["./b"] });
  });

  test("loads at once what its classes extend", () => {
    const code = `const a_1 = require("./a");\nclass B extends a_1.A {}\nexports.use = () => new B().one;`;
    expect(run(code)).toEqual({ before: ["./a"], result: 1, after: ["./a"] });
  });

  test("is refused where it uses another one as a whole, which would be a function then", () => {
    const script = `import("./scripts/lazy-requires.mjs").then(({ lazily }) => lazily(process.argv[1]));`;
    const code = `const a_1 = require("./a");\nexports.use = () => Object.keys(a_1);`;
    const { code: exit, err } = command(process.execPath, ["-e", script, code]);
    expect(exit).toBe(1);
    expect(err).toContain(
      "Error: a_1 is used as a whole, and not by a member: import what is needed by name",
    );
  });

  test("keeps names that only look alike, and what it loads under other names", () => {
    const code = `const a_1 = require("./a");\nconst other = require("./b");\nconst aa_1 = { A: 5 };\nexports.use = () => [aa_1.A, other.b()];`;
    expect(run(code)).toEqual({ before: ["./b"], result: [5, 4], after: ["./b"] });
  });
});
