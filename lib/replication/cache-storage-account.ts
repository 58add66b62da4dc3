import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { NAME_RULES } from "../core/names";
import { Problems } from "../core/problems";
import type { IResourceGroup } from "../core/refs";
import { normalizeRegion } from "../core/regions";
import { checkTags, type ResourceTags, tagMap } from "../core/tags";

export interface CacheStorageAccountProps {
  /** 3 to 24 lower-case letters and digits, unique across Azure. */
  readonly name: string;
  readonly resourceGroup: IResourceGroup;
  /** The region of the VMs that are replicated. */
  readonly region: string;
  /** @default - no tags */
  readonly tags?: ResourceTags;
}

/**
 * The storage account in the source region that Site Recovery writes changes to before they travel
 * (`azurerm_storage_account`): general purpose v2, locally redundant, without blob soft delete, which Site Recovery
 * does not support. The service needs the account keys and reaches the account over its public endpoint.
 *
 * @see Microsoft Learn, "Support matrix for Azure VM disaster recovery between Azure regions"
 */
export class CacheStorageAccount extends Construct {
  readonly storageAccountId: string;
  /** Normalised region name. */
  readonly region: string;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: StorageAccount;

  constructor(scope: Construct, id: string, props: CacheStorageAccountProps) {
    super(scope, checkId(scope, id));
    const problems = new Problems(this);
    problems.matches(
      "name",
      props.name,
      NAME_RULES.storageAccount.pattern,
      NAME_RULES.storageAccount.allowed,
    );
    checkTags(problems, props.tags);
    problems.throwIfAny();
    this.region = normalizeRegion(props.region);
    this.resource = new StorageAccount(this, "Default", {
      name: props.name,
      resourceGroupName: props.resourceGroup.name,
      location: this.region,
      accountKind: "StorageV2",
      accountTier: "Standard",
      accountReplicationType: "LRS",
      minTlsVersion: "TLS1_2",
      httpsTrafficOnlyEnabled: true,
      allowNestedItemsToBePublic: false,
      sharedAccessKeyEnabled: true,
      crossTenantReplicationEnabled: false,
      tags: tagMap(props.tags),
    });
    this.storageAccountId = this.resource.id;
  }
}
