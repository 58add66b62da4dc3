import type { IConstruct } from "constructs";
import { canonicalId, VM_TYPE } from "../core/resource-id";
import type { VirtualMachine } from "../inventory/virtual-machine";
import type { Obstacle } from "../protection/backup-support";
import { ProtectedVm } from "../protection/protected-vm";
import type { VmOverrides } from "./vm-overrides";

/** A VM that an estate would back up, if its program asked for it. */
export interface UnprotectedVm extends Obstacle {
  readonly kind: "unprotected" | "exempt";
  readonly vm: VirtualMachine;
}

interface Unasked {
  readonly vms: readonly VirtualMachine[];
  readonly overrides: VmOverrides;
  readonly root: IConstruct;
  /** Those that Azure Policy backs up, or of which is said why it does not. */
  readonly leftToPolicy: ReadonlySet<VirtualMachine>;
  readonly hasPolicies: boolean;
}

/** The VMs that nothing backs up where the program never asks for it: neither other constructs of the app nor Azure Policy. */
export function unprotectedVms(unasked: Unasked): readonly UnprotectedVm[] {
  const { vms, overrides, leftToPolicy, hasPolicies } = unasked;
  const elsewhere = protectedIn(unasked.root);
  const first = hasPolicies ? "" : " after createVaults and createBackupPolicies";
  const why = {
    kind: "unprotected",
    reason: "nothing backs it up, since the program never calls protectVirtualMachines",
    remedy: `call it${first}`,
  } as const;
  return vms.flatMap((vm): UnprotectedVm[] => {
    if (elsewhere.has(vm.id)) return [];
    const { exempt } = overrides.of(vm);
    if (exempt) return [{ vm, ...exemption(exempt) }];
    return leftToPolicy.has(vm) ? [] : [{ vm, ...why }];
  });
}

/** What is said of a VM that the program leaves out, with its reason. */
export function exemption(reason: string): Obstacle & { readonly kind: "exempt" } {
  return { kind: "exempt", reason, remedy: "remove the override to protect it" };
}

function protectedIn(root: IConstruct): ReadonlySet<string> {
  const items = root.node.findAll().filter(ProtectedVm.isProtectedVm);
  return new Set(items.map(({ vm }) => canonicalId(vm.id, VM_TYPE) ?? vm.id));
}
