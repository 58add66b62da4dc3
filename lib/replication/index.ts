export * from "./cache-storage-account";
export { CRASH_CONSISTENT_MINUTES } from "./crash-consistency";
export * from "./disaster-recovery-pair";
export type { MappedNetwork } from "./network-mappings";
export type {
  AgentUpdates,
  DisasterRecoveryPairProps,
  RegionToRegionProps,
  Zone,
  ZonePair,
  ZoneToZoneProps,
} from "./pair-props";
export {
  type FailoverDirection,
  type FailoverType,
  type ManualAction,
  RecoveryAction,
  type RecoveryActionOptions,
  type RunbookAction,
  type RunbookActionOptions,
} from "./recovery-action";
export {
  type IRecoveryNetwork,
  RecoveryNetwork,
  type RecoveryNetworkAddresses,
  type RecoveryNetworkProps,
} from "./recovery-network";
export * from "./recovery-plan";
export type {
  BootGroup,
  RecoveryActions,
  RecoveryPlanOptions,
  RecoveryPlanProps,
} from "./recovery-plan-props";
export { regionObstacle, regionWarnings } from "./region-support";
export type { ReplicaDisk } from "./replicated-disks";
export * from "./replicated-vm";
export type * from "./replicated-vm-props";
export {
  ReplicationPolicy,
  type ReplicationPolicyOptions,
  type ReplicationPolicyProps,
} from "./replication-policy";
export { replicationObstacle, replicationWarnings } from "./replication-support";
export type { ReplicationObstacle, ReplicationSupportOptions } from "./support-rule";
export { TestNetwork } from "./test-network";
