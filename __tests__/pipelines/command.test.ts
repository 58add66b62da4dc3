import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { resilienceStacks } from "../../lib/pipelines/command";
import { command } from "../support/command";
import { temporaryFolder } from "../support/files";

type Stack = { json?: object; dependencies?: readonly string[]; path?: string };

/** What a synthesis writes of these stacks. */
function output(stacks: Record<string, Stack>): string {
  const folder = temporaryFolder();
  const entry = ([name, { dependencies = [], path = name }]: [string, Stack]) => [
    name,
    { name, constructPath: path, dependencies, synthesizedStackPath: `stacks/${name}/cdk.tf.json` },
  ];
  const manifest = { version: "0.21.0", stacks: Object.fromEntries(Object.entries(stacks).map(entry)) };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
  for (const [name, { json = {} }] of Object.entries(stacks)) {
    mkdirSync(join(folder, "stacks", name), { recursive: true });
    writeFileSync(join(folder, "stacks", name, "cdk.tf.json"), JSON.stringify(json));
  }
  return folder;
}

const vault = (config: object, comment = "a") => ({
  json: {
    "//": { metadata: { version: comment } },
    resource: { azurerm_recovery_services_vault: { Vault: { ...config, "//": { metadata: comment } } } },
  },
});

function run(...args: readonly string[]) {
  const texts = { out: "", err: "" };
  const code = resilienceStacks(args, {
    out: (text) => {
      texts.out += text;
    },
    err: (text) => {
      texts.err += text;
    },
  });
  return { code, ...texts };
}

describe("resilience-stacks changed", () => {
  const base = output({ same: vault({ name: "a" }), other: vault({ name: "b" }), gone: {} });

  test("names stacks that differ or are new, whatever framework wrote them, and in whatever order", () => {
    const head = output({
      new: {},
      other: vault({ name: "c" }),
      same: vault({ name: "a" }, "another version"),
    });
    expect(run("changed", "--base", base, head)).toEqual({ code: 0, out: "new\nother\n", err: "" });
  });

  test("takes a tag that is called // for a tag, since only blocks have comments", () => {
    const tagged = (value: string) => output({ one: vault({ tags: { "//": value } }) });
    expect(run("changed", "--base", tagged("a"), tagged("b")).out).toBe("one\n");
    expect(run("changed", "--base", tagged("a"), tagged("a")).out).toBe("");
  });

  test("takes the path of a construct in a module for the comment that it is, and its arguments for what they are", () => {
    const module = (comment: string, name = "a", tags = "x") =>
      output({
        one: { json: { module: { Vault: { name, tags: { "//": tags }, "//": { metadata: comment } } } } },
      });
    expect(run("changed", "--base", module("a"), module("b")).out).toBe("");
    expect(run("changed", "--base", module("a"), module("a", "b")).out).toBe("one\n");
    expect(run("changed", "--base", module("a"), module("a", "a", "y")).out).toBe("one\n");
  });

  test("compares what Terraform reads, whatever the order of keys", () => {
    const a = output({ one: vault({ name: "a", location: "b" }) });
    const b = output({ one: vault({ location: "b", name: "a" }) });
    expect(run("changed", "--base", a, b)).toEqual({ code: 0, out: "", err: "" });
  });

  test("takes every stack for new where there is no base, as on the first pull request", () => {
    expect(run("changed", base).out).toBe("same\nother\ngone\n");
  });

  test("writes the matrix of GitHub Actions, and an empty one where nothing changed", () => {
    const head = output({ "backup-prod": {} });
    expect(run("changed", "--format", "github", head).out).toBe('["backup-prod"]\n');
    expect(run("changed", "--format", "github", "--base", head, head).out).toBe("[]\n");
  });

  test("writes the matrix of Azure Pipelines, whose names take no hyphen, and keeps names apart", () => {
    const head = output({ "a-b": {}, a_b: {}, "1": {} });
    expect(JSON.parse(run("changed", "--format", "azure", head).out)).toEqual({
      s1: { stack: "1" },
      a_b: { stack: "a-b" },
      a_b_2: { stack: "a_b" },
    });
  });

  test("writes JSON with the stacks that are gone, which nobody plans", () => {
    const head = output({ same: vault({ name: "a" }) });
    expect(JSON.parse(run("changed", "--format", "json", "--base", base, head).out)).toEqual({
      changed: [],
      removed: ["other", "gone"],
      total: 1,
    });
  });

  test("writes a summary for a pull request, in which stacks that are gone stand out", () => {
    const file = join(temporaryFolder(), "stacks.md");
    run("changed", "--base", base, "--markdown", file, output({ same: vault({ name: "c" }) }));
    expect(readFileSync(file, "utf8")).toBe(
      "### Stacks: 1 of 1 changed\n\n`same`\n\n**No longer in the program:** `other`, `gone`. What they made stays in Azure until somebody destroys it.\n",
    );
  });

  const many = (count: number) =>
    output(Object.fromEntries(Array.from({ length: count }, (_, i) => [`s${i}`, {}])));

  test.each([
    [256, 1],
    [257, 2],
    [1000, 4],
  ])(
    "puts %i stacks into the 256 jobs that a matrix of GitHub makes, %i at most into each",
    (count, most) => {
      const jobs: readonly string[] = JSON.parse(run("changed", "--format", "github", many(count)).out);
      const stacks = jobs.map((job) => job.split(" "));
      expect(jobs).toHaveLength(256);
      expect(Math.max(...stacks.map(({ length }) => length))).toBe(most);
      expect(stacks.flat()).toEqual(Array.from({ length: count }, (_, i) => `s${i}`));
    },
  );

  test("keeps names of Azure Pipelines to the 100 characters that they may have, and apart", () => {
    const [long, other] = ["a", "b"].map((end) => `${"s".repeat(120)}${end}`);
    const legs = JSON.parse(
      run("changed", "--format", "azure", output({ [`${long}`]: {}, [`${other}`]: {} })).out,
    );
    expect(Object.values(legs)).toEqual([{ stack: long }, { stack: other }]);
    expect(Object.keys(legs).every((name) => name.length <= 100)).toBe(true);
  });
});

