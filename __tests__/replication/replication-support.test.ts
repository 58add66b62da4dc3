import { replicationObstacle } from "../../lib";
import { dataDisk, networkId, nicId, osDisk, vm } from "../support/vms";
import { matrix, obstacle, zonal } from "./obstacles";

const ZONAL = { zoneToZone: true };
const zoned = (changes: Parameters<typeof vm>[0] = {}) => vm({ zone: "1", ...changes });
const disks = (count: number) => Array.from({ length: count }, (_, lun) => dataDisk(lun));

describe("Site Recovery refuses a VM, by the rule that says so", () => {
  const trusted = "Azure Site Recovery support for Azure trusted launch virtual machines";
  test.each<[string, Parameters<typeof vm>[0], string]>([
    [
      "with an ephemeral OS disk",
      { osDisk: osDisk({ ephemeral: true }) },
      'its OS disk is ephemeral, which Site Recovery does not replicate; recreate it with a managed OS disk, or rebuild it in the target region from its image [Microsoft Learn, "Ephemeral OS disks for Azure VMs": Unsupported features]',
    ],
    [
      "that is confidential",
      { securityType: "ConfidentialVM" },
      'it is a confidential VM, which Site Recovery does not replicate; restore its backup in the other region instead [Microsoft Learn, "About Azure confidential VMs": Feature support]',
    ],
    [
      "of Linux with Trusted Launch, created a second too early",
      { securityType: "TrustedLaunch", timeCreated: "2024-03-31T23:59:59.000Z" },
      `it is a Linux VM with Trusted Launch of 2024-03-31, and Site Recovery replicates those created since 2024-04-01; create it anew, or restore its backup in the other region instead [Microsoft Learn, "${trusted}": VM creation time]`,
    ],
    [
      "with an Arm64 processor, as its disk says",
      { architecture: "Arm64", size: "Standard_D2s_v5" },
      `it has an Arm64 processor, which Site Recovery does not support; replicate it within the application, or rebuild it in the target region from its image ${matrix("Linux, ARM64 CPU architecture")}`,
    ],
    [
      "on a dedicated host",
      { dedicatedHostId: "/subscriptions/x/hosts/h" },
      `it runs on a dedicated host, which Site Recovery does not support; move it off the host, or replicate it within the application ${matrix("Azure Dedicated Host")}`,
    ],
    [
      "whose disks are attached by NVMe",
      { diskController: "NVMe" },
      `its disks are attached by NVMe, which Site Recovery does not support; resize it to a size with SCSI, or replicate it within the application ${matrix("NVMe storage interface")}`,
    ],
    [
      "with 65 data disks, one more than it takes",
      { dataDisks: disks(65) },
      `it has 65 data disks, and Site Recovery replicates 64 at most; leave disks out ${matrix("Data disk maximum number")}`,
    ],
    [
      "with an OS disk of 4096 GiB, one more than it takes",
      { osDisk: osDisk({ sizeGb: 4096 }) },
      `its OS disk has 4096 GiB, and Site Recovery replicates 4095 at most; move data to data disks ${matrix("OS disk maximum size")}`,
    ],
    [
      "with a data disk of 32768 GiB, one more than it takes",
      { dataDisks: [dataDisk(5, { sizeGb: 32768 })] },
      `its data disk at LUN 5 has 32768 GiB, and Site Recovery replicates 32767 at most; split the disk ${matrix("Data disk maximum size")}`,
    ],
    [
      "in two networks, of which azurerm maps one",
      {
        networkInterfaces: [
          { id: nicId("a"), networkId: networkId("x") },
          { id: nicId("b"), networkId: networkId("y") },
        ],
      },
      "its network interfaces are in different virtual networks; connect them to one network, as Azure itself asks [azurerm_site_recovery_replicated_vm: one target_network_id]",
    ],
    [
      "in no network that the inventory knows, which no page of Azure has to say",
      { networkInterfaces: [{ id: nicId("a") }] },
      "the virtual network of its network interfaces is not known; export disks and network interfaces along with the VMs",
    ],
  ])("%s", (_, changes, message) => {
    expect(obstacle(vm(changes))).toBe(message);
  });

  test.each(["Standard_D4ps_v5", "standard_b2pts_v2", "Standard_E8pds_v6"])(
    "with an Arm64 processor, as its size %s says where the disk does not",
    (size) => {
      expect(obstacle(vm({ size }))).toMatch(/^it has an Arm64 processor/);
    },
  );
});

