// Writes policies/built-in-policies.ts to standard output:
//
//   node scripts/generate-built-in-policies.mjs DATA.json > policies/built-in-policies.ts
//
// DATA.json is a JSON list of built-in definitions extracted from the public Azure/azure-policy repository.
// Each entry has: id, name (the GUID), displayName, description, category, version, preview, deprecated,
// effect ({ parameterised, parameter, default, allowed }), parameters (by name: { type, allowedValues,
// required, defaultValue, displayName }), roleDefinitionIds, mode and, sometimes, unusedParameters.
//
// The output depends on the data alone: the same file always gives the same text. What is odd in the data,
// but kept, is noted on standard error. Bad arguments or bad data give one line there and exit status 2.

import { readFileSync } from "node:fs";

const WIDTH = 110;

const TYPES = new Map(
  ["String", "Array", "Boolean", "Integer", "Float", "Object"].map((type) => [type.toLowerCase(), type]),
);

class DataError extends Error {}

const notes = [];

// ---- reading ------------------------------------------------------------------------------------

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isStrings = (value) => Array.isArray(value) && value.every((item) => typeof item === "string");
const isAbsent = (value) => value === undefined || value === null;

function check(condition, message) {
  if (!condition) throw new DataError(message);
}

function load(path) {
  let text;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new DataError(`cannot read ${path}: ${error.code ?? error.message}`);
  }
  let data;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new DataError(`${path} is not JSON: ${error.message.replace(/\s+/g, " ")}`);
  }
  check(Array.isArray(data) && data.length > 0, `${path} is not a JSON list of definitions`);
  return data.map((entry, index) => readDefinition(entry, index));
}

function readDefinition(entry, index) {
  check(isObject(entry), `entry ${index} is not an object`);
  const guid = entry.name;
  check(typeof guid === "string" && /^[0-9a-f-]{36}$/i.test(guid), `entry ${index} has no GUID in "name"`);
  for (const member of ["id", "displayName", "description", "category", "version", "mode"]) {
    check(typeof entry[member] === "string" && entry[member] !== "", `${guid}: "${member}" is not a text`);
  }
  for (const member of ["preview", "deprecated"]) {
    check(typeof entry[member] === "boolean", `${guid}: "${member}" is not a boolean`);
  }
  check(
    entry.id.toLowerCase().endsWith(`/policydefinitions/${guid.toLowerCase()}`),
    `${guid}: "id" is another definition's`,
  );
  check(isObject(entry.parameters), `${guid}: "parameters" is not an object`);
  check(isStrings(entry.roleDefinitionIds), `${guid}: "roleDefinitionIds" is not a list of texts`);

  const bareName = entry.displayName
    .replace(/^(?:\[[^\]]*\]:?\s*)+/, "")
    .replace(/\s+/g, " ")
    .trim();
  check(bareName !== "", `${guid}: "displayName" is only a prefix`);

  const parameters = Object.entries(entry.parameters).map(([name, value]) =>
    readParameter(guid, name, value),
  );
  const effect = readEffect(guid, entry.effect, parameters);
  // The effect comes last; the others keep the data's order.
  parameters.sort((a, b) => Number(a.name === effect.parameter) - Number(b.name === effect.parameter));

  const unused = entry.unusedParameters ?? [];
  check(isStrings(unused), `${guid}: "unusedParameters" is not a list of texts`);
  for (const name of unused) notes.push(`${guid}: parameter ${name} is not used by the definition's rule`);

  return {
    guid,
    bareName,
    key: bareName,
    id: entry.id,
    description: entry.description,
    category: entry.category,
    version: entry.version,
    mode: entry.mode,
    preview: entry.preview,
    deprecated: entry.deprecated,
    effect,
    parameters,
    unused,
    roleDefinitionIds: entry.roleDefinitionIds.map((id) => readRole(guid, id)),
  };
}

