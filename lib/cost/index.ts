export { Budget } from "./budget";
export type {
  BudgetDimension,
  BudgetFilter,
  BudgetNotification,
  BudgetProps,
  BudgetTimeGrain,
} from "./budget-props";
export { BudgetScope } from "./budget-scope";
export {
  type BackupEstimate,
  type BackupSum,
  type Estimate,
  estimateOf,
  type NotEstimated,
  type ReplicationEstimate,
} from "./estimate";
export {
  type BackupStorage,
  type EstimatedDisk,
  type EstimateOptions,
  estimateBackupStorage,
  type RecoveryPointCounts,
  type StorageByTier,
} from "./estimate-backup-storage";
export { type BackupPrices, type CostEstimate, estimateCost } from "./estimate-cost";
export { describeEstimate, ESTIMATE_FILE, estimateFile } from "./estimate-file";
export {
  type EstimatedReplica,
  estimateReplicationStorage,
  type ReplicationStorage,
} from "./estimate-replication-storage";
export { type ProtectedInstance, protectedInstance } from "./protected-instance";
export type { EstimatedPolicy } from "./recovery-points";
export type { UnknownSizes } from "./unknown-sizes";
