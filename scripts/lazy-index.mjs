// Rewrites every index of the compiled library so that a name loads its own module when it is first used: a program that
// defines one vault does not load Site Recovery, workbooks and policies. What the names are, and their types, stays as it
// was; the list at the end lets ES modules import by name.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";

const require = createRequire(import.meta.url);

/** The modules that a compiled index re-exports. */
function partsOf(code, file) {
  const specifiers = code.matchAll(/require\("(\.[^"]+)"\)/g);
  return [
    ...new Set([...specifiers].map(([, specifier]) => require.resolve(join(dirname(file), specifier)))),
  ];
}

/** The module that a name comes from: an index is looked through. */
function leafOf(name, value, file, sources) {
  const code = sources.get(file);
  if (code === undefined) return file;
  const part = partsOf(code, file).find(
    (one) => Object.hasOwn(require(one), name) && require(one)[name] === value,
  );
  if (part === undefined)
    throw new Error(`${relative("", file)} exports ${name}, and no module of it has it`);
  return leafOf(name, value, part, sources);
}

function lazyIndex(file, sources) {
  const exported = require(file);
  const names = Object.keys(exported).sort();
  const lines = names.map((name) => {
    const leaf = relative(dirname(file), leafOf(name, exported[name], file, sources)).replaceAll("\\", "/");
    return `define("${name}", () => require("${leaf.startsWith(".") ? "" : "./"}${leaf.replace(/\.js$/, "")}"));`;
  });
  return `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const define = (name, load) => Object.defineProperty(exports, name, { enumerable: true, get: () => load()[name] });
${lines.join("\n")}
0 && (module.exports = { ${names.join(", ")} });
`;
}

export function rewriteIndexes(dist) {
  const indexes = [join(dist, "lib"), join(dist, "policies")].flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .filter((entry) => /(^|[\\/])index\.js$/.test(entry))
      .map((entry) => resolve(folder, entry)),
  );
  // an index with something of its own stays as it is
  const sources = new Map(
    indexes
      .map((file) => [file, readFileSync(file, "utf8")])
      .filter(([, code]) => !/^exports\.\w+ = (?!void 0|exports\.)/m.test(code)),
  );
  // all are read before any is written: they are looked through by their own code
  const rewritten = [...sources.keys()].map((file) => [file, lazyIndex(file, sources)]);
  for (const [file, code] of rewritten) writeFileSync(file, code);
}
