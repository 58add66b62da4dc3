import { vmBackup } from "./vm-backup";

/** Rules on what is backed up. */
export const PROTECTION_RULES = [vmBackup] as const;
