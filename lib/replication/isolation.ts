import { type TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { resourcesInApp } from "../core/app-resources";
import { resolvedText } from "../core/resolved";
import { input, NetworkIdentity } from "./network-identity";

/**
 * Why a network is not isolated enough for test failovers: it is a production network itself, it is peered with one,
 * or it has a gateway or a hub through which production can be reached. All stacks of the app are looked at, so that
 * this can only be asked at the end of the program (`node.addValidation`). What stands outside the program is not seen.
 *
 * @param scope where the test network's id is written, in case that only Terraform knows it
 * @param productionScope where the others are
 */
export function isolationProblems(
  scope: IConstruct,
  testNetworkId: string,
  productionNetworkIds: readonly string[],
  productionScope: IConstruct = scope,
): string[] {
  const networks = new NetworkIdentity();
  const test = networks.keyOf(scope, testNetworkId);
  const production = new Set(productionNetworkIds.map((id) => networks.keyOf(productionScope, id)));
  if (production.has(test))
    return [
      "is a network that VMs of the pair run in or are recovered to: give a network of its own to tests",
    ];
  const resources = resourcesInApp(scope, NETWORK_PARTS);
  const peerings = resources
    .filter(({ terraformResourceType: type }) => type === PEERING)
    .map((peering) => readPeering(networks, peering));
  return [
    ...peeredProblems(test, production, peerings),
    ...resources.flatMap((resource) => wayOut(networks, resource, test) ?? []),
  ];
}

const PEERING = "azurerm_virtual_network_peering";
const HUB_CONNECTION = "azurerm_virtual_hub_connection";
const GATEWAY = "azurerm_virtual_network_gateway";
const SUBNET = "azurerm_subnet";
const NETWORK_PARTS: readonly string[] = [PEERING, HUB_CONNECTION, GATEWAY, SUBNET];

interface Peering {
  readonly path: string;
  readonly from: string;
  readonly to: string;
  readonly forwarded: boolean;
  readonly remoteGateways: boolean;
}

function readPeering(networks: NetworkIdentity, resource: TerraformResource): Peering {
  return {
    path: resource.node.path,
    from: networkOfChild(networks, resource),
    to: networks.keyOf(resource, input(resource, "remoteVirtualNetworkIdInput")),
    forwarded: Reflect.get(resource, "allowForwardedTrafficInput") === true,
    remoteGateways: Reflect.get(resource, "useRemoteGatewaysInput") === true,
  };
}

/** Azure needs both halves of a peering, and the other half may be somebody else's: one is enough to refuse. */
function peeredProblems(
  test: string,
  production: ReadonlySet<string>,
  peerings: readonly Peering[],
): string[] {
  const own = peerings.filter(({ from, to }) => from === test || to === test);
  return own.flatMap((peering) => {
    const { from, path, forwarded, remoteGateways } = peering;
    if (production.has(otherEnd(peering, test)))
      return [`is peered with a production network by ${path}: remove the peering`];
    if (from !== test) return [];
    if (remoteGateways)
      return [
        `uses the gateway of another network by ${path}: recovered VMs would reach what it reaches; remove it`,
      ];
    const hub = otherEnd(peering, test);
    const next = peerings.find((one) => touches(one, hub) && production.has(otherEnd(one, hub)));
    return forwarded && next
      ? [`takes traffic that is forwarded from production by ${path} and ${next.path}: remove the peering`]
      : [];
  });
}

const touches = ({ from, to }: Peering, network: string) => from === network || to === network;
const otherEnd = ({ from, to }: Peering, network: string) => (from === network ? to : from);

/** A gateway or a hub connection of the network itself. */
function wayOut(networks: NetworkIdentity, resource: TerraformResource, test: string): string | undefined {
  const { path } = resource.node;
  switch (resource.terraformResourceType) {
    case HUB_CONNECTION:
      return networks.keyOf(resource, input(resource, "remoteVirtualNetworkIdInput")) === test
        ? `is connected to a virtual hub by ${path}: remove the connection`
        : undefined;
    case GATEWAY:
      return gatewayNetworks(resource).includes(test) ? `has the gateway ${path}: remove it` : undefined;
    case SUBNET:
      return isGatewaySubnet(resource) && networkOfChild(networks, resource) === test
        ? `has a subnet for gateways, ${path}, which lead out of it: remove the subnet and its gateway`
        : undefined;
    default:
      return undefined;
  }
}

/** The networks of a gateway whose subnets are written as ids. */
function gatewayNetworks(gateway: TerraformResource): readonly (string | undefined)[] {
  const configurations: unknown = Reflect.get(gateway, "ipConfigurationInput");
  if (!Array.isArray(configurations)) return [];
  return configurations.map((one: object) => input(one, "subnetId").toLowerCase().split("/subnets/")[0]);
}

/** A VPN, ExpressRoute or route server gateway can stand in no other subnet. */
const GATEWAY_SUBNETS: readonly string[] = ["GatewaySubnet", "RouteServerSubnet"];

const isGatewaySubnet = (subnet: TerraformResource) =>
  GATEWAY_SUBNETS.includes(resolvedText(TerraformStack.of(subnet), input(subnet, "nameInput")));

/** Subnets and peerings name their network alike. */
const networkOfChild = (networks: NetworkIdentity, child: TerraformResource) =>
  networks.keyByName(child, input(child, "resourceGroupNameInput"), input(child, "virtualNetworkNameInput"));
