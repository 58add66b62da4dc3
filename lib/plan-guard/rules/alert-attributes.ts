import {
  fewerAlerts,
  fewerReasons,
  fewerTold,
  lessOften,
  lessSevereAlerts,
  lessSevereWord,
} from "./alerting";
import type { AttributeRule, RulesByType } from "./attribute-rule";
import { holdsLess, routesLess } from "./conditions";
import { fewerMetrics, metricsOf } from "./metrics";
import {
  another,
  fewerBlocks,
  fewerNamed,
  fewerWithin,
  lessSevere,
  narrowed,
  ordered,
  switchedOff,
  type Weaker,
} from "./weaker";

const removed = (path: string, weaker: Weaker): AttributeRule => ({ rule: "alert-removed", path, weaker });

const weakened = (path: string, weaker: Weaker): AttributeRule => ({
  rule: "alert-weakened",
  path,
  weaker,
  unknown: false,
});

const less = (path: string, weaker: Weaker): AttributeRule => ({ rule: "logs-removed", path, weaker });

const ALERT: readonly AttributeRule[] = [
  removed("enabled", switchedOff),
  { rule: "alert-weakened", path: "severity", weaker: lessSevere },
  removed("scopes", narrowed),
  weakened("criteria", fewerReasons),
  weakened("frequency", lessOften),
  weakened("evaluation_frequency", lessOften),
  weakened("dynamic_criteria.alert_sensitivity", ordered("Low", "Medium", "High")),
];

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

/** Who is told of what, and what is written down. */
export const ALERT_ATTRIBUTES: RulesByType = {
  monitor_metric_alert: [...ALERT, removed("action", fewerBlocks("action_group_id"))],
  monitor_scheduled_query_rules_alert_v2: [...ALERT, removed("action", fewerWithin("action_groups"))],
  monitor_scheduled_query_rules_alert: [...ALERT, removed("action", fewerWithin("action_group"))],
  monitor_activity_log_alert: [
    removed("enabled", switchedOff),
    removed("scopes", narrowed),
    removed("action", fewerBlocks("action_group_id")),
  ],
  monitor_alert_prometheus_rule_group: [
    removed("rule_group_enabled", switchedOff),
    removed("scopes", narrowed),
    removed("rule", fewerAlerts),
    weakened("rule", lessSevereAlerts),
    { ...removed("rule", fewerTold), unknown: false },
  ],
  monitor_smart_detector_alert_rule: [
    removed("enabled", switchedOff),
    removed("scope_resource_ids", narrowed),
    removed("action_group", fewerWithin("ids")),
    weakened("severity", lessSevereWord),
  ],
  monitor_alert_processing_rule_action_group: [
    removed("enabled", switchedOff),
    removed("scopes", narrowed),
    removed("add_action_group_ids", narrowed),
    removed("condition", routesLess),
    removed("schedule", holdsLess),
  ],
  monitor_action_group: [
    removed("enabled", switchedOff),
    ...RECEIVERS.map((path) => removed(path, fewerNamed)),
  ],
  monitor_diagnostic_setting: [
    less("enabled_log", fewerBlocks("category", "category_group")),
    { ...less("enabled_metric", fewerMetrics), read: metricsOf("enabled_metric", "metric") },
    // azurerm 4 computes it where enabled_metric is said
    { ...less("metric", fewerMetrics), read: metricsOf("metric", "enabled_metric"), unknown: false },
    less("log_analytics_workspace_id", another),
    {
      ...less("log_analytics_destination_type", ordered("AzureDiagnostics", "Dedicated")),
      unknown: false,
    },
    less("storage_account_id", another),
    less("eventhub_authorization_rule_id", another),
    less("eventhub_name", another),
    less("partner_solution_id", another),
  ],
};
