export {
  HealthAlert,
  type HealthAlertOptions,
  type HealthAlertProps,
  type MetricFrequency,
  type MetricWindow,
  type UnhealthyStatus,
} from "./health-alert";
export type { Severity } from "./severity";
export type { IWatchedVault } from "./watched-vault";
