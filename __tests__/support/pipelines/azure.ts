import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { command } from "../command";
import { temporaryFolder } from "../files";
import { evaluate, filled } from "./expressions";
import { Artifacts, type Plans, type Sample } from "./sample";

type Scope = Record<string, unknown>;
type Texts = Readonly<Record<string, unknown>>;

interface Step {
  readonly bash?: string;
  readonly checkout?: string;
  readonly publish?: string;
  readonly download?: string;
  readonly artifact?: string;
  readonly task?: string;
  readonly name?: string;
  readonly inputs?: { readonly inlineScript?: string; readonly azureSubscription?: string };
  readonly env?: Texts;
}

interface Job {
  readonly job?: string;
  readonly deployment?: string;
  readonly dependsOn?: string | readonly string[];
  readonly condition?: string;
  readonly variables?: Texts;
  readonly environment?: string;
  readonly strategy?: { readonly matrix?: string; readonly runOnce?: { deploy: { steps: readonly Step[] } } };
  readonly steps?: readonly Step[];
}

export interface Pipeline {
  readonly variables: Texts;
  readonly jobs?: readonly Job[];
  readonly stages?: readonly { readonly stage: string; readonly jobs: readonly Job[] }[];
}

export const readPipeline = (file: string): Pipeline => parse(readFileSync(file, "utf8"));

/** The jobs of a pipeline in their order, whatever their stage. */
export const jobsOf = ({ jobs, stages }: Pipeline): readonly Job[] =>
  jobs ?? stages?.flatMap((s) => s.jobs) ?? [];
export const stepsOf = ({ steps, strategy }: Job): readonly Step[] =>
  steps ?? strategy?.runOnce?.deploy.steps ?? [];

export interface JobRun {
  readonly result: "Succeeded" | "Failed" | "Skipped";
  readonly outputs: Texts;
  readonly log: string;
  readonly summary: string;
}

const RUNTIME = /\$\[\s*(.*?)\s*\]/s;

/** Runs the jobs of a pipeline as Azure Pipelines does: their scripts, and stand-ins of the tasks that they use. */
export class AzurePipeline {
  readonly runs: Record<string, JobRun> = {};
  private readonly artifacts = new Artifacts();

  constructor(
    private readonly file: string,
    private readonly sample: Sample,
    private readonly variables: Texts = {},
  ) {}

  /** Runs all jobs that have not run yet, or those named; a stage waits for all of the one before. */
  run(plans: Plans, only?: readonly string[]): Readonly<Record<string, JobRun>> {
    const pipeline = readPipeline(this.file);
    const stageOf = (job: Job) => pipeline.stages?.findIndex(({ jobs }) => jobs.includes(job)) ?? 0;
    const jobs = jobsOf(pipeline);
    for (const job of jobs) {
      const id = job.job ?? job.deployment ?? "";
      const before = jobs.filter((one) => stageOf(one) < stageOf(job)).map((one) => one.job ?? "");
      if (only?.includes(id) ?? !this.runs[id])
        this.runs[id] = this.runJob(job, before, pipeline.variables, plans);
    }
    return this.runs;
  }

  /** Another run from here on, perhaps for another event: what has run is shared. */
  branch(other = new AzurePipeline(this.file, this.sample, this.variables)): AzurePipeline {
    Object.assign(other.runs, this.runs);
    for (const name of this.artifacts.names()) {
      const folder = temporaryFolder();
      this.artifacts.fetch(name, folder);
      other.artifacts.publish(name, folder);
    }
    return other;
  }

  private runJob(job: Job, before: readonly string[], shared: Texts, plans: Plans): JobRun {
    const needed = [...before, ...[job.dependsOn ?? []].flat()].map((name) => this.runs[name]);
    const good = needed.every((run) => run?.result === "Succeeded");
    const scope = this.scope(good);
    if (job.condition === undefined ? !good : !evaluate(job.condition, scope)) return ended("Skipped");
    const own = mapped(job.variables, (value) => filled(value, RUNTIME, scope));
    const matrix = filled(job.strategy?.matrix, RUNTIME, scope);
    const legs: Texts[] = matrix ? Object.values(JSON.parse(String(matrix))) : [{}];
    const runs = legs.map((leg) => this.runLeg(job, { ...shared, ...own, ...leg }, plans));
    const failed = runs.find(({ result }) => result === "Failed");
    return { ...ended("Succeeded"), ...(failed ?? runs[0]), log: runs.map(({ log }) => log).join("") };
  }

