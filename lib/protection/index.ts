export { backupObstacle, needsNonGeoVault, type Obstacle } from "./backup-support";
export { type DiskSelection, Disks } from "./disks";
export { ProtectedVm, type ProtectedVmOptions, type ProtectedVmProps } from "./protected-vm";
