import type { IAutomationRunbook } from "../core/refs";
import { AUTOMATION_ACCOUNT_TYPE, resourceId } from "../core/resource-id";

/** The way that VMs go: to the target region, or back to the source region once they are reprotected. */
export type FailoverDirection = "failover" | "failback";

/** What a run of a plan is: planned, unplanned (the portal's "Failover"), or a drill. */
export type FailoverType = "planned" | "unplanned" | "test";

export interface RecoveryActionOptions {
  /**
   * The ways on which the action is taken: one plan serves both.
   * @default ["failover"]
   */
  readonly directions?: readonly FailoverDirection[];

  /**
   * The runs in which the action is taken.
   * @default - in all of them
   */
  readonly failovers?: readonly FailoverType[];
}

export interface RunbookActionOptions extends RecoveryActionOptions {
  /**
   * The side that Site Recovery counts the runbook to (azurerm's `fabric_location`).
   * @default "Recovery"
   */
  readonly fabricLocation?: "Primary" | "Recovery";
}

/** A pause in which whoever runs the plan does what the instruction says, and confirms it. */
export interface ManualAction extends RecoveryActionOptions {
  readonly kind: "manual";
  readonly name: string;
  readonly instruction: string;
}

/** A runbook of Azure Automation that Site Recovery starts, and waits for. */
export interface RunbookAction extends RunbookActionOptions {
  readonly kind: "runbook";
  readonly name: string;
  readonly runbook: IAutomationRunbook;
}

/** What happens before or after a group of a recovery plan starts. */
export type RecoveryAction = ManualAction | RunbookAction;

/**
 * Names the actions of recovery plans. Azure's third kind, a script, runs on a System Center VMM server: there is none
 * between Azure regions.
 *
 * @see Microsoft Learn, "Create and customize recovery plans"
 */
export const RecoveryAction = {
  /** A step for people: its name in the run, and what to do. */
  manual: (name: string, instruction: string, options: RecoveryActionOptions = {}): ManualAction => ({
    ...options,
    kind: "manual",
    name,
    instruction,
  }),
  /**
   * A runbook of an automation account in the vault's subscription and any region. Before a boot group it is not told
   * its VMs' groups and names, which are known when they have started (Microsoft Learn, "Add Azure Automation runbooks
   * to recovery plans").
   */
  runbook: (
    name: string,
    runbook: IAutomationRunbook,
    options: RunbookActionOptions = {},
  ): RunbookAction => ({ ...options, kind: "runbook", name, runbook }),
} as const;

/** Azure's words, in the order of the alphabet. */
const DIRECTIONS = { failover: "PrimaryToRecovery", failback: "RecoveryToPrimary" } as const;
const FAILOVERS = {
  planned: "PlannedFailover",
  test: "TestFailover",
  unplanned: "UnplannedFailover",
} as const;

export const FAILOVER_DIRECTIONS = Object.keys(DIRECTIONS) as readonly FailoverDirection[];
export const FAILOVER_TYPES = Object.keys(FAILOVERS) as readonly FailoverType[];

const RUNBOOK =
  /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.Automation\/automationAccounts\/([^/]+)\/runbooks\/([^/]+)$/i;

/** The subscription of a runbook, in lower case, and its id with the segments as azurerm writes them. */
export function parseRunbookId(id: string): { subscriptionId: string; id: string } | undefined {
  const [, subscription, group, account, name] = RUNBOOK.exec(id) ?? [];
  if (!subscription || !group || !account || !name) return undefined;
  const subscriptionId = subscription.toLowerCase();
  const accountId = resourceId(subscriptionId, group, AUTOMATION_ACCOUNT_TYPE, account);
  return { subscriptionId, id: `${accountId}/runbooks/${name}` };
}

/** An action as azurerm takes it; the two sets come in one order, whatever order they were given in. */
export function actionBlock(action: RecoveryAction): ActionBlock {
  const { directions = ["failover"], failovers = FAILOVER_TYPES } = action;
  const common = {
    name: action.name,
    failOverDirections: [...new Set(directions.map((direction) => DIRECTIONS[direction]))].sort(),
    failOverTypes: [...new Set(failovers.map((failover) => FAILOVERS[failover]))].sort(),
  };
  // a manual action with a location is refused at apply
  if (action.kind === "manual")
    return { ...common, type: "ManualActionDetails", manualActionInstruction: action.instruction };
  return {
    ...common,
    type: "AutomationRunbookActionDetails",
    runbookId: parseRunbookId(action.runbook.id)?.id ?? action.runbook.id,
    fabricLocation: action.fabricLocation ?? "Recovery",
  };
}

interface ActionBlock {
  readonly name: string;
  readonly type: "ManualActionDetails" | "AutomationRunbookActionDetails";
  readonly failOverDirections: string[];
  readonly failOverTypes: string[];
  readonly manualActionInstruction?: string;
  readonly runbookId?: string;
  readonly fabricLocation?: string;
}
