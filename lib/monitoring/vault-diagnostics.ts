import { Construct } from "constructs";
import type { IBackupVault } from "../backup-vault/vault-base";
import { checkId } from "../core/construct-id";
import { standIn } from "../core/last";
import { Problems } from "../core/problems";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import { DiagnosticSetting } from "./diagnostic-setting";
import type { ILogWorkspace } from "./log-workspace";

/** A vault that writes logs. */
export type LoggedVault = IRecoveryServicesVault | IBackupVault;

export interface VaultDiagnosticsProps {
  readonly vault: LoggedVault;
  readonly workspace: ILogWorkspace;

  /**
   * Does Site Recovery work in the vault? It gets a setting of its own; Backup vaults have none.
   * @default true for a Recovery Services vault
   */
  readonly siteRecovery?: boolean;

  /**
   * Sends `AzureBackupOperations` as well: who stopped a backup or changed a policy or passphrase, for agents on premises.
   * @default false
   */
  readonly backupOperations?: boolean;

  /** What the settings are named after: `NAME`, and `NAME-asr`. @default - the construct's id */
  readonly name?: string;
}

/** Tables of their own, by the categories that fill them. */
const BACKUP = [
  "CoreAzureBackup",
  "AddonAzureBackupJobs",
  "AddonAzureBackupAlerts",
  "AddonAzureBackupPolicy",
  "AddonAzureBackupStorage",
  "AddonAzureBackupProtectedInstance",
];

/** `AzureSiteRecoveryJobs` fills the table ASRJobs; there is no category of that name. */
const SITE_RECOVERY = ["AzureSiteRecoveryJobs", "ASRReplicatedItems"];

/** What Site Recovery writes to AzureDiagnostics alone. */
const SITE_RECOVERY_SHARED = [
  "AzureSiteRecoveryEvents",
  "AzureSiteRecoveryReplicatedItems",
  "AzureSiteRecoveryReplicationStats",
  "AzureSiteRecoveryRecoveryPoints",
  "AzureSiteRecoveryReplicationDataUploadRate",
  "AzureSiteRecoveryProtectedDiskDataChurn",
];

const BACKUP_VAULT = [
  "CoreAzureBackup",
  "AddonAzureBackupJobs",
  "AddonAzureBackupPolicy",
  "AddonAzureBackupProtectedInstance",
];

/**
 * Sends what a vault logs to a workspace, so that no table stays empty and nothing is stored twice. A Recovery Services vault
 * needs two settings: one for the tables of Azure Backup and Site Recovery's own (`Dedicated`), one for what Site Recovery
 * writes to `AzureDiagnostics` alone, since the wrong destination gives no rows. `AzureBackupReport` would store everything
 * of Azure Backup a second time. `AzureSiteRecoveryReplicatedItems` and `ASRReplicatedItems` do not say the same: the one has
 * RPO and health as they change, the other one row a day with the last drill.
 *
 * @see Microsoft Learn, "Supported log categories - Microsoft.RecoveryServices/Vaults"
 *
 * @example
 * new VaultDiagnostics(stack, "Diagnostics", { vault, workspace });
 */
export class VaultDiagnostics extends Construct {
  /** One setting, or two. */
  readonly settings: readonly DiagnosticSetting[];

  constructor(scope: Construct, id: string, props: VaultDiagnosticsProps) {
    super(scope, checkId(scope, id));
    checkKind(this, props);
    const { vault, workspace, name = id, siteRecovery = !isBackupVault(vault) } = props;
    standIn(vault, this);
    const common = { target: vault.vaultId, workspace };
    const own = new DiagnosticSetting(this, "Tables", {
      ...common,
      name,
      destination: "Dedicated",
      logs: tablesOf(props, siteRecovery),
      metrics: ["Health"],
    });
    if (!siteRecovery) this.settings = [own];
    else {
      const shared = new DiagnosticSetting(this, "SiteRecovery", {
        ...common,
        name: `${name}-asr`,
        destination: "AzureDiagnostics",
        logs: SITE_RECOVERY_SHARED,
      });
      this.settings = [own, shared];
    }
  }
}

function isBackupVault(vault: LoggedVault): vault is IBackupVault {
  return "throwaway" in vault;
}

function tablesOf({ vault, backupOperations }: VaultDiagnosticsProps, siteRecovery: boolean): string[] {
  if (isBackupVault(vault)) return BACKUP_VAULT;
  const operations = backupOperations ? ["AzureBackupOperations"] : [];
  return [...BACKUP, ...(siteRecovery ? SITE_RECOVERY : []), ...operations];
}

function checkKind(scope: Construct, { vault, siteRecovery, backupOperations }: VaultDiagnosticsProps): void {
  if (!isBackupVault(vault)) return;
  const problems = new Problems(scope);
  problems.when(siteRecovery === true, "siteRecovery must be left out: a Backup vault replicates nothing");
  problems.when(
    backupOperations === true,
    "backupOperations must be left out: a Backup vault has no such category",
  );
  problems.throwIfAny();
}
