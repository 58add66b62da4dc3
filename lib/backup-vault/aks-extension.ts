import { KubernetesClusterExtension } from "@cdktf/provider-azurerm/lib/kubernetes-cluster-extension";
import { KubernetesClusterTrustedAccessRoleBinding } from "@cdktf/provider-azurerm/lib/kubernetes-cluster-trusted-access-role-binding";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { fingerprint } from "../core/fingerprint";
import { Registry } from "../core/registry";
import { resolvedText } from "../core/resolved";
import { AKS_CLUSTER_TYPE, canonicalSegments, parseResourceId } from "../core/resource-id";
import { registerProviders } from "../provider/register-providers";
import type { AksBackupStorage, ProtectedAksClusterProps } from "./aks-options";
import { subscriptionOfSource } from "./data-source";

/** Installs Azure's backup extension in the cluster; its settings are those of azurerm's own documentation. */
export function installExtension(
  scope: Construct,
  props: ProtectedAksClusterProps,
): KubernetesClusterExtension {
  const { vault } = props.policy;
  extensions.take(TerraformStack.of(scope), extensionKey(scope, props), scope.node.path);
  registerProviders(scope, ["Microsoft.KubernetesConfiguration"]);
  const { name, group, subscription } = storageFacts(props.storage, vault.subscriptionId);
  const location = "configuration.backupStorageLocation";
  return new KubernetesClusterExtension(scope, "Extension", {
    name: "azure-aks-backup",
    clusterId: canonicalSegments(props.cluster.id, AKS_CLUSTER_TYPE),
    extensionType: "Microsoft.DataProtection.Kubernetes",
    releaseTrain: "stable",
    releaseNamespace: "dataprotection-microsoft",
    configurationSettings: {
      [`${location}.bucket`]: props.storage.container,
      [`${location}.config.resourceGroup`]: group ?? "",
      [`${location}.config.storageAccount`]: name ?? "",
      [`${location}.config.subscriptionId`]: subscription ?? "",
      "credentials.tenantId": vault.tenantId ?? "",
    },
  });
}

/** Who installs the cluster's extension already. */
export function installerOf(scope: Construct, props: ProtectedAksClusterProps): string | undefined {
  return extensions.holder(TerraformStack.of(scope), extensionKey(scope, props));
}

/** The clusters in which each stack installs the extension. */
const extensions = new Registry<TerraformStack>();

const extensionKey = (scope: Construct, { cluster }: ProtectedAksClusterProps): string =>
  resolvedText(scope, cluster.id);

/** What the extension has to know of the storage account; undefined where nobody says it. */
export function storageFacts({ account }: AksBackupStorage, ownSubscription: string | undefined) {
  const parts = parseResourceId(account.id);
  return {
    name: parts?.name ?? account.name,
    group: parts?.resourceGroup ?? account.resourceGroupNameInput ?? account.resourceGroupName,
    subscription: subscriptionOfSource(account) ?? ownSubscription,
  };
}

/** Lets the vault into the cluster. The name is of the vault, since a cluster has one binding for each. */
export function trustVault(
  scope: Construct,
  { cluster, policy: { vault } }: ProtectedAksClusterProps,
): KubernetesClusterTrustedAccessRoleBinding {
  return new KubernetesClusterTrustedAccessRoleBinding(scope, "TrustedAccess", {
    kubernetesClusterId: canonicalSegments(cluster.id, AKS_CLUSTER_TYPE),
    name: `backup-${fingerprint(resolvedText(scope, vault.vaultId), 8)}`,
    roles: ["Microsoft.DataProtection/backupVaults/backup-operator"],
    sourceResourceId: vault.vaultId,
  });
}
