import { BackupContainerStorageAccount } from "@cdktf/provider-azurerm/lib/backup-container-storage-account";
import { Aspects, type TerraformResource, TerraformStack, Token } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { checkFreeId, checkId } from "../core/construct-id";
import { fingerprint } from "../core/fingerprint";
import { standIn } from "../core/last";
import { Problems, quoted } from "../core/problems";
import { differ } from "../core/regions";
import { Registry } from "../core/registry";
import { partsOf, STORAGE_ACCOUNT_TYPE } from "../core/resource-id";
import { providerOf } from "../core/subscription-of";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import { type AccountFacts, accountFacts, sharesOf } from "./file-share-source";

export interface StorageRegistrationProps {
  readonly vault: IRecoveryServicesVault;
  /** ARM id of a storage account in the vault's region and subscription. */
  readonly storageAccountId: string;
}

/**
 * A storage account's registration with a vault (`azurerm_backup_container_storage_account`). `FileSharePolicy.protect`
 * makes it, once for an account. Azure then keeps a delete lock on the account (AzureBackupProtectionLock), which goes
 * when the account is unregistered: all shares of the account in the stack are made before it, and destroyed after it.
 */
export class StorageRegistration extends Construct {
  static isStorageRegistration(x: unknown): x is StorageRegistration {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly vault: IRecoveryServicesVault;
  /** The account's ARM id: what refers to it waits for the registration. */
  readonly storageAccountId: string;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: BackupContainerStorageAccount;

  constructor(scope: Construct, id: string, { vault, storageAccountId }: StorageRegistrationProps) {
    super(scope, checkId(scope, id));
    const account = accountFacts(this, storageAccountId);
    checkRegistration(this, account, vault);
    standIn(vault, this);
    registeredWith.take(this.node.root, account.key, vault.node.path);
    registrations.set(vault, new Map(registrations.get(vault)).set(account.key, this));
    this.resource = new BackupContainerStorageAccount(this, "Default", {
      provider: providerOf(vault),
      resourceGroupName: vault.resourceGroupName,
      recoveryVaultName: vault.vaultName,
      storageAccountId: account.id,
      // azurerm registers under its read timeout, and the default of 5 minutes is short for that
      timeouts: { read: "30m" },
    });
    waitForShares(this.resource, account);
    this.vault = vault;
    this.storageAccountId = this.resource.storageAccountId;
    Object.defineProperty(this, MARK, { value: true });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/StorageRegistration");

/** The registrations of each vault, by account. */
const registrations = new WeakMap<IRecoveryServicesVault, ReadonlyMap<string, StorageRegistration>>();

/** The vault of each storage account of a program. */
const registeredWith = new Registry<IConstruct>();

/** Of all shares, however late they are defined. */
function waitForShares(resource: TerraformResource, account: AccountFacts): void {
  Aspects.of(resource).add({
    visit: () => {
      const shares = sharesOf(TerraformStack.of(resource), account);
      if (shares.length > 0) resource.dependsOn = [...new Set([...(resource.dependsOn ?? []), ...shares])];
    },
  });
}

/** The account's registration with the vault: the one that is there, or a new one. */
export function registrationOf(vault: IRecoveryServicesVault, account: AccountFacts): StorageRegistration {
  const present = registrations.get(vault)?.get(account.key);
  if (present) return present;
  const id = `Storage-${account.name ?? fingerprint(account.key, 10)}`;
  return new StorageRegistration(vault, checkFreeId(vault, id), { vault, storageAccountId: account.id });
}

function checkRegistration(scope: Construct, account: AccountFacts, vault: IRecoveryServicesVault): void {
  const problems = new Problems(scope);
  checkAccount(problems, account, vault);
  const present = registrations.get(vault)?.get(account.key);
  problems.when(
    present !== undefined,
    `the storage account ${account.name ?? "given"} is registered by ${present?.node.path} already: use that registration`,
  );
  problems.throwIfAny();
}

/** Refuses accounts that the vault cannot take. */
export function checkAccount(problems: Problems, account: AccountFacts, vault: IRecoveryServicesVault): void {
  problems.when(
    !Token.isUnresolved(account.id) && !partsOf(account.id, STORAGE_ACCOUNT_TYPE),
    `storageAccountId must be the ARM id of a storage account, got ${quoted(account.id)}`,
  );
  problems.when(
    differ(account.region, vault.region),
    `the storage account must be in the vault's region ${vault.region}, got ${account.region}: use a vault in ${account.region}`,
  );
  problems.when(
    account.subscriptionId !== undefined &&
      vault.subscriptionId !== undefined &&
      account.subscriptionId.toLowerCase() !== vault.subscriptionId,
    `the storage account must be in the vault's subscription ${vault.subscriptionId}, got ${account.subscriptionId}: use a vault of that subscription`,
  );
  const other = registeredWith.holder(vault.node.root, account.key);
  problems.when(
    other !== undefined && other !== vault.node.path,
    `the storage account ${account.name ?? "given"} is registered with ${other}: Azure registers an account with one vault only; protect all its shares there`,
  );
}
