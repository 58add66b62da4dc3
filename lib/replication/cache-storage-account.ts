import { StorageAccount, type StorageAccountConfig } from "@cdktf/provider-azurerm/lib/storage-account";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { NAME_RULES } from "../core/names";
import { Problems } from "../core/problems";
import type { ICacheStorageAccount, IResourceGroup } from "../core/refs";
import { normalizeRegion } from "../core/regions";
import { checkTags, type ResourceTags, tagMap } from "../core/tags";
import { withoutStackTraces } from "../core/without-stack-traces";

export interface CacheStorageAccountProps {
  /** 3 to 24 lower-case letters and digits, unique across Azure. */
  readonly name: string;
  readonly resourceGroup: IResourceGroup;
  /** The region of the VMs that are replicated. */
  readonly region: string;

  /**
   * "Premium" makes it a block blob account, which VMs with high churn need: more than 54 MB/s, up to 100 MB/s
   * (Microsoft Learn, "Azure VM Disaster Recovery - High Churn Support").
   * @default "Standard"
   */
  readonly performance?: "Standard" | "Premium";

  /** @default - no tags */
  readonly tags?: ResourceTags;
}

/**
 * The storage account in the source region that Site Recovery writes changes to before they travel
 * (`azurerm_storage_account`): general purpose v2 or premium block blobs, locally redundant, without blob soft delete,
 * which Site Recovery does not support. The service needs the account keys and reaches the account over its public
 * endpoint.
 *
 * @see Microsoft Learn, "Support matrix for Azure VM disaster recovery between Azure regions"
 */
export class CacheStorageAccount extends Construct implements ICacheStorageAccount {
  readonly storageAccountId: string;
  /** Normalised region name. */
  readonly region: string;
  readonly performance: "Standard" | "Premium";
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: StorageAccount;

  constructor(scope: Construct, id: string, props: CacheStorageAccountProps) {
    super(scope, checkId(scope, id));
    checkCache(this, props);
    this.region = normalizeRegion(props.region);
    this.performance = props.performance ?? "Standard";
    const config: StorageAccountConfig = {
      name: props.name,
      resourceGroupName: props.resourceGroup.name,
      location: this.region,
      accountKind: this.performance === "Premium" ? "BlockBlobStorage" : "StorageV2",
      accountTier: this.performance,
      accountReplicationType: "LRS",
      minTlsVersion: "TLS1_2",
      httpsTrafficOnlyEnabled: true,
      allowNestedItemsToBePublic: false,
      sharedAccessKeyEnabled: true,
      crossTenantReplicationEnabled: false,
      tags: tagMap(props.tags),
    };
    this.resource = withoutStackTraces(() => new StorageAccount(this, "Default", config));
    this.storageAccountId = this.resource.id;
  }
}

function checkCache(scope: Construct, { name, performance, tags }: CacheStorageAccountProps): void {
  const problems = new Problems(scope);
  problems.matches("name", name, NAME_RULES.storageAccount.pattern, NAME_RULES.storageAccount.allowed);
  problems.oneOf("performance", performance, ["Standard", "Premium"], "see azurerm account_tier");
  checkTags(problems, tags);
  problems.throwIfAny();
}
