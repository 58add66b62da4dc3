import { canonicalId, canonicalSegments, NETWORK_TYPE, NIC_TYPE } from "../core/resource-id";
import { at, idsAt, textAt } from "./loose";
import type { NicRow, VmRow } from "./rows";
import { known } from "./spelling";
import type { VmIpConfiguration, VmNetworkInterface } from "./vm-parts";

/** NIC rows by id, in lower case. */
export type NicRows = ReadonlyMap<string, NicRow>;

/** The network interfaces of a VM's row, in its order. */
export function networkInterfacesOf(row: VmRow, rows: NicRows): readonly VmNetworkInterface[] {
  const references = row.properties.networkProfile?.networkInterfaces ?? [];
  return references.map(({ id }) => networkInterface(id, rows.get(id.toLowerCase())));
}

type Configuration = NonNullable<NicRow["properties"]["ipConfigurations"]>[number];

function networkInterface(reference: string, row: NicRow | undefined): VmNetworkInterface {
  const configurations = row?.properties.ipConfigurations ?? [];
  const main = configurations.find((c) => c.properties?.primary) ?? configurations[0];
  const subnetId = main?.properties?.subnet?.id;
  const [networkPart, subnetName] = subnetId?.split(/\/subnets\//i) ?? [];
  const others = configurations.filter((c) => c !== main);
  return {
    id: canonicalSegments(row?.id ?? reference, NIC_TYPE),
    networkId: networkPart === undefined ? undefined : canonicalId(networkPart, NETWORK_TYPE),
    subnetName,
    ipConfigurations: main
      ? [ipConfiguration(main, true), ...others.map((c) => ipConfiguration(c, false))]
      : [],
    networkSecurityGroupId: textAt(row, "properties.networkSecurityGroup.id"),
  };
}

function ipConfiguration(said: Configuration, primary: boolean): VmIpConfiguration {
  const properties = at(said, "properties");
  const version = textAt(properties, "privateIPAddressVersion")?.toLowerCase();
  return {
    name: said.name ?? undefined,
    primary,
    version: version === "ipv6" ? "IPv6" : "IPv4",
    privateIpAddress: textAt(properties, "privateIPAddress"),
    allocation: known(["Static", "Dynamic"], textAt(properties, "privateIPAllocationMethod")),
    publicIpAddressId: textAt(properties, "publicIPAddress.id"),
    backendAddressPoolIds: idsAt(properties, "loadBalancerBackendAddressPools"),
    applicationSecurityGroupIds: idsAt(properties, "applicationSecurityGroups"),
  };
}
