export * from "./cache-storage-account";
export * from "./disaster-recovery-pair";
export * from "./recovery-network";
export * from "./replicated-vm";
export * from "./replication-policy";
export { replicationObstacle } from "./replication-support";
