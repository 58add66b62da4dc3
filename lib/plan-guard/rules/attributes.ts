import { type Change, listAt, type Values, valueAt } from "../change";
import type { AttributeRule, RulesByType } from "./attribute-rule";
import { azurermType } from "./destruction";
import { POLICY_ATTRIBUTES } from "./policy-attributes";
import {
  another,
  crashConsistent,
  fewerActions,
  fewerBlocks,
  fewerDisks,
  fewerIncluded,
  fewerMachines,
  fewerNamed,
  fewerWithin,
  identity,
  lessSevere,
  limited,
  lowered,
  narrowed,
  ordered,
  removed,
  setFalse,
  stopped,
  switchedOff,
  switchedOn,
  type Weaker,
  widened,
} from "./weaker";

/** From two regions to the zones of one, and to one building. */
const redundancy = ordered("LocallyRedundant", "ZoneRedundant", "GeoRedundant");

const IDENTITY: readonly AttributeRule[] = [
  { rule: "identity-removed", path: "identity.type", weaker: identity },
  { rule: "identity-removed", path: "identity.identity_ids", weaker: narrowed },
];

const ALERT: readonly AttributeRule[] = [
  { rule: "alert-removed", path: "enabled", weaker: switchedOff },
  { rule: "alert-weakened", path: "severity", weaker: lessSevere },
  { rule: "alert-removed", path: "scopes", weaker: narrowed },
];

/** Whom an alert tells. */
const told = (weaker: Weaker): AttributeRule => ({
  rule: "alert-removed",
  path: "action",
  weaker,
});

const RECEIVERS = [
  "arm_role_receiver",
  "automation_runbook_receiver",
  "azure_app_push_receiver",
  "azure_function_receiver",
  "email_receiver",
  "event_hub_receiver",
  "itsm_receiver",
  "logic_app_receiver",
  "sms_receiver",
  "voice_receiver",
  "webhook_receiver",
];

