import type { IActionGroup, LogAlertProps, ResilienceStack } from "../../lib";
import { BackupQueries, LogAlert, LogWorkspace } from "../../lib";
import { resourceGroup, SUBSCRIPTION } from "../support/synthesise";

export const WORKSPACE_ID = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-logs/providers/Microsoft.OperationalInsights/workspaces/log-a`;

export const OPERATIONS: IActionGroup = {
  actionGroupId: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-logs/providers/Microsoft.Insights/actionGroups/ag-a`,
};

/** A log alert on missed RPOs in an imported workspace; say only what matters. */
export function alertIn(
  stack: ResilienceStack,
  changes: Partial<LogAlertProps> = {},
  id = "RpoMissed",
): LogAlert {
  const group = stack.node.tryFindChild("Group") as ReturnType<typeof resourceGroup> | undefined;
  return new LogAlert(stack, id, {
    query: BackupQueries.rpoMissed({ rpoHours: 24 }),
    workspace: { workspaceId: WORKSPACE_ID, region: "australiaeast" },
    resourceGroup: group ?? resourceGroup(stack),
    severity: 1,
    actionGroups: [OPERATIONS],
    ...changes,
  });
}

export function workspaceIn(stack: ResilienceStack, id = "Logs"): LogWorkspace {
  return new LogWorkspace(stack, id, {
    name: `log-${id.toLowerCase()}`,
    resourceGroup: resourceGroup(stack),
  });
}
