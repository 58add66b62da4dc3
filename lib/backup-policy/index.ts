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
  Schedule,
  type VmBackupSchedule,
  type WeeklySchedule,
} from "./schedule";
export type { StartWindow } from "./stagger";
export * from "./vm-backup-policy";
