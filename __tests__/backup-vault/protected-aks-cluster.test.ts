import { KubernetesCluster } from "@cdktf/provider-azurerm/lib/kubernetes-cluster";
import {
  type BackupVaultProps,
  BUILT_IN_ROLES,
  ProtectedAksCluster,
  type ProtectedAksClusterOptions,
  type ResilienceStack,
  Schedule,
} from "../../lib";
import { resourceGroup, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { accountId, defineBackupVault, ROLE, VAULT } from "./define-backup-vault";

const TYPE = "azurerm_data_protection_backup_instance_kubernetes_cluster";
const EXTENSION = "azurerm_kubernetes_cluster_extension";
const BINDING = "azurerm_kubernetes_cluster_trusted_access_role_binding";

/** A protected cluster of the program. */
const protect =
  (options: Partial<ProtectedAksClusterOptions> = {}, props: Partial<BackupVaultProps> = {}) =>
  (s: ResilienceStack) => {
    const group = resourceGroup(s, "australiaeast", "Snapshots");
    const cluster = new KubernetesCluster(s, "Aks", {
      name: "aks-shop",
      location: "australiaeast",
      resourceGroupName: "rg-shop",
      dnsPrefix: "shop",
      defaultNodePool: { name: "system", nodeCount: 1, vmSize: "Standard_D2s_v5" },
      identity: { type: "SystemAssigned" },
    });
    const policy = defineBackupVault(props)(s).addAksPolicy("Clusters", {
      schedule: Schedule.daily("02:00"),
      retention: { days: 7 },
    });
    const storage = { account: { id: accountId("staks") }, container: "aks-shop" };
    return policy.protect(cluster, { snapshotResourceGroup: group, storage, ...options });
  };

describe("a protected AKS cluster", () => {
  const stack = synthesise(protect());

  test("is backed up with its volumes and cluster-scoped resources, which azurerm itself would leave out", () => {
    expect(stack.only(TYPE)).toEqual({
      name: "Aks",
      location: "australiaeast",
      vault_id: `\${${VAULT}.Vault.id}`,
      kubernetes_cluster_id: "${azurerm_kubernetes_cluster.Aks.id}",
      snapshot_resource_group_name: "${azurerm_resource_group.Snapshots.name}",
      backup_policy_id:
        "${azurerm_data_protection_backup_policy_kubernetes_cluster.Vault_Clusters_DF1A8A0B.id}",
      backup_datasource_parameters: {
        cluster_scoped_resources_enabled: true,
        volume_snapshot_enabled: true,
      },
      depends_on: [
        ...stack.addresses(EXTENSION),
        ...stack.addresses(BINDING),
        ...stack.addresses("terraform_data"),
      ],
      lifecycle: { prevent_destroy: true },
    });
  });

  test("has Azure's backup extension installed, which is told where to keep things", () => {
    const location = "configuration.backupStorageLocation";

    expect(stack.only(EXTENSION)).toEqual({
      name: "azure-aks-backup",
      cluster_id: "${azurerm_kubernetes_cluster.Aks.id}",
      extension_type: "Microsoft.DataProtection.Kubernetes",
      release_train: "stable",
      release_namespace: "dataprotection-microsoft",
      configuration_settings: {
        [`${location}.bucket`]: "aks-shop",
        [`${location}.config.resourceGroup`]: "rg-shop",
        [`${location}.config.storageAccount`]: "staks",
        [`${location}.config.subscriptionId`]: SUBSCRIPTION,
        "credentials.tenantId": `\${${VAULT}.Vault.identity[0].tenant_id}`,
      },
    });
  });

  test("trusts the vault, by a binding whose name Azure takes: 24 letters, digits and hyphens at most", () => {
    const binding = stack.only(BINDING);

    expect(binding).toEqual({
      kubernetes_cluster_id: "${azurerm_kubernetes_cluster.Aks.id}",
      name: expect.stringMatching(/^backup-[0-9a-f]{8}$/),
      roles: ["Microsoft.DataProtection/backupVaults/backup-operator"],
      source_resource_id: `\${${VAULT}.Vault.id}`,
    });
  });

  test("has the roles of three identities: the vault's, the cluster's and the extension's", () => {
    const names = Object.fromEntries(Object.entries(BUILT_IN_ROLES).map(([name, id]) => [id, name]));
    const who: Record<string, string> = {
      [`\${${VAULT}.Vault.identity[0].principal_id}`]: "vault",
      "${azurerm_kubernetes_cluster.Aks.identity[0].principal_id}": "cluster",
      [`\${${stack.addresses(EXTENSION)[0]}.aks_assigned_identity[0].principal_id}`]: "extension",
    };
    const given = Object.values(stack.all(ROLE)).map((r) => [
      who[String(r.principal_id)],
      names[String(r.role_definition_id).split("/").at(-1) ?? ""],
      r.scope,
    ]);
    const [snapshots, cluster, account] = [
      "${azurerm_resource_group.Snapshots.id}",
      "${azurerm_kubernetes_cluster.Aks.id}",
      accountId("staks"),
    ];

    expect(given).toEqual([
      ["vault", "Reader", cluster],
      ["vault", "Reader", snapshots],
      ["vault", "Disk Snapshot Contributor", snapshots],
      ["vault", "Data Operator for Managed Disks", snapshots],
      ["vault", "Storage Blob Data Contributor", account],
      ["cluster", "Contributor", snapshots],
      ["extension", "Storage Blob Data Contributor", account],
      ["extension", "Storage Account Contributor", account],
    ]);
  });

  test("waits for its roles apart from other data sources, which need not wait for the extension", () => {
    const both = synthesise((s) => {
      protect()(s).policy.vault.addBlobPolicy("Blobs", { operationalDays: 7 }).protect(accountId());
    });
    const [aks, others] = [
      both.only(TYPE).depends_on as string[],
      both.only("azurerm_data_protection_backup_instance_blob_storage").depends_on as string[],
    ];

    expect(both.addresses("terraform_data")).toHaveLength(2);
    expect(others).toHaveLength(1);
    expect(aks).not.toContain(others[0]);
  });

  test("needs a resource provider that no azurerm set has", () => {
    const registered = (define: (s: ResilienceStack) => void) =>
      (synthesise(define).json.provider as { azurerm: Record<string, unknown>[] }).azurerm[0]
        ?.resource_providers_to_register;

    expect(registered(protect())).toContain("Microsoft.KubernetesConfiguration");
    expect(registered(defineBackupVault())).not.toContain("Microsoft.KubernetesConfiguration");
  });
});

describe("what is backed up of a cluster", () => {
  const parameters = (options: Partial<ProtectedAksClusterOptions>) =>
    synthesise(protect(options)).only(TYPE).backup_datasource_parameters;

  test("is chosen by namespaces, kinds of resources and labels", () => {
    expect(
      parameters({
        namespaces: { only: ["shop", "billing"] },
        resourceTypes: { except: ["secrets"] },
        labels: ["app=shop"],
        clusterScopedResources: false,
        volumes: false,
      }),
    ).toEqual({
      included_namespaces: ["shop", "billing"],
      excluded_resource_types: ["secrets"],
      label_selectors: ["app=shop"],
      cluster_scoped_resources_enabled: false,
      volume_snapshot_enabled: false,
    });
  });

  test("may be all but some", () => {
    expect(
      parameters({ namespaces: { except: ["dev"] }, resourceTypes: { only: ["deployments.apps"] } }),
    ).toMatchObject({ excluded_namespaces: ["dev"], included_resource_types: ["deployments.apps"] });
  });
});

describe("a cluster that has some of it already", () => {
  test("keeps its extension, whose identity gets the roles", () => {
    const principalId = "0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11";
    const stack = synthesise(protect({ installedExtension: { principalId } }));

    expect(stack.all(EXTENSION)).toEqual({});
    expect(Object.values(stack.all(ROLE)).filter((r) => r.principal_id === principalId)).toHaveLength(2);
  });

  test("keeps its binding", () => {
    expect(synthesise(protect({ trusted: true })).all(BINDING)).toEqual({});
  });

  test("gets no roles where they exist, and waits for the rest", () => {
    const stack = synthesise(protect({ grantRoles: false }));

    expect([stack.all(ROLE), stack.all("terraform_data")]).toEqual([{}, {}]);
    expect(stack.only(TYPE).depends_on).toEqual([...stack.addresses(EXTENSION), ...stack.addresses(BINDING)]);
  });

  test("waits for nothing where all of it exists", () => {
    const installedExtension = { principalId: "0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11" };
    const stack = synthesise(protect({ grantRoles: false, trusted: true, installedExtension }));

    expect(stack.only(TYPE)).not.toHaveProperty("depends_on");
  });
});

describe("the replacement of a backup, which deletes what it holds", () => {
  test("is refused by the plan, unless it is allowed", () => {
    expect(synthesise(protect({ deleteBackupDataOnDestroy: true })).only(TYPE)).not.toHaveProperty(
      "lifecycle",
    );
  });

  test("is allowed in a throwaway environment", () => {
    expect(synthesise(protect({}, { throwaway: true })).only(TYPE)).not.toHaveProperty("lifecycle");
  });
});

test("clusters are told apart without instanceof", () => {
  synthesise((s) => {
    expect(ProtectedAksCluster.isProtectedAksCluster(protect()(s))).toBe(true);
    expect(ProtectedAksCluster.isProtectedAksCluster(s)).toBe(false);
  });
});
