import type { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import type { StorageShare } from "@cdktf/provider-azurerm/lib/storage-share";
import { TerraformResource, TerraformStack, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { addressOf } from "../core/last";
import { resolvedText } from "../core/resolved";
import { canonicalSegments, partsOf, STORAGE_ACCOUNT_TYPE } from "../core/resource-id";
import { subscriptionOf } from "../core/subscription-of";

/** The provider's `StorageShare` that is made with a `storageAccountId`, or its data source. */
export interface IStorageShare {
  readonly name: string;
  readonly nameInput?: string;
  readonly storageAccountIdInput?: string;
  readonly enabledProtocolInput?: string;
}

/** A file share by its name, wherever it is defined. */
export interface NamedFileShare {
  readonly shareName: string;
  /** ARM id of the share's storage account. */
  readonly storageAccountId: string;
}

/** A file share of the program, or of somebody else. */
export type FileShareSource = IStorageShare | NamedFileShare;

/** A storage account, with what is known of it before the deployment. */
export interface AccountFacts {
  /** The id as azurerm wants it. */
  readonly id: string;
  /** The same for all ways to say the account's id. */
  readonly key: string;
  /** undefined where it is not known. */
  readonly name?: string;
  readonly region?: string;
  readonly subscriptionId?: string;
  readonly keyAccess?: boolean;
}

/** A file share, with what is known of it before the deployment. */
export interface ShareFacts {
  readonly accountId?: string;
  /** The name as Terraform will read it: a reference where the program defines the share. */
  readonly name: string;
  /** The name in letters; undefined where it is not known. */
  readonly literalName?: string;
  readonly protocol?: string;
}

export function shareFacts(share: FileShareSource): ShareFacts {
  if ("shareName" in share)
    return {
      accountId: share.storageAccountId,
      name: share.shareName,
      literalName: literal(share.shareName),
    };
  return {
    accountId: share.storageAccountIdInput,
    name: share.name,
    literalName: literal(share.nameInput ?? share.name),
    protocol: share.enabledProtocolInput,
  };
}

/** The addresses of the shares of an account that a stack defines. */
export function sharesOf(stack: TerraformStack, account: AccountFacts): string[] {
  return stack.node
    .findAll()
    .filter((construct) => isResource<StorageShare>(construct, "azurerm_storage_share"))
    .filter((share) => {
      const { storageAccountIdInput: id, storageAccountNameInput: name } = share;
      return id === undefined ? name === account.name : accountFacts(stack, id).key === account.key;
    })
    .map(addressOf);
}

export function accountFacts(scope: IConstruct, id: string): AccountFacts {
  const parts = partsOf(id, STORAGE_ACCOUNT_TYPE);
  if (parts) {
    const { name, subscriptionId } = parts;
    const key = name.toLowerCase();
    return { id: canonicalSegments(id, STORAGE_ACCOUNT_TYPE), key, name: key, subscriptionId };
  }
  const stack = TerraformStack.of(scope);
  const reference = resolvedText(stack, id);
  const account = Token.isUnresolved(id) ? accountBehind(stack, reference) : undefined;
  const name = literal(account?.nameInput);
  return {
    id,
    key: name ?? `${stack.node.path} ${reference}`,
    name,
    region: literal(account?.locationInput),
    subscriptionId: account && subscriptionOf(account),
    keyAccess:
      typeof account?.sharedAccessKeyEnabledInput === "boolean"
        ? account.sharedAccessKeyEnabledInput
        : undefined,
  };
}

/** The account of the program whose id this is. */
function accountBehind(stack: TerraformStack, reference: string): StorageAccount | undefined {
  return stack.node
    .findAll()
    .filter((construct) => isResource<StorageAccount>(construct, "azurerm_storage_account"))
    .find((account) => resolvedText(stack, account.id) === reference);
}

function isResource<R extends TerraformResource>(construct: IConstruct, type: string): construct is R {
  return TerraformResource.isTerraformResource(construct) && construct.terraformResourceType === type;
}

function literal(text: string | undefined): string | undefined {
  return Token.isUnresolved(text) ? undefined : text;
}
