import { readdirSync, readFileSync } from "node:fs";
import { command } from "../support/command";

const { exports: paths, typesVersions } = JSON.parse(readFileSync("package.json", "utf8"));
const FOLDERS = [...readFileSync("lib/index.ts", "utf8").matchAll(/^export \* from "\.\/([\w-]+)";$/gm)].map(
  ([, folder = ""]) => folder,
);

/** What a program prints that imports from the built package as its users do. */
function printed(program: string, type: "commonjs" | "module" = "commonjs"): unknown {
  const { out, err } = command(process.execPath, [`--input-type=${type}`, "-e", program]);
  if (err !== "") throw new Error(err);
  return JSON.parse(out);
}

const names = (path: string) =>
  `Object.keys(require("cdktf-azure-resilience${path === "." ? "" : path.slice(1)}"))`;

test("every folder that the package's index exports has a sub-path of its own (node scripts/write-exports.mjs), and no other has", () => {
  const others = [".", "./package.json", "./plan-guard", "./policies", "./testing"];
  expect(Object.keys(paths).sort()).toEqual([...FOLDERS.map((folder) => `./${folder}`), ...others].sort());
  const index = readFileSync("lib/index.ts", "utf8").trimEnd().split("\n");
  expect([index.length, FOLDERS.length]).toEqual([FOLDERS.length, index.length]);
  expect(readdirSync("lib").filter((name) => FOLDERS.includes(name))).toEqual(FOLDERS);
});

test("the sub-paths together have the names of the package, each once: none shows what is internal", () => {
  const all = printed(
    `console.log(JSON.stringify([${FOLDERS.map((folder) => names(`./${folder}`)).join(",")}].flat().sort()))`,
  );
  expect(all).toEqual(printed(`console.log(JSON.stringify(${names(".")}.sort()))`));
});

test("a name is the same thing from the package and from its sub-path: a vault of one is a vault of the other", () => {
  const different = printed(`
    const all = require("cdktf-azure-resilience");
    const parts = ${JSON.stringify(FOLDERS)}.map((folder) => require("cdktf-azure-resilience/" + folder));
    const pairs = parts.flatMap((part) => Object.entries(part));
    console.log(JSON.stringify(pairs.filter(([name, value]) => value !== all[name]).map(([name]) => name)));`);
  expect(different).toEqual([]);
});

test("compilers that know no exports map find the same declarations", () => {
  const declared = Object.entries<{ types?: string }>(paths).filter(
    ([path, { types }]) => path !== "." && types,
  );
  expect(typesVersions).toEqual({
    "*": Object.fromEntries(declared.map(([path, { types }]) => [path.slice(2), [types]])),
  });
});

test("ES modules import by name from a sub-path", () => {
  const program = `
    import { RecoveryServicesVault } from "cdktf-azure-resilience/vault";
    import { Schedule } from "cdktf-azure-resilience/backup-policy";
    console.log(JSON.stringify([RecoveryServicesVault.name, typeof Schedule.daily]));`;
  expect(printed(program, "module")).toEqual(["RecoveryServicesVault", "function"]);
});

test("a program that takes a vault from its sub-path loads no monitoring, Site Recovery or estate", () => {
  const loaded = printed(`
    const { RecoveryServicesVault } = require("cdktf-azure-resilience/vault");
    const { sep } = require("node:path");
    const ours = Object.keys(require.cache).map((file) => file.split(sep).join("/").split("/dist/lib/")[1]);
    console.log(JSON.stringify([...new Set(ours.filter(Boolean).map((file) => file.split("/")[0]))].sort()));
    void RecoveryServicesVault;`) as string[];
  expect(loaded).toContain("vault");
  expect(loaded).not.toContain("monitoring");
  expect(loaded.filter((folder) => /^(replication|estate|governance|checks|drills)$/.test(folder))).toEqual(
    [],
  );
});

test("what has no sub-path cannot be imported: the files of the package can move", () => {
  for (const path of ["dist/lib/core/problems", "vault/vault-checks", "lib"]) {
    const { code, err } = command(process.execPath, ["-e", `require("cdktf-azure-resilience/${path}")`]);
    expect([code, err.match(/ERR_\w+/)?.[0]]).toEqual([1, "ERR_PACKAGE_PATH_NOT_EXPORTED"]);
  }
});
