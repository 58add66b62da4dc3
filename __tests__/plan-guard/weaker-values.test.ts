import { reasonsOf } from "./plans";

type Values = Record<string, unknown>;
type Case = readonly [
  title: string,
  type: string,
  before: Values | null,
  after: Values | null,
  found: string,
];

const METRIC_ALERT = {
  enabled: true,
  severity: 1,
  scopes: ["/v1", "/v2"],
  action: [{ action_group_id: "/groups/one" }, { action_group_id: "/groups/two" }],
};

const LOG_ALERT = {
  enabled: true,
  severity: 1,
  scopes: ["/v1", "/v2"],
  action: [{ action_groups: ["/groups/one", "/groups/two"] }],
};

const DIAGNOSTICS = {
  enabled_log: [{ category: "CoreAzureBackup", category_group: null }],
  enabled_metric: [{ category: "Health" }],
  log_analytics_workspace_id: "/w/one",
  log_analytics_destination_type: "Dedicated",
};

const ASSIGNMENT = {
  enforce: true,
  policy_definition_id: "/d/one",
  parameters: '{"effect":{"value":"Deny"}}',
};

const ACTION = { name: "start-database", type: "AutomationRunbookActionDetails" };

const SHARES = {
  backup: [{ frequency: "Daily" }],
  retention_daily: [{ count: 30 }],
  backup_tier: "vault-standard",
};

const WORKLOAD = (monthdays: readonly number[]) => ({
  protection_policy: [
    {
      policy_type: "Full",
      backup: [{ frequency: "Daily" }],
      retention_monthly: [{ count: 3, format_type: "Daily", monthdays }],
    },
  ],
});

const TIERED = (duration: number) => ({
  backup: [{ frequency: "Daily" }],
  tiering_policy: [{ archived_restore_point: [{ mode: "TierAfter", duration, duration_type: "Months" }] }],
});

const KUBERNETES = (parameters: Values) => ({ backup_datasource_parameters: [parameters] });

