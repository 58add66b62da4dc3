import { DataProtectionBackupInstanceKubernetesCluster } from "@cdktf/provider-azurerm/lib/data-protection-backup-instance-kubernetes-cluster";
import type { KubernetesClusterExtension } from "@cdktf/provider-azurerm/lib/kubernetes-cluster-extension";
import type { KubernetesClusterTrustedAccessRoleBinding } from "@cdktf/provider-azurerm/lib/kubernetes-cluster-trusted-access-role-binding";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { RolePropagation } from "../access/role-propagation";
import { checkId } from "../core/construct-id";
import { AKS_CLUSTER_TYPE, canonicalSegments, STORAGE_ACCOUNT_TYPE } from "../core/resource-id";
import type { AksBackupPolicy } from "./aks-backup-policy";
import { checkAksCluster } from "./aks-checks";
import { installExtension, trustVault } from "./aks-extension";
import type { AksSelection, ProtectedAksClusterProps } from "./aks-options";
import { groupIdOf, type IAksCluster, subscriptionOfSource } from "./data-source";
import { lifecycleOf, takeName, takeSource } from "./instance";
import { grantAll, groupPlace, type InstanceGrant, readyFor } from "./instance-roles";

/**
 * An AKS cluster that is backed up (`azurerm_data_protection_backup_instance_kubernetes_cluster`), with all that it needs:
 * Azure's backup extension in the cluster, a trusted access binding for the vault, and the roles of three identities
 * (Microsoft Learn, "About Azure Kubernetes Service backup"). The vault's gets "Reader" on the cluster, "Reader", "Disk
 * Snapshot Contributor" and "Data Operator for Managed Disks" on the snapshots' group, and "Storage Blob Data
 * Contributor" on the account; the cluster's "Contributor" on that group; the extension's "Storage Blob Data Contributor"
 * on the account, and "Storage Account Contributor", which its older versions need.
 */
export class ProtectedAksCluster extends Construct {
  static isProtectedAksCluster(x: unknown): x is ProtectedAksCluster {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly cluster: IAksCluster;
  readonly policy: AksBackupPolicy;
  /** The backup extension, where the program installs it. */
  readonly extension?: KubernetesClusterExtension;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: DataProtectionBackupInstanceKubernetesCluster;

  constructor(scope: Construct, id: string, props: ProtectedAksClusterProps) {
    super(scope, checkId(scope, id));
    checkAksCluster(this, props);
    const { cluster, policy } = props;
    const { vault } = policy;
    this.extension = props.installedExtension ? undefined : installExtension(this, props);
    const binding = props.trusted ? undefined : trustVault(this, props);
    this.resource = new DataProtectionBackupInstanceKubernetesCluster(this, "Default", {
      name: takeName(this, vault, props),
      location: vault.region,
      vaultId: vault.vaultId,
      kubernetesClusterId: takeSource(this, vault, cluster, AKS_CLUSTER_TYPE),
      snapshotResourceGroupName: props.snapshotResourceGroup.name,
      backupPolicyId: policy.policyId,
      backupDatasourceParameters: parameters(props),
      dependsOn: ready(this, props, this.extension, binding),
      lifecycle: lifecycleOf(vault, props),
    });
    this.cluster = cluster;
    this.policy = policy;
    Object.defineProperty(this, MARK, { value: true });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/ProtectedAksCluster");

/** azurerm leaves volumes and cluster-scoped resources out unless it is told otherwise. */
function parameters(props: ProtectedAksClusterProps) {
  const { namespaces, resourceTypes, labels, clusterScopedResources = true, volumes = true } = props;
  return {
    includedNamespaces: only(namespaces),
    excludedNamespaces: except(namespaces),
    includedResourceTypes: only(resourceTypes),
    excludedResourceTypes: except(resourceTypes),
    labelSelectors: labels && [...labels],
    clusterScopedResourcesEnabled: clusterScopedResources,
    volumeSnapshotEnabled: volumes,
  };
}

const only = (selection?: AksSelection) =>
  selection && "only" in selection ? [...selection.only] : undefined;

const except = (selection?: AksSelection) =>
  selection && "except" in selection ? [...selection.except] : undefined;

/**
 * What the backup depends on. Its roles wait apart from those of other data sources: they come after the extension, which
 * takes minutes, and the others need not.
 */
function ready(
  instance: Construct,
  props: ProtectedAksClusterProps,
  extension: KubernetesClusterExtension | undefined,
  binding: KubernetesClusterTrustedAccessRoleBinding | undefined,
): ITerraformDependable[] | undefined {
  const { vault } = props.policy;
  const made = [extension, binding, ...(readyFor(vault, []) ?? [])].filter((x) => x !== undefined);
  if (props.grantRoles === false) return made.length > 0 ? made : undefined;
  const after = grantAll(vault, props.cluster, aksGrants(instance, props, extension));
  const wait = new RolePropagation(instance, "Wait", { after, seconds: vault.roleWaitSeconds });
  return [...made, wait.resource];
}

function aksGrants(
  { node }: Construct,
  props: ProtectedAksClusterProps,
  extension: KubernetesClusterExtension | undefined,
): InstanceGrant[] {
  const { cluster, policy, storage, snapshotResourceGroup: group, installedExtension } = props;
  const { vault } = policy;
  const at = groupIdOf(group, subscriptionOfSource(cluster) ?? vault.subscriptionId) ?? "";
  const snapshots = { at, place: groupPlace(vault, group, at) };
  const account = {
    at: canonicalSegments(storage.account.id, STORAGE_ACCOUNT_TYPE),
    place: `${node.id}-Storage`,
  };
  const ofCluster = { principalId: props.clusterPrincipalId ?? cluster.identity?.principalId ?? "" };
  const installed = extension?.aksAssignedIdentity.get(0).principalId;
  const ofExtension = { principalId: installedExtension?.principalId ?? installed ?? "" };
  return [
    { role: "Reader", at: canonicalSegments(cluster.id, AKS_CLUSTER_TYPE), place: node.id },
    { role: "Reader", ...snapshots },
    { role: "Disk Snapshot Contributor", ...snapshots },
    { role: "Data Operator for Managed Disks", ...snapshots },
    { role: "Storage Blob Data Contributor", ...account },
    { role: "Contributor", ...snapshots, to: ofCluster },
    { role: "Storage Blob Data Contributor", ...account, to: ofExtension },
    { role: "Storage Account Contributor", ...account, to: ofExtension },
  ];
}
