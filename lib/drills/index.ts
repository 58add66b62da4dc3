export type {
  DrillRecoveryPoint,
  IBlobContainer,
  IDrillNetwork,
  IDrillPlan,
  RecoveryDrillProps,
} from "./drill-props";
export { type DrillDay, DrillSchedule } from "./drill-schedule";
export { RecoveryDrill } from "./recovery-drill";
