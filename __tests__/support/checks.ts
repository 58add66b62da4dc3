import type { CheckedVm, CheckRule, ResilienceApp, VirtualMachine } from "../../lib";
import { ResilienceStack, SynthesizedApp } from "../../lib";
import { run } from "./run";
import { SUBSCRIPTION } from "./synthesise";

interface Options {
  readonly baseline?: "geo" | "zonal";
  readonly minimumRetentionDays?: number;
  readonly vms?: readonly (VirtualMachine | CheckedVm)[];
}

/** What a rule says of the stacks that a program defines: "path: status, found", in the rule's order. */
export function verdictsOf(
  rule: CheckRule,
  define: (app: ResilienceApp) => void,
  { baseline = "geo", minimumRetentionDays = 30, vms = [] }: Options = {},
): readonly string[] {
  let root: ResilienceApp | undefined;
  const { outdir } = run((app) => {
    root = app;
    define(app);
  });
  const results = rule.check({
    app: SynthesizedApp.fromFolder(outdir),
    root: root as ResilienceApp,
    baseline,
    minimumRetentionDays,
    vms: vms.map((vm) => ("vm" in vm ? vm : { vm })),
    objectives: () => new Map(),
  });
  return results.map(({ subject, status, found }) => `${subject.at}: ${status}, ${found}`);
}

/** A program of one stack, "test". */
export function inStack(define: (stack: ResilienceStack) => void): (app: ResilienceApp) => void {
  return (app) => define(new ResilienceStack(app, "test", { subscriptionId: SUBSCRIPTION }));
}
