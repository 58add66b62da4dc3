export { backupObstacle, needsNonGeoVault, type Obstacle } from "./backup-support";
export { type DiskSelection, Disks } from "./disks";
export { type PolicyChoice, protectAll } from "./protect-all";
export {
  ProtectedVm,
  type ProtectedVmOptions,
  type ProtectedVmProps,
  type ProtectionState,
} from "./protected-vm";
