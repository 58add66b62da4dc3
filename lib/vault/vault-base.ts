import type { RecoveryServicesVaultResourceGuardAssociation } from "@cdktf/provider-azurerm/lib/recovery-services-vault-resource-guard-association";
import { Construct, type IConstruct } from "constructs";
import type { IPrincipal } from "../access/principal";
import { VaultAccess } from "../access/vault-access";
import {
  type ExistingVmPolicyOptions,
  ExistingVmPolicyReference,
  type IVmBackupPolicy,
} from "../backup-policy/existing-vm-policy";
import type { FileSharePolicyOptions } from "../backup-policy/file-share-options";
import { FileSharePolicy } from "../backup-policy/file-share-policy";
import type { VmBackupPolicyOptions } from "../backup-policy/options";
import { VmBackupPolicy } from "../backup-policy/vm-backup-policy";
import type { SapHanaPolicyOptions, SqlPolicyOptions } from "../backup-policy/workload-options";
import { WorkloadPolicy } from "../backup-policy/workload-policy";
import { checkFreeId, checkId } from "../core/construct-id";
import { PrivateAccess } from "../private-access/private-access";
import type { PrivateAccessOptions } from "../private-access/private-access-props";
import { associateGuard } from "./guard-association";
import type { IResourceGuard } from "./resource-guard";
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
  readonly crossRegionRestore?: boolean;
  /** Does a user-assigned identity open a customer-managed key for it? undefined where it is not known. */
  readonly userAssignedKeyIdentity?: boolean;
  /** The identity that the vault acts as; undefined where it is not known. */
  readonly identity?: IPrincipal;
  /** Did somebody else define the vault? */
  readonly imported: boolean;
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
  /**
   * A policy for virtual machines that the vault has and the program does not define, by its name: "DefaultPolicy",
   * "EnhancedPolicy", or another team's. Spell it as Azure does, since azurerm compares names letter by letter.
   */
  existingVmPolicy(name: string, options?: ExistingVmPolicyOptions): IVmBackupPolicy;
  /**
   * Puts the vault under a resource guard (`azurerm_recovery_services_vault_resource_guard_association`), after every
   * policy and item, since azurerm cannot ask for consent: with the guard on, Terraform can no longer shorten a policy's
   * retention, move an item to a policy that keeps less, stop, suspend or delete a backup, switch off immutability or
   * change the encryption key, unless the guard lets it pass (`unguarded`). For such a change remove this line, apply,
   * and add it again. Making the association needs "Reader" on the guard, destroying it "Backup MUA Operator". There is
   * no such resource for Backup vaults (hashicorp/terraform-provider-azurerm#25679).
   */
  guardWith(guard: IResourceGuard): RecoveryServicesVaultResourceGuardAssociation;
  /** Opens the vault to a network by private endpoints. */
  addPrivateAccess(id: string, options: PrivateAccessOptions): PrivateAccess;
  /** Switches public access off, unless the program asked for it; called by `PrivateAccess`. */
  closePublicAccess(): void;
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
  readonly crossRegionRestore?: boolean;
  readonly userAssignedKeyIdentity?: boolean;
  readonly identity?: IPrincipal;
  readonly imported: boolean = true;

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

  existingVmPolicy(name: string, options: ExistingVmPolicyOptions = {}): IVmBackupPolicy {
    return new ExistingVmPolicyReference(this, name, options);
  }

  guardWith(guard: IResourceGuard): RecoveryServicesVaultResourceGuardAssociation {
    return associateGuard(this, guard);
  }

  addPrivateAccess(id: string, options: PrivateAccessOptions): PrivateAccess {
    return new PrivateAccess(this, checkFreeId(this, id), { ...options, vault: this });
  }

  /** Somebody else's vault is theirs to close. */
  closePublicAccess(): void {}
}
