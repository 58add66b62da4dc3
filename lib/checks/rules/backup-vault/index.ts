import { backupVaultCrossRegionRestore } from "./backup-vault-cross-region-restore";
import { backupVaultCustomerManagedKey } from "./backup-vault-customer-managed-key";
import { backupVaultDiagnostics } from "./backup-vault-diagnostics";
import { backupVaultIdentity } from "./backup-vault-identity";
import { backupVaultImmutability } from "./backup-vault-immutability";
import { backupVaultRedundancy } from "./backup-vault-redundancy";
import { backupVaultResourceGuard } from "./backup-vault-resource-guard";
import { backupVaultSoftDelete } from "./backup-vault-soft-delete";
import { backupVaultZoneRedundancy } from "./backup-vault-zone-redundancy";

/** Rules on Backup vaults. */
export const BACKUP_VAULT_RULES = [
  backupVaultImmutability,
  backupVaultIdentity,
  backupVaultSoftDelete,
  backupVaultRedundancy,
  backupVaultZoneRedundancy,
  backupVaultDiagnostics,
  backupVaultCrossRegionRestore,
  backupVaultCustomerManagedKey,
  backupVaultResourceGuard,
] as const;
