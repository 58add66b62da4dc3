/**
 * The operations that a resource guard protects unless it is told not to, in the portal's words and ARM's (Microsoft Learn,
 * "Multi-user authorization using Resource Guard"; the names of the operations as in `az dataprotection resource-guard
 * update` and azurerm `vault_critical_operation_exclusion_list`). Switching off soft delete and taking the guard away are
 * not among them: they are always protected.
 */
export const RECOVERY_SERVICES_OPERATIONS = {
  "delete protection":
    "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/delete",
  "modify protection":
    "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/write",
  "modify policy": "Microsoft.RecoveryServices/vaults/backupPolicies/write",
  "stop backup and retain data":
    "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/write#stopProtectionWithRetainData",
  restore:
    "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/recoveryPoints/restore/action",
  "unregister container": "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/delete",
  "get security PIN": "Microsoft.RecoveryServices/vaults/backupSecurityPIN/action",
  "disable immutability": "Microsoft.RecoveryServices/vaults/write#reduceImmutabilityState",
  "modify encryption settings": "Microsoft.RecoveryServices/vaults/write#modifyEncryptionSettings",
} as const;

/** The same for Backup vaults. */
export const BACKUP_VAULT_OPERATIONS = {
  "delete backup instance": "Microsoft.DataProtection/backupVaults/backupInstances/delete",
  "modify backup instance": "Microsoft.DataProtection/backupVaults/backupInstances/write",
  "stop backup and retain forever":
    "Microsoft.DataProtection/backupVaults/backupInstances/stopProtection/action",
  "stop backup and retain as per policy":
    "Microsoft.DataProtection/backupVaults/backupInstances/suspendBackups/action",
  restore: "Microsoft.DataProtection/backupVaults/backupInstances/restore/action",
  "disable immutability": "Microsoft.DataProtection/backupVaults/write#reduceImmutabilityState",
  "modify encryption settings": "Microsoft.DataProtection/backupVaults/write#modifyEncryptionSettings",
} as const;

/** A critical operation of a Recovery Services vault. */
export type RecoveryServicesOperation = keyof typeof RECOVERY_SERVICES_OPERATIONS;
/** A critical operation of a Backup vault. */
export type BackupVaultOperation = keyof typeof BACKUP_VAULT_OPERATIONS;

/** What a guard lets pass, for each kind of vault. */
export interface UnguardedOperations {
  /** @default - none: all of them need the guard */
  readonly recoveryServicesVaults?: readonly RecoveryServicesOperation[];
  /** @default - none: all of them need the guard */
  readonly backupVaults?: readonly BackupVaultOperation[];
}

/** In the catalogue's order, whatever the program's: azurerm takes another order for a change. */
export function operationTypes({
  recoveryServicesVaults = [],
  backupVaults = [],
}: UnguardedOperations): string[] {
  return [
    ...chosen(RECOVERY_SERVICES_OPERATIONS, recoveryServicesVaults),
    ...chosen(BACKUP_VAULT_OPERATIONS, backupVaults),
  ];
}

function chosen(catalogue: Readonly<Record<string, string>>, words: readonly string[]): readonly string[] {
  return Object.entries(catalogue).flatMap(([word, type]) => (words.includes(word) ? [type] : []));
}
