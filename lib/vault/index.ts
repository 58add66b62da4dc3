export type {
  BackupVaultOperation,
  RecoveryServicesOperation,
  UnguardedOperations,
} from "./critical-operations";
export * from "./recovery-services-vault";
export * from "./resource-guard";
export type { IRecoveryServicesVault } from "./vault-base";
export type * from "./vault-props";
