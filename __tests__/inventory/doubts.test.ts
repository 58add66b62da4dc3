import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { VmInventory } from "../../lib";
import { temporaryFile, temporaryFolder } from "../support/files";
import { answer, diskRow, nicRow, vmRow, vmRows } from "../support/rows";
import { estate, everything, run } from "../support/run";
import { refusal, SUBSCRIPTION } from "../support/synthesise";
import { diskId, vmId } from "../support/vms";

const read = (...files: string[]) => VmInventory.fromResourceGraph(...files);

/** The refusal of these rows, without the file's name. */
function refusalOfRows(...rows: readonly unknown[]): string {
  const file = temporaryFile("rows.json", answer(rows));
  return refusal(() => read(file)).replaceAll(file, "FILE");
}

/** A VM row with other disks. */
function rowWithDisks(osId: unknown, dataDisks: readonly unknown[] = []) {
  const storageProfile = { osDisk: { osType: "Linux", name: "os", managedDisk: { id: osId } }, dataDisks };
  return vmRow("web", { properties: { storageProfile } });
}

describe("an export that would silently protect too little is refused", () => {
  test("one without a virtual machine, which would take every stack away", () => {
    expect(refusalOfRows(diskRow("a", "web"), nicRow("web"))).toMatch(
      /^\[FILE\] has no virtual machine: check the query and the account's access, then export it with/,
    );
  });

  test("pages of which one in the middle is missing, by the number of rows that the answer has", () => {
    const first = temporaryFile("1.json", answer(vmRows("a"), { skip_token: "x", total_records: 12 }));
    const last = temporaryFile("3.json", answer(vmRows("c"), { total_records: 12 }));
    expect(refusal(() => read(first, last))).toBe(
      `[${first}, ${last}] has 12 rows by its own word, and the pages given have 8: give every page, fetched with --skip-token`,
    );
  });

  test("a file in another encoding, whose names would come out wrong", () => {
    const file = temporaryFile("latin1.json", Buffer.from(JSON.stringify(answer(vmRows("café"))), "latin1"));
    expect(refusal(() => read(file))).toBe(
      `[${file}] must be UTF-8, or UTF-16 with a byte order mark: write it in one of these, so that names stay right`,
    );
  });

  test("a path through a file, without a stack trace", () => {
    expect(refusal(() => read("package.json/x"))).toMatch(
      /^\[package\.json\/x\] (there is no such file|cannot be read \(ENOTDIR\)): check the path/,
    );
  });
});

/** A VM's row with a network interface of this id. */
function withNic(id: string) {
  const row = rowWithDisks(diskId("os"));
  return {
    ...row,
    properties: { ...Object(row.properties), networkProfile: { networkInterfaces: [{ id }] } },
  };
}

