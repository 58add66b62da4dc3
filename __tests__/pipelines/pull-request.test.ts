import { PLATFORMS, results } from "../support/pipelines/platforms";
import { type Call, Sample } from "../support/pipelines/sample";

const plan = (name: string) => `__tests__/plan-guard/plans/${name}.json`;
const HARMLESS = { "*": plan("nothing") };
const HARMFUL = { "*": plan("immutability-disabled") };

/** Another tier for one VM: one stack changes. */
const anotherTier = (sample: Sample) =>
  sample.edit("inventory/contoso.json", (text) => text.replace('"Tier-3"', '"Tier-2"'));
const broken = (sample: Sample) => sample.edit("inventory/contoso.json", () => "[");
const terraform = (calls: readonly Call[]) =>
  calls
    .filter(([, program]) => program === "terraform")
    .map(([stack, , ...args]) => [stack, args[0]].join(" "));

describe.each(PLATFORMS)("the pull request in %s", (_, platform) => {
  const sample = new Sample(() => {}, anotherTier);
  const synthesised = platform("pull-request", sample);
  const synth = synthesised.run(HARMLESS, ["synth"]);
  const next = (plans: Record<string, string>) => {
    sample.calls();
    const runs = synthesised.branch().run(plans);
    return { runs, calls: sample.calls(), guard: runs.guard, ended: results(runs) };
  };
  /** What only GitHub Actions has: a job that writes a comment. */
  const comment = (ended: string) => ("comment" in next(HARMLESS).ended ? { comment: ended } : {});

  test("plans the stack that changed, and no other, without a lock and as it was synthesised", () => {
    const { calls, ended } = next(HARMLESS);
    expect(ended).toEqual({
      synth: "succeeded",
      plan: "succeeded",
      guard: "succeeded",
      ...comment("succeeded"),
    });
    expect(terraform(calls)).toEqual([
      "backup-dev-australiaeast init",
      "backup-dev-australiaeast plan",
      "backup-dev-australiaeast show",
    ]);
    const planned = calls.find(([, program, verb]) => program === "terraform" && verb === "plan");
    expect(planned?.slice(2)).toEqual([
      "plan",
      "-input=false",
      "-no-color",
      "-lock=false",
      "-out=stack.tfplan",
    ]);
  });

  test("tells the verdict, the stacks and the summary of the synthesis", () => {
    const summary = next(HARMLESS).guard?.summary;
    expect(summary).toMatch(/^### Plan guard: passed\n\n1 plan, 0 changes: nothing lost or weakened\n/);
    expect(summary).toContain("### Stacks: 1 of 11 changed\n\n`backup-dev-australiaeast`\n");
    expect(summary).toContain("``````text\nVaults 6 · backup policies 20 ·");
  });

  test("fails with the exit code of the guard when a plan would weaken protection, and still tells it", () => {
    const { guard, ended, calls } = next(HARMFUL);
    expect([ended.plan, ended.guard]).toEqual(["succeeded", "failed"]);
    expect(guard?.log).toMatch(/exit code 1\n$/);
    expect(guard?.summary).toMatch(/^### Plan guard: refused\n\n1 plan, 1 change: 1 weakened\n/);
    const posted = calls.filter(([, program]) => program === "gh").map((call) => call.at(-1));
    expect(posted).toEqual(ended.comment ? [guard?.summary] : []);
  });

  test("fails when a stack cannot be planned, since nobody knows what it would do", () => {
    const { guard, ended } = next({ "*": "" });
    expect([ended.plan, ended.guard]).toEqual(["failed", "failed"]);
    expect(guard?.log).toMatch(/exit code 2\n$/);
    expect(guard?.summary).toContain("**A stack could not be planned: see its job.**");
  });

  test("gives a fork no identity: nothing is planned, and that is told", () => {
    sample.calls();
    const runs = synthesised.branch(platform("pull-request", sample, true)).run(HARMLESS);
    expect(results(runs)).toEqual({
      synth: "succeeded",
      plan: "skipped",
      guard: "succeeded",
      ...comment("skipped"),
    });
    expect(terraform(sample.calls())).toEqual([]);
    expect(runs.guard?.summary).toContain(
      "**Not planned:** pull requests of forks have no identity in Azure.",
    );
  });

  test("takes what plan-approvals.json of the repository approves", () => {
    const approval = {
      address: "azurerm_recovery_services_vault.*",
      rules: ["immutability-weakened"],
      reason: "CHG-1",
      owner: "Platform",
      until: "2999-12-31",
    };
    sample.edit("plan-approvals.json", () => JSON.stringify({ version: 1, approvals: [approval] }));
    sample.commit();
    expect(next(HARMFUL).ended).toMatchObject({ plan: "succeeded", guard: "succeeded" });
  });

  test("knows the stacks that changed before anything is planned", () => {
    expect(Object.values(synth.synth?.outputs ?? {}).join()).toMatch(
      /^[^,]*"backup-dev-australiaeast"[^,]*$/,
    );
  });
});

describe.each(PLATFORMS)("a pull request in %s", (_, platform) => {
  test("that changes no stack plans nothing and passes", () => {
    const sample = new Sample(
      () => {},
      (one) => one.edit("package.json", (text) => `${text}\n`),
    );
    const runs = platform("pull-request", sample).run(HARMLESS);
    expect(results(runs)).toMatchObject({ synth: "succeeded", plan: "skipped", guard: "succeeded" });
    expect(runs.guard?.summary).toMatch(/^\n### Stacks: 0 of 11 changed\n/);
  });

  test("that mends the target branch plans every stack, because there is nothing to compare with", () => {
    const whole = new Sample();
    const sample = new Sample(broken, (one) => {
      const inventory = whole.read("inventory/contoso.json");
      one.edit("inventory/contoso.json", () => inventory);
    });
    const { synth } = platform("pull-request", sample).run(HARMLESS, ["synth"]);
    expect(synth?.log).toContain("The target branch cannot be synthesised: every stack is planned.");
    expect(Object.values(synth?.outputs ?? {}).join()).toMatch(/monitoring-prod/);
  });

  test("that cannot be synthesised ends there, with the reason", () => {
    const sample = new Sample(() => {}, broken);
    const runs = platform("pull-request", sample).run(HARMLESS);
    expect(results(runs)).toMatchObject({ synth: "failed", plan: "skipped", guard: "skipped" });
    expect(runs.synth?.log).toMatch(/inventory\/contoso\.json.*problem, nothing written\.\n.*exit code 1\n/s);
    expect(sample.calls()).toEqual([]);
  });
});
