import { join } from "node:path";
import { VmInventory } from "../../lib";
import { temporaryFile, temporaryFolder } from "../support/files";
import { answer, vmRows } from "../support/rows";
import { refusal } from "../support/synthesise";

const read = (...files: string[]) => VmInventory.fromResourceGraph(...files);
const names = (inventory: VmInventory) => inventory.vms.map((vm) => vm.name);
const EXPORT =
  "export it with: az graph query -q \"Resources | where type in~ ('microsoft.compute/virtualmachines', 'microsoft.compute/disks', 'microsoft.network/networkinterfaces')\" --first 1000 -o json";

describe("what an inventory file may look like", () => {
  test("the answer object of today's az", () => {
    expect(names(read(temporaryFile("az.json", answer(vmRows("web01")))))).toEqual(["web01"]);
  });

  test("the bare array of older az versions", () => {
    expect(names(read(temporaryFile("az.json", vmRows("web01"))))).toEqual(["web01"]);
  });

  test("page files, in any order, of which all but one carry a skip token", () => {
    const first = temporaryFile("1.json", answer(vmRows("web01"), { skip_token: "abc", total_records: 8 }));
    const last = temporaryFile("2.json", answer(vmRows("web02"), { total_records: 8 }));
    expect(names(read(last, first))).toEqual(["web01", "web02"]);
  });

  test("the skipToken of Resource Graph's REST answers", () => {
    const first = temporaryFile(
      "1.json",
      answer(vmRows("web01"), { skip_token: undefined, skipToken: "abc" }),
    );
    const last = temporaryFile("2.json", answer(vmRows("web02")));
    expect(names(read(first, last))).toEqual(["web01", "web02"]);
  });

  test("UTF-16 with a byte order mark, as Windows PowerShell redirects", () => {
    const text = `\uFEFF${JSON.stringify(answer(vmRows("web01")))}`;
    expect(names(read(temporaryFile("az.json", Buffer.from(text, "utf16le"))))).toEqual(["web01"]);
  });

  test("rows that joins across pages: a VM in one file, its disks in the next", () => {
    const [vm, ...others] = vmRows("web01");
    const inventory = read(temporaryFile("1.json", [vm]), temporaryFile("2.json", others));
    expect(inventory.vms[0]?.osDisk.sku).toBe("Premium_LRS");
  });
});

describe("what an inventory file must not look like", () => {
  test("a file that is not there", () => {
    expect(refusal(() => read("nowhere.json"))).toBe(
      `[nowhere.json] there is no such file: check the path, or ${EXPORT}`,
    );
  });

  test("a folder without JSON files", () => {
    const folder = temporaryFolder();
    expect(refusal(() => read(folder))).toBe(`[${folder}] the folder has no *.json file: ${EXPORT}`);
  });

  test("no file at all", () => {
    expect(refusal(() => read())).toBe(`[inventory] no inventory file is given: ${EXPORT}`);
  });

  test("an empty file", () => {
    const file = temporaryFile("empty.json", " \n");
    expect(refusal(() => read(file))).toBe(`[${file}] the file is empty: ${EXPORT}`);
  });

  test("a file that is cut off, with the place where it ends", () => {
    const file = temporaryFile("cut.json", '{"data": [\n  {"id": "/subs');
    expect(refusal(() => read(file))).toBe(`[${file}] the file is cut off at line 2, column 16: ${EXPORT}`);
  });

  test("a file that is not JSON, with the place of the first wrong character", () => {
    const file = temporaryFile("table.json", '{\n  "data": [}\n');
    expect(refusal(() => read(file))).toBe(
      `[${file}] the file is not JSON: unexpected text at line 2, column 12: ${EXPORT}`,
    );
  });

  test("an error object of az instead of an answer", () => {
    const file = temporaryFile("error.json", { error: { code: "Forbidden" } });
    expect(refusal(() => read(file))).toBe(
      `[${file}] must be a Resource Graph answer with the key "data", or a list of rows, got an object with the keys "error": ${EXPORT}`,
    );
  });

  test("data that is not a list", () => {
    const file = temporaryFile("data.json", { data: {} });
    expect(refusal(() => read(file))).toBe(`[${file}] data must be a list of rows, got an object: ${EXPORT}`);
  });

  test("an answer without rows, which would silently protect nothing", () => {
    const file = temporaryFile("none.json", answer([]));
    expect(refusal(() => read(file))).toBe(
      `[${file}] has no rows: check the account's access, then ${EXPORT}`,
    );
  });

  test("pages that all point on to a next one, since the rest is missing", () => {
    const file = temporaryFile("1.json", answer(vmRows("web01"), { skip_token: "abc", total_records: 900 }));
    expect(refusal(() => read(file))).toBe(
      `[${file}] has more rows than the 4 given, since its last page carries a skip token: give every page, fetched with --skip-token`,
    );
  });

  test("several files with problems are all named at once", () => {
    const empty = temporaryFile("empty.json", "");
    const broken = temporaryFile("broken.json", "[}");
    expect(refusal(() => read(empty, broken, join("no", "where.json")))).toBe(
      [
        `[${join("no", "where.json")}] there is no such file: check the path, or ${EXPORT}`,
        `[${empty}] the file is empty: ${EXPORT}`,
        `[${broken}] the file is not JSON: unexpected text at line 1, column 2: ${EXPORT}`,
      ].join("\n"),
    );
  });

  test("50 MB of rows with one bad region give one line, in seconds", () => {
    const filler = "x".repeat(5_000);
    const rows = Array.from({ length: 2_500 }, (_, i) => vmRows(`vm${i}`, { kind: filler })).flat();
    const bad = vmRows("lost", { location: "atlantis", kind: filler });
    const padding = { description: "y".repeat(38_000_000) };
    const file = temporaryFile("large.json", answer([...rows, ...bad], padding));
    const started = performance.now();
    expect(refusal(() => read(file)).split("\n")).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(20_000);
  }, 60_000);
});
