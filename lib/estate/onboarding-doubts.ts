import type { ReachReasonKind } from "../governance/policy-reach";
import type { VirtualMachine } from "../inventory/virtual-machine";
import type { Obstacle } from "../protection/backup-support";
import { nearestReasons, type VmReach } from "./estate-reach";

/** A VM that nothing backs up, though Azure Policy is there to do it. */
export interface OnboardingDoubt extends Obstacle {
  readonly kind: "unprotected" | "warning";
  readonly vm: VirtualMachine;
}

/** Where the program protects VMs, it says of others itself that their tag or Azure Backup is against it. */
const SAID_ELSEWHERE: readonly ReachReasonKind[] = ["tag", "unsupported"];

/** VMs that neither the program nor Azure Policy backs up. */
export function onboardingDoubts(
  vms: readonly VmReach[],
  isLeft: (vm: VirtualMachine) => boolean,
  programProtects: boolean,
): readonly OnboardingDoubt[] {
  return vms.flatMap(({ vm, protectedBy, reaches }): OnboardingDoubt[] => {
    const reasons = nearestReasons(reaches);
    const isSaid = programProtects && reasons.some(({ kind }) => SAID_ELSEWHERE.includes(kind));
    if (protectedBy !== undefined || isLeft(vm) || isSaid || reasons.length === 0) return [];
    const reason = `Azure Policy would never back it up: ${reasons.map((one) => one.reason).join("; ")}`;
    const remedy = programProtects
      ? "set its tag to a tier's value, or give it a tier in overrides: the program backs up VMs of every image"
      : "call protectVirtualMachines: the program backs up VMs of every image";
    return [{ kind: programProtects ? "warning" : "unprotected", vm, reason, remedy }];
  });
}
