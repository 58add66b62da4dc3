import { replicationObstacle, replicationWarnings } from "../../lib";
import { SUBSCRIPTION } from "../support/synthesise";
import { type Changes, type Row, read, rowsWith } from "./rows-with";

const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers`;
const computeId = (type: string, name: string) => `${GROUP}/Microsoft.Compute/${type}/${name}`;
const networkPart = (path: string) => `${GROUP}/Microsoft.Network/${path}`;

/** Why the VM of these rows would not be replicated, in short. */
function refused(changes: Changes, options = {}): string {
  const vm = read(rowsWith(changes));
  return (vm && replicationObstacle(vm, "centralindia", options)?.reason) ?? "supported";
}

/** What would become otherwise, in short. */
function warned(changes: Changes): readonly string[] {
  const vm = read(rowsWith(changes));
  return vm ? replicationWarnings(vm, "centralindia").map(({ reason }) => reason) : [];
}

describe("what rows say decides whether a VM is replicated", () => {
  const set = computeId("diskEncryptionSets", "des");
  test.each<[string, Changes, RegExp]>([
    [
      "a dedicated host",
      { vm: { "properties.host.id": computeId("hostGroups", "h") } },
      /^it runs on a dedicated host/,
    ],
    [
      "a group of dedicated hosts",
      { vm: { "properties.hostGroup": { ID: computeId("hostGroups", "h") } } },
      /^it runs on a dedicated host/,
    ],
    [
      "a disk controller in any letter case",
      { vm: { "properties.storageProfile.diskControllerType": "nvme" } },
      /^its disks are attached by NVMe/,
    ],
    [
      "the OS disk's architecture in any letter case",
      { os: { "properties.supportedCapabilities": { architecture: "ARM64" } } },
      /^it has an Arm64 processor/,
    ],
    [
      "a Linux VM's date with Trusted Launch, as another tool writes dates",
      {
        vm: {
          "properties.securityProfile.securityType": "trustedlaunch",
          "properties.timeCreated": "Mar 31, 2024 23:59:59 UTC",
        },
      },
      /^it is a Linux VM with Trusted Launch of 2024-03-31/,
    ],
    [
      "a disk encryption set in a disk's row",
      { data: { "properties.encryption.diskEncryptionSetId": set } },
      /^its disk web-data is encrypted with a customer-managed key/,
    ],
    [
      "a disk encryption set that the VM alone says",
      { vm: { "properties.storageProfile.osDisk.managedDisk.diskEncryptionSet": { id: set } } },
      /^its disk web-os is encrypted with a customer-managed key/,
    ],
    [
      "the kind of encryption in any letter case",
      { os: { "properties.encryption": { type: "encryptionatrestwithcustomerkey" } } },
      /^its disk web-os is encrypted with a customer-managed key/,
    ],
    [
      "Azure Disk Encryption in a disk's row",
      { data: { "properties.encryptionSettingsCollection.enabled": true } },
      /^its disk web-data has Azure Disk Encryption/,
    ],
    [
      "Azure Disk Encryption of the older kind, in the VM's row",
      { vm: { "properties.storageProfile.osDisk.encryptionSettings": { enabled: true } } },
      /^its disk web-os has Azure Disk Encryption/,
    ],
    [
      "a disk that a tag calls uninitialised, in either spelling",
      { data: { tags: { initialized: "False" } } },
      /^its disk web-data is not initialised, as its tag says/,
    ],
  ])("%s", (_, changes, reason) => {
    expect(refused(changes)).toMatch(reason);
  });

  test.each<[string, Changes]>([
    ["platform-managed keys", { os: { "properties.encryption.type": "EncryptionAtRestWithPlatformKey" } }],
    ["an OS disk whose tag is meant for data disks", { os: { tags: { Initialised: "false" } } }],
    ["a data disk that a tag calls initialised", { data: { tags: { Initialised: "true" } } }],
    [
      "a word for true, which Azure does not use",
      { data: { "properties.encryptionSettingsCollection.enabled": "true" } },
    ],
    ["a date that is none", { vm: { "properties.timeCreated": "yesterday" } }],
  ])("%s is no obstacle", (_, changes) => {
    expect(refused(changes)).toBe("supported");
  });
});

describe("what rows say decides what is warned of", () => {
  const address = (name: string, properties: Row) => ({ name, properties });
  const subnet = { id: networkPart("virtualNetworks/vnet-app/subnets/snet-app") };

  test("encryption at host", () => {
    expect(warned({ vm: { "properties.securityProfile": { encryptionAtHost: true } } })).toEqual([
      "it has encryption at host, and the recovered VM has not",
    ]);
  });

  test("everything about a network interface at once", () => {
    const ipConfigurations = [
      address("second", { primary: false, privateIPAddressVersion: "IPV6", subnet }),
      address("third", { subnet }),
      address("first", { primary: true, subnet, applicationSecurityGroups: [{ id: networkPart("a/asg") }] }),
    ];
    const networkSecurityGroup = { id: networkPart("networkSecurityGroups/nsg") };
    expect(warned({ nic: { properties: { ipConfigurations, networkSecurityGroup } } })).toEqual([
      "its network interface web-nic has secondary IP addresses, and azurerm sets up the primary one alone",
      "its network interface web-nic has IPv6 addresses, which Site Recovery does not keep",
      "its network interface web-nic is in application security groups, which Site Recovery does not keep",
      "its network interface web-nic has a network security group of its own, and the recovered one has none",
    ]);
  });

  test("a network interface without a primary address has its first for it", () => {
    const ipConfigurations = [address("only", { subnet })];
    expect(warned({ nic: { properties: { ipConfigurations } } })).toEqual([]);
  });
});

describe("what replication is set up by is read as Azure means it", () => {
  test("addresses, the primary one first, with their pools in the order of the alphabet", () => {
    const pool = (name: string) => ({ id: networkPart(`loadBalancers/lb/backendAddressPools/${name}`) });
    const ipConfigurations = [
      { name: "second", properties: { privateIPAddress: "10.0.0.9", privateIPAllocationMethod: "dynamic" } },
      {
        name: "first",
        properties: {
          primary: true,
          privateIPAddress: "10.0.0.4",
          privateIPAllocationMethod: "STATIC",
          publicIPAddress: { id: networkPart("publicIPAddresses/pip") },
          loadBalancerBackendAddressPools: [pool("web"), null, pool("api")],
        },
      },
    ];
    const vm = read(rowsWith({ nic: { properties: { ipConfigurations } } }));
    expect(vm?.networkInterfaces[0]?.ipConfigurations).toEqual([
      {
        name: "first",
        primary: true,
        version: "IPv4",
        privateIpAddress: "10.0.0.4",
        allocation: "Static",
        publicIpAddressId: networkPart("publicIPAddresses/pip"),
        backendAddressPoolIds: [pool("api").id, pool("web").id],
        applicationSecurityGroupIds: [],
      },
      {
        name: "second",
        primary: false,
        version: "IPv4",
        privateIpAddress: "10.0.0.9",
        allocation: "Dynamic",
        publicIpAddressId: undefined,
        backendAddressPoolIds: [],
        applicationSecurityGroupIds: [],
      },
    ]);
  });

  test("what the VM is placed in, in one spelling for all letter cases", () => {
    const vm = read(
      rowsWith({
        vm: {
          "properties.availabilitySet.id": computeId("availabilitySets", "Web").toUpperCase(),
          "properties.proximityPlacementGroup.id": computeId("PROXIMITYPLACEMENTGROUPS", "ppg"),
          "properties.capacityReservation.capacityReservationGroup.id": computeId(
            "capacityreservationgroups",
            "crg",
          ),
        },
      }),
    );
    expect([vm?.availabilitySetId, vm?.proximityPlacementGroupId, vm?.capacityReservationGroupId]).toEqual([
      computeId("availabilitySets", "web"),
      computeId("proximityPlacementGroups", "ppg"),
      computeId("capacityReservationGroups", "crg"),
    ]);
  });
});
