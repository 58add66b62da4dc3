import { quoted } from "../core/problems";
import type { VirtualMachine } from "../inventory/virtual-machine";
import type { Obstacle } from "../protection/backup-support";
import type { TierChoice } from "./tier-choice";
import type { VmOverrides } from "./vm-overrides";

/** What there is to say of a VM's recovery when every verb was called. */
export interface RecoveryDoubt extends Obstacle {
  readonly kind: "unreplicated" | "warning";
  readonly vm: VirtualMachine;
}

/** VMs whose tier promises a replication that no region pair gives, and settings of recoveries that there are not. */
export function recoveryDoubts(
  vms: readonly VirtualMachine[],
  tiers: Pick<TierChoice, "promiseOf">,
  overrides: VmOverrides,
  paired: ReadonlySet<string>,
): readonly RecoveryDoubt[] {
  return vms.flatMap((vm): RecoveryDoubt[] => {
    const { exempt, recovery, recoveryPlan } = overrides.of(vm);
    if (tiers.promiseOf(vm)?.replicated) {
      if (paired.has(vm.region)) return [];
      const reason = `its tier promises replication, and no replicate of the program is from ${vm.region}`;
      const remedy = `add replicate({ from: ${quoted(vm.region)}, to: … })`;
      return [{ kind: "unreplicated", vm, reason, remedy }];
    }
    if (recovery === undefined && recoveryPlan === undefined) return [];
    const why = exempt ? "it is exempt" : "its tier is not replicated";
    const reason = `its override says how it is recovered, and ${why}`;
    return [{ kind: "warning", vm, reason, remedy: "give it a replicated tier, or remove that" }];
  });
}
