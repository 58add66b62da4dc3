import { SiteRecoveryReplicatedVm } from "@cdktf/provider-azurerm/lib/site-recovery-replicated-vm";
import { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import { VirtualHubConnection } from "@cdktf/provider-azurerm/lib/virtual-hub-connection";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { VirtualNetworkPeering } from "@cdktf/provider-azurerm/lib/virtual-network-peering";
import type { ResilienceStack } from "../../../../lib";
import { testNetworkIsolation } from "../../../../lib/checks/rules/recovery/test-network-isolation";
import { inStack, verdictsOf } from "../../../support/checks";
import { networkId, vmId } from "../../../support/vms";

const PRODUCTION = networkId("vnet-prod");
const HUB = networkId("vnet-hub");
const RG = "rg-net";

const replica = (stack: ResilienceStack, testNetworkId: string | undefined, targetNetworkId = PRODUCTION) =>
  new SiteRecoveryReplicatedVm(stack, "Replica", {
    name: "vm1",
    resourceGroupName: "rg",
    recoveryVaultName: "rsv",
    recoveryReplicationPolicyId: "/policy",
    sourceRecoveryFabricName: "fabric",
    sourceRecoveryProtectionContainerName: "container",
    sourceVmId: vmId("vm1"),
    targetRecoveryFabricId: "/fabric",
    targetRecoveryProtectionContainerId: "/container",
    targetResourceGroupId: "/group",
    targetNetworkId,
    testNetworkId,
  });
const testNetwork = (stack: ResilienceStack) =>
  new VirtualNetwork(stack, "Tests", {
    name: "vnet-tests",
    resourceGroupName: RG,
    location: "centralindia",
    addressSpace: ["10.99.0.0/16"],
  });
const peering = (stack: ResilienceStack, id: string, network: string, remote: string, more: object = {}) =>
  new VirtualNetworkPeering(stack, id, {
    name: id,
    resourceGroupName: RG,
    virtualNetworkName: network,
    remoteVirtualNetworkId: remote,
    ...more,
  });
const withTests = (more: (stack: ResilienceStack, tests: VirtualNetwork) => void) =>
  verdictsOf(
    testNetworkIsolation,
    inStack((stack) => {
      const tests = testNetwork(stack);
      replica(stack, tests.id);
      more(stack, tests);
    }),
  );

describe("the rule test-network-isolation", () => {
  test("passes a network of its own, peered with one that leads nowhere", () => {
    expect(withTests((stack, { name }) => peering(stack, "Tools", name, networkId("vnet-tools")))).toEqual([
      "test/Tests: pass, nothing leads out of it",
    ]);
  });

  test("says nothing where no replica has a test network", () => {
    const define = inStack((stack) => {
      replica(stack, undefined);
    });
    expect(verdictsOf(testNetworkIsolation, define)).toEqual([]);
  });

  test("fails a test network that VMs are recovered to, in another letter case", () => {
    const define = inStack((stack) => {
      replica(stack, PRODUCTION.toLowerCase());
    });
    expect(verdictsOf(testNetworkIsolation, define)).toEqual([
      "test/Replica: fail, it is a production network",
    ]);
  });

  test("fails a peering with production, whichever half of it the program has", () => {
    const own = withTests((stack, { name }) => peering(stack, "Out", name, PRODUCTION));
    const other = withTests((stack, { id }) => peering(stack, "In", "vnet-prod", id));
    expect([own, other]).toEqual([
      ["test/Tests: fail, it is peered with a production network by test/Out"],
      ["test/Tests: fail, it is peered with a production network by test/In"],
    ]);
  });

  test("fails what leads to production through a hub", () => {
    const forwarding = withTests((stack, { name }) => {
      peering(stack, "ToHub", name, HUB, { allowForwardedTraffic: true });
      peering(stack, "HubToProd", "vnet-hub", PRODUCTION);
    });
    expect(forwarding).toEqual([
      "test/Tests: fail, it takes traffic that is forwarded from production by test/ToHub and test/HubToProd",
    ]);
    const gateways = withTests((stack, { name }) =>
      peering(stack, "ToHub", name, HUB, { useRemoteGateways: true }),
    );
    expect(gateways).toEqual(["test/Tests: fail, it uses the gateway of another network by test/ToHub"]);
  });

  test("passes a hub whose traffic it does not take", () => {
    const verdicts = withTests((stack, { name }) => {
      peering(stack, "ToHub", name, HUB);
      peering(stack, "HubToProd", "vnet-hub", PRODUCTION);
    });
    expect(verdicts).toEqual(["test/Tests: pass, nothing leads out of it"]);
  });

  test("fails a gateway subnet and a connection to a virtual hub", () => {
    const gateway = withTests((stack, { name }) => {
      new Subnet(stack, "Gateway", {
        name: "GatewaySubnet",
        resourceGroupName: RG,
        virtualNetworkName: name,
        addressPrefixes: ["10.99.0.0/27"],
      });
    });
    const hub = withTests((stack, { id }) => {
      new VirtualHubConnection(stack, "Hub", {
        name: "hub",
        virtualHubId: "/hub",
        remoteVirtualNetworkId: id,
      });
    });
    expect([gateway, hub]).toEqual([
      ["test/Tests: fail, it has the gateway test/Gateway"],
      ["test/Tests: fail, it has the hub connection test/Hub"],
    ]);
  });
});
