import { StorageAccount, type StorageAccountConfig } from "@cdktf/provider-azurerm/lib/storage-account";
import { StorageShare, type StorageShareConfig } from "@cdktf/provider-azurerm/lib/storage-share";
import {
  type FileSharePolicy,
  type FileShareSource,
  type ProtectedFileShareOptions,
  type RecoveryServicesVaultProps,
  type ResilienceStack,
  Schedule,
} from "../../lib";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { defineVault } from "../vault/define-vault";

export const PROTECTED_SHARE = "azurerm_backup_protected_file_share";
export const REGISTRATION = "azurerm_backup_container_storage_account";

export const accountId = (name: string, subscriptionId = SUBSCRIPTION) =>
  `/subscriptions/${subscriptionId}/resourceGroups/rg-files/providers/Microsoft.Storage/storageAccounts/${name}`;

/** A policy of daily backups of file shares, in a vault in Australia East. */
export const sharePolicyIn = (
  stack: ResilienceStack,
  vault: Partial<RecoveryServicesVaultProps> = {},
): FileSharePolicy =>
  defineVault(vault)(stack).addFileSharePolicy("Gold", {
    schedule: Schedule.daily("02:00"),
    retention: { daily: 30 },
  });

export const account = (
  stack: ResilienceStack,
  changes: Partial<StorageAccountConfig> = {},
  id = "Files",
): StorageAccount =>
  new StorageAccount(stack, id, {
    name: "stfiles",
    resourceGroupName: "rg-files",
    location: "australiaeast",
    accountTier: "Standard",
    accountReplicationType: "LRS",
    ...changes,
  });

export const storageShare = (
  stack: ResilienceStack,
  changes: Partial<StorageShareConfig> = {},
  id = "Finance",
): StorageShare => new StorageShare(stack, id, { name: "finance", quota: 100, ...changes });

/** A share that somebody else defined. */
export const named = (shareName = "finance", storageAccountId = accountId("stfiles")) => ({
  shareName,
  storageAccountId,
});

type Define = (stack: ResilienceStack) => FileShareSource;

export const protect =
  (
    share: FileShareSource | Define,
    options: ProtectedFileShareOptions = {},
    vault: Partial<RecoveryServicesVaultProps> = {},
  ) =>
  (stack: ResilienceStack) =>
    sharePolicyIn(stack, vault).protect(typeof share === "function" ? share(stack) : share, options);

export const shareJson = (...given: Parameters<typeof protect>) =>
  synthesise(protect(...given)).only(PROTECTED_SHARE);

export const shareRefusal = (...given: Parameters<typeof protect>) => refusalOf(protect(...given));
