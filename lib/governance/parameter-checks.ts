import { Token } from "cdktf";
import type { BuiltInPolicyParameter } from "../../policies/built-in-policies";
import { listed, type Problems, quoted } from "../core/problems";
import type { Definition } from "./definition";

/** Where parameters are given other than in an assignment. */
export interface ParameterPlace {
  /** What the messages begin with. */
  readonly where: string;
  /** Is a value passed on from elsewhere, and not to be checked as it is? */
  readonly passed: (value: unknown) => boolean;
}

const IN_ASSIGNMENT: ParameterPlace = { where: "", passed: () => false };

/**
 * Refuses parameters that the definition does not have or does not use, of the wrong type, not allowed, or missing; those
 * of definitions that nobody knows pass.
 */
export function checkParameters(
  problems: Problems,
  { parameters: known, unusedParameters, displayName }: Definition,
  given: Readonly<Record<string, unknown>>,
  { where, passed }: ParameterPlace = IN_ASSIGNMENT,
): void {
  if (!known) return;
  const whose = quoted(displayName);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const parameter = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!parameter) problems.add(`${where}${unknownParameter(name, Object.keys(known), whose)}`);
    else if (unusedParameters.includes(name)) problems.add(`${where}${unusedParameter(name, known, whose)}`);
    else if (!passed(value)) checkValue(problems, `${where}parameters.${name}`, value, parameter, whose);
  }
  for (const [name, parameter] of Object.entries(known)) {
    if (!parameter.required || isGiven(given, name)) continue;
    problems.add(`${where}parameters.${name} is missing: ${whose} requires it (${describe(parameter)})`);
  }
}

/** In whatever letter case: a wrong one is a problem of its own. */
function isGiven(given: Readonly<Record<string, unknown>>, name: string): boolean {
  return Object.entries(given).some(
    ([key, value]) => value !== undefined && key.toLowerCase() === name.toLowerCase(),
  );
}

function unknownParameter(name: string, known: readonly string[], whose: string): string {
  const twin = known.find((k) => k.toLowerCase() === name.toLowerCase());
  if (twin) return `parameters.${name} must be spelt ${twin}: Azure compares letter case`;
  const near = known.find((k) => isNear(k.toLowerCase(), name.toLowerCase()));
  if (near) return `parameters.${name} must be spelt ${near}: so it is declared by ${whose}`;
  const what = known.length > 0 ? `it has ${known.join(", ")}` : "it has none";
  return `parameters.${name} is not a parameter of ${whose}: ${what}`;
}

/** Declared and without effect: an assignment that gives it would be obeyed by nobody. */
function unusedParameter(name: string, known: Definition["parameters"], whose: string): string {
  const used = Object.keys(known ?? {}).find((other) => other !== name && other.startsWith(name));
  const remedy = used ? `use ${used}` : "leave it out";
  return `parameters.${name} has no effect: ${whose} declares it, and its rule does not use it; ${remedy}`;
}

/** Does one letter more, less or other make the same word? Azure's own names have such errors. */
function isNear(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length < 8 || long.length - short.length > 1) return false;
  let i = 0;
  while (i < short.length && short[i] === long[i]) i++;
  const rest = short.length === long.length ? short.slice(i + 1) : short.slice(i);
  return rest === long.slice(i + 1);
}

function checkValue(
  problems: Problems,
  name: string,
  value: unknown,
  parameter: BuiltInPolicyParameter,
  whose: string,
): void {
  if (Token.isUnresolved(value)) return;
  if (!hasType(value, parameter.type)) {
    problems.add(`${name} must be ${describe(parameter)}, got ${quoted(value)}`);
    return;
  }
  const { allowedValues } = parameter;
  if (!allowedValues) return;
  const values = Array.isArray(value) ? value : [value];
  for (const one of values) {
    problems.oneOf(name, one, allowedValues, `${whose} allows no other value`);
  }
}

function hasType(value: unknown, type: BuiltInPolicyParameter["type"]): boolean {
  if (type === "Array") return Array.isArray(value);
  if (type === "Object") return typeof value === "object" && value !== null && !Array.isArray(value);
  if (type === "Integer") return Number.isInteger(value);
  if (type === "Float") return typeof value === "number";
  return typeof value === type.toLowerCase();
}

function describe({ type, allowedValues, description }: BuiltInPolicyParameter): string {
  const what = allowedValues
    ? listed(allowedValues)
    : `${/^[AIO]/.test(type) ? "an" : "a"} ${type.toLowerCase()}`;
  return description ? `${what}, "${description}"` : what;
}