const BY_TYPE: RulesByType = {
  recovery_services_vault: [
    {
      rule: "immutability-weakened",
      path: "immutability",
      weaker: ordered("Disabled", "Unlocked", "Locked"),
    },
    { rule: "soft-delete-weakened", path: "soft_delete_enabled", weaker: setFalse, unknown: false },
    { rule: "redundancy-weakened", path: "storage_mode_type", weaker: redundancy },
    { rule: "redundancy-weakened", path: "cross_region_restore_enabled", weaker: switchedOff },
    { rule: "encryption-weakened", path: "encryption.key_id", weaker: removed, unknown: false },
    {
      rule: "encryption-weakened",
      path: "encryption.infrastructure_encryption_enabled",
      weaker: switchedOff,
    },
    { rule: "network-opened", path: "public_network_access_enabled", weaker: switchedOn },
    { rule: "alert-removed", path: "monitoring.alerts_for_all_job_failures_enabled", weaker: switchedOff },
    {
      rule: "alert-removed",
      path: "monitoring.alerts_for_critical_operation_failures_enabled",
      weaker: switchedOff,
    },
    {
      rule: "alert-removed",
      path: "monitoring.email_notifications_for_site_recovery_enabled",
      weaker: switchedOff,
    },
    {
      rule: "alert-removed",
      path: "monitoring.alerts_for_all_replication_issues_enabled",
      weaker: switchedOff,
    },
    { rule: "alert-removed", path: "monitoring.alerts_for_all_failover_issues_enabled", weaker: switchedOff },
    ...IDENTITY,
  ],
  data_protection_backup_vault: [
    {
      rule: "immutability-weakened",
      path: "immutability",
      weaker: ordered("Disabled", "Unlocked", "Locked"),
    },
    { rule: "soft-delete-weakened", path: "soft_delete", weaker: ordered("Off", "On", "AlwaysOn") },
    { rule: "soft-delete-weakened", path: "retention_duration_in_days", weaker: lowered },
    { rule: "redundancy-weakened", path: "redundancy", weaker: redundancy },
    { rule: "redundancy-weakened", path: "cross_region_restore_enabled", weaker: switchedOff },
    ...IDENTITY,
  ],
  data_protection_resource_guard: [
    { rule: "guard-removed", path: "vault_critical_operation_exclusion_list", weaker: widened },
  ],
  backup_policy_vm: [{ rule: "backups-less-often", path: "consistency_type", weaker: crashConsistent }],
  backup_protected_vm: [
    { rule: "protection-stopped", path: "protection_state", weaker: stopped },
    { rule: "disks-left-out", path: "include_disk_luns", weaker: fewerIncluded },
    { rule: "disks-left-out", path: "exclude_disk_luns", weaker: widened },
  ],
  site_recovery_replicated_vm: [
    { rule: "disks-left-out", path: "managed_disk", weaker: fewerDisks },
    { rule: "disks-left-out", path: "unmanaged_disk", weaker: fewerBlocks("disk_uri") },
  ],
  site_recovery_vmware_replicated_vm: [{ rule: "disks-left-out", path: "managed_disk", weaker: fewerDisks }],
  site_recovery_replication_recovery_plan: [
    { rule: "left-recovery-plan", path: "boot_recovery_group", weaker: fewerMachines },
    ...["boot", "failover", "shutdown"].map(
      (group): AttributeRule => ({
        rule: "left-recovery-plan",
        path: `${group}_recovery_group`,
        weaker: fewerActions,
        unknown: false,
      }),
    ),
  ],
  role_assignment: ["role_definition_name", "role_definition_id", "scope", "principal_id"].map(
    (path): AttributeRule => ({ rule: "access-removed", path, weaker: another, unknown: false }),
  ),
  management_lock: [
    { rule: "lock-removed", path: "lock_level", weaker: ordered("CanNotDelete", "ReadOnly") },
  ],
  monitor_metric_alert: [...ALERT, told(fewerBlocks("action_group_id"))],
  monitor_scheduled_query_rules_alert_v2: [...ALERT, told(fewerWithin("action_groups"))],
  monitor_scheduled_query_rules_alert: [...ALERT, told(fewerWithin("action_group"))],
  monitor_activity_log_alert: [
    { rule: "alert-removed", path: "enabled", weaker: switchedOff },
    { rule: "alert-removed", path: "scopes", weaker: narrowed },
    told(fewerBlocks("action_group_id")),
  ],
  monitor_alert_processing_rule_action_group: [
    { rule: "alert-removed", path: "enabled", weaker: switchedOff },
    { rule: "alert-removed", path: "scopes", weaker: narrowed },
    { rule: "alert-removed", path: "add_action_group_ids", weaker: narrowed },
  ],
  monitor_action_group: [
    { rule: "alert-removed", path: "enabled", weaker: switchedOff },
    ...RECEIVERS.map((path): AttributeRule => ({ rule: "alert-removed", path, weaker: fewerNamed })),
  ],
  monitor_diagnostic_setting: [
    { rule: "logs-removed", path: "enabled_log", weaker: fewerBlocks("category", "category_group") },
    { rule: "logs-removed", path: "enabled_metric", weaker: fewerBlocks("category") },
    { rule: "logs-removed", path: "log_analytics_workspace_id", weaker: another },
    {
      rule: "logs-removed",
      path: "log_analytics_destination_type",
      weaker: ordered("AzureDiagnostics", "Dedicated"),
      unknown: false,
    },
    { rule: "logs-removed", path: "storage_account_id", weaker: another },
    { rule: "logs-removed", path: "eventhub_authorization_rule_id", weaker: another },
    { rule: "logs-removed", path: "partner_solution_id", weaker: another },
  ],
  ...POLICY_ATTRIBUTES,
};

const KUBERNETES = "backup_datasource_parameters";

const INSTANCE: readonly AttributeRule[] = [
  { rule: "disks-left-out", path: "storage_account_container_names", weaker: narrowed },
  { rule: "disks-left-out", path: "storage_container_names", weaker: narrowed },
  { rule: "disks-left-out", path: `${KUBERNETES}.label_selectors`, weaker: limited },
  { rule: "disks-left-out", path: `${KUBERNETES}.cluster_scoped_resources_enabled`, weaker: switchedOff },
  { rule: "disks-left-out", path: `${KUBERNETES}.included_namespaces`, weaker: fewerIncluded },
  { rule: "disks-left-out", path: `${KUBERNETES}.included_resource_types`, weaker: fewerIncluded },
  { rule: "disks-left-out", path: `${KUBERNETES}.excluded_namespaces`, weaker: widened },
  { rule: "disks-left-out", path: `${KUBERNETES}.excluded_resource_types`, weaker: widened },
  { rule: "disks-left-out", path: `${KUBERNETES}.volume_snapshot_enabled`, weaker: switchedOff },
  { rule: "protection-stopped", path: "protection_state", weaker: stopped },
];

/** The arguments of a resource that can become weaker. */
export function attributeRulesOf(change: Change): readonly AttributeRule[] {
  const type = change.type.startsWith("azurerm_") ? azurermType(change) : undefined;
  if (type?.startsWith("data_protection_backup_instance_")) return INSTANCE;
  return (type !== undefined && BY_TYPE[type]) || [];
}

/** What a rule compares: by its path whole lists, and single values. */
export function comparedValue(values: Values, { path, read }: AttributeRule): unknown {
  if (read) return read(values);
  const found = valueAt(values, path);
  return Array.isArray(found) ? listAt(values, path) : found;
}
