import type { IKeyVault, IResourceGroup, IUserAssignedIdentity } from "../core/refs";
import type { ResourceTags } from "../core/tags";

/** How the vault's data is copied (azurerm `storage_mode_type`). It cannot change once something is protected. */
export type VaultRedundancy = "GeoRedundant" | "ZoneRedundant" | "LocallyRedundant";

/** Can recovery points be deleted or their retention shortened (azurerm `immutability`)? */
export type VaultImmutability = "Disabled" | "Unlocked" | "Locked";

/** May backups be restored to other subscriptions of the tenant? */
export type CrossSubscriptionRestore = "Enabled" | "Disabled" | "PermanentlyDisabled";

/** Steps that Azure never takes back; the program says that it knows. */
export type IrreversibleVaultStep =
  | "Locked immutability"
  | "cross-region restore"
  | "customer-managed key"
  | "infrastructure encryption"
  | "soft delete always on"
  | "no cross-subscription restore ever";

/**
 * The vault's managed identities. They only ever grow: azurerm refuses to take one away
 * (Microsoft Learn, "Encrypt backup data by using customer-managed keys").
 */
export interface VaultIdentity {
  /** @default true */
  readonly systemAssigned?: boolean;
  /**
   * Identities of their own, beside the system-assigned one.
   * @default - none
   */
  readonly userAssigned?: readonly IUserAssignedIdentity[];
}

/**
 * A key of yours for the vault's data. Only for vaults that never held an item, never to be reverted; the key vault is in
 * the vault's region, with soft delete and purge protection (Microsoft Learn, "Encrypt backup data by using
 * customer-managed keys").
 */
export interface VaultEncryption {
  /** `https://NAME.vault.azure.net/keys/KEY`, without a version: then the vault follows the key's rotation. */
  readonly keyId: string;
  /** Who opens the key. The system-assigned identity cannot: it exists only after the vault. */
  readonly identity: IUserAssignedIdentity;
  /**
   * Where the identity gets the role "Key Vault Crypto Service Encryption User", before the vault is made.
   * @default - no role is granted: the identity can use the key already
   */
  readonly keyVault?: IKeyVault;
  /**
   * Seconds to wait for that role to be known everywhere, 0 to 1800.
   * @default 180
   */
  readonly roleWaitSeconds?: number;
  /**
   * Encrypts the storage twice. Can be chosen only now, and has to be acknowledged.
   * @default false
   */
  readonly infrastructureEncryption?: boolean;
}

/** Which alerts the vault itself raises (azurerm `monitoring`). */
export interface VaultAlerts {
  /** Azure Monitor alerts for failed backup and restore jobs. @default true */
  readonly jobFailures?: boolean;
  /** Azure Monitor alerts for replication problems of Site Recovery. @default true */
  readonly replicationIssues?: boolean;
  /** Azure Monitor alerts for failed failovers of Site Recovery. @default true */
  readonly failoverIssues?: boolean;
  /** The classic alerts for critical operations, which retired on 31 March 2026. @default false */
  readonly classicCriticalOperations?: boolean;
  /** Site Recovery's own e-mails, which Azure Monitor alerts replace. @default false */
  readonly siteRecoveryEmails?: boolean;
}

/** How long, and how firmly, deleted backups are kept. For Recovery Services vaults this needs the azapi provider. */
export interface VaultSoftDelete {
  /** Days that deleted backups are kept: 14 to 180; beyond 14 they are billed. @default 14 */
  readonly retentionDays?: number;
  /** Can nobody ever switch soft delete off? Has to be acknowledged. @default false */
  readonly alwaysOn?: boolean;
}

export interface RecoveryServicesVaultProps {
  /** 2 to 50 letters, digits and "-", starting with a letter. */
  readonly name: string;

  /** The group that the vault stands in. */
  readonly resourceGroup: IResourceGroup;

  /**
   * The Azure region. VMs are backed up to a vault of their own region; Site Recovery keeps its vault in another one.
   * @default - the region that the resource group was defined with
   */
  readonly region?: string;

  /**
   * "GeoRedundant" copies to the paired region, "ZoneRedundant" to the region's zones. Frozen after the first item.
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
   * May backups be restored to other subscriptions? "PermanentlyDisabled" has to be acknowledged. Set through the azapi
   * provider, since azurerm has no argument for it; the built-in policy "[Preview]: Disable Cross Subscription Restore
   * for Azure Recovery Services vaults" does the same from outside.
   * @default - Azure decides: "Enabled"
   */
  readonly crossSubscriptionRestore?: CrossSubscriptionRestore;

  /**
   * "Unlocked" refuses deletion and shorter retention until somebody switches it off; "Locked" refuses for ever, and
   * has to be acknowledged.
   * @default "Unlocked" ("Disabled" in a throwaway environment)
   */
  readonly immutability?: VaultImmutability;

  /**
   * Azure keeps deleted backups for at least 14 days, always (Microsoft Learn, "Secure by default with Azure Backup"):
   * false is refused. More days, and AlwaysOn, are set through the azapi provider.
   * @default true - 14 days
   */
  readonly softDelete?: boolean | VaultSoftDelete;

  /** @default - a system-assigned identity, and the one that opens the customer-managed key */
  readonly identity?: VaultIdentity;

  /**
   * Encrypts the vault's data with a key of yours. Has to be acknowledged.
   * @default - keys of Microsoft
   */
  readonly encryption?: VaultEncryption;

  /** @default - job, replication and failover alerts of Azure Monitor; neither classic alerts nor e-mails */
  readonly alerts?: VaultAlerts;

  /**
   * May clients reach the vault over public endpoints?
   * @default true - false once the vault has private endpoints
   */
  readonly publicNetworkAccess?: boolean;

  /**
   * Keeps everybody from deleting the vault and what is in it (`azurerm_management_lock`, CanNotDelete). It is made last
   * and goes first. Not needed against Terraform: the vault has `prevent_destroy`.
   * @default false
   */
  readonly lock?: boolean;

  /**
   * Opens the vault for the classic replication of VMware machines; can be chosen only now.
   * @default false
   */
  readonly classicVmwareReplication?: boolean;

  /** @default - no tags */
  readonly tags?: ResourceTags;

  /**
   * Irreversible steps that you know and want.
   * @default - none
   */
  readonly acknowledge?: readonly IrreversibleVaultStep[];

  /**
   * For environments that are created to be destroyed: no immutability, and `terraform destroy` may take the vault.
   * @default false
   */
  readonly throwaway?: boolean;
}