describe("resilience-stacks order", () => {
  test("puts each stack behind all that it depends on, and those of a stage on one line", () => {
    const folder = output({
      dr: { dependencies: ["backup", "monitoring"] },
      governance: {},
      backup: { dependencies: ["monitoring"] },
      monitoring: {},
    });
    expect(run("order", folder).out).toBe("governance monitoring\nbackup\ndr\n");
  });

  test("knows stacks below another construct by their id", () => {
    const folder = output({
      inner: { path: "Part/inner" },
      outer: { dependencies: ["Part/inner"] },
    });
    expect(run("order", folder).out).toBe("inner\nouter\n");
  });

  test("refuses stacks that wait for each other, because none could be first", () => {
    const folder = output({ a: { dependencies: ["b"] }, b: { dependencies: ["a"] }, c: {} });
    expect(run("order", folder)).toEqual({
      code: 2,
      out: "",
      err: "[a] waits for b, which can never be deployed before it\n[b] waits for a, which can never be deployed before it\n",
    });
  });
});

describe("--remote-state", () => {
  const state = (terraform?: object) => ({ json: terraform ? { terraform } : {} });
  const LOST =
    'its state would be a file on this machine, and lost with it: say where states are kept with the context value "backend" of cdktf.json';

  test("refuses each stack whose state would be lost with the machine of the pipeline", () => {
    const folder = output({
      a: state({ backend: { local: { path: "a.tfstate" } } }),
      b: state(),
      c: state({ backend: { azurerm: {} } }),
      d: state({ cloud: {} }),
    });
    const refused = { code: 2, out: "", err: `[a] ${LOST}\n[b] ${LOST}\n` };
    expect(run("order", "--remote-state", folder)).toEqual(refused);
    expect(run("changed", "--remote-state", folder)).toEqual(refused);
    expect(run("order", folder)).toMatchObject({ code: 0 });
  });

  test("takes Azure Storage and HCP Terraform", () => {
    const folder = output({ c: state({ backend: { azurerm: {} } }), d: state({ cloud: {} }) });
    expect(run("order", "--remote-state", folder)).toEqual({ code: 0, out: "c d\n", err: "" });
  });
});

