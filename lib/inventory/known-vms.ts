import type { IConstruct } from "constructs";
import type { VirtualMachine } from "./virtual-machine";
import type { VmInventory } from "./vm-inventory";

const KEY = "cdktf-azure-resilience/inventory";

/** Records that a construct works on an inventory, for those who ask for every VM. */
export function recordInventory(scope: IConstruct, inventory: VmInventory): void {
  scope.node.addMetadata(KEY, inventory);
}

/** Every VM that a construct tree knows of from an inventory, once, in the order of their ids. */
export function knownVms(root: IConstruct): readonly VirtualMachine[] {
  const inventories = root.node
    .findAll()
    .flatMap((c) => c.node.metadata)
    .filter((entry) => entry.type === KEY)
    .map((entry) => entry.data as VmInventory);
  const known = new Map(inventories.flatMap(({ vms }) => vms.map((vm) => [vm.id.toLowerCase(), vm])));
  return [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, vm]) => vm);
}
