import fc from "fast-check";
import type { VmwareReplicatedVmOptions } from "../../lib";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { machine, NETWORK, NIC, VMWARE_VM, vaultIn, vmwareSite } from "./sites";

type Options = Partial<VmwareReplicatedVmOptions>;

const refused = (options: Options, site: Parameters<typeof machine>[1] = {}) =>
  refusalOf(machine(options, site)).replace("[test/Hq/Erp] ", "");
const OTHER_NIC = { macAddress: "00:50:56:9e:1a:2c" };
const NAME = '1 to 63 letters, digits and "-", starting and ending with a letter or digit';

describe("the name of the Azure VM", () => {
  test.each(["e", "erp-01", "x".repeat(63)])("may be %j", (targetVmName) => {
    expect(synthesise(machine({ targetVmName })).only(VMWARE_VM).target_vm_name).toBe(targetVmName);
  });

  test.each(["", "-erp", "erp-", "erp_01", "erp.01", "x".repeat(64)])("may not be %j", (targetVmName) => {
    expect(refused({ targetVmName })).toBe(`targetVmName must be ${NAME}, got "${targetVmName}"`);
  });

  test("is the machine's own, which vCenter lets be longer and freer than Azure does", () => {
    expect(refused({ sourceVmName: "ERP 01 (prod)" })).toBe(
      `targetVmName must be ${NAME}, got "ERP 01 (prod)"`,
    );
  });

  test("of any source that fits is taken as it is", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9-]{0,20}[A-Za-z0-9])?$/), (sourceVmName) => {
        expect(synthesise(machine({ sourceVmName })).only(VMWARE_VM).target_vm_name).toBe(sourceVmName);
      }),
      { numRuns: 25 },
    );
  });
});

test("a machine, its name in Azure and its address are there once, whatever the letter case", () => {
  const repeat = (second: Options) =>
    refusalOf(
      vmwareSite({}, (site) => {
        const nic = { ...NIC, staticIp: "10.1.0.4" };
        site.replicate("First", { sourceVmName: "erp-01", networkInterfaces: [nic] });
        site.replicate("Second", { sourceVmName: "erp-02", networkInterfaces: [OTHER_NIC], ...second });
      }),
    );
  const taken = "is taken by test/Hq/First already: remove the repeat";
  expect(repeat({ sourceVmName: "ERP-01", targetVmName: "erp-02" })).toBe(
    `[test/Hq/Second] sourceVmName "ERP-01" ${taken}`,
  );
  expect(repeat({ targetVmName: "Erp-01" })).toBe(
    `[test/Hq/Second] targetVmName "Erp-01" in the resource group ${taken}`,
  );
  expect(repeat({ networkInterfaces: [{ ...OTHER_NIC, staticIp: "10.1.0.4" }] })).toBe(
    `[test/Hq/Second] staticIp 10.1.0.4 of the network ${taken}`,
  );
});

test("a machine that was refused may come again", () => {
  const twice = vmwareSite({}, (site) => {
    const good = { sourceVmName: "erp-01", networkInterfaces: [NIC] };
    expect(() => site.replicate("Wrong", { ...good, networkInterfaces: [] })).toThrow("networkInterfaces");
    site.replicate("Right", good);
  });
  expect(synthesise(twice).only(VMWARE_VM).source_vm_name).toBe("erp-01");
});

describe("network interfaces", () => {
  test("are one at least, since azurerm wants them beside a network", () => {
    expect(refused({ networkInterfaces: [] })).toBe(
      "networkInterfaces must be one at least: a recovered VM has a network",
    );
  });

  test.each([
    [0, [NIC, OTHER_NIC]],
    [0, [{ ...NIC, primary: false }]],
    [2, [NIC, OTHER_NIC].map((nic) => ({ ...nic, primary: true }))],
  ])("have one that is primary, not %d", (count, networkInterfaces) => {
    expect(refused({ networkInterfaces })).toBe(
      `networkInterfaces must have one that is primary, got ${count}: mark the one that carries the default route`,
    );
  });

  test.each([
    "00-50-56-9e-1a-2b",
    "0050569e1a2b",
    "00:50:56:9e:1a",
    "00:50:56:9e:1a:2b:3c",
    "00:50:56:9e:1a:2g",
  ])("have no MAC address such as %s", (macAddress) => {
    expect(refused({ networkInterfaces: [{ macAddress }] })).toBe(
      `networkInterfaces[0].macAddress must be six pairs of hexadecimal digits with ":", got "${macAddress}"`,
    );
  });

  test("are there once each", () => {
    const networkInterfaces = [{ ...NIC, primary: true }, { macAddress: NIC.macAddress.toUpperCase() }];
    expect(refused({ networkInterfaces })).toBe(
      'networkInterfaces[1].macAddress is there already, got "00:50:56:9E:1A:2B" twice',
    );
  });

  test.each(["10.1.0.256", "10.1.0", "fd00::1", ""])("have no address such as %j", (staticIp) => {
    expect(refused({ networkInterfaces: [{ ...NIC, staticIp }] })).toBe(
      `networkInterfaces[0].staticIp must be an IPv4 address, got "${staticIp}"`,
    );
  });
});

