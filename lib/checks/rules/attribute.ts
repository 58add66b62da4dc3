import { quoted } from "../../core/problems";
import { isDynamic } from "../../synthesized/blocks";
import { isExpression, type SynthesizedResource } from "../../synthesized/synthesized-resource";
import { type CheckResult, onResource } from "../result";
import type { CheckContext } from "../rule";

export const VAULT = "azurerm_recovery_services_vault";
export const BACKUP_VAULT = "azurerm_data_protection_backup_vault";

/** Which resources a rule asks. */
export interface Asked {
  /** Is it asked? undefined where only Terraform knows. */
  readonly is: (resource: SynthesizedResource, context: CheckContext) => boolean | undefined;
  /** What is not known then, as "whether it keeps backups". */
  readonly whether: string;
}

/** An argument of every resource of a type that has to have certain values. */
export interface AttributeCheck {
  readonly type: string;
  /** What messages call it: "encryption.key_id". */
  readonly name: string;
  readonly read: (resource: SynthesizedResource) => unknown;
  readonly holds: (value: unknown) => boolean | undefined;
  /** Which resources are asked. @default - all */
  readonly asked?: Asked;
}

/** Asks one argument of every resource of a type; an expression is unknown. */
export function onAttribute({ type, name, read, holds, asked }: AttributeCheck) {
  return (context: CheckContext): readonly CheckResult[] =>
    context.app.ofType(type).flatMap((resource) => {
      const value = read(resource) ?? undefined;
      const [block = ""] = name.split(".");
      const isOpen = isExpression(value) || isDynamic(resource.config, block);
      const known = isOpen ? undefined : holds(value);
      return onAsked(asked, context, resource, known, `${name} is ${quoted(value)}`);
    });
}

/** A result on a resource that is asked; where only Terraform knows whether it is, what is wrong is not known either. */
export function onAsked(
  asked: Asked | undefined,
  context: CheckContext,
  resource: SynthesizedResource,
  holds: boolean | undefined,
  found: string,
): readonly CheckResult[] {
  const is = asked === undefined || asked.is(resource, context);
  if (is === false) return [];
  if (is || holds !== false) return [onResource(resource, holds, found)];
  return [onResource(resource, undefined, `${found}, and only Terraform knows ${asked?.whether}`)];
}

/** Is there anything, or only Terraform knows what? */
export const isGiven = (value: unknown) => value !== undefined && value !== null && value !== "";
