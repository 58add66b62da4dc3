import { quoted } from "../../core/problems";
import { isExpression, type SynthesizedResource } from "../../synthesized/synthesized-resource";
import { type CheckResult, onResource } from "../result";
import type { CheckContext } from "../rule";

export const VAULT = "azurerm_recovery_services_vault";
export const BACKUP_VAULT = "azurerm_data_protection_backup_vault";

/** An argument of every resource of a type that has to have certain values. */
export interface AttributeCheck {
  readonly type: string;
  /** What messages call it: "encryption.key_id". */
  readonly name: string;
  readonly read: (resource: SynthesizedResource) => unknown;
  readonly holds: (value: unknown) => boolean;
  /** Which resources are asked. @default - all */
  readonly asked?: (resource: SynthesizedResource, context: CheckContext) => boolean;
}

/** Asks one argument of every resource of a type; an expression is unknown. */
export function onAttribute({ type, name, read, holds, asked = () => true }: AttributeCheck) {
  return (context: CheckContext): readonly CheckResult[] =>
    context.app
      .ofType(type)
      .filter((resource) => asked(resource, context))
      .map((resource) => {
        const value = read(resource) ?? undefined;
        const known = isExpression(value) ? undefined : holds(value);
        return onResource(resource, known, `${name} is ${quoted(value)}`);
      });
}

/** Is there anything, or only Terraform knows what? */
export const isGiven = (value: unknown) => value !== undefined && value !== null && value !== "";
