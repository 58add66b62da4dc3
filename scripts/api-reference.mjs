// Writes the API reference, a page for each part of the package, from the declarations that the compiler wrote with their
// docstrings: node scripts/api-reference.mjs [FOLDER], docs/api by default. It needs `npm run build` first.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const TYPES = join("dist", "lib");
/** Declarations that are longer, such as the catalogue of policies, are cut: their docstring says what is in them. */
const LONGEST = 80;

// ---- reading ------------------------------------------------------------------------------------

const MEMBER = /^(type )?(\w+)( as (\w+))?$/;
const DECLARED = /^export (?:declare )?(?:abstract )?(class|interface|type|const|function) (\w+)/;

/** The names of `{ type A, B as C }`: as they are exported, and as they are called where they come from. */
function namesIn(list) {
  const members = list.split(",").map((text) => text.trim());
  return members.filter(Boolean).map((text) => {
    const [, , name, , alias] = MEMBER.exec(text);
    return { name: alias ?? name, from: name };
  });
}

function moduleOf(file, path) {
  const base = join(dirname(file), path);
  return existsSync(`${base}.d.ts`) ? `${base}.d.ts` : join(base, "index.d.ts");
}

/** Every name that a module exports, with its declaration and docstring. */
function exportsOf(file) {
  const text = readFileSync(file, "utf8");
  const found = declarationsIn(text);
  for (const [, path] of text.matchAll(/^export (?:type )?\* from "(.+)";$/gm))
    for (const [name, one] of exportsOf(moduleOf(file, path))) found.set(name, one);
  for (const [, list, path] of text.matchAll(/^export (?:type )?\{(.*?)\}(?: from "(.+)")?;$/gm))
    for (const { name, from } of namesIn(list)) {
      const source = path ?? importedFrom(text, from);
      const one = source && exportsOf(moduleOf(file, source)).get(from);
      if (one) found.set(name, one);
    }
  return found;
}

function importedFrom(text, name) {
  const imports = [...text.matchAll(/^import (?:type )?\{(.*?)\} from "(\..+)";$/gm)];
  return imports.find(([, list]) => namesIn(list).some((one) => one.name === name))?.[2];
}

/** The declarations at the left margin that are exported; overloads of a function are one. */
function declarationsIn(text) {
  const found = new Map();
  let doc = [];
  let code;
  let last;
  for (const line of text.split("\n")) {
    if (code) code.push(line);
    else if (line.startsWith("/**") || (last === "doc" && line.startsWith(" *"))) doc.push(line);
    else code = [line];
    last = code ? "code" : "doc";
    if (!code || !ends(code)) continue;
    const [, kind, name] = DECLARED.exec(code[0]) ?? [];
    const known = found.get(name);
    if (known) known.code.push(...code);
    else if (name) found.set(name, { name, kind, doc: docOf(doc), code });
    doc = [];
    code = undefined;
  }
  return found;
}

function ends(code) {
  const last = code.at(-1);
  return code.length > 1
    ? /^[}\])]/.test(last) && /[;}]$/.test(last)
    : !/[{[(|=&]$|^$/.test(last) || last === "";
}

/** The prose of a docstring, its examples, and what else its tags say. */
function docOf(lines) {
  const text = lines
    .map((line) => line.replace(/^\/\*\*+ ?|^ \*\/$|^ \* ?| ?\*\/$/g, ""))
    .join("\n")
    .replace(/\{@link (\w+)\}/g, "`$1`");
  const [prose = "", ...tags] = text.split(/^@/m);
  const tagged = tags.map((tag) => /^(\w+)\s*([\s\S]*)$/.exec(tag.trim()));
  return { prose: prose.trim(), tags: tagged.map(([, tag, what]) => ({ tag, what })) };
}

// ---- writing ------------------------------------------------------------------------------------

const byName = (a, b) => a.name.localeCompare(b.name, "en");
const anchor = (name) => name.toLowerCase();

/** The first sentence; of the properties of a construct, whose they are. */
function sentenceOf({ name, doc }, names) {
  const [, sentence = doc.prose] = /^([\s\S]*?[.?])(?=\s|$)/.exec(doc.prose) ?? [];
  if (sentence) return sentence.replace(/\s+/g, " ");
  const owner = name.replace(/(Props|Options)$/, "");
  return owner !== name && names.has(owner) ? `What \`${owner}\` takes.` : "";
}

function entry(one, names) {
  const examples = one.doc.tags.filter(({ tag }) => tag === "example").map(({ what }) => what);
  const others = one.doc.tags.filter(({ tag }) => tag !== "example" && tag !== "typeParam");
  const code = one.code.filter((line) => !/^ {4}(private|protected) /.test(line));
  const shown = code.length > LONGEST ? [...code.slice(0, LONGEST), "// …"] : code;
  return [
    `## ${one.name}`,
    one.doc.prose || sentenceOf(one, names),
    ...others.map(({ tag, what }) => `**${tag}** ${what.replace(/\s+/g, " ")}`),
    ...examples.map((example) => ["```ts", example, "```"].join("\n")),
    ["```ts", ...shown, "```"].join("\n"),
  ].join("\n\n");
}

function page(title, about, found, names) {
  const rows = found.map((one) => {
    const sentence = sentenceOf(one, names).replaceAll("|", "\\|");
    return `| [${one.name}](#${anchor(one.name)}) | ${one.kind} | ${sentence} |`;
  });
  const table = ["| name | | |", "|---|---|---|", ...rows].join("\n");
  const entries = found.map((one) => entry(one, names));
  return `${[`# ${title}`, about, table, ...entries].filter(Boolean).join("\n\n")}\n`;
}

/** What ARCHITECTURE.md says that a folder holds. */
function about(folder) {
  const row = readFileSync("ARCHITECTURE.md", "utf8").match(
    new RegExp(`^\\| \`lib/${folder}/\` \\| (.*?) \\|`, "m"),
  );
  return row ? `${row[1].charAt(0).toUpperCase()}${row[1].slice(1)}.` : "";
}

const root = readFileSync(join(TYPES, "index.d.ts"), "utf8");
const folders = [...root.matchAll(/^export \* from "\.\/(.+)";$/gm)].map(([, folder]) => folder);
const parts = [
  ...folders.map((folder) => ({
    folder,
    from: "cdktf-azure-resilience",
    file: join(TYPES, folder, "index.d.ts"),
  })),
  ...["plan-guard", "testing"].map((folder) => ({
    folder,
    from: `cdktf-azure-resilience/${folder}`,
    file: join(TYPES, folder, "index.d.ts"),
  })),
  {
    folder: "policies",
    from: "cdktf-azure-resilience/policies",
    file: join("dist", "policies", "index.d.ts"),
  },
];

const target = process.argv[2] ?? join("docs", "api");
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const pages = parts.map((part) => ({ ...part, found: [...exportsOf(part.file).values()].sort(byName) }));
const names = new Set(pages.flatMap(({ found }) => found.map(({ name }) => name)));
const index = [];
for (const { folder, from, found } of pages) {
  const text = [about(folder), `\`import { … } from "${from}"\``].filter(Boolean).join("\n\n");
  writeFileSync(join(target, `${folder}.md`), page(folder, text, found, names));
  index.push(`| [${folder}](${folder}.md) | ${about(folder)} | ${found.length} |`);
}
const head =
  "# API reference\n\nGenerated from the docstrings of the sources.\n\n| part | holds | exports |\n|---|---|---|\n";
writeFileSync(join(target, "README.md"), `${head}${index.join("\n")}\n`);
