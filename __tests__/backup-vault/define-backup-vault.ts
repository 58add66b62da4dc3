import {
  BackupVault,
  type BackupVaultProps,
  type DiskBackupPolicyOptions,
  type ResilienceStack,
  Schedule,
} from "../../lib";
import { resourceGroup, SUBSCRIPTION } from "../support/synthesise";

export const VAULT = "azurerm_data_protection_backup_vault";
export const ROLE = "azurerm_role_assignment";

/** A Backup vault with what it needs, in Australia East; say only what matters. */
export const defineBackupVault =
  (changes: Partial<BackupVaultProps> = {}) =>
  (stack: ResilienceStack): BackupVault =>
    new BackupVault(stack, "Vault", {
      name: "bvault-contoso",
      resourceGroup: resourceGroup(stack),
      ...changes,
    });

/** A policy that snapshots disks every night, in a vault of its own. */
export const defineDiskPolicy =
  (changes: Partial<DiskBackupPolicyOptions> = {}, id = "Disks") =>
  (stack: ResilienceStack) =>
    defineBackupVault()(stack).addDiskPolicy(id, {
      schedule: Schedule.daily("02:00"),
      retention: { days: 7 },
      ...changes,
    });

/** The ARM id of something in rg-shop. */
export const shop = (type: string, name: string, subscription = SUBSCRIPTION) =>
  `/subscriptions/${subscription}/resourceGroups/rg-shop/providers/${type}/${name}`;

export const diskId = (name = "disk1", subscription = SUBSCRIPTION) =>
  shop("Microsoft.Compute/disks", name, subscription);

export const accountId = (name = "stshop") => shop("Microsoft.Storage/storageAccounts", name);

export const OTHER = "11111111-2222-3333-4444-555555555555";
