export * from "./built-in-policies";
export { contosoTiers } from "./contoso-tiers";
export { type BackupImage, vmBackupImages } from "./vm-backup-images";