  private runLeg(job: Job, variables: Texts, plans: Plans): JobRun {
    const workspace = temporaryFolder();
    const temp = temporaryFolder();
    const cwd = join(workspace, "s");
    mkdirSync(cwd);
    const known = { ...variables, "Pipeline.Workspace": workspace, "Agent.TempDirectory": temp };
    const env = { ...this.sample.env(plans), ...environment(known) };
    const run = { ...ended("Succeeded"), outputs: {} as Record<string, unknown> };
    let [log, summary, code]: [string, string, number | null] = ["", "", 0];
    for (const step of stepsOf(job)) {
      if (code !== 0) break;
      this.use(step, workspace, known);
      const script = step.bash ?? step.inputs?.inlineScript;
      if (script === undefined) continue;
      const given = mapped(step.env, (value) => macro(value, { ...known, ...SYSTEM }));
      const login = step.inputs ? loginOf(macro(step.inputs.azureSubscription, known)) : {};
      const ran = command("bash", ["--noprofile", "--norc", "-c", script], {
        cwd,
        env: { ...env, ...login, ...given },
      });
      code = ran.code;
      log += `${ran.out}${ran.err}${code === 0 ? "" : `exit code ${code}\n`}`;
      for (const [, name, value] of ran.out.matchAll(
        /##vso\[task\.setvariable variable=(\w+);isOutput=true\](.*)/g,
      ))
        run.outputs[`${step.name}.${name}`] = value;
      for (const [, path = ""] of ran.out.matchAll(/##vso\[task\.uploadsummary\](.*)/g))
        summary += readFileSync(path, "utf8");
    }
    return { ...run, result: code === 0 ? "Succeeded" : "Failed", log, summary };
  }

  private use(step: Step, workspace: string, variables: Texts): void {
    if (step.checkout === "self") this.sample.checkout(join(workspace, "s"));
    const artifact = macro(step.artifact, variables);
    if (step.publish)
      this.artifacts.publish(
        artifact,
        join(step.publish.startsWith("$(") ? "" : join(workspace, "s"), macro(step.publish, variables)),
      );
    const names = artifact ? [artifact] : this.artifacts.names();
    if (step.download) for (const name of names) this.artifacts.fetch(name, join(workspace, name));
  }

  private scope(good: boolean): Scope {
    return {
      dependencies: this.runs,
      variables: this.variables,
      and: (...all: unknown[]) => all.every(Boolean),
      not: (value: unknown) => !value,
      eq: (a: unknown, b: unknown) => a === b,
      ne: (a: unknown, b: unknown) => a !== b,
      succeeded: () => good,
      canceled: () => false,
    };
  }
}

const SYSTEM = { "System.AccessToken": "token", "System.OidcRequestUri": "https://contoso.example/oidc" };

/** What the task AzureCLI@2 says of its service connection. */
const loginOf = (connection: string) => ({
  AZURESUBSCRIPTION_CLIENT_ID: connection,
  AZURESUBSCRIPTION_TENANT_ID: "tenant",
  AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: connection,
});

const ended = (result: JobRun["result"]): JobRun => ({ result, outputs: {}, log: "", summary: "" });

function macro(text: unknown, variables: Texts): string {
  return String(text ?? "").replace(/\$\(([\w.]+)\)/g, (_, name: string) => String(variables[name] ?? ""));
}

function mapped(given: Texts | undefined, change: (value: unknown) => unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given ?? {}).map(([key, value]) => [key, String(change(value) ?? "")]),
  );
}

/** Variables are in the environment in capitals. */
function environment(variables: Texts): Record<string, string> {
  const name = (key: string) => key.toUpperCase().replaceAll(".", "_");
  return Object.fromEntries(Object.entries(variables).map(([key, value]) => [name(key), String(value)]));
}
