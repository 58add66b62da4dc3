import { allOf, anyOf } from "../../../synthesized/answers";
import { blocksOf } from "../../../synthesized/blocks";
import { isSame, meaningOf, meaningOfValue } from "../../../synthesized/meaning";
import type { SynthesizedResource } from "../../../synthesized/synthesized-resource";
import { BACKUP_VAULT } from "../attribute";

type Json = Readonly<Record<string, unknown>>;
type Answer = boolean | undefined;

/**
 * Does the condition of an alert processing rule let the built-in alerts of a vault through that have a severity? They come of
 * "Azure Backup"; undefined where only Terraform or Azure knows.
 */
export function letsThrough(rule: SynthesizedResource, vault: SynthesizedResource, severity: string): Answer {
  const condition = rule.block("condition") ?? {};
  return allOf(
    Object.keys(condition).flatMap((name) =>
      blocksOf(condition, name).map((filter) => passes(rule, filter, actualOf(name, vault, severity))),
    ),
  );
}

/** Is an alert what a filter's value says, and does it contain it? undefined where that is not known here. */
interface Actual {
  readonly equals: (value: string, rule: SynthesizedResource) => Answer;
  readonly text?: string;
}

function actualOf(name: string, vault: SynthesizedResource, severity: string): Actual {
  switch (name) {
    case "severity":
      return said(severity.toLowerCase());
    case "monitor_service":
      return said("azure backup");
    case "monitor_condition":
      return said("fired");
    case "target_resource_type":
      return said(
        vault.type === BACKUP_VAULT
          ? "microsoft.dataprotection/backupvaults"
          : "microsoft.recoveryservices/vaults",
      );
    case "target_resource":
      return {
        equals: (value, rule) => isSame(meaningOfValue(rule, value), meaningOf(vault)),
        text: vault.armId?.toLowerCase(),
      };
    case "target_resource_group":
      return { equals: (value, rule) => isGroupOf(vault, value, rule) };
    default:
      return { equals: () => undefined };
  }
}

function said(text: string): Actual {
  const equals: Actual["equals"] = (value, rule) => {
    const own = rule.textOf(value)?.toLowerCase();
    return own === undefined ? undefined : own === text;
  };
  return { equals, text };
}

/** A group is said by its id or by its name. */
function isGroupOf(vault: SynthesizedResource, value: string, rule: SynthesizedResource): Answer {
  const group = meaningOf(vault).parts?.slice(0, 5);
  const isName = !value.includes("/") && !value.includes("${");
  return isSame(meaningOfValue(rule, value), { parts: isName ? group?.slice(-1) : group });
}

function passes(rule: SynthesizedResource, { operator, values }: Json, { equals, text }: Actual): Answer {
  const given: readonly unknown[] = [values ?? []].flat();
  const any = (compare: (value: string) => Answer) =>
    anyOf(given.map((value) => (typeof value === "string" ? compare(value) : undefined)));
  const isEqual = () => any((value) => equals(value, rule));
  const contains = () =>
    any((value) => {
      const part = rule.textOf(value)?.toLowerCase();
      return part === undefined ? undefined : text?.includes(part);
    });
  switch (operator) {
    case "Equals":
      return isEqual();
    case "NotEquals":
      return not(isEqual());
    case "Contains":
      return contains();
    case "DoesNotContain":
      return not(contains());
    default:
      return undefined;
  }
}

const not = (answer: Answer) => (answer === undefined ? undefined : !answer);
