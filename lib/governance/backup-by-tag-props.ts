import type { FileSharePolicy } from "../backup-policy/file-share-policy";
import type { BlobBackupPolicy } from "../backup-vault/blob-backup-policy";
import type { DiskBackupPolicy } from "../backup-vault/disk-backup-policy";
import type { IResourceGroup } from "../core/refs";
import type { PolicyAssignmentOptions } from "./assignment-props";
import type { PolicyScope } from "./policy-scope";

/** What Azure Policy needs of a backup policy for virtual machines: any `IVmBackupPolicy`, or plain values. */
export interface VmPolicyTarget {
  readonly policyName: string;
  /** ARM id. */
  readonly policyId: string;
  readonly vault: {
    readonly region?: string;
    readonly subscriptionId?: string;
    readonly resourceGroupName: string;
  };
}

/** Which tag values lead to which backup policy. */
export interface BackupByTagRule {
  /** Values of the tag; letter case does not matter, blanks do. */
  readonly values: readonly string[];

  /** The policy decides what is backed up: VMs, managed disks, blobs of storage accounts, or file shares. */
  readonly policy: VmPolicyTarget | DiskBackupPolicy | BlobBackupPolicy | FileSharePolicy;

  /**
   * Where snapshots of disks are kept: a group in the subscription of the disks. Only for disks, which need it.
   * @default - none
   */
  readonly snapshotResourceGroup?: IResourceGroup;

  /**
   * Does Azure Policy register the storage accounts of file shares with the vault? Only for file shares.
   * @default true
   */
  readonly registerStorageAccounts?: boolean;

  /**
   * A word that tells the rule from others of its kind and region, in the assignment's name and id.
   * @default - the id of the policy's construct, or its name
   */
  readonly id?: string;

  /** Further ARM ids that this rule leaves alone. @default - none */
  readonly notScopes?: readonly string[];
}

export interface BackupByTagProps extends Pick<PolicyAssignmentOptions, "enforce" | "notScopes"> {
  /**
   * The subscription or resource group whose resources are backed up; blobs and file shares may be anywhere below a
   * management group, too.
   */
  readonly at: PolicyScope;

  /** The tag's name; letter case does not matter. */
  readonly tag: string;

  readonly rules: readonly BackupByTagRule[];

  /**
   * Does the identity of a Backup vault get the roles that it needs on disks and storage accounts, at the scope and on
   * the snapshots' group?
   * @default true
   */
  readonly grantRoles?: boolean;
}
