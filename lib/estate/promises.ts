import type { Construct } from "constructs";
import { longestRetentionDays } from "../backup-policy/retention";
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
    promiseObjective(scopeOf(vm), {
      vmId: vm.id,
      name: vm.name,
      tier: tier.criticality,
      rpoMinutes: tier.rpoMinutes,
      rtoMinutes: tier.rtoMinutes,
      replicated: tier.replicated,
      retentionDays: longestRetentionDays(tier.backup.retention),
    });
  }
}
