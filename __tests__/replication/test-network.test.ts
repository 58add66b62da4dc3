import { DataAzurermVirtualNetwork } from "@cdktf/provider-azurerm/lib/data-azurerm-virtual-network";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { VirtualNetworkPeering } from "@cdktf/provider-azurerm/lib/virtual-network-peering";
import { type ResilienceStack, TestNetwork } from "../../lib";
import { refusalOf, resourceGroup, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { networkId, vm } from "../support/vms";
import { NETWORK, pair, REPLICATED_VM, replicating, SUBNET, vaultIn, zonePair } from "./pair";
import { existing, INDIA, pairs } from "./pairs";

const NSG = "azurerm_network_security_group";
const RULE = "azurerm_network_security_rule";
const OTHER = "00000000-0000-0000-0000-000000000001";
const ADDRESSES = { addressSpace: "10.99.0.0/24" };

describe("a test network", () => {
  const tested = () => replicating({ testNetwork: ADDRESSES, tags: { Application: "DR" } });

  test("is made in the target region and group, beside the recovery networks", () => {
    expect(tested().only(NETWORK)).toEqual({
      name: "vnet-test-centralindia",
      location: "centralindia",
      resource_group_name: "${azurerm_resource_group.Target.name}",
      address_space: ["10.99.0.0/24"],
      tags: { Application: "DR" },
    });
    expect(tested().only(SUBNET)).toMatchObject({
      name: "snet-test",
      address_prefixes: ["10.99.0.0/24"],
      default_outbound_access_enabled: false,
    });
  });

  test("lets its machines talk to each other alone, so that copies of production reach nothing of it", () => {
    const synthesized = tested();
    const rules = Object.values(synthesized.all(RULE)).map(
      ({
        direction,
        priority,
        access,
        protocol,
        source_address_prefix: from,
        destination_address_prefix: to,
      }) => [direction, priority, access, protocol, from, to].join(" "),
    );
    expect(rules).toEqual([
      "Inbound 100 Allow * 10.99.0.0/24 10.99.0.0/24",
      "Inbound 4096 Deny * * *",
      "Outbound 100 Allow * 10.99.0.0/24 10.99.0.0/24",
      "Outbound 4096 Deny * * *",
    ]);
    expect(synthesized.only(NSG).name).toBe("nsg-vnet-test-centralindia");
    const [group] = synthesized.addresses(NSG);
    for (const rule of Object.values(synthesized.all(RULE)))
      expect(rule.network_security_group_name).toBe(`\${${group}.name}`);
    expect(synthesized.only("azurerm_subnet_network_security_group_association")).toEqual({
      subnet_id: `\${${synthesized.addresses(SUBNET)[0]}.id}`,
      network_security_group_id: `\${${group}.id}`,
    });
  });

  test("is where every network interface of a VM goes in a test failover", () => {
    const synthesized = replicating({ testNetwork: ADDRESSES, network: existing("vnet-dr") }, (dr) =>
      dr.replicate(vm()),
    );
    expect(synthesized.only(REPLICATED_VM)).toMatchObject({
      test_network_id: `\${${synthesized.addresses(NETWORK)[0]}.id}`,
      network_interface: [{ failover_test_subnet_name: `\${${synthesized.addresses(SUBNET)[0]}.name}` }],
    });
  });

  test("is in the same region between zones, since it must be another network all the same", () => {
    const synthesized = synthesise(zonePair({ testNetwork: ADDRESSES }));
    expect(synthesized.only(NETWORK)).toMatchObject({
      name: "vnet-test-australiaeast",
      location: "australiaeast",
    });
  });

  test("has the pair's name in its own, so that two pairs of one group do not make one network", () => {
    const synthesized = synthesise((stack) => {
      const targetResourceGroup = resourceGroup(stack, "centralindia", "Both");
      const both = { testNetwork: ADDRESSES, targetResourceGroup };
      pairs([
        { ...INDIA, ...both },
        { id: "Payroll", name: "payroll", ...both },
      ])(stack);
    });
    expect(Object.values(synthesized.all(NETWORK)).map(({ name }) => name)).toEqual([
      "vnet-test-centralindia-india",
      "vnet-test-centralindia-payroll",
    ]);
  });

  test("takes a subnet of its own, under a name of its own", () => {
    const testNetwork = {
      addressSpace: "10.99.0.0/16",
      subnetPrefix: "10.99.1.0/24",
      subnetName: "snet-drill",
    };
    const synthesized = replicating({ testNetwork });
    expect(synthesized.only(SUBNET)).toMatchObject({
      name: "snet-drill",
      address_prefixes: ["10.99.1.0/24"],
    });
  });

  test("may be an existing one, spelt as azurerm wants it", () => {
    const id = networkId("vnet-drill")
      .replace("resourceGroups", "RESOURCEGROUPS")
      .replace("Network/", "NETWORK/");
    const synthesized = replicating({ testNetwork: { networkId: id, subnetName: "snet" } }, (dr) =>
      dr.replicate(vm()),
    );
    expect(synthesized.only(REPLICATED_VM)).toMatchObject({
      test_network_id: networkId("vnet-drill"),
      network_interface: [{ failover_test_subnet_name: "snet" }],
    });
  });

  test("may be one that a data source looks up", () => {
    const synthesized = replicating(
      (stack) => {
        const found = new DataAzurermVirtualNetwork(stack, "Found", { name: "v", resourceGroupName: "rg" });
        return { testNetwork: { networkId: found.id, subnetName: "snet" } };
      },
      (dr) => dr.replicate(vm()),
    );
    expect(synthesized.only(REPLICATED_VM).test_network_id).toBe("${data.azurerm_virtual_network.Found.id}");
  });

  test("is absent by default, so that a test failover asks for its network", () => {
    const machine = replicating({}, (dr) => dr.replicate(vm())).only(REPLICATED_VM);
    expect(machine).not.toHaveProperty("test_network_id");
    expect(machine).toMatchObject({ network_interface: [{ failover_test_subnet_name: null }] });
  });
});

describe("a test network is refused", () => {
  const PRODUCTION =
    "[test/Dr] testNetwork is a network that VMs of the pair run in or are recovered to: give a network of its own to tests";

  test("when it is the recovery network, where the copies would meet the recovered machines", () => {
    const testNetwork = existing("vnet-dr");
    const same = pair({ network: existing("vnet-dr"), testNetwork }, (dr) => dr.replicate(vm()));
    expect(refusalOf(same)).toBe(PRODUCTION);
  });

  test("when it is the recovery network by another token of it", () => {
    const same = (stack: ResilienceStack) => {
      const made = new VirtualNetwork(stack, "Made", {
        name: "vnet",
        location: "centralindia",
        resourceGroupName: "rg",
        addressSpace: ["10.0.0.0/16"],
      });
      const network = { networkId: made.id, subnetName: "snet" };
      const testNetwork = { networkId: made.id, subnetName: "snet-test" };
      pair({ network, testNetwork }, (dr) => dr.replicate(vm()))(stack);
    };
    expect(refusalOf(same)).toBe(PRODUCTION);
  });

  test("when it is the network that VMs run in, between zones", () => {
    const testNetwork = { networkId: networkId("VNET-APP"), subnetName: "snet-app" };
    const same = zonePair({ testNetwork }, (dr) => dr.replicate(vm({ zone: "1" })));
    expect(refusalOf(same)).toBe(PRODUCTION);
  });

  test("when a network is mapped to it", () => {
    const testNetwork = existing("vnet-drill");
    const same = pair({ testNetwork }, (dr) => dr.mapNetwork(networkId("vnet-app"), testNetwork));
    expect(refusalOf(same)).toBe(PRODUCTION);
  });

  test("when it is peered with a network of production in the program", () => {
    const peered = (stack: ResilienceStack) => {
      new VirtualNetworkPeering(stack, "Hub", {
        name: "hub",
        resourceGroupName: "rg-net",
        virtualNetworkName: "vnet-dr",
        remoteVirtualNetworkId: networkId("vnet-drill"),
      });
      pair({ network: existing("vnet-dr"), testNetwork: existing("vnet-drill") }, (dr) => dr.replicate(vm()))(
        stack,
      );
    };
    expect(refusalOf(peered)).toBe(
      "[test/Dr] testNetwork is peered with a production network by test/Hub: remove the peering",
    );
  });

  test("in another subscription than the target group, as a recovery network is", () => {
    const elsewhere = (name: string) => ({
      networkId: networkId(name).replace(SUBSCRIPTION, OTHER),
      subnetName: "snet",
    });
    expect(refusalOf(pair({ network: elsewhere("vnet-dr"), testNetwork: elsewhere("vnet-drill") }))).toBe(
      [
        "[test/Dr] 2 problems:",
        `  - network.networkId must be in the target group's subscription ${SUBSCRIPTION}, got ${OTHER}: a VM and its network are in one subscription`,
        `  - testNetwork.networkId must be in the target group's subscription ${SUBSCRIPTION}, got ${OTHER}: a VM and its network are in one subscription`,
      ].join("\n"),
    );
  });

  test("with an id and a subnet that are none", () => {
    expect(refusalOf(pair({ testNetwork: { networkId: "vnet-drill", subnetName: "" } }))).toBe(
      [
        "[test/Dr] 2 problems:",
        '  - testNetwork.subnetName must be 1 to 80 letters, digits, "_", "-" and ".", starting with a letter or digit, got ""',
        '  - testNetwork.networkId must be the ARM id of a virtual network, got "vnet-drill"',
      ].join("\n"),
    );
  });

  test("with a subnet outside its addresses", () => {
    const testNetwork = { addressSpace: "10.99.0.0/24", subnetPrefix: "10.98.0.0/24" };
    expect(refusalOf(pair({ testNetwork }))).toBe(
      '[test/Dr] testNetwork.subnetPrefix must lie within addressSpace "10.99.0.0/24", got "10.98.0.0/24"',
    );
  });

  test("under the name of another one in its group, where two vaults' pairs recover to one", () => {
    const two = (stack: ResilienceStack) => {
      const targetResourceGroup = resourceGroup(stack, "centralindia", "Both");
      const both = { testNetwork: ADDRESSES, targetResourceGroup };
      pairs([{ id: "One", ...both }])(stack);
      const other = { ...both, vault: vaultIn(stack.node.findChild("Vault") as never, "southeastasia") };
      pair({ ...other, cache: { storageAccountId: accountId } })(stack);
    };
    expect(refusalOf(two)).toBe(
      '[test/Dr/TestNetwork/Network] name "vnet-test-centralindia" is the name of test/One/TestNetwork/Network in the same resource group: choose another name',
    );
  });

  test("by itself with a name that no network has", () => {
    const define = (stack: ResilienceStack) =>
      new TestNetwork(stack, "Drill", {
        name: "-",
        region: "centralindia",
        resourceGroup: resourceGroup(stack, "centralindia"),
        addressSpace: "10.99.0.0/24",
      });
    expect(refusalOf(define)).toBe(
      '[test/Drill/Network] name must be 2 to 64 letters, digits, "_", "-" and ".", starting with a letter or digit, got "-"',
    );
  });
});

const accountId = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stcache`;
