import type { IConstruct } from "constructs";
import { findingsIn } from "../core/findings";
import { knownVms } from "../inventory/known-vms";
import type { VirtualMachine } from "../inventory/virtual-machine";
import { promisedIn } from "../objectives/promise";
import { recoveryObjectives } from "../objectives/recovery-objectives";
import type { SynthesizedApp } from "../synthesized/synthesized-app";
import type { ResilienceChecksProps } from "./checks-props";
import type { CheckContext, CheckedVm } from "./rule";

const DEFAULT_RETENTION_DAYS = 30;

/** What the rules of an app judge by. */
export function contextOf(
  root: IConstruct,
  {
    baseline,
    inventory,
    minimumRetentionDays = DEFAULT_RETENTION_DAYS,
    retentionPresets = [],
  }: ResilienceChecksProps,
  app: SynthesizedApp,
): CheckContext {
  let objectives: ReturnType<CheckContext["objectives"]> | undefined;
  return {
    app,
    root,
    baseline,
    minimumRetentionDays,
    retentionPresets,
    vms: checkedVms(root, inventory?.vms ?? knownVms(root)),
    objectives: () => {
      objectives ??= new Map(recoveryObjectives(root).map((row) => [row.vmId.toLowerCase(), row]));
      return objectives;
    },
  };
}

function checkedVms(root: IConstruct, vms: readonly VirtualMachine[]): readonly CheckedVm[] {
  const exempt = findingsIn(root).filter(({ kind }) => kind === "exempt");
  const reasons = new Map(exempt.map(({ source, reason }) => [source, reason]));
  const promises = new Map(promisedIn(root).map((promise) => [promise.vmId.toLowerCase(), promise]));
  return vms.map((vm) => ({
    vm,
    exempt: reasons.get(vm.source),
    promise: promises.get(vm.id.toLowerCase()),
  }));
}
