import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import { VirtualHubConnection } from "@cdktf/provider-azurerm/lib/virtual-hub-connection";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { VirtualNetworkGateway } from "@cdktf/provider-azurerm/lib/virtual-network-gateway";
import { VirtualNetworkPeering } from "@cdktf/provider-azurerm/lib/virtual-network-peering";
import { App } from "cdktf";
import type { Construct } from "constructs";
import { ResilienceStack } from "../../lib";
import { isolationProblems } from "../../lib/replication/isolation";
import { temporaryFolder } from "../support/files";
import { SUBSCRIPTION } from "../support/synthesise";
import { networkId } from "../support/vms";

const OTHER = "b83e94c7-15d2-4f6a-8e09-7a5c4d20f9b6";

interface Program {
  readonly dr: ResilienceStack;
  /** Another stack, of the networks. */
  readonly net: ResilienceStack;
  readonly test: VirtualNetwork;
  readonly production: VirtualNetwork;
}

function network(scope: Construct, id: string, resourceGroupName = "rg-net"): VirtualNetwork {
  const named = { name: `vnet-${id.toLowerCase()}`, location: "centralindia", resourceGroupName };
  return new VirtualNetwork(scope, id, { ...named, addressSpace: ["10.9.0.0/24"] });
}

/** A program with a test network and a production network, and what a test adds to it. */
function program(define: (program: Program) => void = () => {}): Program {
  const app = new App({ outdir: temporaryFolder() });
  const dr = new ResilienceStack(app, "dr", { subscriptionId: SUBSCRIPTION });
  const net = new ResilienceStack(app, "net", { subscriptionId: SUBSCRIPTION });
  const made = { dr, net, test: network(dr, "Test"), production: network(dr, "Production") };
  define(made);
  return made;
}

const problems = (define?: (program: Program) => void) => {
  const { dr, test, production } = program(define);
  return isolationProblems(dr, test.id, [production.id]);
};

interface Half {
  readonly from: string;
  readonly to: string;
  readonly group?: string;
}

const peer = (scope: Construct, id: string, { from, to, group = "rg-net" }: Half, options = {}) =>
  new VirtualNetworkPeering(scope, id, {
    name: id,
    resourceGroupName: group,
    virtualNetworkName: from,
    remoteVirtualNetworkId: to,
    ...options,
  });

const peered = (path: string) => [`is peered with a production network by ${path}: remove the peering`];

describe("a test network is isolated", () => {
  test("when it stands alone, whatever else there is", () => {
    const others = ({ dr, production }: Program) => {
      const hub = network(dr, "Hub");
      peer(dr, "Spoke", { from: production.name, to: hub.id });
      new Subnet(dr, "Gateway", {
        name: "GatewaySubnet",
        resourceGroupName: "rg-net",
        virtualNetworkName: hub.name,
        addressPrefixes: ["10.9.0.0/27"],
      });
    };
    expect(problems(others)).toEqual([]);
  });

  test("when it is peered with a network of testers that is not production's neighbour", () => {
    expect(
      problems(({ dr, test }) => peer(dr, "Bastion", { from: test.name, to: network(dr, "Bastion-Net").id })),
    ).toEqual([]);
  });

  test("when it only has the name of a production network in another group or subscription", () => {
    const { dr } = program();
    const test = `/subscriptions/${OTHER}/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-app`;
    expect(isolationProblems(dr, test, [networkId("vnet-app")])).toEqual([]);
  });
});

describe("a test network is not isolated", () => {
  const PRODUCTION = [
    "is a network that VMs of the pair run in or are recovered to: give a network of its own to tests",
  ];

  test("when it is a production network, in any letter case", () => {
    const { dr } = program();
    expect(isolationProblems(dr, networkId("VNET-App"), [networkId("other"), networkId("vnet-app")])).toEqual(
      PRODUCTION,
    );
  });

  test("when it is one by its construct on the one side and by its id on the other", () => {
    const { dr, production } = program();
    expect(isolationProblems(dr, production.id, [networkId("vnet-production")])).toEqual(PRODUCTION);
  });

  test("when its group's name comes from a construct", () => {
    const { dr } = program();
    const group = new ResourceGroup(dr, "Group", { name: "rg-net", location: "centralindia" });
    const recovery = network(dr, "Recovery", group.name);
    expect(isolationProblems(dr, recovery.id, [networkId("vnet-recovery")])).toEqual(PRODUCTION);
  });

  test("when it is peered with production, from either side: half a peering is somebody's whole", () => {
    expect(
      problems(({ dr, test, production }) => peer(dr, "There", { from: test.name, to: production.id })),
    ).toEqual(peered("dr/There"));
    expect(
      problems(({ dr, test, production }) => peer(dr, "Back", { from: production.name, to: test.id })),
    ).toEqual(peered("dr/Back"));
  });

  test("when the peering stands in another stack, where ids and names are composed", () => {
    const halves = ({ net }: Program) => {
      peer(net, "There", { from: "vnet-test", to: networkId("vnet-production") });
      peer(net, "Back", { from: "VNET-Production", to: networkId("vnet-TEST"), group: "RG-Net" });
    };
    expect(problems(halves)).toEqual([...peered("net/There"), ...peered("net/Back")]);
  });

  test("when a peering that forwards traffic leads to a hub of production", () => {
    const through = (allowForwardedTraffic: boolean) =>
      problems(({ dr, test, production }) => {
        const hub = network(dr, "Hub");
        peer(dr, "ToHub", { from: test.name, to: hub.id }, { allowForwardedTraffic });
        peer(dr, "HubSpoke", { from: hub.name, to: production.id });
      });
    expect(through(false)).toEqual([]);
    expect(through(true)).toEqual([
      "takes traffic that is forwarded from production by dr/ToHub and dr/HubSpoke: remove the peering",
    ]);
  });

  test("when it uses the gateway of another network", () => {
    const remote = ({ dr, test }: Program) =>
      peer(dr, "ToHub", { from: test.name, to: network(dr, "Hub").id }, { useRemoteGateways: true });
    expect(problems(remote)).toEqual([
      "uses the gateway of another network by dr/ToHub: recovered VMs would reach what it reaches; remove it",
    ]);
  });

  test("when it is connected to a virtual hub", () => {
    const hub = ({ net }: Program) =>
      new VirtualHubConnection(net, "Connection", {
        name: "c",
        virtualHubId: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/hub",
        remoteVirtualNetworkId: networkId("vnet-test"),
      });
    expect(problems(hub)).toEqual(["is connected to a virtual hub by net/Connection: remove the connection"]);
  });

  test("when it has a subnet for a gateway, or a gateway in a subnet that somebody else defines", () => {
    const subnet = ({ dr, test }: Program) =>
      new Subnet(dr, "Subnet", {
        name: "GatewaySubnet",
        resourceGroupName: test.resourceGroupName,
        virtualNetworkName: test.name,
        addressPrefixes: ["10.9.0.0/27"],
      });
    expect(problems(subnet)).toEqual([
      "has a subnet for gateways, dr/Subnet, which lead out of it: remove the subnet and its gateway",
    ]);
    const gateway = ({ net }: Program) =>
      new VirtualNetworkGateway(net, "Vpn", {
        name: "vpn",
        resourceGroupName: "rg-net",
        location: "centralindia",
        type: "Vpn",
        sku: "VpnGw1",
        ipConfiguration: [
          { subnetId: `${networkId("vnet-test")}/subnets/GatewaySubnet`, publicIpAddressId: "x" },
        ],
      });
    expect(problems(gateway)).toEqual(["has the gateway net/Vpn: remove it"]);
  });
});
