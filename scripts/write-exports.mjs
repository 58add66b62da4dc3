// Writes what of the package can be imported into package.json: node scripts/write-exports.mjs. Every folder that the index
// exports has a sub-path; typesVersions says the same to compilers that know no exports map.
import { readFileSync, writeFileSync } from "node:fs";

/** Sub-paths that the index does not export, and where they are. */
const OTHERS = { "plan-guard": "lib/plan-guard", policies: "policies", testing: "lib/testing" };

const index = readFileSync("lib/index.ts", "utf8");
const folders = [...index.matchAll(/^export \* from "\.\/([\w-]+)";$/gm)].map(([, folder]) => folder);
const paths = { ...Object.fromEntries(folders.map((folder) => [folder, `lib/${folder}`])), ...OTHERS };
const names = Object.keys(paths).sort();
const entry = (folder) => ({ types: `./dist/${folder}/index.d.ts`, default: `./dist/${folder}/index.js` });

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
manifest.exports = {
  ".": entry("lib"),
  ...Object.fromEntries(names.map((name) => [`./${name}`, entry(paths[name])])),
  "./package.json": "./package.json",
};
manifest.typesVersions = {
  "*": Object.fromEntries(names.map((name) => [name, [entry(paths[name]).types]])),
};
writeFileSync("package.json", `${JSON.stringify(manifest, null, 2)}\n`);
