export { backupObstacle, needsNonGeoVault, type Obstacle } from "./backup-support";
export * from "./disks";
export * from "./protected-vm";
