import {
  type DataProtectionBackupVaultConfig,
  DataProtectionBackupVault as Resource,
} from "@cdktf/provider-azurerm/lib/data-protection-backup-vault";
import type { Construct } from "constructs";
import { normalizeRegion } from "../core/regions";
import { canonicalSegments, IDENTITY_TYPE } from "../core/resource-id";
import { subscriptionOf } from "../core/subscription-of";
import { tagMap } from "../core/tags";
import { registerProviders } from "../provider/register-providers";
import { lockVault } from "../vault/vault-lock";
import type { VaultImmutability, VaultRedundancy } from "../vault/vault-props";
import { encrypt } from "./encryption";
import { type ImportedBackupVaultOptions, importBackupVault } from "./imported-vault";
import { BackupVaultBase, type IBackupVault } from "./vault-base";
import { checkBackupVault } from "./vault-checks";
import type { BackupVaultProps } from "./vault-props";

/**
 * A Backup vault (`azurerm_data_protection_backup_vault`), the newer kind, in which Azure Backup keeps what is not a VM:
 * managed disks, blobs, PostgreSQL and MySQL flexible servers, AKS clusters. Safe by default: immutable, soft delete, an
 * identity of its own, and protected from `terraform destroy`.
 *
 * Data Lake Storage is left out: azurerm 4.81 has its policies and backups, the bindings do not. A resource guard cannot
 * be joined to it: azurerm 4.81 has an association for Recovery Services vaults alone
 * (hashicorp/terraform-provider-azurerm#25679).
 *
 * @example
 * const vault = new BackupVault(stack, "Backups", { name: "bvault-contoso-prod", resourceGroup });
 * const nightly = vault.addDiskPolicy("Nightly", { schedule: Schedule.daily("02:00"), retention: { days: 30 } });
 * nightly.protect(dataDisk, { snapshotResourceGroup });
 */
export class BackupVault extends BackupVaultBase {
  /** Is this a Backup vault of the program (not an imported one)? */
  static isBackupVault(x: unknown): x is BackupVault {
    return typeof x === "object" && x !== null && MARK in x;
  }

  /**
   * A Backup vault that somebody else defined, by its ARM id. It has to be in the subscription of the stack's provider:
   * azurerm puts that one into the ids of policies and backups, whatever the vault's id says.
   * @throws ConfigurationError when the id is not a Backup vault's
   */
  static fromVaultId(
    scope: Construct,
    id: string,
    vaultId: string,
    options: ImportedBackupVaultOptions,
  ): IBackupVault {
    return importBackupVault(scope, id, vaultId, options);
  }

  readonly vaultId: string;
  readonly vaultName: string;
  readonly resourceGroupName: string;
  readonly region: string;
  override readonly subscriptionId?: string;
  override readonly redundancy: VaultRedundancy;
  override readonly principalId: string;
  override readonly tenantId: string;
  override readonly throwaway: boolean;
  override readonly roleWaitSeconds?: number;
  readonly immutability: VaultImmutability;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: Resource;

  constructor(scope: Construct, id: string, props: BackupVaultProps) {
    super(scope, id);
    const region = props.region ?? props.resourceGroup.locationInput;
    checkBackupVault(this, props, region);
    this.resource = new Resource(this, "Default", vaultConfig(props, region ?? ""));
    this.vaultId = this.resource.id;
    this.vaultName = this.resource.name;
    this.resourceGroupName = this.resource.resourceGroupName;
    this.region = normalizeRegion(region ?? "");
    this.subscriptionId = subscriptionOf(this);
    this.redundancy = props.redundancy ?? "GeoRedundant";
    this.immutability = immutability(props);
    this.principalId = this.resource.identity.principalId;
    this.tenantId = this.resource.identity.tenantId;
    this.throwaway = props.throwaway ?? false;
    this.roleWaitSeconds = props.roleWaitSeconds;
    registerProviders(this, ["Microsoft.DataProtection"]);
    if (props.encryption) encrypt(this, props.encryption);
    if (props.lock) lockVault(this, this.vaultId, props.name);
    Object.defineProperty(this, MARK, { value: true });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/BackupVault");

function immutability(props: BackupVaultProps): VaultImmutability {
  return props.immutability ?? (props.throwaway ? "Disabled" : "Unlocked");
}

function softDelete({ softDelete: kept, throwaway = false }: BackupVaultProps) {
  if (typeof kept !== "object") return { softDelete: (kept ?? !throwaway) ? "On" : "Off" };
  return { softDelete: kept.alwaysOn ? "AlwaysOn" : "On", retentionDurationInDays: kept.retentionDays };
}

function vaultConfig(props: BackupVaultProps, region: string): DataProtectionBackupVaultConfig {
  const identityIds = (props.identity?.userAssigned ?? []).map(({ id }) =>
    canonicalSegments(id, IDENTITY_TYPE),
  );
  return {
    name: props.name,
    location: normalizeRegion(region),
    resourceGroupName: props.resourceGroup.name,
    datastoreType: "VaultStore",
    redundancy: props.redundancy ?? "GeoRedundant",
    // azurerm takes even false as set, and refuses it beside another redundancy
    crossRegionRestoreEnabled: props.crossRegionRestore === true ? true : undefined,
    ...softDelete(props),
    immutability: immutability(props),
    identity:
      identityIds.length > 0
        ? { type: "SystemAssigned, UserAssigned", identityIds }
        : { type: "SystemAssigned" },
    tags: tagMap(props.tags),
    lifecycle: props.throwaway ? undefined : { preventDestroy: true },
  };
}
