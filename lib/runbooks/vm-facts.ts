import { parseResourceId } from "../core/resource-id";
import { VirtualMachine } from "../inventory/virtual-machine";
import type { VmObjectives } from "../objectives/recovery-objectives";
import type { ProtectedVm } from "../protection/protected-vm";
import type { KnownTexts } from "./known-texts";

/** A VM that is backed up. */
export interface BackedUpVm {
  readonly name: string;
  /** undefined where only Terraform will know it. */
  readonly resourceGroup?: string;
  readonly policy: string;
  readonly objectives?: VmObjectives;
  /** Does the program say that its backups are stopped or suspended? */
  readonly stopped: boolean;
}

export function backedUpVm(
  one: ProtectedVm,
  texts: KnownTexts,
  objectives: ReadonlyMap<string, VmObjectives>,
): BackedUpVm {
  const id = texts.of(one, one.vm.id);
  const parts = id === undefined ? undefined : parseResourceId(id);
  return {
    name: VirtualMachine.isVirtualMachine(one.vm) ? one.vm.name : (parts?.name ?? one.node.id),
    resourceGroup: parts?.resourceGroup,
    policy: one.policy.policyName,
    objectives: objectives.get(one.vm.id.toLowerCase()),
    stopped: one.state !== undefined && one.state !== "Protected",
  };
}
