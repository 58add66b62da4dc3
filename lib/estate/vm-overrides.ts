import { listed, Problems, quoted } from "../core/problems";
import { canonicalId, VM_TYPE } from "../core/resource-id";
import type { VirtualMachine } from "../inventory/virtual-machine";
import type { VmInventory } from "../inventory/vm-inventory";
import type { DiskSelection } from "../protection/disks";
import type { ReplicatedVmOptions } from "../replication/replicated-vm-props";

/** What the program says of one VM, above its tags. */
export interface VmOverride {
  /** The tier, whatever the VM's tag says. @default - the tag decides */
  readonly tier?: string;
  /** The data disks that are backed up. @default - all */
  readonly disks?: DiskSelection;
  /** How the VM is recovered: its size, place, disks and addresses in the target region. @default - as its region pair says */
  readonly recovery?: Omit<ReplicatedVmOptions, "policy" | "cache">;
  /**
   * Takes a replicated VM out of its recovery plans. Do that in a deployment of its own before the VM goes, or stops being
   * replicated: Terraform stops the replication before it changes the plan, which Site Recovery may refuse.
   * @default - it is in the plan of its tier
   */
  readonly recoveryPlan?: false;
  /** Why the VM is neither backed up nor replicated. @default - it is protected */
  readonly exempt?: string;
}

/** The overrides of an estate, by VM. */
export class VmOverrides {
  private readonly byId = new Map<string, VmOverride>();

  /** @throws ConfigurationError when a name fits no VM or several, or an exemption has no reason */
  constructor(inventory: VmInventory, given: Readonly<Record<string, VmOverride>>) {
    const problems = new Problems("overrides");
    for (const [key, override] of Object.entries(given)) {
      const vm = find(problems, inventory.vms, key);
      const label = quoted(key);
      problems.when(override.exempt?.trim() === "", `${label}: exempt must give the reason, got nothing`);
      checkMembers(problems, label, override);
      if (!vm) continue;
      problems.when(
        this.byId.has(vm.id),
        `${label} names a VM that another override names too: join the two`,
      );
      this.byId.set(vm.id, override);
    }
    problems.throwIfAny();
  }

  of(vm: VirtualMachine): VmOverride {
    return this.byId.get(vm.id) ?? {};
  }
}

const MEMBERS: readonly string[] = [
  "tier",
  "disks",
  "recovery",
  "recoveryPlan",
  "exempt",
] satisfies (keyof VmOverride)[];

/** What is misspelt in a program without types, or in a file that it reads, would be lost in silence. */
function checkMembers(problems: Problems, label: string, override: VmOverride): void {
  const unknown = Object.keys(override).filter((key) => !MEMBERS.includes(key));
  problems.when(
    unknown.length > 0,
    `${label} must have only ${listed(MEMBERS, "and")}, got ${listed(unknown, "and")}`,
  );
  const { recoveryPlan } = override;
  problems.oneOf(
    `${label}: recoveryPlan`,
    recoveryPlan,
    [false],
    "a replicated VM is in the plan of its tier otherwise",
  );
}

function find(problems: Problems, vms: readonly VirtualMachine[], key: string): VirtualMachine | undefined {
  const id = canonicalId(key, VM_TYPE);
  const fits = vms.filter((vm) => vm.id === id || vm.name.toLowerCase() === key.toLowerCase());
  problems.when(
    fits.length === 0,
    `${quoted(key)} is no VM of the inventory: check the name, or remove the entry`,
  );
  problems.when(
    fits.length > 1,
    `${quoted(key)} names ${fits.length} VMs: use an ARM id, ${fits.map((vm) => quoted(vm.id)).join(" or ")}`,
  );
  return fits.length === 1 ? fits[0] : undefined;
}
