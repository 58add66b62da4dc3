/** A resource group: the provider's `ResourceGroup`, a data source, or plain values. */
export interface IResourceGroup {
  readonly name: string;
  readonly id?: string;
  readonly locationInput?: string;
}

/** Anything with the ARM id of a virtual machine: the provider's VM classes, a data source, or an inventory VM. */
export interface IVirtualMachine {
  readonly id: string;
  readonly locationInput?: string;
}

/** A user-assigned managed identity: the provider's `UserAssignedIdentity`, a data source, or plain values. */
export interface IUserAssignedIdentity {
  /** ARM id. */
  readonly id: string;
  /** The object id of its service principal; needed where roles are granted. */
  readonly principalId: string;
}

/** A key vault: the provider's `KeyVault`, a data source, or `{ id }` with its ARM id. */
export interface IKeyVault {
  readonly id: string;
}

/** A virtual network: the provider's `VirtualNetwork`, a data source, or `{ id }` with its ARM id. */
export interface IVirtualNetwork {
  readonly id: string;
  readonly nameInput?: string;
}

/** A subnet: the provider's `Subnet`, or `{ id }` with its ARM id and, where it is known, its IPv4 range. */
export interface ISubnet {
  readonly id: string;
  readonly addressPrefixesInput?: readonly string[];
}

/** A private DNS zone: the provider's `PrivateDnsZone`, a data source, or `{ id, nameInput }`. */
export interface IPrivateDnsZone {
  readonly id: string;
  /** Needed where the id is known only at the deployment. */
  readonly nameInput?: string;
}

/** A storage account that Site Recovery keeps changes in: a `CacheStorageAccount`, or its ARM id and what is known of it. */
export interface ICacheStorageAccount {
  readonly storageAccountId: string;
  /** Normalised region name. @default - not known */
  readonly region?: string;
  /** "Premium" is a block blob account, for VMs with high churn. @default - not known */
  readonly performance?: "Standard" | "Premium";
}

/** A public IP address: the provider's `PublicIp`, a data source, or `{ id }` with its ARM id. */
export interface IPublicIp {
  readonly id: string;
}

/** A runbook of Azure Automation: the provider's `AutomationRunbook`, a data source, or `{ id }` with its ARM id. */
export interface IAutomationRunbook {
  readonly id: string;
}
