import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BuiltInPolicyParameter } from "../../policies/built-in-policies";

/** One parameter of a definition, as Azure writes it. */
export interface PolicyDocumentParameter {
  readonly type: string;
  readonly allowedValues?: readonly (string | boolean | number)[];
  readonly defaultValue?: unknown;
  readonly metadata?: {
    readonly displayName?: string;
    readonly description?: string;
    readonly [key: string]: unknown;
  };
}

/**
 * A definition in the format of the portal and of Azure/azure-policy (Microsoft Learn, "Azure Policy definition structure
 * basics"): a file that `JSON.parse` has read.
 */
export interface PolicyDocument {
  readonly properties: {
    /** 128 characters at most. */
    readonly displayName: string;
    /** 512 characters at most. */
    readonly description?: string;
    /** "All", "Indexed", or the mode of a resource provider. @default "All" */
    readonly mode?: string;
    readonly metadata?: Readonly<Record<string, unknown>>;
    readonly parameters?: Readonly<Record<string, PolicyDocumentParameter>>;
    /** `{ if: …, then: { effect: … } }` */
    readonly policyRule: object;
  };
}

/** The definitions that this library brings for what no built-in covers; each is a file of policies/definitions. */
export const CUSTOM_POLICIES = [
  "vault-diagnostics-resource-specific",
  "vault-diagnostics-site-recovery",
  "vault-lock",
  "vm-tier-tag",
] as const;

/** A custom policy definition that the package brings. */
export type CustomPolicyName = (typeof CUSTOM_POLICIES)[number];

/** The definition of a file of policies/definitions. */
export function policyDocument(name: CustomPolicyName): PolicyDocument {
  return JSON.parse(readFileSync(join(__dirname, "../../policies/definitions", `${name}.json`), "utf8"));
}

interface Then {
  readonly effect?: unknown;
  readonly details?: { readonly roleDefinitionIds?: unknown };
}

/** The `then` of a rule. */
export function thenOf({ properties }: PolicyDocument): Then {
  const then: unknown = Reflect.get(properties.policyRule ?? {}, "then");
  return typeof then === "object" && then !== null ? then : {};
}

const PARAMETER = /^\[parameters\('([^']+)'\)\]$/;

/** The parameter that a value stands for: `[parameters('effect')]`. */
export function parameterOf(value: unknown): string | undefined {
  return typeof value === "string" ? PARAMETER.exec(value)?.[1] : undefined;
}

/** The effects that a definition may have; undefined where its rule computes them. */
export function effectsOf(document: PolicyDocument): readonly string[] | undefined {
  const { effect } = thenOf(document);
  const parameter = parameterOf(effect);
  if (parameter !== undefined) return document.properties.parameters?.[parameter]?.allowedValues?.map(String);
  return typeof effect === "string" && !effect.startsWith("[") ? [effect] : undefined;
}

/** The GUIDs of the roles that a definition names. */
export function rolesOf(document: PolicyDocument): readonly string[] {
  const roles = thenOf(document).details?.roleDefinitionIds;
  if (!Array.isArray(roles)) return [];
  return roles.map((role) => (String(role).split("/").at(-1) ?? "").toLowerCase());
}

const TYPES = new Map(
  (["String", "Array", "Boolean", "Integer", "Float", "Object"] as const).map((type) => [
    type.toLowerCase(),
    type,
  ]),
);

/** What an assignment may give; parameters of types that are not checked, such as DateTime, pass as texts. */
export function parametersOf({
  properties,
}: PolicyDocument): Readonly<Record<string, BuiltInPolicyParameter>> {
  return Object.fromEntries(
    Object.entries(properties.parameters ?? {}).map(([name, parameter]) => [
      name,
      {
        type: TYPES.get(parameter.type.toLowerCase()) ?? "String",
        required: parameter.defaultValue === undefined,
        allowedValues: parameter.allowedValues,
        defaultValue: parameter.defaultValue,
        description: parameter.metadata?.displayName,
      },
    ]),
  );
}
