import { addRegions, type VmDataDisk } from "../../lib";
import { dataDisk, vm } from "../support/vms";
import { matrix, obstacle } from "./obstacles";

/** What Site Recovery has against a VM in zone 1 with this data disk beside ordinary ones. */
const against = (changes: Partial<VmDataDisk>, options = {}, target?: string) =>
  obstacle(vm({ zone: "1", dataDisks: [dataDisk(0), dataDisk(1, changes)] }), options, target);

const HIGH_CHURN =
  '[Microsoft Learn, "Replicate Azure VMs to another Azure region": cache storage and High Churn]';
const CMK =
  '[Microsoft Learn, "Replicate machines with Customer-Managed Keys (CMK) enabled disks": Prerequisite]';

describe("a disk is refused, by the rule that says so", () => {
  test.each<[string, Partial<VmDataDisk>, string]>([
    [
      "one that is not managed",
      { id: undefined },
      `is not a managed disk; migrate the VM to managed disks ${matrix("Storage, note on unmanaged disks")}`,
    ],
    [
      "an Ultra disk behind an ordinary cache",
      { sku: "UltraSSD_LRS" },
      `is an Ultra disk, which Site Recovery replicates only through a cache of premium block blobs; use such a cache, or leave the disk out ${HIGH_CHURN}`,
    ],
    [
      "a Premium SSD v2 disk behind an ordinary cache",
      { sku: "PremiumV2_LRS" },
      `is a Premium SSD v2 disk, which Site Recovery replicates only through a cache of premium block blobs; use such a cache, or leave the disk out ${HIGH_CHURN}`,
    ],
    [
      "a shared one, which the service supports and azurerm does not",
      { shared: true },
      "is a shared disk, whose replication azurerm cannot set up; replicate the cluster within the application [azurerm_site_recovery_replicated_vm: no argument for a protection cluster]",
    ],
    [
      "one with Write Accelerator",
      { writeAccelerator: true },
      `has Write Accelerator, which Site Recovery does not replicate; switch Write Accelerator off ${matrix("Write accelerator enabled disks")}`,
    ],
    [
      "one that is not initialised",
      { initialised: false },
      'is not initialised, as its tag says, and Site Recovery refuses a VM with such a disk; initialise it within the VM and remove the tag, or leave the disk out [Microsoft Learn, "Troubleshoot Azure-to-Azure VM replication errors": error code 150039]',
    ],
    [
      "one without a row",
      { sku: undefined },
      "has no known type: its row is not in the inventory; export disks and network interfaces along with the VMs",
    ],
    [
      "one of an unknown type",
      { sku: "Premium_XRS" },
      "is of a type that Site Recovery does not know; check the export, or change the type of the disk [azurerm_site_recovery_replicated_vm: target_disk_type]",
    ],
    [
      "one with a customer-managed key, as its disk encryption set tells",
      { encryptionSetId: "/subscriptions/x/diskEncryptionSets/des" },
      `is encrypted with a customer-managed key, and the recovered one has no disk encryption set; make a disk encryption set in the target region beforehand, and name it ${CMK}`,
    ],
    [
      "one with a customer-managed key, as its kind of encryption tells",
      { encryptionType: "EncryptionAtRestWithPlatformAndCustomerKeys" },
      `is encrypted with a customer-managed key, and the recovered one has no disk encryption set; make a disk encryption set in the target region beforehand, and name it ${CMK}`,
    ],
    [
      "one with Azure Disk Encryption",
      { azureDiskEncryption: true },
      'has Azure Disk Encryption, and no keys in the target region are given; copy its secret and key to a key vault of the target region, and name them [Microsoft Learn, "Replicate Azure Disk Encryption-enabled virtual machines to another Azure region": Copy Disk Encryption keys to the DR region]',
    ],
  ])("%s, and not when it is left out", (_, changes, what) => {
    expect(against(changes)).toBe(`its disk data-1 ${what}`);
    expect(against(changes, { excludedLuns: [1] })).toBe("supported");
  });

  test("encryption of the target that another disk has does not help", () => {
    const other = ({ name }: { name: string }) => name === "data-0";
    expect(against({ encryptionSetId: "x" }, { diskEncryptionSet: other })).toMatch(
      /^its disk data-1 is encr/,
    );
    expect(against({ azureDiskEncryption: true }, { diskEncryptionKeys: other })).toMatch(
      /^its disk data-1 has/,
    );
    const own = ({ name }: { name: string }) => name === "data-1";
    const both = { diskEncryptionSet: own, diskEncryptionKeys: own };
    expect(against({ encryptionSetId: "x", azureDiskEncryption: true }, both)).toBe("supported");
  });

  test("leaving out another disk does not help", () => {
    expect(against({ shared: true }, { excludedLuns: [0] })).toMatch(/^its disk data-1 is a shared disk/);
  });

  test("an Ultra or Premium SSD v2 disk of a VM that is recovered outside the target region's zones", () => {
    const message =
      'its disk data-1 is an Ultra or Premium SSD v2 disk, which centralindia attaches only to VMs in an availability zone; name the zone of the recovered VM, or leave the disk out [Microsoft Learn, "Deploy a Premium SSD v2": Limitations]';
    for (const sku of ["UltraSSD_LRS", "PremiumV2_LRS"]) {
      expect(against({ sku }, { premiumCache: true, targetZone: "none" })).toBe(message);
      const zoneless = vm({ dataDisks: [dataDisk(1, { sku })] });
      expect(obstacle(zoneless, { premiumCache: true })).toBe(message);
    }
  });

  test("a zone-redundant disk on its way to a region without zones", () => {
    expect(against({ sku: "StandardSSD_ZRS" }, {}, "australiasoutheast")).toBe(
      'its disk data-1 is zone-redundant, and australiasoutheast has no availability zones; replicate it to a region with zones, or make the disk locally redundant [Microsoft Learn, "Redundancy options for Azure managed disks": zone-redundant storage]',
    );
  });
});

describe("a disk is replicated", () => {
  test.each<[string, Partial<VmDataDisk>, object, string | undefined]>([
    [
      "Ultra, through a premium cache and to a zone",
      { sku: "UltraSSD_LRS" },
      { premiumCache: true },
      undefined,
    ],
    [
      "Premium SSD v2, likewise",
      { sku: "PremiumV2_LRS" },
      { premiumCache: true, targetZone: "3" },
      undefined,
    ],
    [
      "Premium SSD v2, to a region that has no zones to ask for",
      { sku: "PremiumV2_LRS" },
      { premiumCache: true, targetZone: "none" },
      "australiasoutheast",
    ],
    ["an ordinary one, through a premium cache", {}, { premiumCache: true }, undefined],
    [
      "with a customer-managed key, when the target has a disk encryption set",
      { encryptionSetId: "x" },
      { diskEncryptionSet: true },
      undefined,
    ],
    [
      "with Azure Disk Encryption, when the target has its keys",
      { azureDiskEncryption: true },
      { diskEncryptionKeys: true },
      undefined,
    ],
    ["with platform keys", { encryptionType: "EncryptionAtRestWithPlatformKey" }, {}, undefined],
    ["zone-redundant, to a region with zones", { sku: "Premium_ZRS" }, {}, "Central India"],
  ])("%s", (_, changes, options, target) => {
    expect(against(changes, options, target)).toBe("supported");
  });

  test("zone-redundant, to a region that is newer than the library and may have zones", () => {
    addRegions(["Atlantis North"]);
    expect(against({ sku: "Premium_ZRS" }, {}, "atlantisnorth")).toBe("supported");
  });
});
