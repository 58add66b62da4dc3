import { VmInventory } from "../../lib";
import { temporaryFile } from "../support/files";
import { answer, diskRow, vmRow, vmRows } from "../support/rows";
import { refusal, SUBSCRIPTION } from "../support/synthesise";
import { vmId } from "../support/vms";

/** The refusal of an inventory of these rows, with "FILE" for its path. */
function refusalOfRows(...rows: readonly unknown[]): string {
  const file = temporaryFile("rows.json", answer(rows));
  return refusal(() => VmInventory.fromResourceGraph(file)).replaceAll(file, "FILE");
}

const read = (rows: readonly unknown[], additionalRegions?: readonly string[]) =>
  VmInventory.read({ files: [temporaryFile("rows.json", answer(rows))], additionalRegions });

describe("rows that are refused, by file and entry", () => {
  test("a row that is not an object", () => {
    expect(refusalOfRows("web01")).toBe('[FILE: data[0]] the row must be an object, got "web01"');
  });

  test("a row without id and type, both problems at once", () => {
    expect(refusalOfRows({ name: "web01" })).toBe(
      "[FILE: data[0] (web01)] 2 problems:\n  - id is missing\n  - type is missing",
    );
  });

  test("an empty id", () => {
    expect(refusalOfRows({ ...vmRow("web01"), id: "" })).toBe("[FILE: data[0] (web01)] id must not be empty");
  });

  test("a type that the query does not ask for", () => {
    expect(refusalOfRows({ ...vmRow("web01"), type: "microsoft.web/sites" })).toBe(
      '[FILE: data[0]] type must be a virtual machine, disk or network interface, got "microsoft.web/sites"',
    );
  });

  test("a VM without a location and with a LUN that is text", () => {
    const row = vmRow("web01", { location: undefined });
    (row.properties as { storageProfile: { dataDisks: unknown } }).storageProfile.dataDisks = [{ lun: "0" }];
    expect(refusalOfRows(row)).toBe(
      '[FILE: data[0] (web01)] 2 problems:\n  - location is missing\n  - properties.storageProfile.dataDisks.0.lun must be a number, got "0"',
    );
  });

  test("tags that are not text", () => {
    expect(refusalOfRows(vmRow("web01", { tags: { Criticality: 1 } }))).toBe(
      "[FILE: data[0] (web01)] tags.Criticality must be a string, got 1",
    );
  });

  test("a VM row whose id is not a VM's", () => {
    const id = vmId("web01").replace("virtualMachines", "disks");
    expect(refusalOfRows(vmRow("web01", { id }))).toBe(
      `[FILE: data[0] (web01)] id must be the ARM id of a virtual machine, got "${id}"`,
    );
  });

  test("a subscription that is not a GUID", () => {
    expect(refusalOfRows(vmRow("web01", { id: vmId("web01", "prod") }))).toBe(
      '[FILE: data[0] (web01)] id must name a subscription by its GUID, got "prod"',
    );
  });

  test("a region that Azure does not have, with the nearest ones", () => {
    expect(refusalOfRows(vmRow("web01", { location: "australieast" }))).toBe(
      '[FILE: data[0] (web01)] location must be an Azure region, got "australieast": did you mean australiaeast or australiasoutheast? (a new region can be named in "additionalRegions", in cdktf.json\'s context)',
    );
  });

  test("an id that is there twice, since pages that overlap may miss rows", () => {
    expect(refusalOfRows(vmRow("web01"), vmRow("web01"))).toBe(
      `[FILE: data[1] (web01)] the id "${vmId("web01")}" is there already, at FILE: data[0]: remove the repeat, or fetch the pages again, since pages that overlap may miss rows`,
    );
  });

  test("an id that is there twice in two letter cases, with rows that contradict each other", () => {
    const other = vmRow("web01", { id: vmId("web01").toUpperCase(), location: "eastus" });
    expect(refusalOfRows(vmRow("web01"), other)).toContain("is there already, at FILE: data[0]");
  });

  test("every bad row of a file is named, not just the first", () => {
    const problems = refusalOfRows(
      vmRow("a", { location: "nowhere" }),
      ...vmRows("b"),
      vmRow("c", { tags: "x" }),
      { ...diskRow("d", "b"), properties: null },
    ).split("\n");
    expect(problems.map((line) => line.slice(0, line.indexOf(")]") + 2))).toEqual([
      "[FILE: data[0] (a)]",
      "[FILE: data[5] (c)]",
      "[FILE: data[6] (d)]",
    ]);
  });
});

describe("rows that are untidy and right", () => {
  test("ids in any letter case join to one VM with its disks and NIC", () => {
    const [vm, ...others] = vmRows("web01");
    const shouted = others.map((row) => ({ ...row, id: String(row.id).toUpperCase() }));
    const [joined] = read([{ ...vm, id: vmId("WEB01").toLowerCase() }, ...shouted]).vms;
    expect(joined?.disks.map((disk) => disk.sku)).toEqual(["Premium_LRS", "Premium_LRS"]);
    expect(joined?.networkInterfaces[0]?.subnetName).toBe("snet-app");
  });

  test("rows that differ in letter case alone are one VM", () => {
    const row = vmRow("web01");
    expect(read([row, { ...row, id: vmId("web01").toUpperCase() }]).vms).toHaveLength(1);
  });

  test("tags that are null, and a location as people write it", () => {
    const [vm] = read(vmRows("web01", { tags: null, location: "Australia East", zones: null })).vms;
    expect([vm?.tags, vm?.region, vm?.zone]).toEqual([{}, "australiaeast", undefined]);
  });

  test("a region that is newer than the library, when it is named", () => {
    const rows = vmRows("web01", { location: "atlantiscentral" });
    expect(read(rows, ["Atlantis Central"]).vms[0]?.region).toBe("atlantiscentral");
  });
});

describe("selection", () => {
  const inventory = () =>
    read([
      ...vmRows("web01", { tags: { criticality: "TIER-1", Environment: "prod" } }),
      ...vmRows("web02", { tags: null, location: "eastus" }),
    ]);
  const found = (selection: Parameters<VmInventory["where"]>[0]) =>
    inventory()
      .where(selection)
      .vms.map((vm) => vm.name);

  test.each([
    ["a tag, without regard to case", { tags: { Criticality: "tier-1" } }, ["web01"]],
    ["two tags that must both fit", { tags: { Criticality: "Tier-1", Environment: "dev" } }, []],
    ["a name", { name: "WEB02" }, ["web02"]],
    ["a pattern", { name: /^web/ }, ["web01", "web02"]],
    ["a region as people write it", { region: "East US" }, ["web02"]],
    ["a subscription", { subscription: SUBSCRIPTION.toUpperCase() }, ["web01", "web02"]],
    ["another subscription", { subscription: "00000000-0000-0000-0000-000000000000" }, []],
  ])("by %s", (_, selection, expected) => {
    expect(found(selection)).toEqual(expected);
  });
});
