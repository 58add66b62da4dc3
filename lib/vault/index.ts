export type {
  BackupVaultOperation,
  RecoveryServicesOperation,
  UnguardedOperations,
} from "./critical-operations";
export type { ImportedVaultFacts } from "./existing-vault";
export * from "./recovery-services-vault";
export * from "./resource-guard";
export type { IRecoveryServicesVault } from "./vault-base";
export type * from "./vault-props";
