import { failoverAddresses } from "../../../../lib/checks/rules/recovery/failover-addresses";
import { judged, type Resources } from "../../../support/judged";

const REPLICA = "azurerm_site_recovery_replicated_vm";
const replica = (target_network_id: string, ...ips: readonly (string | null)[]) => ({
  resource_group_name: "rg",
  recovery_vault_name: "rsv",
  target_network_id,
  network_interface: ips.map((target_static_ip) => ({ target_static_ip })),
});
const say = (replicas: Record<string, Record<string, unknown>>, others: Resources = {}) =>
  judged(failoverAddresses, { [REPLICA]: replicas, ...others });

describe("failover-addresses", () => {
  test("passes addresses that differ, or are in different networks, or are chosen by Azure", () => {
    const [A, B, C] = [
      replica("/n/1", "10.0.0.4"),
      replica("/n/1", "10.0.0.5", null),
      replica("/n/2", "10.0.0.4"),
    ];
    expect(say({ A, B, C })).toEqual([
      "A: pass, 10.0.0.4 is its own",
      "B: pass, 10.0.0.5 is its own",
      "C: pass, 10.0.0.4 is its own",
    ]);
  });

  test.each([
    ["an id, in whatever letter case", "/n/1", "/N/1"],
    ["the same variable", "${var.network}", "${var.network}"],
  ])("fails an address that two replicas take in one network: %s", (_what, one, other) => {
    expect(say({ A: replica(one, "10.0.0.4"), B: replica(other, "10.0.0.4") })).toEqual([
      "A: pass, 10.0.0.4 is its own",
      `B: fail, 10.0.0.4 is an address of test/${REPLICA}.A too`,
    ]);
  });

  test("does not know about networks that only Terraform knows, which may be one or two", () => {
    const vague = `unknown, only Terraform knows whether test/${REPLICA}.A has 10.0.0.4 in the same network`;
    const [A, B, C] = ["${var.one}", "${var.two}", "/n/1"].map((id) => replica(id, "10.0.0.4"));
    expect(say({ A, B, C } as never)).toEqual(["A: pass, 10.0.0.4 is its own", `B: ${vague}`, `C: ${vague}`]);
  });

  test("finds addresses where azurerm 5 has them too, in the IP configurations", () => {
    const of5 = (target_static_ip: string) => ({
      ...replica("/n/1"),
      network_interface: [{ ip_configuration: [{ target_static_ip }] }],
    });
    expect(say({ A: of5("10.0.0.4"), B: of5("10.0.0.4") })).toEqual([
      "A: pass, 10.0.0.4 is its own",
      `B: fail, 10.0.0.4 is an address of test/${REPLICA}.A too`,
    ]);
  });

  describe("in a subnet of the app", () => {
    const network = { name: "vnet", resource_group_name: "rg" };
    const subnet = { name: "Subnet", resource_group_name: "rg", virtual_network_name: "vnet" };
    const into = (ip: string, address_prefixes: unknown = ["10.0.1.0/28"]) => {
      const nic = { target_static_ip: ip, target_subnet_name: "subnet" };
      return say(
        { A: { ...replica("${azurerm_virtual_network.N.id}"), network_interface: [nic] } },
        {
          azurerm_virtual_network: { N: network },
          azurerm_subnet: { S: { ...subnet, address_prefixes } },
        },
      );
    };
    const OUTSIDE = "is outside of its subnet, 10.0.1.0/28";

    // Azure keeps the first four addresses and the last one
    test.each([
      ["10.0.1.3", `fail, 10.0.1.3 ${OUTSIDE}`],
      ["10.0.1.4", "pass, 10.0.1.4 is its own"],
      ["10.0.1.14", "pass, 10.0.1.14 is its own"],
      ["10.0.1.15", `fail, 10.0.1.15 ${OUTSIDE}`],
      ["10.0.2.4", `fail, 10.0.2.4 ${OUTSIDE}`],
    ])("%s: %s", (ip, said) => {
      expect(into(ip)).toEqual([`A: ${said}`]);
    });

    test("that is a block of its network, or in the same variable's group", () => {
      const nic = { target_static_ip: "10.0.2.4", target_subnet_name: "subnet" };
      const A = { ...replica("${azurerm_virtual_network.N.id}"), network_interface: [nic] };
      const block = { name: "Subnet", address_prefixes: ["10.0.1.0/28"] };
      const FAIL = [`A: fail, 10.0.2.4 ${OUTSIDE}`];
      expect(say({ A }, { azurerm_virtual_network: { N: { ...network, subnet: [block] } } })).toEqual(FAIL);
      const group = { resource_group_name: "${var.group}" };
      const others = {
        azurerm_virtual_network: { N: { ...network, ...group } },
        azurerm_subnet: { S: { ...subnet, ...group, address_prefixes: ["10.0.1.0/28"] } },
      };
      expect(say({ A }, others)).toEqual(FAIL);
    });

    test("takes any address where a range is a variable", () => {
      expect(into("10.0.2.4", ["10.0.1.0/28", "${var.range}"])).toEqual(["A: pass, 10.0.2.4 is its own"]);
    });
  });
});
