export { AksBackupPolicy, type AksBackupPolicyOptions, type AksBackupPolicyProps } from "./aks-backup-policy";
export * from "./aks-options";
export * from "./backup-vault";
export {
  BlobBackupPolicy,
  type BlobBackupPolicyOptions,
  type BlobBackupPolicyProps,
  type VaultedBlobBackup,
} from "./blob-backup-policy";
export type {
  IAksCluster,
  IBlobStorageAccount,
  IDataSource,
  IFlexibleServer,
  IManagedDisk,
} from "./data-source";
export {
  DiskBackupPolicy,
  type DiskBackupPolicyOptions,
  type DiskBackupPolicyProps,
} from "./disk-backup-policy";
export type { BackupVaultEncryption } from "./encryption";
export type { ImportedBackupVaultOptions } from "./imported-vault";
export type { BackupInstanceOptions } from "./instance";
export {
  MysqlBackupPolicy,
  type MysqlBackupPolicyOptions,
  type MysqlBackupPolicyProps,
} from "./mysql-backup-policy";
export type { BackupVaultPolicy, BackupVaultPolicyOptions } from "./policy";
export {
  PostgresqlBackupPolicy,
  type PostgresqlBackupPolicyOptions,
  type PostgresqlBackupPolicyProps,
} from "./postgresql-backup-policy";
export * from "./protected-aks-cluster";
export * from "./protected-blobs";
export * from "./protected-disk";
export * from "./protected-mysql-server";
export * from "./protected-postgresql-server";
export type { SnapshotRetention, VaultedRetention } from "./retention";
export type { IBackupVault } from "./vault-base";
export * from "./vault-props";
