import { listed, type Problems, quoted } from "../core/problems";
import { effectsOf, type PolicyDocument, rolesOf, thenOf } from "./policy-document";

/** Limits of a definition (Microsoft Learn, "Azure Policy overview", Maximum count of Azure Policy objects). */
const MAX_PARAMETERS = 20;
const MAX_BYTES = 1_048_576;

const MODE = /^(All|Indexed|Microsoft\.[A-Za-z.]+)$/;
const TYPES = ["String", "Array", "Object", "Boolean", "Integer", "Float", "DateTime"];
export const EFFECTS = [
  "AddToNetworkGroup",
  "Append",
  "Audit",
  "AuditIfNotExists",
  "Deny",
  "DenyAction",
  "DeployIfNotExists",
  "Disabled",
  "Manual",
  "Modify",
  "Mutate",
];

/** Refuses what Azure would refuse of a definition, or what could never work. */
export function checkDocument(problems: Problems, document: PolicyDocument): void {
  const { displayName, description = "", mode, policyRule } = document.properties ?? {};
  if (typeof policyRule !== "object" || policyRule === null) {
    problems.add("document.properties.policyRule is missing: a definition has { if, then }");
    return;
  }
  problems.when(
    typeof displayName !== "string" || displayName.trim() === "" || displayName.length > 128,
    `document.properties.displayName must be 1 to 128 characters, got ${quoted(displayName)}`,
  );
  problems.when(
    description.length > 512,
    `document.properties.description must be 512 characters at most, got ${description.length}`,
  );
  problems.when(
    mode !== undefined && !MODE.test(mode),
    `document.properties.mode must be "All", "Indexed" or the mode of a resource provider, got ${quoted(mode)}`,
  );
  const bytes = Buffer.byteLength(JSON.stringify(document));
  problems.when(bytes > MAX_BYTES, `document must be ${MAX_BYTES} bytes at most, got ${bytes}`);
  checkRule(problems, document);
  checkParameters(problems, document);
}

function checkRule(problems: Problems, document: PolicyDocument): void {
  const { policyRule } = document.properties;
  problems.when(!("if" in policyRule), "document.properties.policyRule.if is missing");
  const { effect } = thenOf(document);
  problems.when(effect === undefined, "document.properties.policyRule.then.effect is missing");
  const effects = effectsOf(document) ?? [];
  for (const one of effects.filter((name) => !isEffect(name)))
    problems.add(`the effect ${quoted(one)} is none of Azure Policy's: ${listed(EFFECTS)}`);
  const acts = effects.filter((one) => /^(deployIfNotExists|modify)$/i.test(one));
  problems.when(
    acts.length > 0 && rolesOf(document).length === 0,
    `document.properties.policyRule.then.details.roleDefinitionIds is missing: ${listed(acts)} needs the roles of the identity that acts`,
  );
}

function isEffect(name: string): boolean {
  return EFFECTS.some((effect) => effect.toLowerCase() === name.toLowerCase());
}

/** Parameters are declared and used, both. */
function checkParameters(problems: Problems, document: PolicyDocument): void {
  const { parameters = {}, policyRule } = document.properties;
  const names = Object.keys(parameters);
  problems.when(
    names.length > MAX_PARAMETERS,
    `document.properties.parameters must be ${MAX_PARAMETERS} at most, got ${names.length}: Azure takes no more`,
  );
  const rule = JSON.stringify(policyRule);
  const used = new Set([...rule.matchAll(/parameters\('([^']+)'\)/g)].map(([, name = ""]) => name));
  for (const name of used)
    problems.when(
      !names.includes(name),
      `the rule uses the parameter ${quoted(name)}, which document.properties.parameters does not declare`,
    );
  for (const [name, { type, allowedValues, defaultValue }] of Object.entries(parameters)) {
    problems.when(!used.has(name), `the parameter ${quoted(name)} is declared, and the rule does not use it`);
    problems.when(
      !TYPES.some((one) => one.toLowerCase() === String(type).toLowerCase()),
      `the parameter ${quoted(name)} must have the type ${listed(TYPES)}, got ${quoted(type)}`,
    );
    if (defaultValue === undefined || !allowedValues) continue;
    for (const one of [defaultValue].flat())
      problems.oneOf(`the default of ${quoted(name)}`, one, allowedValues, "its allowedValues have no other");
  }
}
