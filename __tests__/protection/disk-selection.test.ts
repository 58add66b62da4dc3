import { Disks } from "../../lib";
import { dataDisk, vm, vmId } from "../support/vms";
import { protectedJson, protectionRefusal } from "./define-protection";

const PLACE = "[test/Vault/vm1-abc123]";
const withDisks = (...luns: readonly number[]) => vm({ dataDisks: luns.map((lun) => dataDisk(lun)) });

describe("the disks of a protected VM", () => {
  test("are all of them unless some are named, and azurerm then hears of none", () => {
    const json = protectedJson(withDisks(0, 1));

    expect(json).not.toHaveProperty("include_disk_luns");
    expect(json).not.toHaveProperty("exclude_disk_luns");
  });

  test("are included in ascending order, so that another order of the same is no change", () => {
    const json = protectedJson(withDisks(0, 2, 3, 10), { disks: Disks.only(10, 3, 2) });

    expect(json.include_disk_luns).toEqual([2, 3, 10]);
    expect(json).not.toHaveProperty("exclude_disk_luns");
  });

  test("are excluded in ascending order, so that another order of the same is no change", () => {
    const json = protectedJson(withDisks(0, 2, 3, 10), { disks: Disks.except(10, 3, 2) });

    expect(json.exclude_disk_luns).toEqual([2, 3, 10]);
    expect(json).not.toHaveProperty("include_disk_luns");
  });

  test.each([Disks.only(), Disks.except()])(
    "refuse %p because azurerm takes an empty list as all disks",
    (disks) => {
      const message = `${PLACE} disks must name at least one LUN, since azurerm takes an empty list as all disks: for the OS disk alone use Disks.osDiskOnly`;

      expect(protectionRefusal(withDisks(0), { disks })).toBe(message);
    },
  );

  test("are those that are named, also where it is said that they are not the OS disk alone", () => {
    const json = protectedJson(withDisks(0, 1), { disks: { include: [1], osDiskOnly: false } });

    expect(json.include_disk_luns).toEqual([1]);
  });

  test("refuse both an inclusion and an exclusion because azurerm takes one of them", () => {
    expect(protectionRefusal(withDisks(0, 1), { disks: { include: [0], exclude: [1] } })).toBe(
      `${PLACE} disks must include or exclude LUNs, not both: use Disks.only, Disks.except or Disks.osDiskOnly`,
    );
  });

  test.each([
    { luns: [1], disks: Disks.only(0), missing: "0", has: "LUN 1" },
    { luns: [0, 5], disks: Disks.only(0, 4, 6), missing: "4, 6", has: "LUN 0, 5" },
    { luns: [0, 5], disks: Disks.except(7), missing: "7", has: "LUN 0, 5" },
    { luns: [], disks: Disks.only(0), missing: "0", has: "no data disks" },
  ])("refuse LUN $missing because the VM has $has", ({ luns, disks, missing, has }) => {
    expect(protectionRefusal(withDisks(...luns), { disks })).toBe(
      `${PLACE} disks names LUN ${missing}, and vm1 has ${has}`,
    );
  });

  test("have LUNs 0 to 63, since a VM has no more slots", () => {
    const somewhere = { id: vmId("vm2") };
    const message = (lun: number) =>
      `[test/Vault/vm2] disks must be 0 to 63, got ${lun}: a LUN is the data disk's slot`;
    const included = (lun: number) => protectedJson(somewhere, { disks: Disks.only(lun) }).include_disk_luns;

    expect(protectionRefusal(somewhere, { disks: Disks.only(-1) })).toBe(message(-1));
    expect([included(0), included(1), included(62), included(63)]).toEqual([[0], [1], [62], [63]]);
    expect(protectionRefusal(somewhere, { disks: Disks.only(64) })).toBe(message(64));
    expect(protectionRefusal(somewhere, { disks: Disks.except(64) })).toBe(message(64));
    expect(protectionRefusal(somewhere, { disks: Disks.only(1.5) })).toBe(message(1.5));
  });

  test("are not looked for on a VM that only Terraform knows, whose disks nobody has listed", () => {
    expect(protectedJson({ id: vmId("vm2") }, { disks: Disks.except(63) }).exclude_disk_luns).toEqual([63]);
  });

  test("may be the OS disk alone: the data disks of an inventory VM are then left out by their LUNs", () => {
    const json = protectedJson(withDisks(3, 0), { disks: Disks.osDiskOnly });

    expect(json.exclude_disk_luns).toEqual([0, 3]);
    expect(json).not.toHaveProperty("include_disk_luns");
  });

  test("need no selection where the OS disk is all there is", () => {
    expect(protectedJson(withDisks(), { disks: Disks.osDiskOnly })).not.toHaveProperty("exclude_disk_luns");
  });

  test("are not asked about shared or Ultra data disks where only the OS disk is backed up", () => {
    const cluster = vm({ dataDisks: [dataDisk(1, { shared: true, sku: "UltraSSD_LRS" })] });

    expect(protectedJson(cluster, { disks: Disks.osDiskOnly }).exclude_disk_luns).toEqual([1]);
  });

  test("refuse the OS disk alone where the VM's data disks are not known", () => {
    const message = `[test/Vault/web01] disks cannot be the OS disk only where the VM's data disks are not known, since azurerm leaves out only what is named: take the VM from the inventory, or name the LUNs with Disks.except`;

    expect(protectionRefusal({ id: vmId("web01") }, { disks: Disks.osDiskOnly })).toBe(message);
  });
});
