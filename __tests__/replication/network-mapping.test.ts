import { DataAzurermVirtualNetwork } from "@cdktf/provider-azurerm/lib/data-azurerm-virtual-network";
import type { DisasterRecoveryPair, ResilienceStack } from "../../lib";
import { refusalOf, SUBSCRIPTION } from "../support/synthesise";
import { networkId, nicId, vm } from "../support/vms";
import {
  addressOf,
  CONTAINER_MAPPING,
  FABRIC,
  NETWORK,
  NETWORK_MAPPING,
  named,
  pair,
  REPLICATED_VM,
  replicating,
  SUBNET,
} from "./pair";

const APP = networkId("vnet-app");
const TWIN = APP.replace("rg-net", "rg-other");
const DR = networkId("vnet-dr");
const EXISTING = { networkId: DR, subnetName: "snet-dr" };

const inNetwork = (name: string, network: string) =>
  vm({ name, networkInterfaces: [{ id: nicId(`${name}-nic`), networkId: network }] });

describe("the recovery network of a source network", () => {
  test("is made in the target region and group, with the addresses that the pair was given", () => {
    const network = { addressSpace: "10.60.0.0/16", subnetPrefix: "10.60.1.0/24", subnetName: "snet-dr" };
    const tags = { Application: "DR" };
    const synthesized = replicating({ network, tags }, (dr) => dr.replicate(vm()));
    expect(synthesized.only(NETWORK)).toEqual({
      name: "vnet-app-asr-c6376dfc",
      location: "centralindia",
      resource_group_name: "${azurerm_resource_group.Target.name}",
      address_space: ["10.60.0.0/16"],
      tags: { Application: "DR" },
    });
    expect(synthesized.only(SUBNET)).toMatchObject({ name: "snet-dr", address_prefixes: ["10.60.1.0/24"] });
  });

  test("is mapped there and back, one after the other, since Site Recovery answers parallel changes with conflicts", () => {
    const synthesized = replicating({}, (dr) => dr.replicate(vm()));
    const source = `\${${addressOf(synthesized, FABRIC, "fabric-australiaeast")}.name}`;
    const target = `\${${addressOf(synthesized, FABRIC, "fabric-centralindia")}.name}`;
    const network = `\${${synthesized.addresses(NETWORK)[0]}.id}`;
    expect(named(synthesized, NETWORK_MAPPING, "vnet-app-c6376dfc-failover")).toEqual({
      source_network_id: APP,
      target_network_id: network,
      source_recovery_fabric_name: source,
      target_recovery_fabric_name: target,
      depends_on: [addressOf(synthesized, CONTAINER_MAPPING, "mapping-failback")],
    });
    expect(named(synthesized, NETWORK_MAPPING, "vnet-app-c6376dfc-failback")).toEqual({
      source_network_id: network,
      target_network_id: APP,
      source_recovery_fabric_name: target,
      target_recovery_fabric_name: source,
      depends_on: [addressOf(synthesized, NETWORK_MAPPING, "vnet-app-c6376dfc-failover")],
    });
  });

  test("is made and mapped once for all VMs of the network, since Azure maps a network once", () => {
    const synthesized = replicating({}, (dr) => {
      dr.replicate(inNetwork("vm1", APP));
      dr.replicate(inNetwork("vm2", APP));
    });
    expect(synthesized.addresses(NETWORK)).toHaveLength(1);
    expect(synthesized.addresses(NETWORK_MAPPING)).toHaveLength(2);
    expect(synthesized.addresses(REPLICATED_VM)).toHaveLength(2);
  });

  test("has a name of its own where two groups have networks of one name", () => {
    const synthesized = replicating({}, (dr) => {
      dr.mapNetwork(APP);
      dr.mapNetwork(TWIN);
    });
    const names = Object.values(synthesized.all(NETWORK)).map((network) => network.name);
    expect(names).toEqual(["vnet-app-asr-c6376dfc", "vnet-app-asr-f1edebc2"]);
  });

  test("keeps its name and address whichever network comes first", () => {
    const networks = (...ids: readonly string[]) =>
      replicating({}, (dr) => {
        for (const id of ids) dr.mapNetwork(id);
      }).all(NETWORK);
    expect(networks(TWIN, APP)).toEqual(networks(APP, TWIN));
    expect(Object.keys(networks(APP))).toEqual(["Dr_vnet-app-c6376dfc_48CCBB2A"]);
  });

  test("is mapped after the network before it, since Site Recovery answers parallel changes with conflicts", () => {
    const synthesized = replicating({}, (dr) => {
      dr.mapNetwork(APP);
      dr.mapNetwork(TWIN);
    });
    const before = addressOf(synthesized, NETWORK_MAPPING, "vnet-app-c6376dfc-failback");
    expect(named(synthesized, NETWORK_MAPPING, "vnet-app-f1edebc2-failover").depends_on).toEqual([before]);
  });

  test("has a name of 64 characters at most, even when the source network's has as many", () => {
    const synthesized = replicating({}, (dr) => dr.mapNetwork(networkId("v".repeat(64))));
    expect(synthesized.only(NETWORK).name).toBe(`${"v".repeat(50)}-asr-0a9ae1a2`);
  });

  test("is told from another whose name differs only in a dot, which Terraform addresses drop", () => {
    const synthesized = replicating({}, (dr) => {
      dr.mapNetwork(networkId("vnet.a"));
      dr.mapNetwork(networkId("vnet-a"));
    });
    const names = Object.values(synthesized.all(NETWORK)).map((network) => network.name);
    expect(names).toEqual(["vnet.a-asr-b2299eb6", "vnet-a-asr-2eb2bfdc"]);
  });

  test("refuses addresses that Azure refuses, before any VM is replicated", () => {
    const network = { addressSpace: "10.60.0.0/16", subnetPrefix: "10.61.0.0/24" };
    expect(refusalOf(pair({ network }))).toBe(
      '[test/Dr] subnetPrefix must lie within addressSpace "10.60.0.0/16", got "10.61.0.0/24"',
    );
  });
});

