import { Disks, type VmDataDisk } from "../../lib";
import { dataDisk, osDisk, vm, vmId } from "../support/vms";
import { protectedJson, protectionRefusal } from "./define-protection";

const PLACE = "[test/Vault/vm1-abc123] vm1 cannot be protected:";
const manyDisks = (count: number): VmDataDisk[] => Array.from({ length: count }, (_, lun) => dataDisk(lun));

describe("a VM that Azure Backup does not support", () => {
  test("has an ephemeral OS disk, which is lost with its host", () => {
    expect(protectionRefusal(vm({ osDisk: osDisk({ ephemeral: true }) }))).toBe(
      `${PLACE} its OS disk is ephemeral, which Azure Backup does not support; keep its state elsewhere, or recreate it with a managed OS disk`,
    );
  });

  test("has an unmanaged OS disk, which Azure has retired", () => {
    expect(protectionRefusal(vm({ osDisk: osDisk({ id: undefined }) }))).toBe(
      `${PLACE} its OS disk is not a managed disk, and unmanaged disks are retired; migrate it to managed disks`,
    );
  });

  test("has a shared data disk, unless it is left out", () => {
    const clustered = vm({ dataDisks: [dataDisk(0), dataDisk(1, { shared: true })] });
    const message = `${PLACE} its data disk at LUN 1 is shared, which Azure VM backup does not support; leave it out with Disks.except(1), and back the disk up with a Backup vault`;

    expect(protectionRefusal(clustered)).toBe(message);
    expect(protectionRefusal(clustered, { disks: Disks.except(0) })).toBe(message);
    expect(protectionRefusal(clustered, { disks: Disks.only(0, 1) })).toBe(message);
    expect(protectedJson(clustered, { disks: Disks.except(1) }).exclude_disk_luns).toEqual([1]);
    expect(protectedJson(clustered, { disks: Disks.only(0) }).include_disk_luns).toEqual([0]);
  });

  test("has more than 32 disks, the OS disk counted, unless some are left out", () => {
    const message = (count: number) =>
      `${PLACE} it has ${count} disks, and Azure backs up VMs of 32 at most; leave disks out with Disks.except`;

    expect(protectedJson(vm({ dataDisks: manyDisks(30) })).source_vm_id).toBe(vmId("vm1"));
    expect(protectedJson(vm({ dataDisks: manyDisks(31) })).source_vm_id).toBe(vmId("vm1"));
    expect(protectionRefusal(vm({ dataDisks: manyDisks(32) }))).toBe(message(33));
    expect(protectionRefusal(vm({ dataDisks: manyDisks(33) }), { disks: Disks.except(0) })).toBe(message(33));
    expect(
      protectedJson(vm({ dataDisks: manyDisks(32) }), { disks: Disks.except(0) }).exclude_disk_luns,
    ).toEqual([0]);
  });
});

describe("a VM that does not fit a Standard policy", () => {
  const standard = { type: "Standard", vault: { redundancy: "LocallyRedundant" } } as const;
  const message = (what: string) =>
    `${PLACE} ${what} cannot be backed up by a Standard policy; use a policy of type "Enhanced"`;

  test.each(["TrustedLaunch", "ConfidentialVM"])("is of security type %s", (securityType) => {
    expect(protectionRefusal(vm({ securityType }), {}, standard)).toBe(message(securityType));
    expect(protectedJson(vm({ securityType }), {}, { type: "Enhanced" }).source_vm_id).toBe(vmId("vm1"));
  });

  test.each(["UltraSSD_LRS", "PremiumV2_LRS"])("has disks of type %s", (sku) => {
    const fast = vm({ dataDisks: [dataDisk(0, { sku }), dataDisk(1, { sku })] });

    expect(protectionRefusal(fast, {}, standard)).toBe(message(sku));
    expect(protectedJson(fast, {}, { ...standard, type: "Enhanced" }).source_vm_id).toBe(vmId("vm1"));
  });

  test("is told every reason at once, so that the user knows what to change", () => {
    const secure = vm({
      securityType: "TrustedLaunch",
      dataDisks: [dataDisk(0, { sku: "UltraSSD_LRS" }), dataDisk(1, { sku: "PremiumV2_LRS" })],
    });

    expect(protectionRefusal(secure, {}, standard)).toBe(
      message("TrustedLaunch and UltraSSD_LRS and PremiumV2_LRS"),
    );
  });

  test.each(["Standard_LRS", "StandardSSD_LRS", "StandardSSD_ZRS", "Premium_LRS", "Premium_ZRS"])(
    "is none with disks of type %s",
    (sku) => {
      expect(protectedJson(vm({ dataDisks: [dataDisk(0, { sku })] }), {}, standard).source_vm_id).toBe(
        vmId("vm1"),
      );
    },
  );
});

describe("a VM that does not fit a geo-redundant vault", () => {
  const message = (what: string) =>
    `${PLACE} ${what} disks cannot be kept in a GeoRedundant vault; use a vault with redundancy "ZoneRedundant" or "LocallyRedundant"`;
  const ultra = vm({ dataDisks: [dataDisk(0, { sku: "UltraSSD_LRS" })] });

  test("has Ultra disks, since Azure keeps them in the region", () => {
    expect(protectionRefusal(ultra)).toBe(message("UltraSSD_LRS"));
    expect(protectionRefusal(ultra, {}, { vault: { redundancy: "GeoRedundant" } })).toBe(
      message("UltraSSD_LRS"),
    );
  });

  test("has Premium SSD v2 disks, since Azure keeps them in the region", () => {
    const fast = vm({ dataDisks: [dataDisk(0, { sku: "PremiumV2_LRS" })] });

    expect(protectionRefusal(fast)).toBe(message("PremiumV2_LRS"));
  });

  test.each(["ZoneRedundant", "LocallyRedundant"] as const)("fits a %s one", (redundancy) => {
    expect(protectedJson(ultra, {}, { vault: { redundancy } }).source_vm_id).toBe(vmId("vm1"));
  });
});
