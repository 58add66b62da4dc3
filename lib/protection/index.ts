export { backupObstacle, needsNonGeoVault, type Obstacle } from "./backup-support";
export { type DiskSelection, Disks } from "./disks";
export type { FileShareSource, IStorageShare, NamedFileShare } from "./file-share-source";
export {
  ProtectedFileShare,
  type ProtectedFileShareOptions,
  type ProtectedFileShareProps,
} from "./protected-file-share";
export { ProtectedVm, type ProtectedVmOptions, type ProtectedVmProps } from "./protected-vm";
export { StorageRegistration, type StorageRegistrationProps } from "./storage-registration";