describe("an existing recovery network", () => {
  test("is mapped there and back by its id, and no other is made", () => {
    const synthesized = replicating({ network: EXISTING }, (dr) => dr.replicate(vm()));
    expect(synthesized.all(NETWORK)).toEqual({});
    expect(synthesized.all(SUBNET)).toEqual({});
    expect(named(synthesized, NETWORK_MAPPING, "vnet-app-c6376dfc-failover")).toMatchObject({
      source_network_id: APP,
      target_network_id: DR,
    });
    expect(named(synthesized, NETWORK_MAPPING, "vnet-app-c6376dfc-failback")).toMatchObject({
      source_network_id: DR,
      target_network_id: APP,
    });
  });

  test("gives VMs its id and the name of its subnet", () => {
    const synthesized = replicating({ network: EXISTING }, (dr) => dr.replicate(vm()));
    expect(synthesized.only(REPLICATED_VM)).toMatchObject({
      target_network_id: DR,
      network_interface: [{ target_subnet_name: "snet-dr" }],
    });
  });

  test("serves all VMs of one source network", () => {
    const synthesized = replicating({ network: EXISTING }, (dr) => {
      dr.replicate(inNetwork("vm1", APP));
      dr.replicate(inNetwork("vm2", APP));
    });
    expect(synthesized.addresses(NETWORK_MAPPING)).toHaveLength(2);
  });

  test("refuses VMs of a second source network, since Azure maps it back to one network alone", () => {
    const two = pair({ network: EXISTING }, (dr) => {
      dr.replicate(inNetwork("vm1", APP));
      dr.replicate(inNetwork("vm2", networkId("vnet-web")));
    });
    expect(refusalOf(two)).toBe(
      `[test/Dr] network "/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-dr" cannot be mapped back to a second source network (vnet-web): Azure maps a network to one other; give addresses, so that each source network gets its own`,
    );
  });
});

