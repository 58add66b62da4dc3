export * from "./cache-storage-account";
export * from "./disaster-recovery-pair";
export type { DisasterRecoveryPairProps } from "./pair-props";
export {
  type IRecoveryNetwork,
  RecoveryNetwork,
  type RecoveryNetworkAddresses,
  type RecoveryNetworkProps,
} from "./recovery-network";
export { regionObstacle, regionWarnings } from "./region-support";
export * from "./replicated-vm";
export * from "./replication-policy";
export { replicationObstacle, replicationWarnings } from "./replication-support";
export type { ReplicationObstacle, ReplicationSupportOptions } from "./support-rule";
