// Rewrites the compiled library so that a module loads what it imports when it first uses it: an app without file shares
// does not load the provider's classes for them. The compiler writes `const name_1 = require("…");` and `name_1.member`,
// and nothing else; what a class extends is loaded with it, as before.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const REQUIRE = /^(?:const|var) (\w+_\d+) = require\(("[^"]+")\);/gm;

/** A compiled module that loads another one at its first member. */
export function lazily(code) {
  const names = [...code.matchAll(REQUIRE)].map(([, name]) => name);
  if (names.length === 0) return code;
  const declared = code.replace(
    REQUIRE,
    (_, name, specifier) => `let ${name}$; const ${name} = () => (${name}$ ??= require(${specifier}));`,
  );
  const lazy = declared.replace(new RegExp(`\\b(${names.join("|")})\\.(\\w+)`, "g"), "($1().$2)");
  const whole = new RegExp(`(?<!const )\\b(${names.join("|")})\\b(?![$(])`).exec(lazy);
  if (whole)
    throw new Error(`${whole[1]} is used as a whole, and not by a member: import what is needed by name`);
  return lazy;
}

function rewrite(folder) {
  for (const entry of readdirSync(folder, { recursive: true })) {
    if (!entry.endsWith(".js")) continue;
    const file = join(folder, entry);
    writeFileSync(file, lazily(readFileSync(file, "utf8")));
  }
}

export function rewriteRequires(dist) {
  for (const folder of ["lib", "policies"]) rewrite(join(dist, folder));
}