function readParameter(guid, name, value) {
  const where = `${guid}: parameter ${name}`;
  check(isObject(value), `${where} is not an object`);
  // Azure writes both "String" and "string".
  const type = TYPES.get(String(value.type).toLowerCase());
  check(type !== undefined, `${where} has the unknown type ${JSON.stringify(value.type)}`);
  check(typeof value.required === "boolean", `${where} does not say whether it is required`);

  const allowedValues = value.allowedValues ?? [];
  check(
    Array.isArray(allowedValues) &&
      allowedValues.every((item) => /^(string|boolean|number)$/.test(typeof item)),
    `${where} has allowed values that are not texts, booleans or numbers`,
  );
  // Every spelling is kept, since a value is passed to Azure as it is written.
  const folded = new Set(allowedValues.map((item) => String(item).toLowerCase()));
  if (folded.size < allowedValues.length)
    notes.push(`${where} lists allowed values that differ only in case`);

  // In the data, null stands for "no default"; "", [] and false are defaults.
  const hasDefault = !isAbsent(value.defaultValue);
  if (value.required === hasDefault) {
    notes.push(`${where} is ${value.required ? "required but has a" : "optional but has no"} default value`);
  }
  if (hasDefault && !isOfType(value.defaultValue, type)) {
    notes.push(`${where} is ${type} but its default value is ${JSON.stringify(value.defaultValue)}`);
  }
  if (hasDefault && allowedValues.length > 0) {
    const strange = [value.defaultValue].flat().filter((item) => !allowedValues.includes(item));
    if (strange.length > 0) notes.push(`${where} has a default outside its allowed values`);
  }

  return {
    name,
    type,
    required: value.required,
    allowedValues,
    defaultValue: hasDefault ? value.defaultValue : undefined,
    description: oneLine(value.displayName ?? ""),
  };
}

function isOfType(value, type) {
  if (type === "Array") return Array.isArray(value);
  if (type === "Object") return isObject(value);
  if (type === "Integer") return Number.isInteger(value);
  return typeof value === (type === "Float" ? "number" : type.toLowerCase());
}

function readEffect(guid, value, parameters) {
  check(
    isObject(value) && isStrings(value.allowed) && value.allowed.length > 0,
    `${guid}: "effect" has no effects`,
  );
  if (!value.parameterised) {
    // The rule fixes the effect: there is nothing to choose and nothing to default.
    check(value.allowed.length === 1, `${guid}: a fixed effect must be the only one`);
    return { effects: value.allowed, parameter: undefined, defaultEffect: undefined };
  }
  const parameter = parameters.find((candidate) => candidate.name === value.parameter);
  check(parameter !== undefined, `${guid}: there is no effect parameter ${JSON.stringify(value.parameter)}`);
  return {
    effects: value.allowed,
    parameter: parameter.name,
    defaultEffect: isAbsent(value.default) ? undefined : String(value.default),
  };
}

function readRole(guid, id) {
  const match = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(id);
  check(match !== null, `${guid}: role ${JSON.stringify(id)} does not end in a GUID`);
  return match[1].toLowerCase();
}

// Keys are the display names without their prefix; where two meet, both get the start of their GUID.
function nameKeys(definitions) {
  const groups = new Map();
  for (const definition of definitions) {
    groups.set(definition.bareName, [...(groups.get(definition.bareName) ?? []), definition]);
  }
  for (const [name, group] of groups) {
    if (group.length === 1) continue;
    for (const definition of group) definition.key = `${name} (${definition.guid.slice(0, 8)})`;
    notes.push(`same display name, told apart by GUID: ${group.map((one) => quote(one.key)).join(", ")}`);
  }
  const keys = new Set(definitions.map((definition) => definition.key));
  check(keys.size === definitions.length, "two definitions have the same display name and GUID");
  // By code unit, not by locale, so that the order is the same on every machine.
  return [...definitions].sort((a, b) => (a.key < b.key ? -1 : 1));
}

