import { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip";
import { fingerprint } from "../core/fingerprint";
import { cafName } from "../core/names";
import { hasZones } from "../core/regions";
import { tagMap } from "../core/tags";
import type { VirtualMachine, VmNetworkInterface } from "../inventory/virtual-machine";
import { hasCustomerKey } from "../replication/disk-rules";
import { nicNameOf } from "../replication/replicated-network-interfaces";
import type { ReplicatedVmOptions } from "../replication/replicated-vm-props";
import type { RecoverySite } from "./recovery-site";

/** What the program says of a VM, with the pair's disk encryption set for the disks that have a customer-managed key. */
export function withDiskEncryption(
  vm: VirtualMachine,
  diskEncryptionSetId: string | undefined,
  options: ReplicatedVmOptions,
): ReplicatedVmOptions {
  const keyed = [
    ...(hasCustomerKey(vm.osDisk) ? (["os"] as const) : []),
    ...vm.dataDisks.filter(hasCustomerKey).map(({ lun }) => lun),
  ];
  if (diskEncryptionSetId === undefined || options.diskEncryptionSetId !== undefined || keyed.length === 0)
    return options;
  const { diskSettings = {} } = options;
  const settings = keyed.map((disk) => [disk, { diskEncryptionSetId, ...diskSettings[disk] }] as const);
  return { ...options, diskSettings: { ...diskSettings, ...Object.fromEntries(settings) } };
}

/**
 * The network interfaces of a VM as the program describes them, with an address in the target region for each that has
 * one today, and that the program gives none.
 */
export function withPublicIps(
  site: RecoverySite,
  vm: VirtualMachine,
  { networkInterfaces = {} }: ReplicatedVmOptions,
): Pick<ReplicatedVmOptions, "networkInterfaces"> {
  const open = vm.networkInterfaces.filter(({ ipConfigurations: [primary] = [] }) => {
    return primary?.publicIpAddressId !== undefined;
  });
  const added = open.flatMap((nic) => {
    const name = nicNameOf(nic);
    const given = Object.entries(networkInterfaces).find(([key]) => key.toLowerCase() === name.toLowerCase());
    const [key, said] = given ?? [name, {}];
    return "publicIp" in said ? [] : [[key, { publicIp: publicIpOf(site, vm, nic), ...said }] as const];
  });
  return { networkInterfaces: { ...networkInterfaces, ...Object.fromEntries(added) } };
}

/** Named after the VM, and after the network interface where it is not the VM's first: others come and go. */
function publicIpOf(
  { stack, pair, targetGroup, props }: RecoverySite,
  vm: VirtualMachine,
  nic: VmNetworkInterface,
) {
  const word = nic === vm.networkInterfaces[0] ? undefined : fingerprint(nic.id.toLowerCase(), 6);
  return new PublicIp(stack, ["PublicIp", vm.key, word].filter(Boolean).join("-"), {
    name: cafName("publicIp", vm.key, word),
    resourceGroupName: targetGroup.name,
    location: pair.targetRegion,
    allocationMethod: "Static",
    sku: "Standard",
    zones: hasZones(pair.targetRegion) ? ["1", "2", "3"] : undefined,
    tags: tagMap(props.tags),
  });
}
