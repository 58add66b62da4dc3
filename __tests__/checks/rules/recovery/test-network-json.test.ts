import { testNetworkIsolation } from "../../../../lib/checks/rules/recovery/test-network-isolation";
import { judged, type Resources } from "../../../support/judged";
import { vm as machine, networkId } from "../../../support/vms";

const REPLICA = "azurerm_site_recovery_replicated_vm";
const NETWORK = "azurerm_virtual_network";
const VM = "azurerm_linux_virtual_machine";
const NIC = "azurerm_network_interface";
const RG = "rg-net";
const TESTS = `\${${NETWORK}.Tests.id}`;

const replica = (config: object = {}) => ({
  [REPLICA]: {
    R: { name: "r", target_network_id: networkId("vnet-prod"), test_network_id: TESTS, ...config },
  },
});
const network = (config: object = {}) => ({
  [NETWORK]: { Tests: { name: "vnet-tests", resource_group_name: RG, ...config } },
});
const say = (resources: Resources) =>
  judged(testNetworkIsolation, { ...network(), ...replica(), ...resources });
const PASS = ["Tests: pass, nothing leads out of it"];
const PRODUCTION = ["Tests: fail, it is a production network"];

describe("the network in which a replicated VM of the program runs is production", () => {
  /** A replicated VM whose network interface is in a subnet. */
  const running = (subnet: unknown, type = VM) => ({
    ...replica({ source_vm_id: `\${${type}.V.id}` }),
    [type]: { V: { name: "v", resource_group_name: "rg", network_interface_ids: [`\${${NIC}.N.id}`] } },
    [NIC]: {
      N: { name: "n", resource_group_name: "rg", ip_configuration: [{ name: "ip", subnet_id: subnet }] },
    },
    azurerm_subnet: {
      S: { name: "s", resource_group_name: RG, virtual_network_name: `\${${NETWORK}.Tests.name}` },
    },
  });

  test.each([
    ["a subnet of the program", "${azurerm_subnet.S.id}"],
    [
      "an id in another letter case",
      `${networkId("vnet-tests").replace("rg-app", RG)}/subnets/s`
        .toUpperCase()
        .replace("/SUBSCRIPTIONS", "/subscriptions"),
    ],
    ["a block of the network", "${azurerm_virtual_network.Tests.subnet[0].id}"],
    ["a set of blocks of the network", "${tolist(azurerm_virtual_network.Tests.subnet)[0].id}"],
  ])("by %s", (_how, subnet) => {
    expect(say(running(subnet))).toEqual(PRODUCTION);
    expect(say(running(subnet, "azurerm_windows_virtual_machine"))).toEqual(PRODUCTION);
  });

  test("unless it is another network, or the VM is not replicated", () => {
    expect(say(running(`${networkId("vnet-prod")}/subnets/s`))).toEqual(PASS);
    expect(say({ ...running("${azurerm_subnet.S.id}"), ...replica({ source_vm_id: "/other" }) })).toEqual(
      PASS,
    );
  });

  test("and is not known where its subnet is a variable", () => {
    expect(say(running("${var.subnet}"))).toEqual([
      "Tests: unknown, only Terraform knows whether it is a production network",
    ]);
  });

  test("and is read off the inventory for a VM that is there", () => {
    const own = `/subscriptions/6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841/resourceGroups/${RG}/providers/Microsoft.Network/virtualNetworks/vnet-tests`;
    const vm = machine({ networkInterfaces: [{ id: "/nic", networkId: own }] });
    const verdicts = (source_vm_id: string) =>
      judged(testNetworkIsolation, { ...network(), ...replica({ source_vm_id }) }, { vms: [{ vm }] });
    expect(verdicts(vm.id.toUpperCase())).toEqual(PRODUCTION);
    expect(verdicts(`${vm.id}0`)).toEqual(PASS);
  });
});

describe("subnets that are blocks of their network", () => {
  test.each(["GatewaySubnet", "RouteServerSubnet", "AzureFirewallSubnet"])("a %s", (name) => {
    const found = say(network({ subnet: [{ name, address_prefixes: ["10.99.0.0/27"] }] }));
    const gateway = ["Tests: fail, it has the gateway test/azurerm_virtual_network.Tests"];
    expect(found).toEqual(name === "AzureFirewallSubnet" ? PASS : gateway);
  });

  test("with a gateway of the program", () => {
    const gateway = {
      G: { ip_configuration: { subnet_id: "${tolist(azurerm_virtual_network.Tests.subnet)[1].id}" } },
    };
    expect(say({ azurerm_virtual_network_gateway: gateway })).toEqual([
      "Tests: fail, it has the gateway test/azurerm_virtual_network_gateway.G",
    ]);
  });
});

describe("what only Terraform knows of networks", () => {
  const peering = (config: object) => ({
    azurerm_virtual_network_peering: { P: { name: "p", resource_group_name: RG, ...config } },
  });
  const OPEN = ["Tests: unknown, only Terraform knows where test/azurerm_virtual_network_peering.P leads"];

  test("a peering whose other end is a variable", () => {
    const own = { virtual_network_name: "${azurerm_virtual_network.Tests.name}" };
    expect(say(peering({ ...own, remote_virtual_network_id: "${var.hub}" }))).toEqual(OPEN);
  });

  test("a peering of which it is not known whose it is, with production", () => {
    const of = (group: string, name: string) =>
      say(
        peering({
          resource_group_name: group,
          virtual_network_name: name,
          remote_virtual_network_id: networkId("vnet-prod"),
        }),
      );
    expect(of("${var.group}", "vnet-tests")).toEqual(OPEN);
    expect(of("${var.group}", "vnet-other")).toEqual(PASS);
  });

  test("a test network in a variable's group is joined by the same variable", () => {
    const own = { resource_group_name: "${var.group}" };
    const gateway = { name: "GatewaySubnet", virtual_network_name: "vnet-tests" };
    const subnet = (group: string) =>
      say({ ...network(own), azurerm_subnet: { G: { ...gateway, resource_group_name: group } } });
    expect(subnet("${var.group}")).toEqual(["Tests: fail, it has the gateway test/azurerm_subnet.G"]);
    expect(subnet("${var.else}")).toEqual([
      "Tests: unknown, only Terraform knows where test/azurerm_subnet.G leads",
    ]);
  });

  test("a target network that is a variable may be the test network", () => {
    expect(say(replica({ target_network_id: "${var.network}" }))).toEqual([
      "Tests: unknown, only Terraform knows whether it is a production network",
    ]);
  });

  test.each([{ count: 0 }, { for_each: {} }])("a peering with %j is none", (none) => {
    const own = { virtual_network_name: "${azurerm_virtual_network.Tests.name}" };
    const out = { ...own, remote_virtual_network_id: networkId("vnet-prod") };
    expect(say(peering({ ...out, ...none }))).toEqual(PASS);
    expect(say(peering({ ...out, count: "${var.n}" }))).toEqual(OPEN);
  });

  test.each([true, "true"])("use_remote_gateways %j is on", (on) => {
    const own = { virtual_network_name: "vnet-tests", remote_virtual_network_id: networkId("vnet-hub") };
    expect(say(peering({ ...own, use_remote_gateways: on }))).toEqual([
      "Tests: fail, it uses the gateway of another network by test/azurerm_virtual_network_peering.P",
    ]);
    expect(say(peering({ ...own, use_remote_gateways: "${var.on}" }))).toEqual(OPEN);
  });
});
