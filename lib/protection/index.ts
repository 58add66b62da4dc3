export { backupObstacle, needsNonGeoVault, type Obstacle } from "./backup-support";
export { type DiskSelection, Disks } from "./disks";
export type { FileShareSource, IStorageShare, NamedFileShare } from "./file-share-source";
export { type PolicyChoice, protectAll } from "./protect-all";
export {
  ProtectedFileShare,
  type ProtectedFileShareOptions,
  type ProtectedFileShareProps,
} from "./protected-file-share";
export {
  ProtectedVm,
  type ProtectedVmOptions,
  type ProtectedVmProps,
  type ProtectionState,
} from "./protected-vm";
export { StorageRegistration, type StorageRegistrationProps } from "./storage-registration";
