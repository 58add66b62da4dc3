import { refusalOf, synthesise } from "../support/synthesise";
import { networkId, nicId, vm } from "../support/vms";
import { FABRIC, NETWORK, NETWORK_MAPPING, REPLICATED_VM } from "./pair";
import { existing, INDIA, namesOf, pairs } from "./pairs";

const APP = networkId("vnet-app");

const inNetwork = (name: string, network: string) =>
  vm({ name, networkInterfaces: [{ id: nicId(`${name}-nic`), networkId: network }] });

describe("a network that several pairs map", () => {
  test("is mapped once to each target region, since Azure maps it once for a region", () => {
    const shared = existing("vnet-hub-dr");
    const synthesized = synthesise(
      pairs(
        [
          { ...INDIA, network: shared },
          { id: "Payroll", name: "payroll", network: shared },
        ],
        (india, payroll) => {
          india?.replicate(inNetwork("vm1", APP));
          payroll?.replicate(inNetwork("vm2", APP));
        },
      ),
    );
    expect(namesOf(synthesized, NETWORK_MAPPING)).toEqual([
      "vnet-app-c6376dfc-to-centralindia",
      "vnet-app-c6376dfc-from-centralindia",
    ]);
    const mappings = synthesized.addresses(NETWORK_MAPPING);
    for (const machine of Object.values(synthesized.all(REPLICATED_VM)))
      expect(machine.depends_on).toEqual(expect.arrayContaining([...mappings]));
  });

  test("may be the one that another pair has made, which its mapNetwork returns", () => {
    const synthesized = synthesise(
      pairs(
        [
          { ...INDIA, network: { addressSpace: "10.60.0.0/16" } },
          { id: "Payroll", name: "payroll" },
        ],
        (india, payroll) => {
          const made = india?.mapNetwork(APP);
          payroll?.mapNetwork(APP, made);
          payroll?.replicate(vm());
        },
      ),
    );
    const [made] = synthesized.addresses(NETWORK);
    expect(synthesized.addresses(NETWORK)).toHaveLength(1);
    expect(synthesized.only(NETWORK).name).toBe("vnet-app-asr-india-c6376dfc");
    expect(synthesized.only(REPLICATED_VM).target_network_id).toBe(`\${${made}.id}`);
  });

  test("has the range that the pair says which made it, also for static addresses of another pair's VMs", () => {
    const define = pairs(
      [
        { ...INDIA, network: { addressSpace: "10.60.0.0/24" } },
        { id: "Payroll", name: "payroll" },
      ],
      (india, payroll) => {
        payroll?.mapNetwork(APP, india?.mapNetwork(APP));
        payroll?.replicate(vm(), { networkInterfaces: { "vm1-nic": { staticIp: "10.60.1.4" } } });
      },
    );
    expect(refusalOf(define)).toBe(
      '[test/Payroll/vm1-abc123] networkInterfaces["vm1-nic"].staticIp must be within the subnet 10.60.0.0/24, without its first four and its last address, got "10.60.1.4"',
    );
  });

  test("serves as it is in the opposite direction, whose failover is the failback", () => {
    const synthesized = synthesise(
      pairs(
        [
          { id: "There", name: "there", network: existing("vnet-dr") },
          { id: "Back", name: "back", sourceRegion: "centralindia", targetRegion: "australiaeast" },
        ],
        (there, back) => {
          there?.mapNetwork(APP);
          back?.mapNetwork(networkId("vnet-dr"), { networkId: APP, subnetName: "snet-app" });
        },
      ),
    );
    expect(synthesized.addresses(FABRIC)).toHaveLength(2);
    expect(synthesized.addresses(NETWORK_MAPPING)).toHaveLength(2);
  });

  test("is refused another network of the same region", () => {
    const both = pairs([INDIA, { id: "Payroll", name: "payroll" }], (india, payroll) => {
      india?.mapNetwork(APP);
      payroll?.mapNetwork(APP);
    });
    expect(refusalOf(both)).toBe(
      `[test/Payroll] network "${APP}" is mapped to another network of centralindia by test/India already, and Azure maps it to one of a region: give what mapNetwork of that pair returns`,
    );
  });

  test("is refused a second time as the target of another network, whichever pair asks", () => {
    const shared = existing("vnet-hub-dr");
    const both = pairs(
      [
        { ...INDIA, network: shared },
        { id: "Payroll", name: "payroll", network: shared },
      ],
      (india, payroll) => {
        india?.mapNetwork(APP);
        payroll?.mapNetwork(networkId("vnet-web"));
      },
    );
    expect(refusalOf(both)).toBe(
      `[test/Payroll] network "${shared.networkId}" cannot be mapped back to a second source network (vnet-web): Azure maps a network to one other; give addresses, so that each source network gets its own`,
    );
  });
});