describe("resilience-stacks refuses", () => {
  const misuse = (...args: readonly string[]) => {
    const { code, err } = run(...args);
    return [code, err.trimEnd()];
  };

  test("a folder that no synthesis wrote, whatever is wrong with it", () => {
    const folder = temporaryFolder();
    const manifest = join(folder, "manifest.json");
    expect(misuse("order", folder)).toEqual([2, `[${manifest}] is not there: run the synthesis first`]);
    const notOne = `[${manifest}] is no manifest of cdktf: give the folder that the synthesis wrote, such as cdktf.out`;
    for (const text of ["{}", '{"stacks":[]}', '{"stacks":{"a":{"name":"a"}}}']) {
      writeFileSync(manifest, text);
      expect(misuse("order", folder)).toEqual([2, notOne]);
    }
    writeFileSync(manifest, "[]");
    expect(misuse("order", folder)).toEqual([2, `[${manifest}] is no JSON object`]);
    writeFileSync(manifest, "{");
    expect(misuse("order", folder)[1]).toContain(`[${manifest}] cannot be read: `);
  });

  test("what it does not understand, with the way to help", () => {
    const help = ": see resilience-stacks --help";
    const bad: [string[], string][] = [
      [[], `the command must be "changed" or "order", got nothing${help}`],
      [["plan"], `the command must be "changed" or "order", got "plan"${help}`],
      [["order", "a", "b"], `"b" is one folder too many${help}`],
      [["order", "--base", "a"], `--base belongs to "changed"${help}`],
      [
        ["changed", "--format", "yaml"],
        `--format must be "lines", "json", "github" or "azure", got "yaml"${help}`,
      ],
    ];
    for (const [args, message] of bad) expect(misuse(...args)).toEqual([2, `[resilience-stacks] ${message}`]);
    expect(misuse("changed", "--bse", "a")[1]).toContain("Unknown option '--bse'");
  });

  test("a summary that cannot be written", () => {
    const nowhere = join(temporaryFolder(), "no", "stacks.md");
    expect(misuse("changed", "--markdown", nowhere, output({}))).toEqual([
      2,
      `[${nowhere}] cannot be written: ENOENT: no such file or directory`,
    ]);
  });
});

test("the command explains itself and its exit codes", () => {
  const { code, out } = run("--help");
  expect([code, out.split("\n")[0]]).toEqual([
    0,
    "usage: resilience-stacks changed [--base FOLDER] [--format FORMAT] [--markdown FILE] [--remote-state] [FOLDER]",
  ]);
  expect(out).toContain("exit codes: 0 written, 2 a folder or the command line cannot be read\n");
});

test("the package's command runs on what the sample wrote, and loads nothing but itself", () => {
  const folder = join(temporaryFolder(), "cdktf.out");
  expect(command(process.execPath, ["dist/main.js"], { env: { CDKTF_OUTDIR: folder } }).code).toBe(0);
  const { code, out } = command("npx", ["--no-install", "resilience-stacks", "order", folder]);
  expect([code, out.split("\n")[0]]).toEqual([0, "governance-contoso monitoring-prod"]);
  const program = `
    require("./dist/lib/pipelines/command");
    process.stdout.write(JSON.stringify(Object.keys(require.cache).filter((file) => file.includes("node_modules"))));`;
  expect(JSON.parse(command(process.execPath, ["-e", program]).out)).toEqual([]);
});
