import { PLATFORMS, results } from "../support/pipelines/platforms";
import { type Call, Sample } from "../support/pipelines/sample";

const plan = (name: string) => `__tests__/plan-guard/plans/${name}.json`;
const HARMLESS = { "*": plan("nothing") };

/** The stages of Contoso: who is told comes first, what needs vaults comes last. */
const STAGES = [
  ["governance-contoso", "monitoring-prod"],
  [
    "backup-dev-australiaeast",
    "backup-dev-centralindia",
    "backup-prod-australiaeast",
    "backup-prod-australiaeast-nongeo",
    "backup-prod-australiasoutheast",
    "dr-prod-australiaeast",
    "monitoring-dev",
  ],
  ["governance-dev", "governance-prod"],
];

/** The stacks for which Terraform did something, in its order. */
const stacksOf = (calls: readonly Call[], verb: string) =>
  calls.filter(([, program, first]) => program === "terraform" && first === verb).map(([stack]) => stack);
const inStages = (stacks: readonly (string | undefined)[]) =>
  STAGES.map(({ length }, i) => {
    const start = STAGES.slice(0, i).flat().length;
    return stacks.slice(start, start + length).sort();
  });

describe.each(PLATFORMS)("the deployment in %s", (_, platform) => {
  const sample = new Sample();
  const planned = platform("deploy", sample);
  const runs = planned.run(HARMLESS, ["synth", "plan", "guard"]);
  const calls = sample.calls();

  test("plans every stack before the approval, and applies none", () => {
    expect(results(runs)).toEqual({ synth: "succeeded", plan: "succeeded", guard: "succeeded" });
    expect(stacksOf(calls, "plan").sort()).toEqual(STAGES.flat().sort());
    expect(stacksOf(calls, "apply")).toEqual([]);
    expect(runs.guard?.summary).toContain("### Plan guard: passed\n\n11 plans, 0 changes");
  });

  test("applies exactly those plans, with the locked providers, a stage when the one before is done", () => {
    const applied = planned.branch().run(HARMLESS, ["apply"]);
    const did = sample.calls();
    expect(results(applied)).toMatchObject({ apply: "succeeded" });
    expect(inStages(stacksOf(did, "apply"))).toEqual(STAGES);
    expect(stacksOf(did, "plan")).toEqual([]);
    const one = did.filter(([stack]) => stack === "dr-prod-australiaeast").map(([, , ...args]) => args);
    expect(one).toEqual([
      ["init", "-input=false", "-no-color", "-lockfile=readonly"],
      ["apply", "-input=false", "-no-color", "stack.tfplan"],
    ]);
  });

  test("stops with the stage in which a plan cannot be applied, as when the state has moved since", () => {
    const applied = planned.branch().run({ ...HARMLESS, "backup-prod-australiaeast": "" }, ["apply"]);
    const stacks = stacksOf(sample.calls(), "apply");
    expect(results(applied)).toMatchObject({ apply: "failed" });
    expect(stacks).toEqual(expect.arrayContaining(["monitoring-prod", "backup-prod-australiaeast"]));
    expect(stacks.filter((id) => STAGES[2]?.includes(String(id)))).toEqual([]);
    expect(applied.apply?.log).toContain("[backup-prod-australiaeast] Error: saved plan is stale");
  });

  test("asks nobody and applies nothing when the guard refuses a plan", () => {
    const refused = planned.branch();
    const harmful = refused.run({ ...HARMLESS, "dr-prod-australiaeast": plan("vault-destroyed") }, [
      "plan",
      "guard",
    ]);
    sample.calls();
    expect(results(harmful)).toMatchObject({ plan: "succeeded", guard: "failed" });
    expect(harmful.guard?.log).toMatch(/exit code 1\n$/);
    expect(results(refused.run(HARMLESS))).toMatchObject({ apply: "skipped" });
    expect(sample.calls()).toEqual([]);
  });

  test("is refused where states would be files of the machine, with each stack", () => {
    const local = new Sample((one) =>
      one.edit("cdktf.json", (text) => text.replace('"backend"', '"backends"')),
    );
    const ran = platform("deploy", local).run(HARMLESS);
    expect(results(ran)).toMatchObject({
      synth: "failed",
      plan: "skipped",
      guard: "skipped",
      apply: "skipped",
    });
    const log = ran.synth?.log ?? "";
    expect(log).toMatch(/\[11 places\] its state would be a file on this machine/);
    expect(log.match(/ {2}at [a-z-]+$/gm)).toHaveLength(11);
  });
});
