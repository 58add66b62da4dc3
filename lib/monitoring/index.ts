export {
  ActionGroup,
  type ActionGroupProps,
  type ActionGroupRegion,
  type IActionGroup,
} from "./action-group";
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
export { AlertSuppression, type AlertSuppressionProps } from "./alert-suppression";
export { BackupWorkbook, type BackupWorkbookProps } from "./backup-workbook";
export {
  HealthAlert,
  type HealthAlertOptions,
  type HealthAlertProps,
  type MetricFrequency,
  type MetricWindow,
  type UnhealthyStatus,
} from "./health-alert";
export type { ILogWorkspace } from "./log-workspace";
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
export type { Severity } from "./severity";
export type { IWatchedVault } from "./watched-vault";
