import {
  BackupAlerts,
  type BackupAlertsProps,
  LogWorkspace,
  RecoveryServicesVault,
  type ResilienceStack,
  type WatchedTier,
} from "../../lib";
import { resourceGroup, SUBSCRIPTION, type Synthesized, synthesise } from "../support/synthesise";
import { oncall } from "./define-group";

export const METRIC = "azurerm_monitor_metric_alert";
export const LOG = "azurerm_monitor_scheduled_query_rules_alert_v2";
export const RULE = "azurerm_monitor_alert_processing_rule_action_group";
export const SETTING = "azurerm_monitor_diagnostic_setting";

export const WORKSPACE = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-ops/providers/Microsoft.OperationalInsights/workspaces/log-ops`;

/** Two classes: backups every four hours, and once a week. */
export const GOLD: WatchedTier = {
  name: "Gold",
  rpoMinutes: 240,
  everyMinutes: 240,
  policies: ["bkpol-gold"],
  severity: 0,
};
export const WEEKLY: WatchedTier = {
  name: "Weekly",
  rpoMinutes: 7 * 1440,
  everyMinutes: 7 * 1440,
  policies: ["bkpol-weekly", "bkpol-weekly-02"],
};

type Changes = Partial<BackupAlertsProps> & { readonly logs?: boolean };

/** The pack for a vault in Australia East, with a workspace unless told otherwise; say only what matters. */
export const pack =
  ({ logs = true, ...changes }: Changes = {}) =>
  (stack: ResilienceStack): BackupAlerts => {
    const group = resourceGroup(stack, "australiaeast", "Alerting");
    const vault = () => new RecoveryServicesVault(stack, "Vault", { name: "rsv-a", resourceGroup: group });
    const workspace = () =>
      LogWorkspace.fromWorkspaceId(stack, "Logs", WORKSPACE, { region: "australiaeast" });
    return new BackupAlerts(stack, "Alerts", {
      prefix: "contoso",
      resourceGroup: group,
      actionGroups: [oncall],
      vaults: changes.vaults ?? [vault()],
      workspace: logs ? workspace() : undefined,
      ...changes,
    });
  };

export const packed = (changes: Changes = {}): Synthesized =>
  synthesise((stack) => void pack(changes)(stack));

/** Every alert, rule and setting of a pack by its address: what it is called in Azure. */
export function namesOf(stack: Synthesized): Record<string, unknown> {
  const types = [METRIC, LOG, RULE, SETTING];
  return Object.fromEntries(
    types.flatMap((type) =>
      Object.entries(stack.all(type)).map(([address, { name }]) => [
        address.replace(/^Alerts_|_[0-9A-F]{8}$/g, ""),
        name,
      ]),
    ),
  );
}
