export type { ExistingVmPolicyOptions, IVmBackupPolicy } from "./existing-vm-policy";
export * from "./file-share-options";
export * from "./file-share-policy";
export * from "./options";
export type {
  MonthlyRetention,
  PointsOfMonth,
  VmBackupRetention,
  WeeklyRetention,
  YearlyRetention,
} from "./retention";
export {
  type DailySchedule,
  type HourlySchedule,
  type RoundTheClockSchedule,
  Schedule,
  type VmBackupSchedule,
  type WeeklySchedule,
} from "./schedule";
export type { StartWindow } from "./stagger";
export * from "./vm-backup-policy";
export type {
  FullBackupRetention,
  FullBackups,
  LogBackups,
  PartialBackups,
  SapHanaPolicyOptions,
  SqlPolicyOptions,
  Workload,
} from "./workload-options";
export * from "./workload-policy";
