import { change, findingsOf, plan } from "./plans";

type Values = Record<string, unknown>;

const NETWORKS = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network";
const TEST = `${NETWORKS}/virtualNetworks/vnet-test`;
const GROUP = `${NETWORKS}/networkSecurityGroups/nsg-test`;
const NIC = {
  target_subnet_name: "snet",
  recovery_public_ip_address_id: `${NETWORKS}/publicIPAddresses/pip`,
};
const REPLICA = {
  test_network_id: TEST,
  target_network_id: `${NETWORKS}/virtualNetworks/vnet-dr`,
  network_interface: [NIC],
};
const LINK = { subnet_id: `${TEST}/subnets/snet`, network_security_group_id: GROUP };
const IN_GROUP = { resource_group_name: "RG", network_security_group_name: "nsg-test" };
const DENY = { ...IN_GROUP, access: "Deny", source_address_prefix: "*", destination_address_prefix: "*" };
const WITHIN = { ...DENY, access: "Allow", source_address_prefix: "10.9.0.0/24" };

const named = (type: string, before: Values | null, after: Values | null) => ({
  ...change(`azurerm_${type}`, before, after),
  address: "it",
});

/** What is found of one change beside a replica with its test network. */
const found = (type: string, before: Values | null, after: Values | null) =>
  findingsOf(
    plan(
      change("azurerm_site_recovery_replicated_vm", REPLICA, REPLICA),
      change("azurerm_subnet_network_security_group_association", LINK, LINK),
      named(type, before, after),
    ),
  );

describe("what a recovered machine starts in", () => {
  test.each([
    ["virtual_network", `${NETWORKS}/virtualNetworks/VNET-dr`, "the network of recovered machines"],
    ["subnet", `${NETWORKS}/virtualNetworks/vnet-dr/subnets/snet`, "the subnet of recovered machines"],
    ["public_ip", `${NETWORKS}/publicIPAddresses/pip`, "the address of a recovered machine"],
    ["virtual_network", TEST, "the network of test failovers"],
  ])("%s %s is found when it goes", (type, id, what) => {
    expect(found(type, { id }, null)).toEqual([`recovery-weakened it: ${what} is destroyed`]);
    expect(found(type, { id: `${id}-other` }, null)).toEqual([]);
  });
});

describe("a network of test failovers reaches production", () => {
  test.each([
    ["subnet_network_security_group_association", LINK, null, "its security group is taken off"],
    [
      "subnet_network_security_group_association",
      LINK,
      { ...LINK, network_security_group_id: `${NETWORKS}/networkSecurityGroups/other` },
      "it gets another security group",
    ],
    ["network_security_group", { id: GROUP }, null, "its security group goes"],
    ["network_security_rule", DENY, null, "a rule that denies goes"],
    ["network_security_rule", DENY, { ...DENY, access: "Allow" }, "a rule that denied now allows"],
    [
      "network_security_rule",
      DENY,
      { ...DENY, destination_address_prefix: "10.1.0.0/16" },
      "a rule denies less than all",
    ],
    [
      "network_security_rule",
      WITHIN,
      { ...WITHIN, source_address_prefix: "*" },
      "a rule allows other addresses",
    ],
    ["network_security_rule", null, WITHIN, "a rule that allows joins"],
    ["virtual_network_peering", null, { remote_virtual_network_id: TEST }, "it is peered"],
    [
      "virtual_network_peering",
      null,
      { virtual_network_name: "vnet-test", resource_group_name: "rg" },
      "it is peered",
    ],
  ])("%s: %j becomes %j", (type, before, after, what) => {
    expect(found(type, before, after)).toEqual([
      `test-network-opened it: the network of test failovers may reach production: ${what}`,
    ]);
  });

  test.each([
    ["network_security_rule", { ...DENY, network_security_group_name: "nsg-web" }, null],
    ["network_security_rule", WITHIN, null],
    ["network_security_rule", null, DENY],
    ["network_security_rule", { ...DENY, access: "Allow" }, DENY],
    ["network_security_rule", DENY, { ...DENY, description: "another" }],
    ["subnet_network_security_group_association", null, LINK],
    ["subnet_network_security_group_association", { ...LINK, subnet_id: `${TEST}-2/subnets/snet` }, null],
    ["virtual_network_peering", null, { remote_virtual_network_id: `${TEST}-2` }],
    ["virtual_network_peering", { remote_virtual_network_id: TEST }, null],
  ])("%s: not with %j as %j", (type, before, after) => {
    expect(found(type, before, after)).toEqual([]);
  });

  test.each([
    ["virtual_network", { id: TEST }],
    ["subnet", { id: LINK.subnet_id }],
  ])("not when it goes itself, with its %s", (type, gone) => {
    const left = findingsOf(
      plan(
        change("azurerm_site_recovery_replicated_vm", REPLICA, REPLICA),
        named(type, gone, null),
        named("subnet_network_security_group_association", LINK, null),
        named("network_security_group", { id: GROUP }, null),
        named("network_security_rule", DENY, null),
      ),
    );
    expect(left.filter((line) => line.startsWith("test-network-opened"))).toEqual([]);
  });

  test("as a drill names it, too", () => {
    const runbook = { content: `SETTINGS = {"networkId":"${TEST}"}\n"%s/replicationRecoveryPlans/%s"` };
    const peering = named("virtual_network_peering", null, { remote_virtual_network_id: TEST });
    expect(findingsOf(plan(change("azurerm_automation_runbook", runbook, runbook), peering))).toHaveLength(1);
    expect(findingsOf(plan(peering))).toEqual([]);
  });
});
