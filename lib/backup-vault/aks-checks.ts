import { Token } from "cdktf";
import type { Construct } from "constructs";
import { GUID } from "../core/guid";
import { Problems, quoted } from "../core/problems";
import { AKS_CLUSTER_TYPE, partsOf, STORAGE_ACCOUNT_TYPE } from "../core/resource-id";
import { installerOf, storageFacts } from "./aks-extension";
import type { AksSelection, ProtectedAksClusterProps } from "./aks-options";
import { groupIdOf, regionOf, subscriptionOfSource } from "./data-source";
import { checkName, checkRegion, checkSource } from "./instance";
import { checkIdentity } from "./instance-roles";
import { checkGroup } from "./snapshot-group";
import { CONTAINER, CONTAINER_NAMES, checkAccountKind } from "./storage-account";

/** Refuses what Azure would refuse (Microsoft Learn, "Azure Kubernetes Service backup support matrix"). */
export function checkAksCluster(scope: Construct, props: ProtectedAksClusterProps): void {
  const { cluster, policy, snapshotResourceGroup: group } = props;
  const { vault } = policy;
  const problems = new Problems(scope);
  checkSource(problems, vault, cluster, { name: "cluster", noun: "an AKS cluster", type: AKS_CLUSTER_TYPE });
  checkName(problems, scope, vault, props);
  checkIdentity(problems, vault, props);
  checkSubscription(problems, props);
  checkGroup(problems, group, subscriptionOfSource(cluster) ?? vault.subscriptionId, "cluster");
  checkRegion(problems, vault, "snapshotResourceGroup", regionOf(group));
  checkStorage(problems, props);
  checkExtension(problems, scope, props);
  checkSelection(problems, "namespaces", props.namespaces);
  checkSelection(problems, "resourceTypes", props.resourceTypes);
  problems.when(
    props.labels?.length === 0,
    "labels must name at least one label: remove labels to back up resources whatever their labels",
  );
  checkPrincipals(problems, props);
  problems.throwIfAny();
}

/** azurerm looks for the snapshots' group in its own subscription, and Azure wants it in the cluster's. */
function checkSubscription(
  problems: Problems,
  { cluster, policy: { vault } }: ProtectedAksClusterProps,
): void {
  const subscription = subscriptionOfSource(cluster);
  problems.when(
    subscription !== undefined && vault.subscriptionId !== undefined && subscription !== vault.subscriptionId,
    `cluster must be in the vault's subscription ${vault.subscriptionId}, got ${subscription}: azurerm looks for the snapshots' group in its own; use a vault of the cluster's subscription`,
  );
}

function checkStorage(problems: Problems, { storage, policy: { vault } }: ProtectedAksClusterProps): void {
  const { account, container } = storage;
  problems.when(
    !Token.isUnresolved(account.id) && partsOf(account.id, STORAGE_ACCOUNT_TYPE) === undefined,
    `storage.account.id must be the ARM id of a storage account, got ${quoted(account.id)}`,
  );
  checkAccountKind(problems, "storage.account", account);
  checkRegion(problems, vault, "storage.account", regionOf(account));
  problems.matches("storage.container", container, CONTAINER, CONTAINER_NAMES);
}

function checkExtension(problems: Problems, scope: Construct, props: ProtectedAksClusterProps): void {
  if (props.installedExtension) return;
  const installer = installerOf(scope, props);
  problems.when(
    installer !== undefined,
    `installedExtension is missing: ${installer} installs the backup extension in the cluster, which has one; pass installedExtension with the object id of its identity`,
  );
  const { vault } = props.policy;
  const { name, group, subscription } = storageFacts(props.storage, vault.subscriptionId);
  problems.when(
    name === undefined || group === undefined || subscription === undefined,
    "storage.account must say its name, resource group and subscription, which the backup extension is told: pass its whole ARM id, or the provider's StorageAccount in a ResilienceStack",
  );
  problems.when(
    vault.tenantId === undefined,
    "the vault's tenantId is missing, which the backup extension is told: pass it to fromVaultId",
  );
}

function checkSelection(problems: Problems, name: string, selection: AksSelection | undefined): void {
  if (!selection) return;
  const both = "only" in selection && "except" in selection;
  problems.when(both, `${name} must be chosen by only or by except, not both`);
  const names = "only" in selection ? selection.only : selection.except;
  problems.when(names.length === 0, `${name} must name at least one: remove ${name} to back up all of them`);
  const always = name === "namespaces" && "only" in selection ? names.filter((n) => NEVER.includes(n)) : [];
  for (const namespace of always)
    problems.add(`namespaces.only names "${namespace}", which Azure never backs up: remove it`);
}

const NEVER = ["kube-system", "kube-node-lease", "kube-public"];

function checkPrincipals(problems: Problems, props: ProtectedAksClusterProps): void {
  const { clusterPrincipalId: own, installedExtension: extension } = props;
  const objectId = "an object id in Entra ID (a GUID)";
  if (own !== undefined) problems.matches("clusterPrincipalId", own, GUID, objectId);
  if (extension) problems.matches("installedExtension.principalId", extension.principalId, GUID, objectId);
  if (props.grantRoles === false) return;
  const { cluster, policy, snapshotResourceGroup: group } = props;
  problems.when(
    props.clusterPrincipalId === undefined &&
      (cluster.identity === undefined || cluster.identity.typeInput === "UserAssigned"),
    "clusterPrincipalId is missing, to which a role on the snapshots' group is given: pass the object id of the cluster's identity, or set grantRoles: false where the roles exist",
  );
  problems.when(
    groupIdOf(group, subscriptionOfSource(cluster) ?? policy.vault.subscriptionId) === undefined,
    "snapshotResourceGroup.id is missing, on which roles are given: pass it, since neither the cluster's id nor the stack says the subscription",
  );
}
