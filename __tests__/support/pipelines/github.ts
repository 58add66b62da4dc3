import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { command } from "../command";
import { temporaryFolder } from "../files";
import { filled } from "./expressions";
import { Artifacts, type Plans, type Sample } from "./sample";

type Scope = Record<string, unknown>;
type Texts = Readonly<Record<string, unknown>>;

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Texts;
  readonly env?: Texts;
  readonly run?: string;
}

export interface Job {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly env?: Texts;
  readonly outputs?: Texts;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly strategy?: { readonly matrix: { readonly stack: unknown } };
  readonly steps: readonly Step[];
}

export const readWorkflow = (file: string): { permissions: unknown; on: Texts; jobs: Record<string, Job> } =>
  parse(readFileSync(file, "utf8"));

/** How a job ended, what it printed, and what it wrote to the summary. */
export interface JobRun {
  readonly result: "success" | "failure" | "skipped";
  readonly outputs: Texts;
  readonly log: string;
  readonly summary: string;
}

const EXPRESSION = /\$\{\{\s*((?:(?!\}\}).)*?)\s*\}\}/s;
const STATUS = /\b(always|cancelled|failure|success)\(/;

/** Runs the jobs of a workflow as GitHub Actions does: their shell steps, and stand-ins of the actions that they use. */
export class Workflow {
  readonly runs: Record<string, JobRun> = {};
  private readonly artifacts = new Artifacts();

  constructor(
    private readonly file: string,
    private readonly sample: Sample,
    private readonly event: Texts = {},
  ) {}

  /** Runs all jobs that have not run yet, or those named. */
  run(plans: Plans, only?: readonly string[]): Readonly<Record<string, JobRun>> {
    const { jobs } = readWorkflow(this.file);
    for (const [id, job] of Object.entries(jobs))
      if (only?.includes(id) ?? !this.runs[id]) this.runs[id] = this.runJob(id, job, plans);
    return this.runs;
  }

  /** Another run from here on, perhaps for another event: what has run is shared. */
  branch(other = new Workflow(this.file, this.sample, this.event)): Workflow {
    Object.assign(other.runs, this.runs);
    for (const name of this.artifacts.names()) {
      const folder = temporaryFolder();
      this.artifacts.fetch(name, folder);
      other.artifacts.publish(name, folder);
    }
    return other;
  }

  private runJob(id: string, job: Job, plans: Plans): JobRun {
    const needed = [job.needs ?? []].flat().map((name) => this.runs[name]);
    const allGood = needed.every((run) => run?.result === "success");
    const scope = this.scope();
    const wanted = job.if === undefined || isTrue(job.if, scope);
    if (!wanted || (!allGood && !STATUS.test(job.if ?? ""))) return ended("skipped");
    const legs = job.strategy
      ? (filled(job.strategy.matrix.stack, EXPRESSION, scope) as string[])
      : [undefined];
    const runs = legs.map((stack, index) =>
      this.runLeg(id, job, plans, { ...scope, matrix: { stack }, strategy: { "job-index": index } }),
    );
    const failed = runs.find(({ result }) => result === "failure");
    const log = runs.map((run) => run.log).join("");
    return { ...ended(failed ? "failure" : "success"), ...(failed ?? runs[0]), log };
  }

  private runLeg(id: string, job: Job, plans: Plans, scope: Scope): JobRun {
    const folder = temporaryFolder();
    const workspace = join(folder, "work");
    mkdirSync(workspace);
    const files = { GITHUB_OUTPUT: join(folder, "output"), GITHUB_STEP_SUMMARY: join(folder, "summary") };
    const env = { ...this.sample.env(plans), ...files, RUNNER_TEMP: folder, ...texts(job.env, scope) };
    const steps: Record<string, { outputs: Texts }> = {};
    let failed = false;
    let log = "";
    for (const step of job.steps) {
      const inner = { ...scope, steps };
      if (step.if === undefined ? failed : !isTrue(step.if, inner)) continue;
      if (step.uses) this.use(step, workspace, inner);
      if (step.run === undefined) continue;
      const args = ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run];
      const { code, out, err } = command("bash", args, {
        cwd: workspace,
        env: { ...env, ...texts(step.env, inner) },
      });
      log += `[${id}] ${out}${err}`;
      failed ||= code !== 0;
      if (code !== 0) log += `exit code ${code}\n`;
      if (step.id) steps[step.id] = { outputs: outputsOf(files.GITHUB_OUTPUT) };
    }
    const summary = existsSync(files.GITHUB_STEP_SUMMARY)
      ? readFileSync(files.GITHUB_STEP_SUMMARY, "utf8")
      : "";
    const outputs = failed ? {} : texts(job.outputs, { ...scope, steps });
    return { result: failed ? "failure" : "success", outputs, log, summary };
  }

  private use(step: Step, workspace: string, scope: Scope): void {
    const given = texts(step.with, scope);
    const [action = ""] = (step.uses ?? "").split("@");
    const path = join(workspace, given.path ?? "");
    if (action === "actions/checkout") this.sample.checkout(workspace);
    else if (action === "actions/upload-artifact") this.artifacts.publish(String(given.name), path);
    else if (action === "actions/download-artifact" && given.name) this.artifacts.fetch(given.name, path);
    else if (action === "actions/download-artifact")
      for (const name of this.artifacts.names().filter((name) => name.startsWith("plan-")))
        this.artifacts.fetch(name, path);
    else if (!/^(actions\/setup-node|hashicorp\/setup-terraform)$/.test(action))
      throw new Error(`unknown ${action}`);
  }

  private scope(): Scope {
    return {
      needs: this.runs,
      vars: { AZURE_TENANT_ID: "tenant", AZURE_PLAN_CLIENT_ID: "reader", AZURE_DEPLOY_CLIENT_ID: "writer" },
      secrets: {},
      github: { event: this.event, repository: "contoso/resilience", token: "token" },
      cancelled: () => false,
      fromJSON: JSON.parse,
    };
  }
}

const ended = (result: JobRun["result"]): JobRun => ({ result, outputs: {}, log: "", summary: "" });

function isTrue(condition: string, scope: Scope): boolean {
  const text = condition.includes("${{") ? condition : `\${{ ${condition} }}`;
  return Boolean(filled(text, EXPRESSION, scope));
}

function texts(given: Texts | undefined, scope: Scope): Record<string, string> {
  const entries = Object.entries(given ?? {}).map(([key, value]) => [key, filled(value, EXPRESSION, scope)]);
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value ?? "")]));
}

function outputsOf(file: string): Texts {
  if (!existsSync(file)) return {};
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}
