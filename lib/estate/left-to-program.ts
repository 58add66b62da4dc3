import type { VirtualMachine } from "../inventory/virtual-machine";
import { isTier } from "../tiers/tier-set";
import type { TierChoice } from "./tier-choice";
import type { VmOverrides } from "./vm-overrides";

/** A VM that Azure Policy leaves alone, since the program says more of it than its tag, and what that is. */
export interface LeftToProgram {
  readonly vm: VirtualMachine;
  readonly why: string;
}

/** The VMs of which the program says something that a tag does not: Azure Policy would not know it. */
export function leftToProgram(
  vms: readonly VirtualMachine[],
  overrides: VmOverrides,
  tiers: TierChoice,
): readonly LeftToProgram[] {
  return vms.flatMap((vm) => {
    const why = reasonFor(vm, overrides, tiers);
    return why === undefined ? [] : [{ vm, why }];
  });
}

function reasonFor(vm: VirtualMachine, overrides: VmOverrides, { tiers }: TierChoice): string | undefined {
  const { exempt, tier, disks } = overrides.of(vm);
  if (exempt !== undefined) return `exempt: ${exempt}`;
  const tagged = tiers.tierOf(vm);
  const differs = tier !== undefined && tiers.named(tier) !== (isTier(tagged) ? tagged : undefined);
  if (differs) return `its override gives it ${tier}`;
  return disks === undefined ? undefined : "its override leaves disks out";
}
