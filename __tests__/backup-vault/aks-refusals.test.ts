import { KubernetesCluster } from "@cdktf/provider-azurerm/lib/kubernetes-cluster";
import { TerraformVariable } from "cdktf";
import { BackupVault, type ProtectedAksClusterOptions, type ResilienceStack, Schedule } from "../../lib";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { accountId, defineBackupVault, diskId, OTHER, shop } from "./define-backup-vault";

const clusterId = shop("Microsoft.ContainerService/managedClusters", "aks-shop");
const account = { id: accountId("staks") };
const schedule = Schedule.daily("02:00");
const policyOf = (s: ResilienceStack) =>
  defineBackupVault()(s).addAksPolicy("Clusters", { schedule, retention: { days: 7 } });
const OPTIONS: ProtectedAksClusterOptions = {
  snapshotResourceGroup: { name: "rg-snapshots" },
  storage: { account, container: "aks-shop" },
  clusterPrincipalId: "0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11",
};
const refused = (options: Partial<ProtectedAksClusterOptions>, id = clusterId) =>
  refusalOf((s) => policyOf(s).protect(id, { id: "Aks", ...OPTIONS, ...options }));

test("a plain id with the object id of its identity is all that it takes", () => {
  const stack = synthesise((s) => policyOf(s).protect(clusterId, OPTIONS));

  expect(stack.only("azurerm_data_protection_backup_instance_kubernetes_cluster")).toMatchObject({
    name: "aks-shop",
    kubernetes_cluster_id: clusterId,
  });
});

describe("a cluster that Azure would not back up", () => {
  test("is something else", () => {
    expect(refused({}, diskId())).toBe(
      `[test/Vault/Aks] cluster.id must be the ARM id of an AKS cluster, got "${diskId()}"`,
    );
  });

  test("is in another subscription, where azurerm would not find the snapshots' group", () => {
    expect(refused({}, clusterId.replace(SUBSCRIPTION, OTHER))).toBe(
      `[test/Vault/Aks] cluster must be in the vault's subscription ${SUBSCRIPTION}, got ${OTHER}: azurerm looks for the snapshots' group in its own; use a vault of the cluster's subscription`,
    );
  });

  test("has the extension by another vault already: a cluster has one", () => {
    const refused = refusalOf((s) => {
      policyOf(s).protect(clusterId, OPTIONS);
      const second = new BackupVault(s, "Second", {
        name: "bvault-second",
        resourceGroup: { name: "rg" },
        region: "australiaeast",
      });
      const clusters = second.addAksPolicy("Clusters", { schedule, retention: { days: 7 } });
      clusters.protect(clusterId.toUpperCase(), OPTIONS);
    });

    expect(refused).toBe(
      "[test/Second/AKS-SHOP] installedExtension is missing: test/Vault/aks-shop installs the backup extension in the cluster, which has one; pass installedExtension with the object id of its identity",
    );
  });

  test("has its snapshots in another region", () => {
    expect(refused({ snapshotResourceGroup: { name: "rg", locationInput: "West Europe" } })).toBe(
      "[test/Vault/Aks] snapshotResourceGroup must be in the vault's region australiaeast, got westeurope: use a Backup vault in westeurope, since Azure backs up nothing to another region",
    );
  });

  test("has identities that are no object ids, by the names of the props", () => {
    expect(refused({ clusterPrincipalId: "aks", installedExtension: { principalId: "extension" } })).toBe(
      [
        "[test/Vault/Aks] 2 problems:",
        '  - clusterPrincipalId must be an object id in Entra ID (a GUID), got "aks"',
        '  - installedExtension.principalId must be an object id in Entra ID (a GUID), got "extension"',
      ].join("\n"),
    );
  });

  test("has an identity that nobody named", () => {
    expect(refused({ clusterPrincipalId: undefined })).toBe(
      "[test/Vault/Aks] clusterPrincipalId is missing, to which a role on the snapshots' group is given: pass the object id of the cluster's identity, or set grantRoles: false where the roles exist",
    );
  });

  test("has a user-assigned identity, whose object id the cluster does not say", () => {
    expect(
      refusalOf((s) => {
        const cluster = new KubernetesCluster(s, "Aks", {
          name: "aks",
          location: "australiaeast",
          resourceGroupName: "rg-shop",
          defaultNodePool: { name: "system", vmSize: "Standard_D2s_v5" },
          identity: { type: "UserAssigned", identityIds: ["x"] },
        });
        policyOf(s).protect(cluster, { ...OPTIONS, clusterPrincipalId: undefined });
      }),
    ).toContain("clusterPrincipalId is missing");
  });
});

