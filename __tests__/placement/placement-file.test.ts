import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeChanges } from "../../lib/placement/placement-changes";
import { parseRecord, readText } from "../../lib/placement/placement-file";
import { type PlacementRecord, renderRecord, type VmPlace } from "../../lib/placement/placement-record";
import { temporaryFolder } from "../support/files";
import { refusal, SUBSCRIPTION } from "../support/synthesise";

const id = (name: string) =>
  `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines/${name}`;
const VAULT = `${SUBSCRIPTION}/australiaeast/1`;
const file = (changes: object = {}) =>
  JSON.stringify({
    version: 1,
    vaults: { [VAULT]: { Gold: 2 } },
    vms: { [id("web")]: { vault: "australiaeast/1", policy: "Gold/2" } },
    ...changes,
  });
const refusalOf = (text: string) => refusal(() => parseRecord("placement.json", text));
const refusalOfVm = (place: unknown) => refusalOf(file({ vms: { [id("web")]: place } }));
const record = (vms: Record<string, VmPlace>): PlacementRecord => ({
  vaults: new Map([[VAULT, new Map([["Gold", 2]])]]),
  vms: new Map(Object.entries(vms).map(([name, place]) => [id(name), place])),
});

describe("the text of a placement file", () => {
  test("has a vault and a VM a line, sorted, whatever order a run found them in", () => {
    const text = renderRecord({
      vaults: new Map([
        [`${SUBSCRIPTION}/australiaeast/10`, new Map()],
        [`${SUBSCRIPTION}/australiaeast/2`, new Map([["Gold", 1] as const, ["Bronze", 12] as const])],
      ]),
      vms: new Map([
        [id("web"), { vault: "australiaeast/2", policy: { tier: "Gold", number: 1 } }],
        [id("db"), { vault: "australiaeast/10" }],
      ]),
    });
    expect(text.split("\n").slice(2)).toEqual([
      '  "version": 1,',
      '  "vaults": {',
      `    "${SUBSCRIPTION}/australiaeast/2": { "Bronze": 12, "Gold": 1 },`,
      `    "${SUBSCRIPTION}/australiaeast/10": {}`,
      "  },",
      '  "vms": {',
      `    "${id("db")}": { "vault": "australiaeast/10" },`,
      `    "${id("web")}": { "vault": "australiaeast/2", "policy": "Gold/1" }`,
      "  }",
      "}",
      "",
    ]);
  });

  test("is read as it was written, tiers with slashes included", () => {
    const vaults = new Map([[VAULT, new Map([["Tier/1", 2]])]]);
    const place = { vault: "australiaeast/1", policy: { tier: "Tier/1", number: 2 } };
    const written = { vaults, vms: new Map([[id("web"), place]]) };
    expect(parseRecord("placement.json", renderRecord(written))).toEqual(written);
  });

  test("of nothing yet is nothing, and no VM has a place", () => {
    expect(parseRecord("placement.json", "")).toEqual({ vaults: new Map(), vms: new Map() });
    expect(renderRecord({ vaults: new Map(), vms: new Map() })).toContain('"vaults": {},\n  "vms": {}\n');
  });
});

