import { Construct, type IConstruct } from "constructs";
import { VaultAccess } from "../access/vault-access";
import type { FileSharePolicyOptions } from "../backup-policy/file-share-options";
import { FileSharePolicy } from "../backup-policy/file-share-policy";
import type { VmBackupPolicyOptions } from "../backup-policy/options";
import { VmBackupPolicy } from "../backup-policy/vm-backup-policy";
import type { SapHanaPolicyOptions, SqlPolicyOptions } from "../backup-policy/workload-options";
import { WorkloadPolicy } from "../backup-policy/workload-policy";
import { checkFreeId, checkId } from "../core/construct-id";
import type { VaultImmutability, VaultRedundancy } from "./recovery-services-vault";

/** What others need of a vault: those of the program and those of somebody else's. */
export interface IRecoveryServicesVault extends IConstruct {
  /** ARM id. */
  readonly vaultId: string;
  readonly vaultName: string;
  readonly resourceGroupName: string;
  /** Normalised region name; undefined where it is not known before the deployment. */
  readonly region?: string;
  /** Subscription GUID; undefined where it is not known before the deployment. */
  readonly subscriptionId?: string;
  readonly redundancy?: VaultRedundancy;
  /** undefined where it is not known. */
  readonly immutability?: VaultImmutability;
  /** Who may do what with the vault. */
  readonly access: VaultAccess;
  /** Defines a policy for the backup of virtual machines. */
  addVmPolicy(id: string, options: VmBackupPolicyOptions): VmBackupPolicy;
  /** Defines a policy for the backup of file shares. */
  addFileSharePolicy(id: string, options: FileSharePolicyOptions): FileSharePolicy;
  /** Defines a policy for the backup of SQL Server databases in virtual machines. */
  addSqlPolicy(id: string, options: SqlPolicyOptions): WorkloadPolicy;
  /** Defines a policy for the backup of SAP HANA databases in virtual machines. */
  addSapHanaPolicy(id: string, options: SapHanaPolicyOptions): WorkloadPolicy;
}

/** What vaults of the program and imported ones have in common. */
export abstract class RecoveryServicesVaultBase extends Construct implements IRecoveryServicesVault {
  abstract readonly vaultId: string;
  abstract readonly vaultName: string;
  abstract readonly resourceGroupName: string;
  readonly region?: string;
  readonly subscriptionId?: string;
  readonly redundancy?: VaultRedundancy;
  readonly immutability?: VaultImmutability;

  constructor(scope: Construct, id: string) {
    super(scope, checkId(scope, id));
  }

  get access(): VaultAccess {
    return new VaultAccess(this);
  }

  addVmPolicy(id: string, options: VmBackupPolicyOptions): VmBackupPolicy {
    return new VmBackupPolicy(this, checkFreeId(this, id), { ...options, vault: this });
  }

  addFileSharePolicy(id: string, options: FileSharePolicyOptions): FileSharePolicy {
    return new FileSharePolicy(this, checkFreeId(this, id), { ...options, vault: this });
  }

  addSqlPolicy(id: string, options: SqlPolicyOptions): WorkloadPolicy {
    return new WorkloadPolicy(this, checkFreeId(this, id), { ...options, vault: this, workload: "SQL" });
  }

  addSapHanaPolicy(id: string, options: SapHanaPolicyOptions): WorkloadPolicy {
    return new WorkloadPolicy(this, checkFreeId(this, id), { ...options, vault: this, workload: "SAP HANA" });
  }
}
