// Rewrites the package's index, and those of the folders that it re-exports, so that a name loads its own module when it
// is first used: a program that defines one vault does not load Site Recovery, workbooks and policies. What the names are,
// and their types, stays as it was; the list at the end lets ES modules import by name.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";

const require = createRequire(import.meta.url);
const main = resolve("dist/lib/index.js");
const indexes = [main, ...partsOf(main)];

/** The modules that a compiled index re-exports. */
function partsOf(file) {
  const specifiers = readFileSync(file, "utf8").matchAll(/require\("(\.[^"]+)"\)/g);
  return [
    ...new Set([...specifiers].map(([, specifier]) => require.resolve(join(dirname(file), specifier)))),
  ];
}

/** The module that a name comes from: an index is looked through. */
function leafOf(name, value, file) {
  if (!file.endsWith("index.js")) return file;
  const part = partsOf(file).find((one) => Object.hasOwn(require(one), name) && require(one)[name] === value);
  if (part === undefined)
    throw new Error(`${relative("", file)} exports ${name}, and no module of it has it`);
  return leafOf(name, value, part);
}

/** The index, with a getter for each name. */
function lazy(index) {
  const exported = require(index);
  const names = Object.keys(exported).sort();
  const lines = names.map((name) => {
    const leaf = relative(dirname(index), leafOf(name, exported[name], index)).replaceAll("\\", "/");
    return `define("${name}", () => require("${leaf.startsWith(".") ? "" : "./"}${leaf.replace(/\.js$/, "")}"));`;
  });
  return `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const define = (name, load) => Object.defineProperty(exports, name, { enumerable: true, get: () => load()[name] });
${lines.join("\n")}
0 && (module.exports = { ${names.join(", ")} });
`;
}

// all are read before the first is written: an index that is lazy already has no modules to look through
for (const [index, text] of indexes.map((one) => [one, lazy(one)])) writeFileSync(index, text);
