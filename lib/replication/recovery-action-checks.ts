import { Token } from "cdktf";
import { type Problems, quoted } from "../core/problems";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import { FAILOVER_DIRECTIONS, FAILOVER_TYPES, parseRunbookId, type RecoveryAction } from "./recovery-action";
import type { RecoveryActions } from "./recovery-plan-props";

/** Refuses actions that are not told apart, do nothing, or that Site Recovery cannot start. */
export function checkActions(
  problems: Problems,
  label: string,
  { before = [], after = [] }: RecoveryActions,
  vault: IRecoveryServicesVault,
): void {
  for (const [index, action] of before.entries())
    checkAction(problems, `${label}.before[${index}]`, action, vault);
  for (const [index, action] of after.entries())
    checkAction(problems, `${label}.after[${index}]`, action, vault);
  const seen = new Set<string>();
  for (const { name } of [...before, ...after]) {
    const key = String(name).toLowerCase();
    problems.when(
      seen.has(key),
      `${label} has two actions named ${quoted(name)}: a run shows them by their names; rename one`,
    );
    seen.add(key);
  }
}

const TEXT = /\S/;

function checkAction(
  problems: Problems,
  label: string,
  action: RecoveryAction,
  vault: IRecoveryServicesVault,
): void {
  const { name, directions, failovers } = action;
  problems.matches(`${label}.name`, name, TEXT, "a text: a run shows the action by its name");
  checkChoice(problems, `${label}.directions`, directions, FAILOVER_DIRECTIONS);
  checkChoice(problems, `${label}.failovers`, failovers, FAILOVER_TYPES);
  if (action.kind === "runbook") {
    problems.oneOf(
      `${label}.fabricLocation`,
      action.fabricLocation,
      ["Primary", "Recovery"],
      "azurerm's values",
    );
    checkRunbook(problems, `${label}.runbook`, action.runbook.id, vault);
  } else {
    problems.matches(`${label}.instruction`, action.instruction, TEXT, "a text: what is to be done");
  }
}

function checkChoice(
  problems: Problems,
  label: string,
  given: readonly string[] | undefined,
  allowed: readonly string[],
): void {
  problems.when(
    given?.length === 0,
    `${label} must be at least one of ${allowed.map(quoted).join(", ")}, got none: remove the action`,
  );
  for (const value of given ?? []) problems.oneOf(label, value, allowed, "there are no others");
}

function checkRunbook(problems: Problems, label: string, id: string, vault: IRecoveryServicesVault): void {
  if (Token.isUnresolved(id)) return;
  const parts = parseRunbookId(id);
  if (!parts) problems.add(`${label} must be the ARM id of an Azure Automation runbook, got ${quoted(id)}`);
  const { subscriptionId } = vault;
  problems.when(
    parts !== undefined && subscriptionId !== undefined && parts.subscriptionId !== subscriptionId,
    `${label} must be in the vault's subscription ${subscriptionId}, got ${parts?.subscriptionId}: Site Recovery starts no runbook of another`,
  );
}