const CASES: readonly Case[] = [
  [
    "an alert tells one group fewer",
    "monitor_metric_alert",
    METRIC_ALERT,
    { ...METRIC_ALERT, action: [{ action_group_id: "/groups/one" }] },
    "alert-removed: action no longer has two",
  ],
  [
    "an alert watches one vault fewer",
    "monitor_metric_alert",
    METRIC_ALERT,
    { ...METRIC_ALERT, scopes: ["/v1"] },
    "alert-removed: scopes no longer has /v2",
  ],
  [
    "a severity that is left out is 3",
    "monitor_metric_alert",
    METRIC_ALERT,
    { ...METRIC_ALERT, severity: null },
    "alert-weakened: severity becomes 3, and was 1",
  ],
  [
    "a log alert tells one group fewer",
    "monitor_scheduled_query_rules_alert_v2",
    LOG_ALERT,
    { ...LOG_ALERT, action: [{ action_groups: ["/groups/one"] }] },
    "alert-removed: action no longer has two",
  ],
  [
    "an activity log alert tells nobody",
    "monitor_activity_log_alert",
    METRIC_ALERT,
    { ...METRIC_ALERT, action: [] },
    "alert-removed: action no longer has one, two",
  ],
  [
    "a diagnostic setting sends no metrics",
    "monitor_diagnostic_setting",
    DIAGNOSTICS,
    { ...DIAGNOSTICS, enabled_metric: [] },
    "logs-removed: enabled_metric no longer has health",
  ],
  [
    "logs go to another workspace, of which alerts know nothing",
    "monitor_diagnostic_setting",
    DIAGNOSTICS,
    { ...DIAGNOSTICS, log_analytics_workspace_id: "/w/two" },
    'logs-removed: log_analytics_workspace_id becomes "/w/two", and was "/w/one"',
  ],
  [
    "the effect of an assignment is lowered",
    "subscription_policy_assignment",
    ASSIGNMENT,
    { ...ASSIGNMENT, parameters: '{"effect":{"value":"Audit"}}' },
    "policy-not-enforced: parameters has the effect Audit, and had Deny",
  ],
  [
    "an assignment is limited to a region",
    "subscription_policy_assignment",
    ASSIGNMENT,
    { ...ASSIGNMENT, resource_selectors: [{ name: "uk" }] },
    "policy-not-enforced: resource_selectors limits it to selected resources",
  ],
  [
    "a recovery plan loses a step",
    "site_recovery_replication_recovery_plan",
    { boot_recovery_group: [{ pre_action: [ACTION], replicated_protected_items: ["/a"] }] },
    { boot_recovery_group: [{ pre_action: [], replicated_protected_items: ["/a"] }] },
    "left-recovery-plan: boot_recovery_group no longer has start-database",
  ],
  [
    "shares are no longer copied to the vault",
    "backup_policy_file_share",
    SHARES,
    { ...SHARES, backup_tier: "snapshot" },
    "retention-shortened: copies: no longer of the vault",
  ],
  [
    "a day of the month is no longer kept",
    "backup_policy_vm_workload",
    WORKLOAD([1, 15]),
    WORKLOAD([1]),
    "retention-shortened: Full monthly points, monthdays: no longer of 15",
  ],
  [
    "points go to the archive sooner, from where a restore takes hours",
    "backup_policy_vm",
    TIERED(6),
    TIERED(3),
    "retention-shortened: restore without rehydration: 3 months, and was 6",
  ],
  [
    "two backups a week in place of three, with the same pause",
    "backup_policy_vm",
    { backup: [{ frequency: "Weekly", weekdays: ["Monday", "Tuesday", "Wednesday"] }] },
    { backup: [{ frequency: "Weekly", weekdays: ["Monday", "Wednesday"] }] },
    "backups-less-often: backups: fewer in a week",
  ],
  [
    "points are only crash-consistent",
    "backup_policy_vm",
    { backup: [{ frequency: "Daily" }] },
    { backup: [{ frequency: "Daily" }], consistency_type: "OnlyCrashConsistent" },
    "backups-less-often: consistency_type becomes OnlyCrashConsistent",
  ],
  [
    "a cluster's backup is limited to labels",
    "data_protection_backup_instance_kubernetes_cluster",
    KUBERNETES({ label_selectors: [] }),
    KUBERNETES({ label_selectors: ["app=shop"] }),
    "disks-left-out: backup_datasource_parameters.label_selectors limits it to selected resources",
  ],
  [
    "a container leaves the backup of a data lake",
    "data_protection_backup_instance_data_lake_storage",
    { storage_container_names: ["a", "b"] },
    { storage_container_names: ["a"] },
    "disks-left-out: storage_container_names no longer has b",
  ],
  [
    "an exemption of one policy becomes one of all",
    "subscription_policy_exemption",
    { expires_on: "2027-01-01", policy_definition_reference_ids: ["a"] },
    { expires_on: "2027-01-01", policy_definition_reference_ids: [] },
    "exemption-added: the exemption now holds until 2027-01-01",
  ],
  [
    "a rule without end silences another vault",
    "monitor_alert_processing_rule_suppression",
    { enabled: true, scopes: ["/v1"] },
    { enabled: true, scopes: ["/v1", "/v2"] },
    "alert-suppressed: more alerts are suppressed, and nothing ends it",
  ],
];

test.each(CASES)("refuses: %s", (_title, type, before, after, found) => {
  expect(reasonsOf(`azurerm_${type}`, before, after)).toEqual([found]);
});

const HARMLESS: readonly Case[] = [
  [
    "soft delete leaves the state with azurerm 5, where it is always on",
    "recovery_services_vault",
    { soft_delete_enabled: true },
    { soft_delete_enabled: null },
    "",
  ],
  [
    "a year becomes its 12 months",
    "data_protection_backup_policy_disk",
    { default_retention_duration: "P1Y" },
    { default_retention_duration: "P12M" },
    "",
  ],
  [
    "an enabled log is written with an empty group",
    "monitor_diagnostic_setting",
    DIAGNOSTICS,
    { ...DIAGNOSTICS, enabled_log: [{ category: "CoreAzureBackup", category_group: "" }] },
    "",
  ],
  ["points go to the archive later", "backup_policy_vm", TIERED(3), TIERED(6), ""],
];

test.each(HARMLESS)("passes: %s", (_title, type, before, after) => {
  expect(reasonsOf(`azurerm_${type}`, before, after)).toEqual([]);
});