describe("the storage of the backup extension", () => {
  test("is a storage account", () => {
    expect(refused({ storage: { account: { id: diskId() }, container: "aks" } })).toBe(
      `[test/Vault/Aks] storage.account.id must be the ARM id of a storage account, got "${diskId()}"`,
    );
  });

  test("is a standard general-purpose v2 one, in the vault's region", () => {
    const premium = { ...account, accountTierInput: "Premium", locationInput: "westus3" };

    expect(refused({ storage: { account: premium, container: "aks" } })).toBe(
      [
        "[test/Vault/Aks] 2 problems:",
        "  - storage.account must be a standard general-purpose v2 account, got Premium StorageV2: Azure Backup takes no other",
        "  - storage.account must be in the vault's region australiaeast, got westus3: use a Backup vault in westus3, since Azure backs up nothing to another region",
      ].join("\n"),
    );
  });

  test("has a container with a name that Azure takes", () => {
    expect(refused({ storage: { account, container: "Aks" } })).toBe(
      '[test/Vault/Aks] storage.container must be 3 to 63 lower-case letters, digits and single "-", got "Aks"',
    );
  });

  test("says its name and group, which the extension is told", () => {
    expect(
      refusalOf((s) => {
        const id = new TerraformVariable(s, "account", { type: "string" }).stringValue;
        policyOf(s).protect(clusterId, {
          id: "Aks",
          ...OPTIONS,
          storage: { account: { id }, container: "aks" },
        });
      }),
    ).toBe(
      "[test/Vault/Aks] storage.account must say its name, resource group and subscription, which the backup extension is told: pass its whole ARM id, or the provider's StorageAccount in a ResilienceStack",
    );
  });
});

describe("the choice of what is backed up", () => {
  test("is by only or by except", () => {
    const both = { only: ["a"], except: ["b"] };

    expect(refused({ namespaces: both })).toBe(
      "[test/Vault/Aks] namespaces must be chosen by only or by except, not both",
    );
  });

  test("is never empty: an empty list would mean everything", () => {
    expect(refused({ namespaces: { only: [] }, resourceTypes: { except: [] }, labels: [] })).toBe(
      [
        "[test/Vault/Aks] 3 problems:",
        "  - namespaces must name at least one: remove namespaces to back up all of them",
        "  - resourceTypes must name at least one: remove resourceTypes to back up all of them",
        "  - labels must name at least one label: remove labels to back up resources whatever their labels",
      ].join("\n"),
    );
  });

  test.each(["kube-system", "kube-node-lease", "kube-public"])(
    "is not %s, which Azure leaves out",
    (name) => {
      expect(refused({ namespaces: { only: ["shop", name] } })).toBe(
        `[test/Vault/Aks] namespaces.only names "${name}", which Azure never backs up: remove it`,
      );
    },
  );
});

test("the vault of somebody else has to say its tenant, which the backup extension is told", () => {
  const vaultId = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.DataProtection/backupVaults/bv`;
  const principalId = "0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11";
  const protect = (tenantId?: string) => (s: ResilienceStack) =>
    BackupVault.fromVaultId(s, "Central", vaultId, { region: "australiaeast", principalId, tenantId })
      .addAksPolicy("Clusters", { schedule, retention: { days: 7 } })
      .protect(clusterId, { id: "Aks", ...OPTIONS });

  expect(refusalOf(protect())).toBe(
    "[test/Central/Aks] the vault's tenantId is missing, which the backup extension is told: pass it to fromVaultId",
  );
  expect(JSON.stringify(synthesise(protect(OTHER)).only("azurerm_kubernetes_cluster_extension"))).toContain(
    OTHER,
  );
});