// ---- writing ------------------------------------------------------------------------------------

const oneLine = (text) => String(text).replace(/\s+/g, " ").trim();
const pad = (depth) => "  ".repeat(depth);

function quote(text) {
  const double = JSON.stringify(text);
  const count = (mark) => text.split(mark).length - 1;
  if (count('"') <= count("'")) return double;
  return `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

const literal = (value) => (typeof value === "string" ? quote(value) : JSON.stringify(value));
const propertyName = (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name));
const fits = (text) => text.length <= WIDTH;

// One `name: value` line or block at the given depth, followed by a comma.
function property(name, value, depth, expanded = false) {
  const head = `${pad(depth)}${propertyName(name)}:`;
  const flat = flatValue(value);
  if (!expanded && fits(`${head} ${flat},`)) return [`${head} ${flat},`];
  const block = valueBlock(value, depth);
  if (block === undefined) {
    return typeof value === "string" ? [head, `${pad(depth + 1)}${flat},`] : [`${head} ${flat},`];
  }
  return [`${head} ${block[0]}`, ...block.slice(1, -1), `${block.at(-1)},`];
}

function flatValue(value) {
  if (Array.isArray(value)) return `[${value.map(flatValue).join(", ")}]`;
  if (!isObject(value)) return literal(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${propertyName(name)}: ${flatValue(member)}`,
  );
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

// The lines of a list or an object, one member a line; undefined for what cannot be broken up.
function valueBlock(value, depth) {
  if (Array.isArray(value) && value.length > 0) {
    const items = value.flatMap((item) => {
      const flat = `${pad(depth + 1)}${flatValue(item)},`;
      const block = fits(flat) ? undefined : valueBlock(item, depth + 1);
      return block === undefined
        ? [flat]
        : [`${pad(depth + 1)}${block[0]}`, ...block.slice(1, -1), `${block.at(-1)},`];
    });
    return ["[", ...items, `${pad(depth)}]`];
  }
  if (isObject(value) && Object.keys(value).length > 0) {
    const members = Object.entries(value).flatMap(([name, member]) => property(name, member, depth + 1));
    return ["{", ...members, `${pad(depth)}}`];
  }
  return undefined;
}

// A JSDoc comment: the paragraphs, each filled to the width.
function comment(paragraphs, depth) {
  const texts = paragraphs.map((text) => oneLine(text).replaceAll("*/", "*\\/"));
  const single = `${pad(depth)}/** ${texts[0]} */`;
  if (texts.length === 1 && fits(single)) return [single];
  const start = `${pad(depth)} *`;
  const lines = texts.flatMap((text, index) => {
    const filled = [];
    let line = start;
    for (const word of text.split(" ")) {
      if (line !== start && !fits(`${line} ${word}`)) {
        filled.push(line);
        line = start;
      }
      line += ` ${word}`;
    }
    return index === 0 ? [...filled, line] : [start, ...filled, line];
  });
  return [`${pad(depth)}/**`, ...lines, `${pad(depth)} */`];
}

