import type { SiteRecoveryReplicatedVmNetworkInterface } from "@cdktf/provider-azurerm/lib/site-recovery-replicated-vm";
import type { VmNetworkInterface } from "../inventory/virtual-machine";
import { ABSENT } from "./absent";
import type { IRecoveryNetwork } from "./recovery-network";
import type { NetworkInterfaceRecovery, ReplicatedVmProps } from "./replicated-vm-props";

/** What azurerm is told of each network interface: of all of them, since it reads all. */
export function networkInterfaces(
  { vm, pair, networkInterfaces: given = {} }: ReplicatedVmProps,
  network: Partial<IRecoveryNetwork>,
): SiteRecoveryReplicatedVmNetworkInterface[] {
  return vm.networkInterfaces.map((nic) => {
    const { test = {}, ...own } = recoveryOf(nic, given);
    return {
      sourceNetworkInterfaceId: nic.id,
      // Azure's names have no letter case, and exports differ in theirs
      targetSubnetName: own.subnetName ?? network.subnetName ?? nic.subnetName?.toLowerCase() ?? ABSENT,
      targetStaticIp: own.staticIp ?? ABSENT,
      recoveryPublicIpAddressId: own.publicIp?.id ?? ABSENT,
      recoveryLoadBalancerBackendAddressPoolIds: own.backendPoolIds?.length
        ? [...own.backendPoolIds]
        : ABSENT,
      failoverTestStaticIp: test.staticIp ?? ABSENT,
      failoverTestSubnetName: test.subnetName ?? pair.testNetwork?.subnetName ?? ABSENT,
      failoverTestPublicIpAddressId: test.publicIp?.id ?? ABSENT,
    };
  });
}

/** The same in the words of azurerm 5, in which addresses belong to an IP configuration: the primary one. */
export function networkInterfacesOf5(
  props: ReplicatedVmProps,
  network: Partial<IRecoveryNetwork>,
): readonly object[] {
  return networkInterfaces(props, network).map(({ sourceNetworkInterfaceId, ...addresses }, i) => ({
    source_network_interface_id: sourceNetworkInterfaceId,
    ip_configuration: [
      { name: primaryNameOf(props.vm.networkInterfaces[i]), primary: true, ...inSnakeCase(addresses) },
    ],
  }));
}

/** What the IP configuration is called that says a network interface's network; undefined where the inventory does not say. */
export function primaryNameOf(nic: VmNetworkInterface | undefined): string | undefined {
  return nic?.ipConfigurations?.find(({ primary }) => primary)?.name;
}

function inSnakeCase(config: object): Readonly<Record<string, unknown>> {
  const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(config).map(([name, value]) => [snake(name), value]));
}

export function nicNameOf({ id }: VmNetworkInterface): string {
  return id.split("/").at(-1) ?? id;
}

function recoveryOf(
  nic: VmNetworkInterface,
  given: Readonly<Record<string, NetworkInterfaceRecovery>>,
): NetworkInterfaceRecovery {
  const name = nicNameOf(nic).toLowerCase();
  return Object.entries(given).find(([key]) => key.toLowerCase() === name)?.[1] ?? {};
}
