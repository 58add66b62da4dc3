import { defineRule } from "../../rule";
import { VAULT } from "../attribute";
import { BACKUP_LOGS, onLoggedVaults } from "../logged-vaults";
import { hasFabrics, keepsBackups } from "./keeps-backups";

/** With another destination the tables that reports read stay empty; Site Recovery's health goes to AzureDiagnostics alone. */
export const vaultDiagnostics = defineRule({
  id: "vault-diagnostics",
  title: "Recovery Services vaults send their logs to a workspace",
  severity: "warning",
  frameworks: {},
  why: "reports and log alerts would find no rows",
  fix: "add VaultDiagnostics: tables of their own, and AzureDiagnostics for Site Recovery",
  check: onLoggedVaults(VAULT, (vault, context) => [
    { is: keepsBackups(vault, context), own: BACKUP_LOGS, shared: [] },
    {
      is: hasFabrics(vault, context),
      own: ["AzureSiteRecoveryJobs"],
      shared: ["AzureSiteRecoveryReplicatedItems"],
    },
  ]),
});