function firstSentence(text) {
  const line = oneLine(text);
  const sentence = /^.*?[.!?](?=\s|$)/.exec(line)?.[0] ?? line;
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

// Names that a reader would spell otherwise; Azure takes them as they are declared.
const MISSPELT = new Map([["checkLockedImmutabiltyOnly", "checkLockedImmutabilityOnly"]]);

function spellingTraps({ parameters }) {
  return parameters.flatMap(({ name }) =>
    MISSPELT.has(name) ? [`Azure spells ${name} so, without the second i of ${MISSPELT.get(name)}.`] : [],
  );
}

function definitionComment(definition, depth) {
  const facts = [firstSentence(definition.description), `Version ${definition.version}.`];
  if (definition.preview) facts.push("In preview.");
  if (definition.effect.parameter === undefined) facts.push(`Fixed effect: ${definition.effect.effects[0]}.`);
  if (definition.unused.length > 0) {
    facts.push(`Declared, but not used by its rule: ${definition.unused.join(", ")}.`);
  }
  facts.push(...spellingTraps(definition));
  if (definition.roleDefinitionIds.length > 0) {
    const count = definition.roleDefinitionIds.length;
    facts.push(`Its identity needs ${count === 1 ? "a role" : `${count} roles`}.`);
  }
  const paragraphs = [facts.join(" ")];
  if (definition.deprecated) paragraphs.push("@deprecated Azure has deprecated this definition.");
  return comment(paragraphs, depth);
}

// The TypeScript type of a parameter: its head, the members of its union and its tail.
function parameterType({ type, allowedValues }) {
  const values = allowedValues.map(literal);
  if (type === "String") return values.length > 0 ? { union: values } : { plain: "string" };
  if (type === "Array")
    return values.length > 0 ? { union: values, list: true } : { plain: "readonly string[]" };
  if (type === "Boolean") return { plain: "boolean" };
  if (type === "Object") return { plain: "Readonly<Record<string, unknown>>" };
  return { plain: "number" };
}

function flatType({ plain, union, list }) {
  if (plain !== undefined) return plain;
  if (!list) return union.join(" | ");
  return union.length === 1 ? `readonly ${union[0]}[]` : `readonly (${union.join(" | ")})[]`;
}

const parameterHead = ({ name, required }) => `readonly ${propertyName(name)}${required ? "" : "?"}:`;

function parameterLines(parameter, depth) {
  const type = parameterType(parameter);
  const head = `${pad(depth)}${parameterHead(parameter)}`;
  const flat = `${head} ${flatType(type)};`;
  if (fits(flat) || type.union === undefined || type.union.length === 1) return [flat];
  const members = type.union.map((value) => `${pad(depth + 1)}| ${value}`);
  if (type.list) return [`${head} readonly (`, ...members, `${pad(depth)})[];`];
  return [head, ...members.slice(0, -1), `${members.at(-1)};`];
}

function definitionTypeLines(definition) {
  const head = `${pad(1)}readonly ${propertyName(definition.key)}:`;
  const { parameters } = definition;
  const lines = definitionComment(definition, 1);
  // `{}` would take any value at all.
  if (parameters.length === 0) {
    const none = `${head} Readonly<Record<string, never>>;`;
    const broken = [`${head} Readonly<`, `${pad(2)}Record<string, never>`, `${pad(1)}>;`];
    return [...lines, ...(fits(none) ? [none] : broken)];
  }
  const flat = parameters.map(
    (parameter) => `${parameterHead(parameter)} ${flatType(parameterType(parameter))}`,
  );
  const single = `${head} { ${flat.join("; ")} };`;
  if (fits(single)) return [...lines, single];
  return [
    ...lines,
    `${head} {`,
    ...parameters.flatMap((parameter) => parameterLines(parameter, 2)),
    `${pad(1)}};`,
  ];
}

function parameterValue(parameter) {
  return {
    type: parameter.type,
    required: parameter.required,
    ...(parameter.allowedValues.length > 0 && { allowedValues: parameter.allowedValues }),
    ...(parameter.defaultValue !== undefined && { defaultValue: parameter.defaultValue }),
    ...(parameter.description !== "" && { description: parameter.description }),
  };
}

function definitionLines(definition) {
  const { effect } = definition;
  const parameters = Object.fromEntries(definition.parameters.map((one) => [one.name, parameterValue(one)]));
  const head = `${pad(1)}${propertyName(definition.key)}:`;
  // After a key that leaves no room for its brace, the formatter starts a new line and indents.
  const short = fits(`${head} {`);
  const depth = short ? 2 : 3;
  return [
    ...(short ? [`${head} {`] : [head, `${pad(2)}{`]),
    ...property("id", definition.id, depth),
    ...property("version", definition.version, depth),
    ...property("category", definition.category, depth),
    ...property("mode", definition.mode, depth),
    ...property("preview", definition.preview, depth),
    ...property("deprecated", definition.deprecated, depth),
    ...property("effects", effect.effects, depth),
    ...(effect.defaultEffect === undefined ? [] : property("defaultEffect", effect.defaultEffect, depth)),
    ...(effect.parameter === undefined ? [] : property("effectParameter", effect.parameter, depth)),
    ...property("parameters", parameters, depth, true),
    ...(definition.unused.length === 0 ? [] : property("unusedParameters", definition.unused, depth)),
    ...property("roleDefinitionIds", definition.roleDefinitionIds, depth),
    `${pad(depth - 1)}},`,
  ];
}

const HEADER = `\
/**
 * Built-in Azure Policy definitions for backup and disaster recovery, with those for tags, diagnostic
 * settings and virtual machine management that go with them: generated by
 * scripts/generate-built-in-policies.mjs from a JSON list of built-in definitions extracted from the public
 * Azure/azure-policy repository; do not edit by hand.
 */

/** One parameter of a built-in definition. */
export interface BuiltInPolicyParameter {
  readonly type: "String" | "Array" | "Boolean" | "Integer" | "Float" | "Object";
  /** Whether an assignment must give it a value; true when the definition has no default. */
  readonly required: boolean;
  /** The values that it takes, in Azure's spelling; absent when it takes any. */
  readonly allowedValues?: readonly (string | boolean | number)[];
  readonly defaultValue?: unknown;
  /** Its display name. */
  readonly description?: string;
}

/** One built-in definition. */
export interface BuiltInPolicyDefinition {
  /** The resource ID: /providers/Microsoft.Authorization/policyDefinitions/ and the GUID. */
  readonly id: string;
  readonly version: string;
  readonly category: string;
  /** "All" looks at every resource, "Indexed" at those that can have tags and a region. */
  readonly mode: string;
  readonly preview: boolean;
  readonly deprecated: boolean;
  /** The effects to choose from, in Azure's spelling; only one when the definition fixes it. */
  readonly effects: readonly string[];
  /** The effect that applies unless another is chosen; absent when the definition fixes it. */
  readonly defaultEffect?: string;
  /** The parameter that chooses the effect; absent when the definition fixes it. */
  readonly effectParameter?: string;
  readonly parameters: Readonly<Record<string, BuiltInPolicyParameter>>;
  /** Parameters that it declares, and that its rule does not use. */
  readonly unusedParameters?: readonly string[];
  /** The roles that an assignment's identity needs: bare GUIDs, lower case. */
  readonly roleDefinitionIds: readonly string[];
}

/**
 * The parameters that each built-in takes, by its display name without a prefix such as "[Preview]: ". Names
 * and values keep Azure's spelling.
 */
export interface BuiltInPolicyParameters {`;

function render(definitions) {
  return [
    HEADER,
    ...definitions.flatMap(definitionTypeLines),
    "}",
    "",
    "/** The display name of a built-in definition, without a prefix. */",
    "export type BuiltInPolicyName = keyof BuiltInPolicyParameters;",
    "",
    "/** The built-in definitions, by display name. */",
    "export const builtInPolicies: Readonly<Record<BuiltInPolicyName, BuiltInPolicyDefinition>> = {",
    ...definitions.flatMap(definitionLines),
    "};",
    "",
  ].join("\n");
}

// ---- running ------------------------------------------------------------------------------------

function main(args) {
  check(args.length === 1, "usage: node scripts/generate-built-in-policies.mjs DATA.json");
  const output = render(nameKeys(load(args[0])));
  process.stdout.write(output);
  for (const note of notes) process.stderr.write(`note: ${note}\n`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof DataError)) throw error;
  process.stderr.write(`generate-built-in-policies: ${error.message}\n`);
  process.exitCode = 2;
}