describe("mapNetwork", () => {
  const refused = (use: (dr: DisasterRecoveryPair) => void) => refusalOf(pair({ network: EXISTING }, use));

  test("sends the VMs of one network elsewhere than the others", () => {
    const synthesized = replicating({ network: EXISTING }, (dr) => {
      dr.mapNetwork(TWIN, { networkId: networkId("vnet-twin-dr"), subnetName: "snet-twin" });
      dr.replicate(inNetwork("vm1", APP));
      dr.replicate(inNetwork("vm2", TWIN));
    });
    const [first, second] = Object.values(synthesized.all(REPLICATED_VM));
    expect(first).toMatchObject({ target_network_id: DR });
    expect(second).toMatchObject({
      target_network_id: networkId("vnet-twin-dr"),
      network_interface: [{ target_subnet_name: "snet-twin" }],
    });
  });

  test("spells an existing network's id as azurerm wants it, with the names as they are", () => {
    const id = networkId("Vnet-DR")
      .replace("resourceGroups", "resourcegroups")
      .replace("Network/", "network/");
    const synthesized = replicating({ network: { networkId: id, subnetName: "snet" } }, (dr) =>
      dr.replicate(vm()),
    );
    expect(synthesized.only(REPLICATED_VM).target_network_id).toBe(networkId("Vnet-DR"));
  });

  test("takes networks of the program and of data sources, whose ids only Terraform knows, once each", () => {
    const define = (stack: ResilienceStack) => {
      const found = new DataAzurermVirtualNetwork(stack, "Found", { name: "v", resourceGroupName: "rg" });
      pair({}, (dr) => {
        dr.mapNetwork(APP, { networkId: found.id, subnetName: "snet" });
        dr.mapNetwork(TWIN, { networkId: found.id, subnetName: "snet" });
      })(stack);
    };
    expect(refusalOf(define)).toBe(
      '[test/Dr] network "${data.azurerm_virtual_network.Found.id}" cannot be mapped back to a second source network (vnet-app): Azure maps a network to one other; give addresses, so that each source network gets its own',
    );
  });

  test("refuses a network once VMs of it are replicated, since they would not follow", () => {
    const late = (dr: DisasterRecoveryPair) => {
      dr.replicate(vm());
      dr.mapNetwork(APP, EXISTING);
    };
    expect(refused(late)).toBe(
      `[test/Dr] sourceNetworkId "${APP}" is mapped already: call mapNetwork before its first VM is replicated`,
    );
  });

  test("refuses ids that are none of a network, and those that only Terraform will know", () => {
    expect(refused((dr) => dr.mapNetwork(`${APP}/subnets/snet`))).toBe(
      `[test/Dr] sourceNetworkId must be the ARM id of a virtual network, got "${APP}/subnets/snet"`,
    );
    expect(refused((dr) => dr.mapNetwork(dr.policy.policyId))).toBe(
      "[test/Dr] sourceNetworkId must be text, got a value that only Terraform will know: write the id out as the inventory has it",
    );
  });

  test("refuses a target that is no network, or has no addresses, before anything is made of it", () => {
    expect(refused((dr) => dr.mapNetwork(APP, { networkId: "vnet-dr", subnetName: "" }))).toBe(
      [
        "[test/Dr] 2 problems:",
        '  - to.subnetName must be 1 to 80 letters, digits, "_", "-" and ".", starting with a letter or digit, got ""',
        '  - to.networkId must be the ARM id of a virtual network, got "vnet-dr"',
      ].join("\n"),
    );
    expect(refused((dr) => dr.mapNetwork(APP, { addressSpace: "10.60.0.0/30" }))).toBe(
      "[test/Dr] to.addressSpace must be /8 to /29, got /30: Azure keeps five addresses of every subnet",
    );
  });

  test("refuses to map a network to itself", () => {
    expect(refused((dr) => dr.mapNetwork(APP, { networkId: APP.toUpperCase(), subnetName: "snet" }))).toBe(
      `[test/Dr] network must be in the target region, got the source network "${APP.toUpperCase()}" itself`,
    );
  });
});
