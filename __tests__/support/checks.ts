import type { VirtualMachine } from "../../lib";
import { type CheckRule, type ResilienceApp, ResilienceStack, SynthesizedApp, VmInventory } from "../../lib";
import { contextOf } from "../../lib/checks/context";
import { run } from "./run";
import { SUBSCRIPTION } from "./synthesise";

interface Options {
  readonly baseline?: "geo" | "zonal";
  readonly minimumRetentionDays?: number;
  /** The inventory. Without it, it is what the program's estates have. */
  readonly vms?: readonly VirtualMachine[];
  /** Why VMs are left out, by their names. */
  readonly exempt?: Readonly<Record<string, string>>;
}

/** What a rule says of the stacks that a program defines: "path: status, found", in the rule's order. */
export function verdictsOf(
  rule: CheckRule,
  define: (app: ResilienceApp) => void,
  { baseline = "geo", minimumRetentionDays, vms, exempt = {} }: Options = {},
): readonly string[] {
  let app: ResilienceApp | undefined;
  const { outdir } = run((own) => {
    app = own;
    define(own);
  });
  const inventory = vms && new VmInventory(vms);
  const props = { baseline, minimumRetentionDays, inventory };
  const context = contextOf(app as ResilienceApp, props, SynthesizedApp.fromFolder(outdir));
  const checked = context.vms.map((one) => ({ ...one, exempt: exempt[one.vm.name] ?? one.exempt }));
  const results = rule.check({ ...context, vms: checked });
  return results.map(({ subject, status, found }) => `${subject.at}: ${status}, ${found}`);
}

/** A program of one stack, "test". */
export function inStack(define: (stack: ResilienceStack) => void): (app: ResilienceApp) => void {
  return (app) => define(new ResilienceStack(app, "test", { subscriptionId: SUBSCRIPTION }));
}
