import { BackupContainerStorageAccount } from "@cdktf/provider-azurerm/lib/backup-container-storage-account";
import { Lazy, TerraformStack } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { checkFreeId } from "../core/construct-id";
import { fingerprint } from "../core/fingerprint";
import type { Problems } from "../core/problems";
import { Registry } from "../core/registry";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import { type AccountFacts, sharesOf } from "./file-share-source";

/**
 * A storage account's registration with a vault (`azurerm_backup_container_storage_account`). `FileSharePolicy.protect`
 * makes it, once for an account. Azure then keeps a delete lock on the account (AzureBackupProtectionLock), which goes
 * when the account is unregistered: all shares of the account in the stack are made before it, and destroyed after it.
 */
export class StorageRegistration extends Construct {
  static isStorageRegistration(x: unknown): x is StorageRegistration {
    return typeof x === "object" && x !== null && MARK in x;
  }

  /** The account's registration with the vault: the one that is there, or a new one. */
  static of(vault: IRecoveryServicesVault, account: AccountFacts): StorageRegistration {
    const known = registrations.get(vault) ?? new Map<string, StorageRegistration>();
    registrations.set(vault, known);
    const registration = known.get(account.key) ?? new StorageRegistration(vault, account);
    known.set(account.key, registration);
    return registration;
  }

  /** The account's ARM id: what refers to it waits for the registration. */
  readonly storageAccountId: string;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: BackupContainerStorageAccount;

  private constructor(vault: IRecoveryServicesVault, account: AccountFacts) {
    const id = `Storage-${account.name ?? fingerprint(account.key, 10)}`;
    super(vault, checkFreeId(vault, id));
    registeredWith.take(this.node.root, account.key, vault.node.path);
    this.resource = new BackupContainerStorageAccount(this, "Default", {
      resourceGroupName: vault.resourceGroupName,
      recoveryVaultName: vault.vaultName,
      storageAccountId: account.id,
      // azurerm registers under its read timeout, and the default of 5 minutes is short for that
      timeouts: { read: "30m" },
    });
    this.resource.dependsOn = Lazy.listValue(
      { produce: () => sharesOf(TerraformStack.of(this), account) },
      { omitEmpty: true },
    );
    this.storageAccountId = this.resource.storageAccountId;
    Object.defineProperty(this, MARK, { value: true });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/StorageRegistration");

const registrations = new WeakMap<IRecoveryServicesVault, Map<string, StorageRegistration>>();

/** The vault of each storage account of a program. */
const registeredWith = new Registry<IConstruct>();

/** Refuses a storage account that another vault of the program has. */
export function checkVaultOfAccount(
  problems: Problems,
  account: AccountFacts,
  vault: IRecoveryServicesVault,
): void {
  const other = registeredWith.holder(vault.node.root, account.key);
  problems.when(
    other !== undefined && other !== vault.node.path,
    `the storage account ${account.name ?? "of share"} is registered with ${other}: Azure registers an account with one vault only; protect all its shares there`,
  );
}
