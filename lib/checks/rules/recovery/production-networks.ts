import { groupBy } from "../../../core/group-by";
import { meaningOfId, meaningOfValue } from "../../../synthesized/meaning";
import { Meanings, type Meant } from "../../../synthesized/meanings";
import type { SynthesizedResource } from "../../../synthesized/synthesized-resource";
import type { CheckContext, CheckedVm } from "../../rule";
import { networkOfSubnet } from "./network-links";

/** Where replicated VMs run, and where failovers recover them. What stands outside the program and its inventory is not seen. */
export function productionNetworks({ app, vms }: CheckContext): Meanings {
  const byId = groupBy(vms, ({ vm }) => vm.id.toLowerCase());
  const replicas = app.ofType("azurerm_site_recovery_replicated_vm");
  return new Meanings([
    ...replicas.flatMap((by) => [
      ...named(by, by.config.target_network_id),
      ...networksOfSource(by),
      ...networksOfInventory(by, byId),
    ]),
    ...app
      .ofType("azurerm_site_recovery_network_mapping")
      .flatMap((by) => [
        ...named(by, by.config.source_network_id),
        ...named(by, by.config.target_network_id),
      ]),
  ]);
}

function named(by: SynthesizedResource, id: unknown): readonly Meant[] {
  return id == null ? [] : [{ by, meaning: meaningOfValue(by, id) }];
}

/** The networks of the interfaces of a VM that the program defines. */
function networksOfSource(by: SynthesizedResource): readonly Meant[] {
  const vm = by.targetOf(by.config.source_vm_id);
  const ids = vm ? [vm.config.network_interface_ids ?? []].flat() : [];
  return ids.flatMap((id) => {
    const nic = vm?.targetOf(id) ?? vm?.referenceOf(id)?.resource;
    // an id of something outside the program says nothing of its network
    if (!nic) return vm?.textOf(id) === undefined ? [{ by, meaning: {} }] : [];
    const subnets = nic.blocks("ip_configuration").map(({ subnet_id }) => subnet_id);
    return subnets
      .filter((subnet) => subnet != null)
      .map((subnet) => ({ by, meaning: networkOfSubnet(nic, subnet) }));
  });
}

function networksOfInventory(
  by: SynthesizedResource,
  byId: ReadonlyMap<string, readonly CheckedVm[]>,
): readonly Meant[] {
  const id = by.targetOf(by.config.source_vm_id)?.armId ?? by.textOf(by.config.source_vm_id);
  const vms = byId.get(id?.toLowerCase() ?? "") ?? [];
  const networks = vms.flatMap(({ vm }) => vm.networkInterfaces.map(({ networkId }) => networkId));
  return networks.flatMap((network) =>
    network === undefined ? [] : [{ by, meaning: meaningOfId(network) }],
  );
}
