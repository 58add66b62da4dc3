import { DataProtectionBackupVaultCustomerManagedKey } from "@cdktf/provider-azurerm/lib/data-protection-backup-vault-customer-managed-key";
import { openKeys } from "../access/key-access";
import type { IPrincipal } from "../access/principal";
import { accessScope } from "../access/vault-access";
import type { Problems } from "../core/problems";
import type { IKeyVault } from "../core/refs";
import { checkVaultKey } from "../core/vault-key";
import type { BackupVaultBase, IBackupVault } from "./vault-base";

/**
 * A key of yours for the vault's data, never to be reverted. The vault's own identity opens it: azurerm knows no other
 * here. The key vault has soft delete and purge protection.
 *
 * azurerm 4.81 writes the vault as a whole whenever something of it changes, and leaves the key out of what it writes. If
 * the next plan then shows `key_vault_key_id` as missing, an update fails; put the key back with
 * `terraform apply -replace=ADDRESS`, where replacing changes nothing but that.
 */
export interface BackupVaultEncryption {
  /**
   * `https://NAME.vault.azure.net/keys/KEY`, without a version: then the vault follows the key's rotation. With a version,
   * it is yours to change at every rotation.
   */
  readonly keyId: string;
  /**
   * Where the vault's identity gets the role "Key Vault Crypto Service Encryption User".
   * @default - no role is granted: the identity can use the key already, as in a managed HSM, which has roles of its own
   */
  readonly keyVault?: IKeyVault;
}

export function checkEncryption(
  problems: Problems,
  { keyId, keyVault }: BackupVaultEncryption,
  acknowledged: boolean,
): void {
  checkVaultKey(problems, keyId, keyVault);
  problems.when(
    !acknowledged,
    'encryption can never be undone: the vault cannot go back to keys of Microsoft, and without your key no backup can be read; if you want that, add acknowledge: ["customer-managed key"]',
  );
}

/** Gives the vault's identity the key's role, waits, and hands the key to the vault. */
export function encrypt(
  vault: BackupVaultBase & IPrincipal,
  { keyId, keyVault }: BackupVaultEncryption,
): void {
  const access = { to: vault, wait: "KeyWait", seconds: vault.roleWaitSeconds };
  const key = new DataProtectionBackupVaultCustomerManagedKey(vault, "Key", {
    dataProtectionBackupVaultId: vault.vaultId,
    keyVaultKeyId: keyId,
    dependsOn: keyVault && openKeys(accessScope(vault), { keyVault, ...access }),
  });
  keys.set(vault, key);
}

/** The vault's key, which comes before its first backup. */
export function keyOf(vault: IBackupVault): DataProtectionBackupVaultCustomerManagedKey | undefined {
  return keys.get(vault);
}

const keys = new WeakMap<IBackupVault, DataProtectionBackupVaultCustomerManagedKey>();
