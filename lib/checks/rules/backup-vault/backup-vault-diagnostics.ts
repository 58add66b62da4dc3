import { defineRule } from "../../rule";
import { BACKUP_VAULT } from "../attribute";
import { BACKUP_LOGS, onLoggedVaults } from "../logged-vaults";

/** Backup vaults fill the tables of Azure Backup too, and none of Site Recovery's. */
export const backupVaultDiagnostics = defineRule({
  id: "backup-vault-diagnostics",
  title: "Backup vaults send their logs to a workspace",
  severity: "warning",
  frameworks: {},
  why: "reports and log alerts would find no rows",
  fix: "add VaultDiagnostics",
  check: onLoggedVaults(BACKUP_VAULT, () => [{ is: true, own: BACKUP_LOGS, shared: [] }]),
});
