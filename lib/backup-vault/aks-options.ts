import type { IResourceGroup } from "../core/refs";
import type { AksBackupPolicy } from "./aks-backup-policy";
import type { IAksCluster, IBlobStorageAccount } from "./data-source";
import type { BackupInstanceOptions } from "./instance";

/** Where the backup extension keeps the cluster's resources: a container for this cluster alone. */
export interface AksBackupStorage {
  /** A standard general-purpose v2 account of the cluster's region. */
  readonly account: IBlobStorageAccount & {
    readonly name?: string;
    readonly resourceGroupName?: string;
    readonly resourceGroupNameInput?: string;
  };
  /** The container's name. It has to exist, and be empty at first. */
  readonly container: string;
}

/** Some of the cluster's things, or all but some. */
export type AksSelection = { readonly only: readonly string[] } | { readonly except: readonly string[] };

export interface ProtectedAksClusterOptions extends BackupInstanceOptions {
  /** The group that the volumes' snapshots are kept in, of the cluster's region and subscription. */
  readonly snapshotResourceGroup: IResourceGroup;

  readonly storage: AksBackupStorage;

  /**
   * Which namespaces: Azure leaves out kube-system, kube-node-lease and kube-public.
   * @default - all of them
   */
  readonly namespaces?: AksSelection;

  /**
   * Which kinds of Kubernetes resources ("secrets", "deployments.apps").
   * @default - all of them
   */
  readonly resourceTypes?: AksSelection;

  /**
   * Only resources with one of these labels ("app=shop").
   * @default - whatever their labels
   */
  readonly labels?: readonly string[];

  /**
   * Are resources backed up that belong to no namespace?
   * @default true
   */
  readonly clusterScopedResources?: boolean;

  /**
   * Are the persistent volumes backed up? azurerm itself would leave them out.
   * @default true
   */
  readonly volumes?: boolean;

  /**
   * Object id of the cluster's identity, for clusters with a user-assigned one and for plain ids.
   * @default - the cluster's system-assigned identity
   */
  readonly clusterPrincipalId?: string;

  /**
   * The backup extension that the cluster has already, by the object id of its identity.
   * @default - the program installs the extension
   */
  readonly installedExtension?: { readonly principalId: string };

  /**
   * Is the vault trusted with the cluster already (trusted access role binding)?
   * @default false - the program makes the binding
   */
  readonly trusted?: boolean;
}

export interface ProtectedAksClusterProps extends ProtectedAksClusterOptions {
  readonly cluster: IAksCluster;
  readonly policy: AksBackupPolicy;
}