describe("a placement file that no run has written is refused", () => {
  test("a folder of its name", () => {
    const path = temporaryFolder();
    expect(refusal(() => readText(path))).toBe(
      `[${path}] cannot be read (EISDIR): check the path and its permissions`,
    );
  });

  test("an emptied file, which would place every VM anew in silence", () => {
    const path = join(temporaryFolder(), "placement.json");
    writeFileSync(path, "\n");
    expect(refusal(() => readText(path))).toBe(
      `[${path}] is empty: restore it from version control, or delete it to have every VM placed anew`,
    );
  });

  test("a merge conflict, by its line", () => {
    expect(refusalOf('{\n  "version": 1,\n<<<<<<< HEAD\n')).toBe(
      "[placement.json] is no JSON object, line 3: restore it from version control, or solve the merge conflict",
    );
    expect(refusalOf("[]")).toContain("[placement.json] is no JSON object, line 1:");
  });

  test("a version of another library, before anything else of it is read", () => {
    expect(refusalOf(file({ version: 2, vms: 7 }))).toBe(
      "[placement.json] version must be 1, got 2: use the version of cdktf-azure-resilience that wrote the file",
    );
  });

  test("members that it does not have, and others that are no objects", () => {
    expect(refusalOf(file({ vm: {}, vaults: [], vms: undefined }))).toBe(
      [
        "[placement.json] 3 problems:",
        '  - "vm" is no member of a placement file: remove it',
        "  - vaults must be an object, got []: restore it from version control",
        "  - vms must be an object, got nothing: restore it from version control",
      ].join("\n"),
    );
  });

  test("vaults of no subscription or region, and counts of policies that are no counts", () => {
    const vaults = { "prod/australiaeast/1": {}, [`${SUBSCRIPTION}/atlantis/1`]: {}, [VAULT]: { Gold: 0 } };
    expect(refusalOf(file({ vaults, vms: {} }))).toBe(
      [
        "[placement.json] 3 problems:",
        '  - vaults["prod/australiaeast/1"] is no vault of an estate, such as "GUID/australiaeast/1": restore it from version control',
        `  - vaults["${SUBSCRIPTION}/atlantis/1"] is no vault of an estate, such as "GUID/australiaeast/1": restore it from version control`,
        `  - vaults["${VAULT}"] must give the number of policies of each tier, 1 to 999, got {"Gold":0}: restore it from version control`,
      ].join("\n"),
    );
  });

  test("a VM in a vault that the file does not have", () => {
    expect(refusalOfVm({ vault: "australiaeast/2" })).toBe(
      `[placement.json] vms["${id("web")}"] names the vault "australiaeast/2", and its subscription has "australiaeast/1": restore it from version control, or remove the line to have the VM placed anew`,
    );
    expect(refusalOf(file({ vaults: {} }))).toContain("and its subscription has no vault: restore");
  });

  test("a VM under the policy after the last, 3 of 2, or of a tier without any", () => {
    const message = (number: number, tier: string, count: number) =>
      `[placement.json] vms["${id("web")}"] names policy ${number} of "${tier}", and its vault has ${count}: restore it from version control, or remove "policy" from the line to have the VM under another`;
    expect(parseRecord("placement.json", file()).vms.size).toBe(1);
    expect(refusalOfVm({ vault: "australiaeast/1", policy: "Gold/3" })).toBe(message(3, "Gold", 2));
    expect(refusalOfVm({ vault: "australiaeast/1", policy: "Tin/1" })).toBe(message(1, "Tin", 0));
  });

  test("a VM's line that says something else than a vault and a policy", () => {
    for (const place of ["australiaeast/1", { vault: 1 }, { vault: "australiaeast/1", policy: "Gold" }]) {
      expect(refusalOfVm(place)).toBe(
        `[placement.json] vms["${id("web")}"] must have a vault and a policy such as "Gold/1", got ${JSON.stringify(place)}: restore it from version control`,
      );
    }
  });

  test("an id in other letters than a run writes, which would place the VM a second time", () => {
    const shouted = id("WEB");
    expect(refusalOf(file({ vms: { [shouted]: { vault: "australiaeast/1" } } }))).toBe(
      `[placement.json] vms["${shouted}"] is no VM's id as a run writes it: restore it from version control, or remove the line`,
    );
  });

  test("a vault in other letters than a run writes, which would be a second vault", () => {
    const shouted = `${SUBSCRIPTION}/AustraliaEast/1`;
    expect(refusalOf(file({ vaults: { [shouted]: {} }, vms: {} }))).toBe(
      `[placement.json] vaults["${shouted}"] is no vault of an estate, such as "GUID/australiaeast/1": restore it from version control`,
    );
  });

  test("more policies than any vault has, which no run could make", () => {
    const text = (count: number) => file({ vaults: { [VAULT]: { Gold: count } }, vms: {} });
    expect(parseRecord("placement.json", text(999)).vaults.get(VAULT)?.get("Gold")).toBe(999);
    expect(refusalOf(text(1000))).toBe(
      `[placement.json] vaults["${VAULT}"] must give the number of policies of each tier, 1 to 999, got {"Gold":1000}: restore it from version control`,
    );
  });

  test("a vault that is there twice, since JSON would forget the policies of the first line in silence", () => {
    const twice = renderRecord(record({})).replace(/^( {4}".*australiaeast\/1".*)$/m, "$1,\n$1");
    expect(refusalOf(twice)).toBe(
      `[placement.json] vaults["${VAULT}"] is there twice: keep one line, with the larger number of each tier`,
    );
  });

  test("a VM that is there twice, since JSON would keep the last place in silence", () => {
    const twice = renderRecord(record({ web: { vault: "australiaeast/1" } })).replace(
      /^( {4}"\/sub.*)$/m,
      "$1,\n$1",
    );
    expect(refusalOf(twice.replaceAll("\n", ""))).toBe(refusalOf(twice));
    expect(refusalOf(twice)).toBe(
      `[placement.json] vms["${id("web")}"] is there twice: keep the line of the vault that backs it up`,
    );
  });

  test("a vault of 1,001 VMs, and not one of 999 or 1,000", () => {
    const places = (count: number) =>
      Array.from({ length: count }, (_, i) => [`vm${i}`, { vault: "australiaeast/1" }] as const);
    const text = (count: number) => renderRecord(record(Object.fromEntries(places(count))));
    expect(parseRecord("placement.json", text(999)).vms.size).toBe(999);
    expect(parseRecord("placement.json", text(1000)).vms.size).toBe(1000);
    expect(refusalOf(text(1001))).toBe(
      `[placement.json] vaults["${VAULT}"] has 1001 VMs, and Azure allows 1000: restore it from version control, or remove the lines of 1 VMs that it does not back up yet`,
    );
  });
});

describe("the changes of a run, in words", () => {
  const gold = (number: number) => ({ vault: "australiaeast/1", policy: { tier: "Gold", number } });

  test("say who is new, gone, in another vault and by another policy", () => {
    const before = record({ a: gold(1), b: gold(1), c: gold(1), d: gold(1) });
    const after = record({ b: gold(1), c: { vault: "australiaeast/2" }, d: gold(2), e: gold(1) });
    expect(describeChanges(before, after)).toBe(
      "1 VM new (e), 1 VM gone (a), 1 VM in another vault (c), 1 VM by another policy (d)",
    );
  });

  test("name five VMs, and count the others", () => {
    const all = Object.fromEntries(["f", "a", "b", "c", "d", "e", "g"].map((name) => [name, gold(1)]));
    expect(describeChanges(record({}), record(all))).toBe("7 VMs new (a, b, c, d, e, 2 more)");
  });

  test("are there without any VM, when a tier or a note came", () => {
    expect(describeChanges(record({}), record({}))).toBe("vaults or policies differ");
  });
});
