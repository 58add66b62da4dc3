import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { command } from "../support/command";
import { temporaryFolder } from "../support/files";
import { readWorkflow } from "../support/pipelines/github";

const TERRAFORM = `#!/bin/sh
echo "$(basename "$PWD") $1" >> "$CALLS"
if [ "$(basename "$PWD")-$1" = "$FAILS" ]; then exit 1; fi
if [ "$1" = plan ]; then echo plan > stack.tfplan; fi
if [ "$1" = init ]; then echo lock > .terraform.lock.hcl; fi
if [ "$1" = show ]; then echo "{}"; fi
`;

/** The step of a template that plans, in a job that has these stacks. */
function planned(file: string, STACK: string, FAILS = "") {
  const script = readWorkflow(file).jobs.plan?.steps.find(({ name }) => name === "Plan")?.run ?? "exit 99";
  const cwd = temporaryFolder();
  for (const stack of STACK.split(" ")) mkdirSync(join(cwd, "cdktf.out/stacks", stack), { recursive: true });
  writeFileSync(join(cwd, "terraform"), TERRAFORM);
  chmodSync(join(cwd, "terraform"), 0o755);
  const env = { STACK, FAILS, CALLS: join(cwd, "calls"), PATH: `${cwd}:${process.env.PATH}` };
  const { code } = command("bash", ["--norc", "-eo", "pipefail", "-c", script], { cwd, env });
  const plans = command("find", ["plans", "-name", "plan.json"], { cwd }).out.trim().split("\n").sort();
  return { code, plans, calls: readFileSync(env.CALLS, "utf8").trim().split("\n") };
}

describe.each(["deploy", "pull-request"])("a job of several stacks in GitHub's %s", (name) => {
  const file = `pipelines/github/${name}.yml`;

  test("plans one after the other, each into its own folder", () => {
    const { code, plans, calls } = planned(file, "one two");
    expect([code, plans]).toEqual([0, ["plans/one/plan.json", "plans/two/plan.json"]]);
    expect(calls).toEqual(["one init", "one plan", "one show", "two init", "two plan", "two show"]);
  });

  test("fails with the stack that cannot be planned", () => {
    expect(planned(file, "one two", "one-plan").code).toBe(1);
    expect(planned(file, "one two", "two-init").code).toBe(1);
  });

  test("has an artifact of its own, whose name does not grow with its stacks", () => {
    const names = (readWorkflow(file).jobs.plan?.steps ?? []).map((step) => step.with?.name);
    expect(names).toContain("plan-${{ strategy.job-index }}");
  });
});
