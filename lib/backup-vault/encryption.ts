import { DataProtectionBackupVaultCustomerManagedKey } from "@cdktf/provider-azurerm/lib/data-protection-backup-vault-customer-managed-key";
import { Token } from "cdktf";
import { grantRole } from "../access/grant-role";
import type { IPrincipal } from "../access/principal";
import { RolePropagation } from "../access/role-propagation";
import { accessScope } from "../access/vault-access";
import { type Problems, quoted } from "../core/problems";
import { KEY_VAULT_TYPE, partsOf } from "../core/resource-id";
import type { BackupVaultBase, IBackupVault } from "./vault-base";

/**
 * A key of Azure Key Vault that encrypts the backups. The vault's own identity uses it; azurerm knows no other here.
 *
 * azurerm 4.81 writes the vault as a whole whenever something of it changes, and leaves the key out of what it writes. If
 * the next plan shows the key as missing, put it back with
 * `terraform apply -replace=azurerm_data_protection_backup_vault_customer_managed_key.VAULT_Key_HASH`.
 */
export interface BackupVaultEncryption {
  /**
   * The key's URI: with a version, which you then change at every rotation; without one, and Azure takes new versions
   * by itself.
   */
  readonly keyId: string;
  /** ARM id of the key vault, on which the vault's identity gets "Key Vault Crypto Service Encryption User". */
  readonly keyVaultId: string;
}

/** The names are those of Microsoft Learn, "Azure Key Vault keys, secrets and certificates overview". */
const KEY_ID =
  /^https:\/\/([a-z][a-z0-9-]{1,22}[a-z0-9])\.vault\.[a-z.]+\/keys\/[a-z0-9-]{1,127}(\/[0-9a-f]{32})?$/i;

export function checkEncryption(
  problems: Problems,
  { keyId, keyVaultId }: BackupVaultEncryption,
  acknowledged: boolean,
): void {
  const [, keyVault] = KEY_ID.exec(keyId) ?? [];
  const parts = partsOf(keyVaultId, KEY_VAULT_TYPE);
  problems.when(
    !Token.isUnresolved(keyId) && keyVault === undefined,
    `encryption.keyId must be the URI of a key in Azure Key Vault, https://NAME.vault.azure.net/keys/KEY with or without a version, got ${quoted(keyId)}`,
  );
  problems.when(
    !Token.isUnresolved(keyVaultId) && parts === undefined,
    `encryption.keyVaultId must be the ARM id of a key vault, got ${quoted(keyVaultId)}`,
  );
  problems.when(
    keyVault !== undefined && parts !== undefined && keyVault.toLowerCase() !== parts.name.toLowerCase(),
    `encryption.keyVaultId must be the key vault of encryption.keyId, ${keyVault}, got ${parts?.name}`,
  );
  problems.when(
    !acknowledged,
    'encryption can never be taken back, and who loses the key loses the backups: if you want that, add acknowledge: ["customer-managed key"]',
  );
}

/** Gives the vault's identity the key's role, waits, and hands the key to the vault. */
export function encrypt(
  vault: BackupVaultBase & IPrincipal,
  { keyId, keyVaultId }: BackupVaultEncryption,
): void {
  const role = "Key Vault Crypto Service Encryption User";
  const access = accessScope(vault);
  const assignment = grantRole(access, { role, at: keyVaultId, to: vault, place: "KeyVault" });
  const wait = new RolePropagation(access, "KeyWait", {
    after: [assignment],
    seconds: vault.roleWaitSeconds,
  });
  const key = new DataProtectionBackupVaultCustomerManagedKey(vault, "Key", {
    dataProtectionBackupVaultId: vault.vaultId,
    keyVaultKeyId: keyId,
    dependsOn: [wait.resource],
  });
  keys.set(vault, key);
}

/** The vault's key, which comes before its first backup. */
export function keyOf(vault: IBackupVault): DataProtectionBackupVaultCustomerManagedKey | undefined {
  return keys.get(vault);
}

const keys = new WeakMap<IBackupVault, DataProtectionBackupVaultCustomerManagedKey>();
