import { FileSharePolicy } from "../backup-policy/file-share-policy";
import { BlobBackupPolicy } from "../backup-vault/blob-backup-policy";
import { DiskBackupPolicy } from "../backup-vault/disk-backup-policy";
import type { IBackupVault } from "../backup-vault/vault-base";
import type { BuiltInPolicyAssignment } from "./assignment-props";
import type { BackupByTagRule } from "./backup-by-tag-props";
import { VM_ONBOARDING } from "./onboarding-policies";

const DISKS =
  "Configure backup for Azure Disks (Managed Disks) with a given tag to an existing backup vault in the same region";
const BLOBS =
  "Configure backup for blobs on storage accounts with a given tag to an existing backup vault in the same region";
const SHARES =
  "Configure backup for Azure Files Shares with a given tag to an existing recovery services vault in the same location";

/** What a rule backs up. */
export type BackupKind = "Vm" | "Disk" | "Blob" | "FileShare";

/** In names of assignments, and in sentences. */
export const NOUNS: Readonly<Record<BackupKind, { readonly word: string; readonly plural: string }>> = {
  Vm: { word: "vms", plural: "VMs" },
  Disk: { word: "disks", plural: "managed disks" },
  Blob: { word: "blobs", plural: "storage accounts" },
  FileShare: { word: "file-shares", plural: "file shares" },
};

export function kindOf({ policy }: BackupByTagRule): BackupKind {
  if (DiskBackupPolicy.isDiskBackupPolicy(policy)) return "Disk";
  if (BlobBackupPolicy.isBlobBackupPolicy(policy)) return "Blob";
  return FileSharePolicy.isFileSharePolicy(policy) ? "FileShare" : "Vm";
}

/** The Backup vault of a rule for disks or blobs, which its own identity reads. */
export function backupVaultOf({ policy }: BackupByTagRule): IBackupVault | undefined {
  const isOfBackupVault =
    DiskBackupPolicy.isDiskBackupPolicy(policy) || BlobBackupPolicy.isBlobBackupPolicy(policy);
  return isOfBackupVault ? policy.vault : undefined;
}

type Assigned = BuiltInPolicyAssignment<
  typeof VM_ONBOARDING.backUpTagged | typeof DISKS | typeof BLOBS | typeof SHARES
>;

/** The built-in of a rule, with its parameters as that one spells them. */
export function assignedFor(rule: BackupByTagRule, tag: string, region: string): Assigned {
  const values = [...rule.values];
  const existing = { vaultLocation: region, backupPolicyId: rule.policy.policyId, inclusionTagName: tag };
  switch (kindOf(rule)) {
    case "Vm":
      return { policy: VM_ONBOARDING.backUpTagged, parameters: { ...existing, inclusionTagValue: values } };
    case "Disk": {
      const snapshotResourceGroupName = rule.snapshotResourceGroup?.name ?? "";
      const parameters = { ...existing, inclusionTagValues: values, snapshotResourceGroupName };
      return { policy: DISKS, parameters };
    }
    case "Blob":
      return { policy: BLOBS, parameters: { ...existing, inclusionTagValues: values } };
    case "FileShare": {
      const registerStorageAccount = rule.registerStorageAccounts ?? true;
      const parameters = { ...existing, inclusionTagValues: values, registerStorageAccount };
      return { policy: SHARES, parameters };
    }
  }
}
