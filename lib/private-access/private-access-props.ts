import type { IPrincipal } from "../access/principal";
import type { ICacheStorageAccount, IResourceGroup, ISubnet } from "../core/refs";
import type { ResourceTags } from "../core/tags";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import type { IPrivateDnsZones } from "./private-dns-zones";
import type { VaultService } from "./vault-service";

export interface PrivateAccessOptions {
  /** The subnet that the endpoints take their addresses of. Static addresses are not possible: Azure adds more later. */
  readonly subnet: ISubnet;

  /**
   * Where the names of the endpoints are found. "by Azure Policy" where a policy of the landing zone registers every
   * endpoint in central zones: then azurerm leaves the registration alone.
   */
  readonly dns: IPrivateDnsZones | "by Azure Policy";

  /**
   * One endpoint for each. Site Recovery needs its endpoint in the network of the machines, and for failback one more, in
   * the recovery network.
   * @default ["AzureBackup"]
   */
  readonly services?: readonly VaultService[];

  /**
   * The subnet's IPv4 range, which tells whether the endpoints fit: 10 addresses for AzureBackup, 7 for AzureSiteRecovery,
   * and the five that Azure keeps of every subnet.
   * @default - the range that the subnet was defined with; unchecked where it is not known
   */
  readonly subnetPrefix?: string;

  /**
   * The region of the subnet's network, which the endpoints share.
   * @default - the vault's region
   */
  readonly region?: string;

  /**
   * The group that the endpoints stand in.
   * @default - the vault's group
   */
  readonly resourceGroup?: IResourceGroup;

  /**
   * What the endpoints are named after: `pep-NAME-backup`, `pep-NAME-asr`.
   * @default - the vault's name
   */
  readonly name?: string;

  /**
   * What Azure Backup calls the vault's region in names of endpoints, "we" (Microsoft Learn, "Geo-code mapping").
   * @default - known for the public regions
   */
  readonly geoCode?: string;

  /**
   * The cache storage accounts of Site Recovery, on which the vault's identity gets "Contributor" and "Storage Blob Data
   * Contributor" before anything is replicated.
   * @default - none: the roles are granted elsewhere
   */
  readonly caches?: readonly ICacheStorageAccount[];

  /**
   * Seconds to wait for those roles to be known everywhere, 0 to 1800.
   * @default 180
   */
  readonly roleWaitSeconds?: number;

  /**
   * The vault's identity, for those roles.
   * @default - the one that the vault was defined with
   */
  readonly identity?: IPrincipal;

  /** @default - no tags */
  readonly tags?: ResourceTags;

  /**
   * Needed for a vault that somebody else defined: Azure takes endpoints only while nothing was ever registered in it.
   * @default - none
   */
  readonly acknowledge?: readonly "vault without items"[];
}

export interface PrivateAccessProps extends PrivateAccessOptions {
  readonly vault: IRecoveryServicesVault;
}
