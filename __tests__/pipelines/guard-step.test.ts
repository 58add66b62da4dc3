import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { command } from "../support/command";
import { temporaryFolder } from "../support/files";

interface Step {
  readonly name?: string;
  readonly displayName?: string;
  readonly run?: string;
  readonly bash?: string;
}

/** Every step of a template, however deep. */
function stepsIn(node: unknown): readonly Step[] {
  if (typeof node !== "object" || node === null) return [];
  const own = "run" in node || "bash" in node ? [node as Step] : [];
  return [...own, ...Object.values(node).flatMap(stepsIn)];
}

/** The guard's own step, run without a plan, as after a job that ended like this. */
function judged(platform: "github" | "azure", PLANNED: string, STACKS: string): number | null {
  const template = parse(readFileSync(`pipelines/${platform}/pull-request.yml`, "utf8"));
  const step = stepsIn(template).find((one) => (one.name ?? one.displayName) === "Judge the plans");
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, "summary"));
  for (const name of ["stacks.md", "synth.txt"]) writeFileSync(join(cwd, "summary", name), name);
  const env = { PLANNED, STACKS, GITHUB_STEP_SUMMARY: join(cwd, "step.md"), PIPELINE_WORKSPACE: cwd };
  const script = step?.run ?? step?.bash ?? "exit 99";
  return command("bash", ["--norc", "-eo", "pipefail", "-c", script], { cwd, env }).code;
}

describe("the guard passes nothing that was not planned", () => {
  test.each([
    ["github", "failure", 2],
    ["github", "cancelled", 2],
    ["azure", "Failed", 2],
    ["azure", "Canceled", 2],
  ] as const)(
    "%s: a plan that ended with %s, as one that takes too long does, ends with %i",
    (platform, planned, code) => {
      expect(judged(platform, planned, '["one"]')).toBe(code);
    },
  );

  test.each([
    ["github", "skipped", "[]"],
    ["github", "skipped", '["one"]'],
    ["azure", "Skipped", "{}"],
  ] as const)(
    "%s: %s with %s passes, where no stack changed, or a fork has no identity",
    (platform, planned, stacks) => {
      expect(judged(platform, planned, stacks)).toBe(0);
    },
  );
});
