import { BackupQueries, LogAlert, type LogAlertProps, ReplicationQueries } from "../../lib";
import { synthesise } from "../support/synthesise";
import { alertIn, OPERATIONS, WORKSPACE_ID, workspaceIn } from "./define-alert";

const TYPE = "azurerm_monitor_scheduled_query_rules_alert_v2";
const alert = (changes: Partial<LogAlertProps> = {}) =>
  synthesise((stack) => {
    alertIn(stack, changes);
  }).only(TYPE);

test("a query of the library brings its window, frequency, dimensions and description along", () => {
  const { criteria, ...rest } = alert();
  expect(rest).toEqual({
    name: "alert-RpoMissed",
    location: "australiaeast",
    resource_group_name: "${azurerm_resource_group.Group.name}",
    description: "No recovery point is younger than 24 hours",
    enabled: true,
    scopes: [WORKSPACE_ID],
    severity: 1,
    evaluation_frequency: "PT1H",
    window_duration: "P2D",
    auto_mitigation_enabled: true,
    skip_query_validation: true,
    action: { action_groups: [OPERATIONS.actionGroupId] },
  });
  expect(criteria).toEqual([
    {
      query: BackupQueries.rpoMissed({ rpoHours: 24 }).text,
      time_aggregation_method: "Count",
      operator: "GreaterThan",
      threshold: 0,
      resource_id_column: "_ResourceId",
      dimension: ["Vault", "Policy", "Item"].map((name) => ({ name, operator: "Include", values: ["*"] })),
      failing_periods: { number_of_evaluation_periods: 1, minimum_failing_periods_to_trigger_alert: 1 },
    },
  ]);
});

test("everything about the rule can be said instead", () => {
  expect(
    alert({
      name: "Slow backups",
      region: "West Europe",
      query: "AddonAzureBackupJobs\n| project JobDurationInSecs, BackupItemUniqueId",
      measure: { column: "JobDurationInSecs", aggregation: "Maximum" },
      operator: "GreaterThanOrEqual",
      threshold: 7200,
      frequency: "PT30M",
      window: "PT6H",
      evaluationPeriods: 4,
      failingPeriods: 3,
      queryTimeRange: "P2D",
      muteFor: "P1D",
      dimensions: [{ name: "BackupItemUniqueId", operator: "Exclude", values: ["test"] }],
      description: "Backups are slow",
      enabled: false,
      customProperties: { team: "backup" },
      tags: { Application: "backup" },
      severity: 3,
    }),
  ).toEqual({
    name: "Slow backups",
    location: "westeurope",
    resource_group_name: "${azurerm_resource_group.Group.name}",
    description: "Backups are slow",
    enabled: false,
    scopes: [WORKSPACE_ID],
    severity: 3,
    evaluation_frequency: "PT30M",
    window_duration: "PT6H",
    query_time_range_override: "P2D",
    auto_mitigation_enabled: false,
    mute_actions_after_alert_duration: "P1D",
    skip_query_validation: true,
    action: { action_groups: [OPERATIONS.actionGroupId], custom_properties: { team: "backup" } },
    tags: { Application: "backup" },
    criteria: [
      {
        query: "AddonAzureBackupJobs\n| project JobDurationInSecs, BackupItemUniqueId",
        time_aggregation_method: "Maximum",
        metric_measure_column: "JobDurationInSecs",
        operator: "GreaterThanOrEqual",
        threshold: 7200,
        dimension: [{ name: "BackupItemUniqueId", operator: "Exclude", values: ["test"] }],
        failing_periods: { number_of_evaluation_periods: 4, minimum_failing_periods_to_trigger_alert: 3 },
      },
    ],
  });
});

test("a daily rule is not resolved by Azure, since it resolves what is looked at every 12 hours", () => {
  expect(alert({ frequency: "P1D" }).auto_mitigation_enabled).toBe(false);
  expect(alert({ frequency: "PT6H" }).auto_mitigation_enabled).toBe(true);
});

test("a silent alert acts on nothing, and says so on purpose", () => {
  expect(alert({ actionGroups: [], silent: true })).not.toHaveProperty("action");
});

test("the rule stands where the workspace stands, or else its resource group", () => {
  expect(alert({ workspace: { workspaceId: WORKSPACE_ID, region: "centralindia" } }).location).toBe(
    "centralindia",
  );
  expect(alert({ workspace: { workspaceId: WORKSPACE_ID } }).location).toBe("australiaeast");
});

test("a workspace of the same stack is its scope", () => {
  const json = synthesise((stack) => {
    alertIn(stack, { workspace: workspaceIn(stack) });
  });
  expect(json.only(TYPE).scopes).toEqual(["${azurerm_log_analytics_workspace.Logs.id}"]);
});

test("a vault that only Terraform names is looked for by that name", () => {
  const json = synthesise((stack) => {
    const { resource } = workspaceIn(stack);
    alertIn(stack, { query: ReplicationQueries.critical({ vaults: [resource.name] }) });
  });
  const [{ query }] = json.only(TYPE).criteria as [{ query: string }];
  expect(query).toContain('| where Vault in~ ("${azurerm_log_analytics_workspace.Logs.name}")');
});

test("a log alert is known by a mark, whichever copy of the library made it", () => {
  synthesise((stack) => {
    expect([alertIn(stack), stack].map(LogAlert.isLogAlert)).toEqual([true, false]);
  });
});
