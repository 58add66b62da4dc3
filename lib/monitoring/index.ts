export {
  ActionGroup,
  type ActionGroupProps,
  type ActionGroupRegion,
  type IActionGroup,
} from "./action-group";
export { ActivityLogDiagnostics, type ActivityLogDiagnosticsProps } from "./activity-log-diagnostics";
export {
  AlertFilter,
  type AlertFilters,
  type ExactFilter,
  type MonitorService,
  type TextFilter,
} from "./alert-filters";
export {
  AlertProcessingRule,
  type AlertProcessingRuleProps,
  type VaultAlertsProps,
} from "./alert-processing-rule";
export type { AlertRuleOptions } from "./alert-rule-options";
export { type AlertRecurrence, AlertSchedule } from "./alert-schedule";
export type { AlertSetting, AlertSettings, LogAlertTuning, WatchedTier } from "./alert-settings";
export { AlertSuppression, type AlertSuppressionProps } from "./alert-suppression";
export { AutomationDiagnostics } from "./automation-diagnostics";
export { BackupAlerts, type BackupAlertsProps } from "./backup-alerts";
export { BackupQueries } from "./backup-queries";
export { BackupWorkbook, type BackupWorkbookProps } from "./backup-workbook";
export {
  HealthAlert,
  type HealthAlertOptions,
  type HealthAlertProps,
  type MetricFrequency,
  type MetricWindow,
  type UnhealthyStatus,
} from "./health-alert";
export { LogAlert } from "./log-alert";
export type { LogAlertOptions, LogAlertProps } from "./log-alert-props";
export type { LogQuery } from "./log-query";
export type { ILogWorkspace } from "./log-workspace";
export { LogWorkspace, type LogWorkspaceProps } from "./log-workspace";
export {
  type AzureFunction,
  type EntraAuthentication,
  type EventHub,
  type Itsm,
  type LogicApp,
  type Phone,
  Receiver,
  type Runbook,
  type Webhook,
} from "./receiver";
export type { NotifiedRole } from "./receiver-roles";
export { ReplicationQueries } from "./replication-queries";
export type { Severity } from "./severity";
export { type LoggedVault, VaultDiagnostics, type VaultDiagnosticsProps } from "./vault-diagnostics";
export type { IWatchedVault } from "./watched-vault";