describe("disks", () => {
  const disk = (n: number) => ({ diskId: `disk-${n}`, type: "Premium_LRS" as const });
  const disks = (count: number) => Array.from({ length: count }, (_, n) => disk(n));

  test("are 65 at most, and one at least", () => {
    expect(synthesise(machine({ disks: disks(65) })).only(VMWARE_VM).managed_disk).toHaveLength(65);
    for (const count of [0, 66]) {
      expect(refused({ disks: disks(count) })).toBe(
        `disks must be 1 to 65, got ${count}: the OS disk, and 64 data disks at most`,
      );
    }
  });

  test("have ids, each once, types that azurerm knows, and sets that are disk encryption sets", () => {
    const type = "Premium_XRS" as never;
    expect(
      refused({
        disks: [disk(1), { diskId: "DISK-1", type }, { ...disk(2), diskId: "" }],
        diskEncryptionSetId: "des",
      }),
    ).toBe(
      [
        "[test/Hq/Erp] 4 problems:",
        '  - diskEncryptionSetId must be the ARM id of a disk encryption set, got "des"',
        '  - disks[1].diskId is there already, got "DISK-1" twice',
        '  - disks[1].type must be "Standard_LRS", "StandardSSD_LRS", "StandardSSD_ZRS", "Premium_LRS", "Premium_ZRS", "PremiumV2_LRS" or "UltraSSD_LRS", got "Premium_XRS": see azurerm target_disk_type',
        "  - disks[2].diskId must be the disk's id, got nothing",
      ]
        .join("\n")
        .replace("[test/Hq/Erp] ", ""),
    );
  });
});

describe("placement", () => {
  const set = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Compute/availabilitySets/avail`;

  test("is a zone or an availability set, as Azure has it", () => {
    expect(refused({ targetZone: "1", availabilitySetId: set })).toBe(
      "targetZone cannot be together with availabilitySetId: Azure places a VM in a zone or in a set; remove one",
    );
  });

  test("in a region without zones has neither zones nor zone-redundant disks", () => {
    const zoneless = (stack: Parameters<typeof vaultIn>[0]) => ({
      vault: vaultIn(stack, "Zoneless", "australiasoutheast"),
    });
    expect(refused({ targetZone: "1" }, zoneless)).toBe(
      'targetZone must be absent, got "1": australiasoutheast has no availability zones',
    );
    expect(refused({ disks: "Premium_ZRS" }, zoneless)).toBe(
      'disks must be locally redundant, got "Premium_ZRS": australiasoutheast has no availability zones',
    );
  });

  test("is by ids of the right kind", () => {
    expect(refused({ availabilitySetId: "avail", proximityPlacementGroupId: set })).toBe(
      [
        "2 problems:",
        '  - availabilitySetId must be the ARM id of a resource of type Microsoft.Compute/availabilitySets, got "avail"',
        `  - proximityPlacementGroupId must be the ARM id of a resource of type Microsoft.Compute/proximityPlacementGroups, got "${set}"`,
      ].join("\n"),
    );
  });
});

test("credential, texts and licence are said, all problems at once", () => {
  const options = { appliance: "", targetSize: "", multiVmGroup: "", licenseType: "Windows" as never };
  expect(refused(options, { credential: undefined })).toBe(
    [
      "5 problems:",
      "  - appliance must be a name, got nothing: remove it",
      "  - targetSize must be a name, got nothing: remove it",
      "  - multiVmGroup must be a name, got nothing: remove it",
      "  - credential is missing: name the machine's credential on the appliance, here or at the site",
      '  - licenseType must be "NotSpecified", "NoLicenseType" or "WindowsServer", got "Windows": see azurerm license_type',
    ].join("\n"),
  );
});

test("a drill does not run in the network of a failover, though the machine changes only one of the two", () => {
  expect(refused({ testNetwork: NETWORK })).toBe(
    "testNetwork must be another network than network: a drill would meet production after a failover",
  );
});

test.each([0, 721])("azurerm does not wait %d hours for the first copy", (initialReplicationHours) => {
  expect(refused({ initialReplicationHours })).toBe(
    `initialReplicationHours must be 1 to 720 hours, got ${initialReplicationHours}: azurerm gives up after that`,
  );
});
