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
