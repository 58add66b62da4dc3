import { type IResolvable, Token } from "cdktf";
import { Construct } from "constructs";
import type { IResourceGroup } from "../core/refs";
import { parseGroupId, parseResourceId, resourceGroupId } from "../core/resource-id";
import { subscriptionOf } from "../core/subscription-of";

/** Something to back up: a resource of the provider as it stands, a data source, or an ARM id. */
export interface IDataSource {
  /** ARM id. */
  readonly id: string;
  readonly locationInput?: string;
}

/** The provider's `ManagedDisk`, a data source, or an ARM id. */
export interface IManagedDisk extends IDataSource {
  readonly storageAccountTypeInput?: string;
}

/** The provider's `StorageAccount`, a data source, or an ARM id. */
export interface IBlobStorageAccount extends IDataSource {
  readonly accountTierInput?: string;
  readonly accountKindInput?: string;
  readonly isHnsEnabledInput?: boolean | IResolvable;
}

/** The provider's flexible servers, a data source, or an ARM id. */
export interface IFlexibleServer extends IDataSource {
  readonly resourceGroupName?: string;
  /** The group as it was written: of two servers of one group, one text. */
  readonly resourceGroupNameInput?: string;
}

/** The provider's `KubernetesCluster`, or an ARM id. */
export interface IAksCluster extends IDataSource {
  /** The cluster's identity; the object id of a user-assigned one is not in it. */
  readonly identity?: { readonly principalId: string; readonly typeInput?: string };
}

export function sourceOf<Source extends IDataSource>(
  source: Source | string,
): Source | { readonly id: string } {
  return typeof source === "string" ? { id: source } : source;
}

/** The subscription of a data source: of its id, or of the stack that it is defined in. */
export function subscriptionOfSource(source: { readonly id: string }): string | undefined {
  const named = parseResourceId(source.id)?.subscriptionId.toLowerCase();
  return named ?? (Construct.isConstruct(source) ? subscriptionOf(source) : undefined);
}

/** The region that a data source is defined with, where it is known. */
export function regionOf(source: { readonly locationInput?: string }): string | undefined {
  const region = source.locationInput;
  return region === undefined || Token.isUnresolved(region) ? undefined : region;
}

/** The id of a resource group; undefined where neither the group nor the subscription says it. */
export function groupIdOf(group: IResourceGroup, subscription: string | undefined): string | undefined {
  const parts = parseGroupId(group.id ?? "");
  if (parts) return resourceGroupId(parts.subscriptionId, parts.name);
  if (group.id !== undefined) return group.id;
  return subscription === undefined ? undefined : resourceGroupId(subscription, group.name);
}
