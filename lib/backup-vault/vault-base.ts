import { Construct, type IConstruct } from "constructs";
import { BackupAccess } from "../access/vault-access";
import { checkFreeId, checkId } from "../core/construct-id";
import type { VaultRedundancy } from "../vault/vault-props";
import { AksBackupPolicy, type AksBackupPolicyOptions } from "./aks-backup-policy";
import { BlobBackupPolicy, type BlobBackupPolicyOptions } from "./blob-backup-policy";
import { DiskBackupPolicy, type DiskBackupPolicyOptions } from "./disk-backup-policy";
import { MysqlBackupPolicy, type MysqlBackupPolicyOptions } from "./mysql-backup-policy";
import { PostgresqlBackupPolicy, type PostgresqlBackupPolicyOptions } from "./postgresql-backup-policy";

/** What others need of a Backup vault: those of the program and those of somebody else's. */
export interface IBackupVault extends IConstruct {
  /** ARM id. */
  readonly vaultId: string;
  readonly vaultName: string;
  readonly resourceGroupName: string;
  /** Normalised region name. */
  readonly region: string;
  /** Subscription GUID; undefined where it is not known before the deployment. */
  readonly subscriptionId?: string;
  readonly redundancy?: VaultRedundancy;
  /** Object id of the vault's system-assigned identity; undefined where it is not known. */
  readonly principalId?: string;
  /** The Entra tenant of the vault's identity; undefined where it is not known. */
  readonly tenantId?: string;
  /** May what is in the vault be destroyed? */
  readonly throwaway: boolean;
  /** Seconds between giving roles and using them. */
  readonly roleWaitSeconds?: number;
  /** Who may do what with the vault. */
  readonly access: BackupAccess;
  /** Defines a policy for the backup of managed disks. */
  addDiskPolicy(id: string, options: DiskBackupPolicyOptions): DiskBackupPolicy;
  /** Defines a policy for the backup of blobs. */
  addBlobPolicy(id: string, options: BlobBackupPolicyOptions): BlobBackupPolicy;
  /** Defines a policy for the backup of PostgreSQL flexible servers. */
  addPostgresqlPolicy(id: string, options: PostgresqlBackupPolicyOptions): PostgresqlBackupPolicy;
  /** Defines a policy for the backup of MySQL flexible servers. */
  addMysqlPolicy(id: string, options: MysqlBackupPolicyOptions): MysqlBackupPolicy;
  /** Defines a policy for the backup of AKS clusters. */
  addAksPolicy(id: string, options: AksBackupPolicyOptions): AksBackupPolicy;
}

/** What Backup vaults of the program and imported ones have in common. */
export abstract class BackupVaultBase extends Construct implements IBackupVault {
  abstract readonly vaultId: string;
  abstract readonly vaultName: string;
  abstract readonly resourceGroupName: string;
  abstract readonly region: string;
  readonly subscriptionId?: string;
  readonly redundancy?: VaultRedundancy;
  readonly principalId?: string;
  readonly tenantId?: string;
  readonly throwaway: boolean = false;
  readonly roleWaitSeconds?: number;

  constructor(scope: Construct, id: string) {
    super(scope, checkId(scope, id));
  }

  get access(): BackupAccess {
    return new BackupAccess(this);
  }

  addDiskPolicy(id: string, options: DiskBackupPolicyOptions): DiskBackupPolicy {
    return new DiskBackupPolicy(this, checkFreeId(this, id), { ...options, vault: this });
  }

  addBlobPolicy(id: string, options: BlobBackupPolicyOptions): BlobBackupPolicy {
    return new BlobBackupPolicy(this, checkFreeId(this, id), { ...options, vault: this });
  }

  addPostgresqlPolicy(id: string, options: PostgresqlBackupPolicyOptions): PostgresqlBackupPolicy {
    return new PostgresqlBackupPolicy(this, checkFreeId(this, id), { ...options, vault: this });
  }

  addMysqlPolicy(id: string, options: MysqlBackupPolicyOptions): MysqlBackupPolicy {
    return new MysqlBackupPolicy(this, checkFreeId(this, id), { ...options, vault: this });
  }

  addAksPolicy(id: string, options: AksBackupPolicyOptions): AksBackupPolicy {
    return new AksBackupPolicy(this, checkFreeId(this, id), { ...options, vault: this });
  }
}
