import type { Construct } from "constructs";
import type { VirtualMachine } from "../inventory/virtual-machine";
import { promiseObjective } from "../objectives/promise";
import type { TierChoice } from "./tier-choice";

/** Records what the tiers of VMs promise, for `recoveryObjectives`. */
export function recordPromises(
  vms: readonly VirtualMachine[],
  tiers: Pick<TierChoice, "promiseOf">,
  scopeOf: (vm: VirtualMachine) => Construct,
): void {
  for (const vm of vms) {
    const tier = tiers.promiseOf(vm);
    if (!tier) continue;
    const { criticality, rpoMinutes, rtoMinutes } = tier;
    const promise = { vmId: vm.id, name: vm.name, tier: criticality, rpoMinutes, rtoMinutes };
    promiseObjective(scopeOf(vm), promise);
  }
}
