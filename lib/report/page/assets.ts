import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** How the page looks: by day and night, as a whole, its tables, its other parts, on paper. */
const STYLES = ["colors", "report", "tables", "parts", "print"];

/** What runs in the page, in the order in which one needs the other. */
const SCRIPTS = ["rows", "address", "cells", "detail", "tables", "page"];

/** The page's style. */
export function pageStyle(): string {
  return STYLES.map((name) => read(`${name}.css`)).join("\n");
}

/** The page's script: its modules as one, since a page that is a single file can import nothing. */
export function pageScript(): string {
  return `"use strict";\n(() => {\n${SCRIPTS.map((name) => moduleOf(name, read(`${name}.mjs`))).join("")}})();\n`;
}

/** A module as a constant that holds what it exports: two may have functions of one name. */
function moduleOf(name: string, source: string): string {
  const exported = [...source.matchAll(/^export (?:function|const) (\w+)/gm)].map(([, one]) => one);
  const body = source
    .replace(/^import ([^;]*) from "\.\/(\w+)\.mjs";$/gm, "const $1 = $2Module;")
    .replace(/^export /gm, "");
  return `const ${name}Module = (() => {\n${body}return { ${exported.join(", ")} };\n})();\n`;
}

/** How a page's policy names what it lets run: by its hash. */
export function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

function read(name: string): string {
  return readFileSync(join(__dirname, "..", "assets", name), "utf8");
}