describe("values that Azure does not have are refused by file and entry", () => {
  test.each<[string, unknown, string]>([
    ["a zone", vmRow("web", { zones: ["4"] }), 'zones must be "1", "2" or "3", got "4"'],
    ["a LUN of 64", rowWithDisks(diskId("os"), [{ lun: 64 }]), "a data disk's lun must be 0 to 63, got 64"],
    [
      "a broken LUN",
      rowWithDisks(diskId("os"), [{ lun: 1.5 }]),
      "properties.storageProfile.dataDisks.0.lun must be a whole number, got 1.5",
    ],
    ["a LUN twice", rowWithDisks(diskId("os"), [{ lun: 1 }, { lun: 1 }]), "two data disks have the lun 1"],
    ["a disk's id", rowWithDisks("foo"), 'managedDisk.id of "os" must be the ARM id of a disk, got "foo"'],
    [
      "an interpolation",
      vmRow("web", { id: vmId("a${b}") }),
      `id must be the ARM id of a virtual machine, got "${vmId("a${b}")}"`,
    ],
    [
      "an interpolation in a disk's id",
      rowWithDisks(diskId("o${s}")),
      `managedDisk.id of "os" must be the ARM id of a disk, got "${diskId("o${s}")}"`,
    ],
    [
      "an interpolation in a network interface's id",
      withNic("/n/${path.module}"),
      'networkInterfaces must have ARM ids, got "/n/${path.module}"',
    ],
    [
      "a blank at the end",
      vmRow("web", { id: `${vmId("web")} ` }),
      `id must be the ARM id of a virtual machine, got "${vmId("web")} "`,
    ],
    [
      "a child of a VM",
      vmRow("web", { id: `${vmId("web")}/extensions/x` }),
      `id must be the ARM id of a virtual machine, got "${vmId("web")}/extensions/x"`,
    ],
    [
      "a sovereign cloud",
      vmRow("web", { location: "usgovvirginia" }),
      'location must be an Azure region, got "usgovvirginia": sovereign clouds are not supported (a new region can be named in "additionalRegions", in cdktf.json\'s context)',
    ],
  ])("%s", (_, row, message) => {
    expect(refusalOfRows(row)).toBe(`[FILE: data[0] (web)] ${message}`);
  });

  test("a name that is not that of the id, which would be another VM to those who read it", () => {
    expect(refusalOfRows(vmRow("web", { name: "other" }))).toContain(
      'name must be that of the id, "web", got "other": export the row as it is',
    );
  });

  test("a LUN of 63 is taken, as the last one that Azure has", () => {
    const file = temporaryFile("rows.json", answer([rowWithDisks(diskId("os"), [{ lun: 63 }])]));
    expect(read(file).vms[0]?.dataDisks[0]?.lun).toBe(63);
  });
});

describe("untidy values are read as Azure means them", () => {
  test("disk and security types in any letter case", () => {
    const [vm, os, data, nic] = vmRows("db");
    const properties = { ...(vm?.properties as object), securityProfile: { securityType: "confidentialvm" } };
    const rows = [{ ...vm, properties }, os, { ...data, sku: { name: "ULTRASSD_lrs" } }, nic];
    const [read1] = read(temporaryFile("rows.json", answer(rows))).vms;
    expect([read1?.securityType, read1?.dataDisks[0]?.sku]).toEqual(["ConfidentialVM", "UltraSSD_LRS"]);
  });

  test("a network interface in capitals keeps its name and gets the segments that azurerm parses", () => {
    const rows = vmRows("db").map((row) => ({ ...row, id: String(row.id).toUpperCase() }));
    const [vm] = read(temporaryFile("rows.json", answer(rows))).vms;
    expect(vm?.networkInterfaces[0]?.id).toBe(
      `/subscriptions/${SUBSCRIPTION}/resourceGroups/RG-APP/providers/Microsoft.Network/networkInterfaces/DB-NIC`,
    );
  });

  test("a folder of pages may hold other folders", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "old.json"));
    writeFileSync(join(folder, "1.json"), JSON.stringify(answer(vmRows("web"))));
    expect(read(folder).vms).toHaveLength(1);
  });
});

describe("what an inventory leaves in doubt is shown", () => {
  test("rows that it counts and does not have", () => {
    const file = temporaryFile("rows.json", answer(vmRows("web"), { total_records: 5000 }));
    expect(read(file).notes.map((note) => note.reason)).toEqual([
      "it has 5000 rows by its own word, and only 4 are there",
    ]);
  });

  test("disks of which it says too little", () => {
    const { summary } = run(estate([vmRow("web", { tags: { Criticality: "Bronze" } })], everything));
    expect(summary).toContain("the disks of 1 VM (web is the first) have no rows of their own");
  });
});

test("a region without a paired one gets zone-redundant vaults, since it has no geo-redundant storage", () => {
  const rows = vmRows("web", { location: "italynorth", tags: { Criticality: "Bronze" } });
  const { stacks } = run(estate(rows, everything, { subscriptions: { prod: SUBSCRIPTION } }));
  const text = JSON.stringify(stacks["backup-prod-italynorth"]);
  expect(text).toContain('"storage_mode_type":"ZoneRedundant"');
});
