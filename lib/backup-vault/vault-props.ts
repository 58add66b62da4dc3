import type { IResourceGroup, IUserAssignedIdentity } from "../core/refs";
import type { ResourceTags } from "../core/tags";
import type { VaultImmutability, VaultRedundancy, VaultSoftDelete } from "../vault/vault-props";
import type { BackupVaultEncryption } from "./encryption";

/** Steps that Azure never takes back; the program says that it knows. */
export type IrreversibleBackupVaultStep =
  | "Locked immutability"
  | "cross-region restore"
  | "soft delete always on"
  | "customer-managed key";

export interface BackupVaultProps {
  /** 2 to 50 letters, digits and "-". */
  readonly name: string;

  /** The group that the vault stands in. */
  readonly resourceGroup: IResourceGroup;

  /**
   * The Azure region. Everything is backed up to a vault of its own region.
   * @default - the region that the resource group was defined with
   */
  readonly region?: string;

  /**
   * "GeoRedundant" copies to the paired region, "ZoneRedundant" to the region's zones. It cannot be changed: a throwaway
   * vault is destroyed first, since its policies make Terraform create before it destroys.
   * @default "GeoRedundant"
   */
  readonly redundancy?: VaultRedundancy;

  /**
   * May backups be restored in the paired region at any time? Needs "GeoRedundant", cannot be switched off again, and
   * has to be acknowledged.
   * @default false
   */
  readonly crossRegionRestore?: boolean;

  /**
   * Are deleted backups kept for some days (azurerm `soft_delete`, `retention_duration_in_days`)? `alwaysOn` has to be
   * acknowledged: leaving it replaces the vault. false is for throwaway environments alone; regions that are secure by
   * default refuse it.
   * @default true - 14 days (false in a throwaway environment)
   */
  readonly softDelete?: boolean | VaultSoftDelete;

  /**
   * "Unlocked" refuses deletion and shorter retention until somebody switches it off; "Locked" refuses for ever, and
   * has to be acknowledged.
   * @default "Unlocked" ("Disabled" in a throwaway environment)
   */
  readonly immutability?: VaultImmutability;

  /**
   * Identities that the vault has beside its system-assigned one, which is the one that backups use.
   * @default - none
   */
  readonly identity?: { readonly userAssigned?: readonly Pick<IUserAssignedIdentity, "id">[] };

  /**
   * Encrypts the backups with a key of yours. It cannot be taken back, and has to be acknowledged.
   * @default - Azure's own keys
   */
  readonly encryption?: BackupVaultEncryption;

  /**
   * Refuses deletion in the portal and everywhere else (`azurerm_management_lock`, created last and destroyed first).
   * Azure then refuses to delete policies and backup instances too: to change a policy, take the lock away first.
   * @default false
   */
  readonly lock?: boolean;

  /**
   * Seconds between giving roles and using them, 0 to 1800.
   * @default 180
   */
  readonly roleWaitSeconds?: number;

  /** @default - no tags */
  readonly tags?: ResourceTags;

  /**
   * Irreversible steps that you know and want.
   * @default - none
   */
  readonly acknowledge?: readonly IrreversibleBackupVaultStep[];

  /**
   * For environments that are created to be destroyed: no soft delete, no immutability, and `terraform destroy` may take
   * the vault.
   * @default false
   */
  readonly throwaway?: boolean;
}
