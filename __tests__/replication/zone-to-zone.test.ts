import { RecoveryServicesVault } from "../../lib";
import { refusalOf, resourceGroup, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { networkId, nicId, vm } from "../support/vms";
import {
  addressOf,
  CONTAINER,
  CONTAINER_MAPPING,
  cacheIn,
  FABRIC,
  NETWORK,
  NETWORK_MAPPING,
  named,
  queueOf,
  REPLICATED_VM,
  vaultIn,
  zonePair,
} from "./pair";

const OTHER = "00000000-0000-0000-0000-000000000001";
const zonal = (changes: Parameters<typeof vm>[0] = {}) => vm({ zone: "1", ...changes });
const DR = networkId("vnet-dr");

describe("a pair of zones", () => {
  test("has one fabric and a container for each zone, since Site Recovery has one fabric for a region", () => {
    const synthesized = synthesise(zonePair());
    const fabric = addressOf(synthesized, FABRIC, "fabric-australiaeast");
    expect(synthesized.addresses(FABRIC)).toEqual([fabric]);
    expect(named(synthesized, CONTAINER, "container-australiaeast-zone-1")).toEqual({
      recovery_fabric_name: `\${${fabric}.name}`,
    });
    expect(named(synthesized, CONTAINER, "container-australiaeast-zone-2")).toEqual({
      recovery_fabric_name: `\${${fabric}.name}`,
      depends_on: [addressOf(synthesized, CONTAINER, "container-australiaeast-zone-1")],
    });
  });

  test("maps the containers there and back within the fabric, so that failback is ready", () => {
    const synthesized = synthesise(zonePair());
    const [one, two] = ["container-australiaeast-zone-1", "container-australiaeast-zone-2"].map((name) =>
      addressOf(synthesized, CONTAINER, name),
    );
    expect(named(synthesized, CONTAINER_MAPPING, "mapping-failover")).toMatchObject({
      recovery_source_protection_container_name: `\${${one}.name}`,
      recovery_target_protection_container_id: `\${${two}.id}`,
    });
    expect(named(synthesized, CONTAINER_MAPPING, "mapping-failback")).toMatchObject({
      recovery_source_protection_container_name: `\${${two}.name}`,
      recovery_target_protection_container_id: `\${${one}.id}`,
    });
  });

  test("makes its objects one after the other, since Site Recovery answers parallel changes with conflicts", () => {
    expect(queueOf(synthesise(zonePair({}, (dr) => dr.replicate(zonal()))))).toEqual([
      "replication-policy",
      "fabric-australiaeast",
      "container-australiaeast-zone-1",
      "container-australiaeast-zone-2",
      "mapping-failover",
      "mapping-failback",
    ]);
  });

  test("may name its region twice, and have its vault in any", () => {
    const synthesized = synthesise(
      zonePair((stack) => ({ targetRegion: "Australia East", vault: vaultIn(stack, "centralindia") })),
    );
    expect(synthesized.only("azurerm_recovery_services_vault").location).toBe("centralindia");
  });

  test("takes a region that this version does not know, since Azure opens regions with zones", () => {
    const synthesized = synthesise(zonePair({ sourceRegion: "westus9" }));
    expect(synthesized.only(FABRIC).location).toBe("westus9");
  });
});

describe("a VM that is replicated to another zone", () => {
  test("comes up in the target zone, in the network and subnets that it has, without a mapping of the network to itself", () => {
    const synthesized = synthesise(zonePair({}, (dr) => dr.replicate(zonal())));
    const { target_zone, target_network_id, network_interface } = synthesized.only(REPLICATED_VM);
    expect({ target_zone, target_network_id }).toEqual({
      target_zone: "2",
      target_network_id: networkId("vnet-app"),
    });
    expect(network_interface).toMatchObject([{ target_subnet_name: "snet-app" }]);
    expect(synthesized.all(NETWORK)).toEqual({});
    expect(synthesized.all(NETWORK_MAPPING)).toEqual({});
  });

  test("keeps the subnet of each network interface, in lower case, since exports differ in the letter case", () => {
    const nic = (name: string, subnetName: string | undefined) => ({
      id: nicId(name),
      networkId: networkId("vnet-app"),
      subnetName,
    });
    const networkInterfaces = [nic("a", "Snet-App"), nic("b", "SNET-DATA"), nic("c", undefined)];
    const synthesized = synthesise(zonePair({}, (dr) => dr.replicate(zonal({ networkInterfaces }))));
    const found = synthesized.only(REPLICATED_VM).network_interface as { target_subnet_name: string }[];
    expect(found.map((one) => one.target_subnet_name)).toEqual(["snet-app", "snet-data", null]);
  });

  test("moves to another network of the region where the pair names one, still without a mapping", () => {
    const network = { networkId: DR, subnetName: "snet-dr" };
    const synthesized = synthesise(zonePair({ network }, (dr) => dr.replicate(zonal())));
    expect(synthesized.only(REPLICATED_VM)).toMatchObject({
      target_network_id: DR,
      network_interface: [{ target_subnet_name: "snet-dr" }],
    });
    expect(synthesized.all(NETWORK_MAPPING)).toEqual({});
  });

  test("follows a mapping of its network, there and back within the fabric", () => {
    const synthesized = synthesise(
      zonePair({}, (dr) => {
        dr.mapNetwork(networkId("vnet-app"), { networkId: DR, subnetName: "snet-dr" });
        dr.replicate(zonal());
      }),
    );
    const fabric = `\${${synthesized.addresses(FABRIC)[0]}.name}`;
    expect(named(synthesized, NETWORK_MAPPING, "vnet-app-c6376dfc-failover")).toMatchObject({
      source_recovery_fabric_name: fabric,
      target_recovery_fabric_name: fabric,
      source_network_id: networkId("vnet-app"),
      target_network_id: DR,
    });
    expect(synthesized.only(REPLICATED_VM).target_network_id).toBe(DR);
  });
});

describe("a pair of zones is refused", () => {
  test("within one zone", () => {
    expect(refusalOf(zonePair({ zones: { source: "2", target: "2" } }))).toBe(
      '[test/Dr] zones.target must be another zone than zones.source, got "2" for both',
    );
  });

  test("in a zone that Azure does not have", () => {
    expect(refusalOf(zonePair({ zones: { source: "1", target: "4" as never } }))).toBe(
      '[test/Dr] zones.target must be "1", "2" or "3", got "4": Azure numbers its zones',
    );
  });

  test("in a region without zones", () => {
    expect(refusalOf(zonePair({ sourceRegion: "australiasoutheast" }))).toBe(
      "[test/Dr] zones must be absent: australiasoutheast has no availability zones",
    );
  });

  test("towards another region, which has zones of its own", () => {
    expect(refusalOf(zonePair({ targetRegion: "centralindia" }))).toBe(
      '[test/Dr] targetRegion must be the source region australiaeast where zones are given, got "centralindia": remove one of the two',
    );
  });

  test("with addresses for a network, since recovered VMs stay in theirs", () => {
    expect(refusalOf(zonePair({ network: { addressSpace: "10.60.0.0/16" } as never }))).toBe(
      "[test/Dr] network must be an existing one between zones, or absent for the source's",
    );
  });

  test("with a target group in another region", () => {
    const elsewhere = zonePair((stack) => ({
      targetResourceGroup: resourceGroup(stack, "centralindia", "Target"),
    }));
    expect(refusalOf(elsewhere)).toBe(
      "[test/Dr] targetResourceGroup must be in the target region australiaeast, got centralindia",
    );
  });

  test("with a target group in another subscription, where the VMs' network is not", () => {
    const targetResourceGroup = { name: "rg", id: `/subscriptions/${OTHER}/resourceGroups/rg` };
    expect(refusalOf(zonePair({ targetResourceGroup }))).toBe(
      `[test/Dr] targetResourceGroup must be in the VMs' subscription ${SUBSCRIPTION}, got ${OTHER}: recovered VMs stay in their network, and a VM and its network are in one subscription`,
    );
  });

  test("without zones and without a target region", () => {
    const neither = zonePair((stack) => ({
      zones: undefined as never,
      vault: RecoveryServicesVault.fromVaultId(stack, "Theirs", vaultId("centralindia")),
      cache: cacheIn(stack, "australiaeast"),
    }));
    expect(refusalOf(neither)).toBe(
      [
        "[test/Dr] 2 problems:",
        "  - targetRegion must be given, or zones for replication within a region",
        "  - network must be given: the addresses of recovery networks, or an existing one",
      ].join("\n"),
    );
  });
});

const vaultId = (name: string) =>
  `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-dr/providers/Microsoft.RecoveryServices/vaults/rsv-${name}`;

describe("a VM is refused by a pair of zones", () => {
  const refused = (
    machine: ReturnType<typeof vm>,
    options: Parameters<Parameters<NonNullable<Parameters<typeof zonePair>[1]>>[0]["replicate"]>[1] = {},
  ) => refusalOf(zonePair({}, (dr) => dr.replicate(machine, options)));

  test("in another zone than the source", () => {
    expect(refused(vm({ zone: "3" }))).toBe(
      "[test/Dr/vm1-abc123] vm must be in the pair's source zone 1, got 3: for VMs of another zone define a pair of its own",
    );
  });

  test("in no zone at all, since Site Recovery takes none such within a region", () => {
    expect(refused(vm())).toBe(
      '[test/Dr/vm1-abc123] vm1 cannot be replicated: it is in no availability zone, and Site Recovery replicates only from one zone to another (Microsoft Learn, "Enable Azure VM disaster recovery between availability zones": the VM must be in an availability zone already); move it into a zone, or replicate it to another region',
    );
  });

  test("whose own group is the target group, in any letter case", () => {
    expect(refused(zonal({ resourceGroup: "RG-TARGET" }))).toBe(
      '[test/Dr/vm1-abc123] targetResourceGroup of the pair must be another group than the VM\'s own, got "rg-target": Site Recovery asks for it between zones',
    );
  });

  test.each(["1", "3", "none"] as const)("for the zone %s, which is not the pair's target", (targetZone) => {
    expect(refused(zonal(), { targetZone })).toBe(
      `[test/Dr/vm1-abc123] targetZone must be the pair's target zone 2, got "${targetZone}": remove it`,
    );
  });

  test("for an availability set, which has no zones", () => {
    const targetAvailabilitySetId = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-target/providers/Microsoft.Compute/availabilitySets/as`;
    expect(refused(zonal(), { targetAvailabilitySetId })).toBe(
      "[test/Dr/vm1-abc123] targetAvailabilitySetId must be absent between zones: an availability set excludes them",
    );
  });

  test("after its network was mapped to itself, which would be no mapping", () => {
    const app = networkId("vnet-app");
    const itself = zonePair({}, (dr) => dr.mapNetwork(app, { networkId: app, subnetName: "snet-app" }));
    expect(refusalOf(itself)).toBe(
      `[test/Dr] network must be another than the source network, got the source network "${app}" itself`,
    );
  });

  test("before its network is mapped, since the VMs before it stay where they are", () => {
    const app = networkId("vnet-app");
    const late = zonePair({}, (dr) => {
      dr.replicate(zonal());
      dr.mapNetwork(app, { networkId: DR, subnetName: "snet-dr" });
    });
    expect(refusalOf(late)).toBe(
      `[test/Dr] sourceNetworkId "${app}" is mapped already: call mapNetwork before its first VM is replicated`,
    );
  });

  test("where mapNetwork is given no network, and the pair has none either", () => {
    expect(refusalOf(zonePair({}, (dr) => dr.mapNetwork(networkId("vnet-app"))))).toBe(
      "[test/Dr] mapNetwork needs a second argument where the pair has no network",
    );
  });
});
