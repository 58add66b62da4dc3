import {
  type FileSharePolicy,
  type FileSharePolicyOptions,
  type FileShareRetention,
  type ResilienceStack,
  Schedule,
} from "../../lib";
import { refusalOf, synthesise } from "../support/synthesise";
import { defineVault } from "../vault/define-vault";

export const FILE_SHARE_POLICY = "azurerm_backup_policy_file_share";

/** A policy "Gold" of daily backups of file shares; say only what matters. */
export const defineFileSharePolicy =
  (changes: Partial<FileSharePolicyOptions> = {}) =>
  (stack: ResilienceStack): FileSharePolicy =>
    defineVault()(stack).addFileSharePolicy("Gold", {
      schedule: Schedule.daily("02:00"),
      retention: { daily: 30 },
      ...changes,
    });

export const fileShareJson = (changes: Partial<FileSharePolicyOptions> = {}) =>
  synthesise(defineFileSharePolicy(changes)).only(FILE_SHARE_POLICY);

export const fileShareRefusal = (changes: Partial<FileSharePolicyOptions>) =>
  refusalOf(defineFileSharePolicy(changes));

/** Options of the vault tier; say only what matters. */
export const vaulted = (
  snapshotRetentionDays: number | undefined,
  retention: FileShareRetention = { daily: 30 },
): Partial<FileSharePolicyOptions> => ({ backupTier: "vault-standard", snapshotRetentionDays, retention });
