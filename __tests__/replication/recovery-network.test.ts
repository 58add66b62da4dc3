import { RecoveryNetwork, type RecoveryNetworkProps, type ResilienceStack } from "../../lib";
import { refusalOf, resourceGroup, synthesise } from "../support/synthesise";
import { NETWORK, SUBNET } from "./pair";

const define =
  (changes: Partial<RecoveryNetworkProps> = {}) =>
  (stack: ResilienceStack) =>
    new RecoveryNetwork(stack, "Network", {
      name: "vnet-recovery",
      region: "Central India",
      resourceGroup: resourceGroup(stack, "centralindia"),
      addressSpace: "10.60.0.0/16",
      ...changes,
    });

const addresses = (addressSpace: string, subnetPrefix: string) => define({ addressSpace, subnetPrefix });

describe("a recovery network", () => {
  test("is a network with one subnet over all of its addresses by default", () => {
    const synthesized = synthesise(define());
    expect(synthesized.all(NETWORK)).toEqual({
      Network: {
        name: "vnet-recovery",
        location: "centralindia",
        resource_group_name: "${azurerm_resource_group.Group.name}",
        address_space: ["10.60.0.0/16"],
      },
    });
    expect(synthesized.only(SUBNET)).toEqual({
      name: "snet-recovery",
      resource_group_name: "${azurerm_resource_group.Group.name}",
      virtual_network_name: "${azurerm_virtual_network.Network.name}",
      address_prefixes: ["10.60.0.0/16"],
    });
  });

  test("takes the subnet's own range and name, and tags, which subnets do not have", () => {
    const changes = { subnetPrefix: "10.60.4.0/24", subnetName: "snet-app", tags: { Environment: "DR" } };
    const synthesized = synthesise(define(changes));
    expect(synthesized.only(SUBNET)).toMatchObject({ name: "snet-app", address_prefixes: ["10.60.4.0/24"] });
    expect(synthesized.only(SUBNET)).not.toHaveProperty("tags");
    expect(synthesized.only(NETWORK).tags).toEqual({ Environment: "DR" });
  });

  test.each([
    ["at the start of the network", "10.60.0.0/24"],
    ["at the end of the network", "10.60.255.0/24"],
    ["of /29, the smallest that Azure takes", "10.60.0.8/29"],
  ])("takes a subnet %s", (_, prefix) => {
    expect(synthesise(addresses("10.60.0.0/16", prefix)).only(SUBNET).address_prefixes).toEqual([prefix]);
  });

  test("refuses a subnet of /30, which has fewer addresses than the five that Azure keeps", () => {
    expect(refusalOf(addresses("10.60.0.0/16", "10.60.0.0/30"))).toBe(
      "[test/Network] subnetPrefix must be /8 to /29, got /30: Azure keeps five addresses of every subnet",
    );
  });

  test.each([
    ["just before", "10.59.255.0/24"],
    ["just behind", "10.61.0.0/24"],
    ["larger than", "10.60.0.0/15"],
  ])("refuses a subnet %s the network, whose addresses it has to come from", (_, prefix) => {
    expect(refusalOf(addresses("10.60.0.0/16", prefix))).toBe(
      `[test/Network] subnetPrefix must lie within addressSpace "10.60.0.0/16", got "${prefix}"`,
    );
  });

  test("refuses a subnet that names an address inside its range, and says the range's first one", () => {
    expect(refusalOf(addresses("10.60.0.0/16", "10.60.4.7/24"))).toBe(
      '[test/Network] subnetPrefix must start at its network address 10.60.4.0/24, got "10.60.4.7/24"',
    );
  });

  test("refuses a network that names an address inside its range, and says the range's first one", () => {
    expect(refusalOf(addresses("10.60.0.1/16", "10.60.4.0/24"))).toBe(
      '[test/Network] addressSpace must start at its network address 10.60.0.0/16, got "10.60.0.1/16"',
    );
  });

  test.each([
    ["no prefix length", "10.60.0.0"],
    ["a prefix length of 33 bits, one more than IPv4 has", "10.60.0.0/33"],
    ["a part of 256, one more than a byte holds", "10.256.0.0/16"],
    ["three parts", "10.60.0/16"],
    ["IPv6, which Site Recovery does not replicate", "fd00::/48"],
  ])("refuses an address space with %s", (_, addressSpace) => {
    expect(refusalOf(addresses(addressSpace, "10.60.0.0/24"))).toBe(
      `[test/Network] addressSpace must be an IPv4 range such as "10.60.0.0/16", got "${addressSpace}"`,
    );
  });

  test.each([2, 64])("takes a name of %d characters, since Azure wants 2 to 64", (length) => {
    const name = "v".repeat(length);
    expect(synthesise(define({ name })).only(NETWORK).name).toBe(name);
  });

  test.each([1, 65])("refuses a name of %d characters, since Azure wants 2 to 64", (length) => {
    const name = "v".repeat(length);
    expect(refusalOf(define({ name }))).toBe(
      `[test/Network] name must be 2 to 64 letters, digits, "_", "-" and ".", starting with a letter or digit, got "${name}"`,
    );
  });

  test.each([1, 80])("takes a subnet name of %d characters, since Azure wants 1 to 80", (length) => {
    const subnetName = "s".repeat(length);
    expect(synthesise(define({ subnetName })).only(SUBNET).name).toBe(subnetName);
  });

  test.each([
    ["no characters", ""],
    ["81 characters, one more than Azure takes", "s".repeat(81)],
    ["a space", "snet app"],
  ])("refuses a subnet name with %s", (_, subnetName) => {
    expect(refusalOf(define({ subnetName }))).toBe(
      `[test/Network] subnetName must be 1 to 80 letters, digits, "_", "-" and ".", starting with a letter or digit, got "${subnetName}"`,
    );
  });
});
