import { Token } from "cdktf";
import type { BuiltInPolicyDefinition, BuiltInPolicyParameter } from "../../policies/built-in-policies";
import { listed, type Problems, quoted } from "../core/problems";

/** Refuses parameters that the definition does not have, of the wrong type, not allowed, or missing. */
export function checkParameters(
  problems: Problems,
  definition: BuiltInPolicyDefinition,
  given: Readonly<Record<string, unknown>>,
): void {
  const known = definition.parameters;
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const parameter = Object.hasOwn(known, name) ? known[name] : undefined;
    if (parameter) checkValue(problems, name, value, parameter);
    else problems.add(unknownParameter(name, Object.keys(known)));
  }
  for (const [name, parameter] of Object.entries(known)) {
    if (!parameter.required || isGiven(given, name)) continue;
    problems.add(`parameters.${name} is missing: the definition requires it (${describe(parameter)})`);
  }
}

/** In whatever letter case: a wrong one is a problem of its own. */
function isGiven(given: Readonly<Record<string, unknown>>, name: string): boolean {
  return Object.entries(given).some(
    ([key, value]) => value !== undefined && key.toLowerCase() === name.toLowerCase(),
  );
}

function unknownParameter(name: string, known: readonly string[]): string {
  const twin = known.find((k) => k.toLowerCase() === name.toLowerCase());
  if (twin) return `parameters.${name} must be spelt ${twin}: Azure compares letter case`;
  const what = known.length > 0 ? `it has ${known.join(", ")}` : "it has none";
  return `parameters.${name} is not a parameter of the definition: ${what}`;
}

function checkValue(
  problems: Problems,
  name: string,
  value: unknown,
  parameter: BuiltInPolicyParameter,
): void {
  if (Token.isUnresolved(value)) return;
  if (!hasType(value, parameter.type)) {
    problems.add(`parameters.${name} must be ${describe(parameter)}, got ${quoted(value)}`);
    return;
  }
  const { allowedValues } = parameter;
  if (!allowedValues) return;
  const values = Array.isArray(value) ? value : [value];
  for (const one of values) {
    problems.oneOf(`parameters.${name}`, one, allowedValues, "the definition allows no other value");
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
