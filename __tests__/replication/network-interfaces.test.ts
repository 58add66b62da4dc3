import { LbBackendAddressPool } from "@cdktf/provider-azurerm/lib/lb-backend-address-pool";
import { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip";
import type { DisasterRecoveryPair, NetworkInterfaceRecovery } from "../../lib";
import { refusalOf, SUBSCRIPTION, type Synthesized, synthesise } from "../support/synthesise";
import { networkId, nicId, vm } from "../support/vms";
import { pair, REPLICATED_VM, replicating } from "./pair";
import { existing } from "./pairs";

type Given = Readonly<Record<string, NetworkInterfaceRecovery>>;

const NETWORKS = {
  network: { addressSpace: "10.60.0.0/29" },
  testNetwork: { addressSpace: "10.99.0.0/29" },
} as const;
const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-target/providers/Microsoft.Network`;
const POOL = `${GROUP}/loadBalancers/lb-dr/backendAddressPools/web`;
const publicIp = (name: string) => ({ id: `${GROUP}/publicIPAddresses/${name}` });

const nic = (name: string) => ({ id: nicId(name), networkId: networkId("vnet-app"), subnetName: "snet-app" });
const TWO = vm({ networkInterfaces: [nic("Front"), nic("back")] });
const nicsOf = (synthesized: Synthesized) =>
  synthesized.only(REPLICATED_VM).network_interface as Record<string, unknown>[];
const connected = (networkInterfaces: Given) =>
  nicsOf(replicating(NETWORKS, (dr) => dr.replicate(TWO, { networkInterfaces })));
const refused = (networkInterfaces: Given, networks: Parameters<typeof pair>[0] = NETWORKS) =>
  refusalOf(pair(networks, (dr) => dr.replicate(TWO, { networkInterfaces })));

describe("a network interface of a recovered VM", () => {
  test("is told its subnet, addresses and pools, for a failover and for a test, and the others are left alone", () => {
    const [front, back] = connected({
      Front: {
        subnetName: "snet-web",
        staticIp: "10.61.0.4",
        publicIp: publicIp("pip"),
        backendPoolIds: [POOL],
        test: { subnetName: "snet-drill", staticIp: "10.99.9.4", publicIp: publicIp("pip-test") },
      },
    });
    expect(front).toEqual({
      source_network_interface_id: nicId("Front"),
      target_subnet_name: "snet-web",
      target_static_ip: "10.61.0.4",
      recovery_public_ip_address_id: publicIp("pip").id,
      recovery_load_balancer_backend_address_pool_ids: [POOL],
      failover_test_subnet_name: "snet-drill",
      failover_test_static_ip: "10.99.9.4",
      failover_test_public_ip_address_id: publicIp("pip-test").id,
    });
    expect(back).toMatchObject({
      source_network_interface_id: nicId("back"),
      target_static_ip: null,
      recovery_public_ip_address_id: null,
      recovery_load_balancer_backend_address_pool_ids: null,
      failover_test_static_ip: null,
      failover_test_public_ip_address_id: null,
    });
  });

  test("is known by its name in any letter case, and keeps the one that azurerm compares", () => {
    const [front] = connected({ FRONT: { staticIp: "10.60.0.4" } });
    expect(front).toMatchObject({
      source_network_interface_id: nicId("Front"),
      target_static_ip: "10.60.0.4",
    });
  });

  test("takes public addresses and pools of the program, whose ids only Terraform knows", () => {
    const synthesized = synthesise((stack) => {
      const address = new PublicIp(stack, "Address", {
        name: "pip",
        location: "centralindia",
        resourceGroupName: "rg",
        allocationMethod: "Static",
      });
      const pool = new LbBackendAddressPool(stack, "Pool", { name: "web", loadbalancerId: POOL });
      const networkInterfaces = { back: { publicIp: address, backendPoolIds: [pool.id] } };
      pair({}, (dr) => dr.replicate(TWO, { networkInterfaces }))(stack);
    });
    expect(nicsOf(synthesized)[1]).toMatchObject({
      recovery_public_ip_address_id: "${azurerm_public_ip.Address.id}",
      recovery_load_balancer_backend_address_pool_ids: ["${azurerm_lb_backend_address_pool.Pool.id}"],
    });
  });

  test("has no pools rather than an empty list, which Azure does not answer", () => {
    expect(connected({ back: { backendPoolIds: [] } })[1]).toMatchObject({
      recovery_load_balancer_backend_address_pool_ids: null,
    });
  });

  test.each(["10.60.0.4", "10.60.0.6"])("may have %s in a subnet of 8 addresses", (staticIp) => {
    expect(connected({ back: { staticIp } })[1]).toMatchObject({ target_static_ip: staticIp });
  });

  test("may have any address of a network that the program does not make, whose range nobody knows", () => {
    const networks = { network: existing("vnet-dr") };
    const use = (dr: DisasterRecoveryPair) =>
      dr.replicate(TWO, { networkInterfaces: { back: { staticIp: "192.168.0.1" } } });
    expect(nicsOf(replicating(networks, use))[1]).toMatchObject({ target_static_ip: "192.168.0.1" });
  });

  test("has its address of the network that its own is mapped to, not of the pair's", () => {
    const use = (dr: DisasterRecoveryPair, staticIp: string) => {
      dr.mapNetwork(networkId("vnet-app"), { addressSpace: "10.70.0.0/24" });
      dr.replicate(TWO, { networkInterfaces: { back: { staticIp } } });
    };
    const synthesized = replicating(NETWORKS, (dr) => use(dr, "10.70.0.9"));
    expect(nicsOf(synthesized)[1]).toMatchObject({ target_static_ip: "10.70.0.9" });
    expect(refusalOf(pair(NETWORKS, (dr) => use(dr, "10.60.0.4")))).toBe(
      '[test/Dr/vm1-abc123] networkInterfaces["back"].staticIp must be within the subnet 10.70.0.0/24, without its first four and its last address, got "10.60.0.4"',
    );
  });

  test("may have the same address as another in a test, and in another subnet", () => {
    const [front, back] = connected({
      Front: { staticIp: "10.60.0.5", test: { staticIp: "10.99.0.5" } },
      back: { staticIp: "10.60.0.5", subnetName: "snet-back", test: { staticIp: "10.99.0.6" } },
    });
    expect([front?.target_static_ip, back?.target_static_ip]).toEqual(["10.60.0.5", "10.60.0.5"]);
  });
});

describe("a network interface is refused", () => {
  test("that the VM does not have", () => {
    expect(refused({ nic3: {} })).toBe(
      '[test/Dr/vm1-abc123] networkInterfaces["nic3"] must be one of "Front", "back": vm1 has no other',
    );
  });

  test("that is there twice, in two letter cases", () => {
    expect(refused({ back: {}, BACK: {} })).toBe(
      [
        "[test/Dr/vm1-abc123] 2 problems:",
        '  - networkInterfaces["back"] is there twice: names have no letter case',
        '  - networkInterfaces["BACK"] is there twice: names have no letter case',
      ].join("\n"),
    );
  });

  test.each(["10.60.0.3", "10.60.0.7", "10.60.0.8", "10.59.255.255"])(
    "with %s, which Azure keeps or is outside",
    (staticIp) => {
      expect(refused({ back: { staticIp } })).toBe(
        `[test/Dr/vm1-abc123] networkInterfaces["back"].staticIp must be within the subnet 10.60.0.0/29, without its first four and its last address, got "${staticIp}"`,
      );
    },
  );

  test("with an address of the recovery network in tests", () => {
    expect(refused({ back: { test: { staticIp: "10.60.0.4" } } })).toBe(
      '[test/Dr/vm1-abc123] networkInterfaces["back"].test.staticIp must be within the subnet 10.99.0.0/29, without its first four and its last address, got "10.60.0.4"',
    );
  });

  test.each(["10.60.0", "10.60.0.256", "10.60.0.4/32", "fd00::4", ""])(
    "with %j, which is no IPv4 address",
    (staticIp) => {
      expect(refused({ back: { staticIp } })).toBe(
        `[test/Dr/vm1-abc123] networkInterfaces["back"].staticIp must be an IPv4 address, got "${staticIp}"`,
      );
    },
  );

  test("with settings for tests where the pair has no test network", () => {
    expect(refused({ back: { test: {} } }, {})).toBe(
      '[test/Dr/vm1-abc123] networkInterfaces["back"].test needs testNetwork of the pair: without it, nobody knows the network',
    );
  });

  test("with the static address of another, since Azure would give the second one any", () => {
    expect(refused({ Front: { staticIp: "10.60.0.5" }, back: { staticIp: "10.60.0.5" } })).toBe(
      '[test/Dr/vm1-abc123] networkInterfaces["back"].staticIp must be an address of its own, got "10.60.0.5", which another network interface of the VM has',
    );
  });

  test("with the address of another VM, in tests and in earnest", () => {
    const networkInterfaces = {
      back: { publicIp: publicIp("pip"), test: { staticIp: "10.99.0.5" } },
    };
    const define = pair(NETWORKS, (dr) => {
      dr.replicate(TWO, { networkInterfaces });
      dr.replicate(vm({ name: "vm2", networkInterfaces: [nic("back")] }), { networkInterfaces });
    });
    expect(refusalOf(define)).toBe(
      [
        "[test/Dr/vm2-abc123] 2 problems:",
        `  - networkInterfaces["back"].publicIp must be an address of its own, got "${publicIp("pip").id}", which test/Dr/vm1-abc123 has`,
        '  - networkInterfaces["back"].test.staticIp must be an address of its own, got "10.99.0.5", which test/Dr/vm1-abc123 has',
      ].join("\n"),
    );
  });

  test("with ids of something else, and names that are none", () => {
    const back = { subnetName: "", publicIp: { id: POOL }, backendPoolIds: [POOL.replace("/lb-dr/", "/")] };
    expect(refused({ back })).toBe(
      [
        "[test/Dr/vm1-abc123] 3 problems:",
        '  - networkInterfaces["back"].subnetName must be a name, got nothing: remove it',
        `  - networkInterfaces["back"].publicIp must have the ARM id of a public IP address, got "${POOL}"`,
        `  - networkInterfaces["back"].backendPoolIds must be ARM ids of backend address pools, spelt /subscriptions/…/resourceGroups/…/providers/Microsoft.Network/loadBalancers/…/backendAddressPools/…, got "${back.backendPoolIds[0]}"`,
      ].join("\n"),
    );
  });

  test("with a pool in another letter case, which azurerm refuses", () => {
    const id = POOL.replace("loadBalancers", "loadbalancers");
    expect(refused({ back: { backendPoolIds: [id] } })).toBe(
      `[test/Dr/vm1-abc123] networkInterfaces["back"].backendPoolIds must be ARM ids of backend address pools, spelt /subscriptions/…/resourceGroups/…/providers/Microsoft.Network/loadBalancers/…/backendAddressPools/…, got "${id}"`,
    );
  });
});
