import { Construct, type IConstruct } from "constructs";
import { VaultAccess } from "../access/vault-access";
import type { VmBackupPolicyOptions } from "../backup-policy/options";
import { VmBackupPolicy } from "../backup-policy/vm-backup-policy";
import { checkFreeId, checkId } from "../core/construct-id";
import type { VaultImmutability, VaultRedundancy } from "./vault-props";

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
}
