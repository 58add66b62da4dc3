import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Annotations } from "cdktf";
import { Construct } from "constructs";
import { RecoveryServicesVault, ResilienceApp, ResilienceStack } from "../../lib";
import { BESIDE } from "../../lib/app/output";
import { app } from "../support/command";
import { temporaryFolder } from "../support/files";
import { run } from "../support/run";
import { refusal, resourceGroup, SUBSCRIPTION } from "../support/synthesise";

const stack = (app: ResilienceApp, id: string) =>
  new ResilienceStack(app, id, { subscriptionId: SUBSCRIPTION });
const withGroup =
  (id: string, name = "rg-a") =>
  (app: ResilienceApp) => {
    new ResourceGroup(stack(app, id), "Group", { name, location: "eastus" });
  };
const output = () => join(temporaryFolder(), "cdktf.out");

/** Every file below a folder with its content. */
function filesOf(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map((f) => [join(f.parentPath, f.name), readFileSync(join(f.parentPath, f.name), "utf8")]),
  );
}

describe("an app writes all stacks or none", () => {
  test("a run that fails in one stack leaves the previous output byte for byte, and nothing beside it", () => {
    const outdir = output();
    run(withGroup("one"), outdir);
    const before = filesOf(outdir);
    const failing = (app: ResilienceApp) => {
      withGroup("one", "rg-changed")(app);
      const second = stack(app, "two");
      second.node.addValidation({ validate: () => ["is wrong"] });
    };
    expect(refusal(() => run(failing, outdir))).toBe("[two] is wrong");
    expect(filesOf(outdir)).toEqual(before);
    expect(readdirSync(join(outdir, ".."))).toEqual(["cdktf.out"]);
  });

  test.each([
    [{ report: "false" }, '[cdktf.json] the context value "report" must be true or false, got "false"'],
    [{ inventory: 1 }, '[cdktf.json] the context value "inventory" must be a file or a list of files, got 1'],
  ])("a first run with the context value %j leaves no output folder behind", (context, message) => {
    const outdir = output();
    const { CDKTF_CONTEXT_JSON } = process.env;
    process.env.CDKTF_CONTEXT_JSON = JSON.stringify(context);
    try {
      expect(refusal(() => ResilienceApp.synthesise(withGroup("one"), { outdir }))).toBe(message);
    } finally {
      if (CDKTF_CONTEXT_JSON === undefined) delete process.env.CDKTF_CONTEXT_JSON;
      else process.env.CDKTF_CONTEXT_JSON = CDKTF_CONTEXT_JSON;
    }
    expect(existsSync(outdir)).toBe(false);
  });

  test("a first run that fails leaves no output folder behind", () => {
    const outdir = output();
    const failing = (app: ResilienceApp) => {
      new RecoveryServicesVault(stack(app, "one"), "Vault", {
        name: "1",
        resourceGroup: { name: "rg" },
        region: "eastus",
      });
    };
    refusal(() => run(failing, outdir));
    expect(existsSync(outdir)).toBe(false);
  });

  test("what Terraform keeps in a stack's folder survives the next run", () => {
    const outdir = output();
    run(withGroup("one"), outdir);
    const lock = join(outdir, "stacks", "one", ".terraform.lock.hcl");
    writeFileSync(lock, "lock");
    run(withGroup("one", "rg-changed"), outdir);
    expect(readFileSync(lock, "utf8")).toBe("lock");
  });

  test("the configuration of a stack that left the program goes, its other files stay", () => {
    const outdir = output();
    run((app) => ["one", "two", "three"].map((id) => withGroup(id)(app)), outdir);
    const state = join(outdir, "stacks", "two", "terraform.tfstate");
    writeFileSync(state, "{}");
    run(withGroup("one"), outdir);
    expect(readdirSync(join(outdir, "stacks")).sort()).toEqual(["one", "two"]);
    expect(readdirSync(join(outdir, "stacks", "two"))).toEqual(["terraform.tfstate"]);
  });

  test("a file beside the stacks, as file managers leave there, stays and stops nothing", () => {
    const outdir = output();
    run(withGroup("one"), outdir);
    writeFileSync(join(outdir, "stacks", ".DS_Store"), "");
    run(withGroup("two"), outdir);
    expect(readdirSync(join(outdir, "stacks")).sort()).toEqual([".DS_Store", "two"]);
  });

  test("an output folder that is nested in folders that do not exist yet is made", () => {
    const outdir = join(temporaryFolder(), "a", "b", "cdktf.out");
    expect(Object.keys(run(withGroup("one"), outdir).stacks)).toEqual(["one"]);
  });

  test("a first run that fails leaves none of the folders that the output is nested in", () => {
    const folder = temporaryFolder();
    const failing = (app: ResilienceApp) => {
      stack(app, "one").node.addValidation({ validate: () => ["is wrong"] });
    };
    expect(refusal(() => run(failing, join(folder, "a", "b", "cdktf.out")))).toBe("[one] is wrong");
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("an app shows every problem of every stack", () => {
  test("validations, error annotations of cdktf, and stacks that refer to each other", () => {
    const program = (app: ResilienceApp) => {
      const first = stack(app, "first");
      const group = resourceGroup(first);
      first.node.addValidation({ validate: () => ["problem one", "problem two"] });
      const second = stack(app, "second");
      Annotations.of(second).addError("an error annotation");
      const third = stack(app, "third");
      new ResourceGroup(third, "Copy", { name: group.name, location: "eastus" });
    };
    expect(refusal(() => run(program))).toBe(
      [
        "[first] 2 problems:",
        "  - problem one",
        "  - problem two",
        '[second] Encountered Annotations with level "ERROR":',
        "[second] an error annotation",
        "",
        "Either fix the issues above, or set the environment variable CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS to ignore these annotations.",
        "[third] refers to a resource of first: every stack plans on its own; compose the resource's id from its name instead",
      ].join("\n"),
    );
  });

  test("a problem that two verbs report is shown once", () => {
    const program = (app: ResilienceApp) => {
      stack(app, "one").node.addValidation({ validate: () => ["twice", "twice"] });
    };
    expect(refusal(() => run(program))).toBe("[one] twice");
  });
});

test("the summary is read off the construct tree, so that an app of bare constructs has one too", () => {
  const { summary, outdir } = run((app) => {
    const one = stack(app, "one");
    new RecoveryServicesVault(one, "Vault", { name: "rsv-one", resourceGroup: resourceGroup(one) });
  });
  expect(summary).toBe(
    `Vaults 1 · backup policies 0 · protected VMs 0 · replicated VMs 0 · policy assignments 0\n\n1 stack in ${outdir}:\n  one`,
  );
});

test.each([
  ["the same id", "Backup", "Backup"],
  ["ids that differ in letter case alone, which is one folder on some machines", "Backup", "backup"],
])("two stacks with %s are refused: one would overwrite the other", (_what, one, other) => {
  const define = (app: ResilienceApp) => {
    new ResilienceStack(new Construct(app, "A"), one, { subscriptionId: SUBSCRIPTION });
    new ResilienceStack(new Construct(app, "B"), other, { subscriptionId: SUBSCRIPTION });
  };
  const outdir = temporaryFolder();
  expect(refusal(() => ResilienceApp.synthesise(define, { outdir, inventory: [] }))).toBe(
    `[B/${other}] the stack "A/Backup" has the folder "Backup" already, and one would overwrite the other: give it another id`,
  );
  expect(readdirSync(outdir)).toEqual([]);
});

test("an async program is refused: what comes after its first await would be dropped", () => {
  const define = async () => {};
  const run = () => ResilienceApp.synthesise(define, { outdir: temporaryFolder(), inventory: [] });
  expect(refusal(run)).toBe(
    "[program] must not be async: what comes after await is too late; read what it needs before",
  );
});

test("what somebody else put beside the report, the runbooks and the plan stays", () => {
  const outdir = join(temporaryFolder(), "cdktf.out");
  for (const folder of ["report", "runbooks", "plan"]) {
    mkdirSync(join(outdir, folder), { recursive: true });
    writeFileSync(join(outdir, folder, "mine.md"), "mine");
    writeFileSync(join(outdir, folder, "README.md"), "of an earlier run");
  }
  ResilienceApp.synthesise(() => {}, { outdir, inventory: [] });
  const left = ["report", "runbooks", "plan"].map((folder) =>
    readdirSync(join(outdir, folder)).includes("mine.md"),
  );
  expect(left).toEqual([true, true, true]);
  expect(readdirSync(join(outdir, "runbooks"))).not.toContain("fail-over.md");
});

test("every file that Contoso writes beside its stacks is one that a later run removes", () => {
  const outdir = join(temporaryFolder(), "cdktf.out");
  const { files } = JSON.parse(app(["--json"], outdir).out);
  expect(files.filter((file: string) => !BESIDE.includes(file))).toEqual([]);
});
