import { SiteRecoveryFabric } from "@cdktf/provider-azurerm/lib/site-recovery-fabric";
import {
  HypervSite,
  RecoveryServicesVault,
  type VmwareReplicationPolicyOptions,
  VmwareSite,
} from "../../lib";
import { refusalOf, resourceGroup, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { NETWORK, VMWARE_POLICY, vaultIn, vmwareSite } from "./sites";

const VAULT_ID = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv-hq`;
const OWN =
  "vault must be the VMware site's own, and has %s too: the appliance needs a vault in which Site Recovery replicates nothing else; use another vault for one of them";

describe("the vault of a VMware site", () => {
  test("has one site, whoever imports it and in whatever letter case", () => {
    const again = vmwareSite(
      (stack) => ({
        grantRoles: false,
        vault: RecoveryServicesVault.fromVaultId(stack, "Theirs", VAULT_ID),
      }),
      (hq, stack) => {
        const id = VAULT_ID.replace("rsv-hq", "RSV-HQ");
        const vault = RecoveryServicesVault.fromVaultId(stack, "Again", id);
        new VmwareSite(stack, "Plant", { ...hq.defaults, vault, grantRoles: false });
      },
    );
    expect(refusalOf(again)).toBe(
      "[test/Plant] vault is the vault of test/Hq already: give every VMware site a vault of its own, and further appliances of the same vCenter to the same site",
    );
  });

  test("is not one of the classic experience, with which azurerm associates no modernized policy", () => {
    const classic = vmwareSite((stack) => ({
      vault: new RecoveryServicesVault(stack, "Vault", {
        name: "rsv-classic",
        resourceGroup: resourceGroup(stack, "centralindia"),
        classicVmwareReplication: true,
      }),
    }));
    expect(refusalOf(classic)).toBe(
      "[test/Hq] vault must be without classicVmwareReplication: azurerm associates no policy of the modernized experience with a classic vault; use a new vault",
    );
  });

  test("has no Hyper-V site, though it is defined later", () => {
    const shared = vmwareSite({}, ({ vault }, stack) => {
      new HypervSite(stack, "Branch", { vault, name: "branch" });
    });
    expect(refusalOf(shared)).toBe(`[test/Hq] ${OWN.replace("%s", '"test/Branch/Default"')}`);
  });

  test("has no fabric of an Azure region, whose container would hide the appliance's from azurerm", () => {
    const shared = vmwareSite({}, ({ vault }, stack) => {
      new SiteRecoveryFabric(stack, "Fabric", {
        name: "fabric-australiaeast",
        location: "australiaeast",
        resourceGroupName: vault.resourceGroupName,
        recoveryVaultName: vault.vaultName,
      });
    });
    expect(refusalOf(shared)).toBe(`[test/Hq] ${OWN.replace("%s", '"test/Fabric"')}`);
  });

  test("may be in one stack with vaults of other replication", () => {
    const apart = vmwareSite({}, (_, stack) => {
      new HypervSite(stack, "Branch", { vault: vaultIn(stack, "Other"), name: "branch" });
    });
    expect(synthesise(apart).addresses(VMWARE_POLICY)).toHaveLength(1);
  });

  test("says who it is, or else gets no roles from here", () => {
    const unknown = vmwareSite((stack) => ({
      vault: RecoveryServicesVault.fromVaultId(stack, "Theirs", VAULT_ID),
    }));
    expect(refusalOf(unknown)).toBe(
      "[test/Hq] the vault's principalId is missing, to which roles on the cache are given: pass it to fromVaultId, or set grantRoles: false where the roles exist",
    );
  });
});

test("names, ids and networks that azurerm refuses are refused all at once", () => {
  const wrong = vmwareSite({
    appliance: "",
    credential: "",
    cache: { storageAccountId: "stcache" },
    targetResourceGroup: { name: "rg", id: "/subscriptions/x" },
    network: { ...NETWORK, subnetName: "" },
    testNetwork: { ...NETWORK, networkId: NETWORK.networkId.toUpperCase() },
  });
  expect(refusalOf(wrong)).toBe(
    [
      "[test/Hq] 6 problems:",
      "  - appliance must be the appliance's friendly name, got nothing",
      "  - credential must be a friendly name, got nothing: remove it",
      '  - cache.storageAccountId must be the ARM id of a resource of type Microsoft.Storage/storageAccounts, got "stcache"',
      '  - targetResourceGroup.id must be the ARM id of a resource group, got "/subscriptions/x"',
      '  - network.subnetName must be 1 to 80 letters, digits, "_", "-" and ".", starting with a letter or digit, got ""',
      "  - testNetwork must be another network than network: a drill would meet production after a failover",
    ].join("\n"),
  );
});

test("a target resource group without its id is refused, since azurerm asks for it", () => {
  expect(refusalOf(vmwareSite({ targetResourceGroup: { name: "rg" } }))).toContain(
    "targetResourceGroup must have its ARM id: pass the resource group's construct",
  );
});

describe("the policy of a VMware site", () => {
  const refused = (policy: VmwareReplicationPolicyOptions) => refusalOf(vmwareSite({ policy }));
  const accepted = (policy: VmwareReplicationPolicyOptions) =>
    synthesise(vmwareSite({ policy })).only(VMWARE_POLICY);

  test.each([0, 21600])("keeps recovery points for %d minutes", (recoveryPointRetentionMinutes) => {
    expect(accepted({ recoveryPointRetentionMinutes }).recovery_point_retention_in_minutes).toBe(
      recoveryPointRetentionMinutes,
    );
  });

  test.each([-1, 21601, 1.5])("does not keep them for %d minutes", (recoveryPointRetentionMinutes) => {
    expect(refused({ recoveryPointRetentionMinutes })).toBe(
      `[test/Hq/Policy] recoveryPointRetentionMinutes must be 0 to 21600 minutes, got ${recoveryPointRetentionMinutes}: Azure keeps them 15 days at most`,
    );
  });

  test.each([0, 60, 720])(
    "takes app-consistent snapshots every %d minutes",
    (appConsistentSnapshotMinutes) => {
      expect(
        accepted({ appConsistentSnapshotMinutes }).application_consistent_snapshot_frequency_in_minutes,
      ).toBe(appConsistentSnapshotMinutes);
    },
  );

  test.each([59, 721])("does not take them every %d minutes", (appConsistentSnapshotMinutes) => {
    expect(refused({ appConsistentSnapshotMinutes })).toBe(
      `[test/Hq/Policy] appConsistentSnapshotMinutes must be 60 to 720 minutes, got ${appConsistentSnapshotMinutes}: or 0 for no such snapshots`,
    );
  });

  test("takes them no more seldom than it forgets them", () => {
    const policy = { recoveryPointRetentionMinutes: 119, appConsistentSnapshotMinutes: 120 };
    expect(refused(policy)).toBe(
      "[test/Hq/Policy] appConsistentSnapshotMinutes must not exceed recoveryPointRetentionMinutes, got 120 and 119",
    );
    expect(accepted({ ...policy, recoveryPointRetentionMinutes: 120 }).name).toBe(
      "vmware-replication-policy",
    );
  });

  test.each(["hq_policy", "hq policy", "", "hq.policy", "hq/policy", "hq'"])("is not called %j", (name) => {
    expect(refused({ name })).toBe(
      `[test/Hq/Policy] name must be letters, digits and "-", without spaces and underscores, got ${JSON.stringify(name)}`,
    );
  });
});