describe("Site Recovery replicates a VM", () => {
  test.each<[string, Parameters<typeof vm>[0]]>([
    ["with Trusted Launch, of Windows", { securityType: "TrustedLaunch", osType: "Windows" }],
    [
      "with Trusted Launch, of Windows and however old",
      { securityType: "TrustedLaunch", osType: "Windows", timeCreated: "2022-01-01T00:00:00.000Z" },
    ],
    [
      "of Linux with Trusted Launch, created when that began to be supported",
      { securityType: "TrustedLaunch", timeCreated: "2024-04-01T00:00:00.000Z" },
    ],
    ["of Linux with Trusted Launch and of unknown age, in doubt", { securityType: "TrustedLaunch" }],
    ["of Linux without Trusted Launch, however old", { timeCreated: "2019-01-01T00:00:00.000Z" }],
    ["with a security type that is newer than the matrix, in doubt", { securityType: "Sealed" }],
    ["with 64 data disks, the most that it takes", { dataDisks: disks(64) }],
    ["with an OS disk of 4095 GiB, the largest that it takes", { osDisk: osDisk({ sizeGb: 4095 }) }],
    ["with a data disk of 32767 GiB", { dataDisks: [dataDisk(0, { sizeGb: 32767 })] }],
    ["of size Standard_D2s_v5, which has no p", { size: "Standard_D2s_v5" }],
    ["of size Standard_NP10s, whose p is its family's", { size: "Standard_NP10s" }],
    [
      "whose disk says x64, whatever its size seems to say",
      { size: "Standard_D4ps_v5", architecture: "x64" },
    ],
    ["whose disks are attached by SCSI", { diskController: "SCSI" }],
  ])("%s", (_, changes) => {
    expect(obstacle(vm(changes))).toBe("supported");
  });

  test("with 65 data disks, when one of them is left out", () => {
    expect(obstacle(vm({ dataDisks: disks(65) }), { excludedLuns: [64] })).toBe("supported");
  });

  test("to an unknown region, as the call without one asks", () => {
    expect(replicationObstacle(vm())).toBeUndefined();
  });
});

describe("churn that Site Recovery does not keep up with", () => {
  const message = (churn: number, max: number, cache: string, remedy: string) =>
    `its disks change ${churn} MB/s, and Site Recovery keeps up with ${max} at most through ${cache}; ${remedy} ${matrix("Limits and data change rates")}`;

  test.each([
    [55, false, message(55, 54, "this cache", "use a cache of premium block blobs, or leave busy disks out")],
    [54, false, "supported"],
    [54.1, true, "supported"],
    [500, true, "supported"],
    [501, true, message(501, 500, "a cache of premium block blobs", "leave busy disks out")],
  ])("%d MB/s, with a premium cache: %s", (churn, premiumCache, expected) => {
    expect(obstacle(vm(), { churn, premiumCache })).toBe(expected);
  });
});

describe("between zones of one region", () => {
  test("a VM in no zone is refused", () => {
    expect(obstacle(vm(), ZONAL)).toBe(
      `it is in no availability zone, and Site Recovery replicates only from one zone to another; move it into a zone, or replicate it to another region ${zonal("the VM must be in an availability zone already")}`,
    );
  });

  test("zone-redundant disks are refused", () => {
    expect(obstacle(zoned({ osDisk: osDisk({ sku: "Premium_ZRS" }) }), ZONAL)).toBe(
      `its disk osdisk is zone-redundant, which Site Recovery does not replicate between zones; replicate the VM to another region, or make the disk locally redundant ${zonal("note on ZRS managed disks")}`,
    );
  });

  test("Ultra disks are refused, whatever the cache", () => {
    const machine = zoned({ dataDisks: [dataDisk(0, { sku: "UltraSSD_LRS" })] });
    expect(obstacle(machine, { ...ZONAL, premiumCache: true })).toBe(
      `its disk data-0 is an Ultra disk, which Site Recovery does not replicate between zones; replicate the VM to another region, or leave the disk out ${matrix("Ultra disks")}`,
    );
  });

  test("a VM of a region without zones is refused", () => {
    expect(obstacle(zoned({ region: "westus" }), ZONAL)).toBe(
      `westus has no availability zones to replicate between; replicate to another region ${zonal("supported regions")}`,
    );
  });

  test("an ordinary VM in a zone is not, nor one with Premium SSD v2 disks", () => {
    expect(obstacle(zoned(), ZONAL)).toBe("supported");
    const machine = zoned({ dataDisks: [dataDisk(0, { sku: "PremiumV2_LRS" })] });
    expect(obstacle(machine, { ...ZONAL, premiumCache: true, targetZone: "2" })).toBe("supported");
  });
});
