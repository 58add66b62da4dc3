import { HypervSite, RecoveryServicesVault } from "../../lib";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { HYPERV_ASSOCIATION, HYPERV_POLICY, HYPERV_SITE, hypervSite, vaultIn } from "./sites";

const VAULT = "${azurerm_recovery_services_vault.Vault.id}";

describe("a Hyper-V site", () => {
  test("has its policy associated once a host is registered, each step after the one before", () => {
    const synthesized = synthesise(hypervSite());
    expect(synthesized.only(HYPERV_SITE)).toEqual({ name: "branch", recovery_vault_id: VAULT });
    expect(synthesized.only(HYPERV_POLICY)).toEqual({
      name: "replication-policy-branch",
      recovery_vault_id: VAULT,
      recovery_point_retention_in_hours: 2,
      application_consistent_snapshot_frequency_in_hours: 1,
      replication_interval_in_seconds: 300,
      depends_on: synthesized.addresses(HYPERV_SITE),
    });
    expect(synthesized.only(HYPERV_ASSOCIATION)).toEqual({
      name: "policy-association-branch",
      hyperv_site_id: `\${${synthesized.addresses(HYPERV_SITE)[0]}.id}`,
      policy_id: `\${${synthesized.addresses(HYPERV_POLICY)[0]}.id}`,
      depends_on: synthesized.addresses(HYPERV_POLICY),
    });
    expect(synthesized.findings).toEqual([]);
  });

  test("is made without the association before, which Azure refuses until a host brings the container", () => {
    for (const registered of [false, undefined]) {
      const synthesized = synthesise(hypervSite({ registered }));
      expect(synthesized.addresses(HYPERV_SITE)).toHaveLength(1);
      expect(synthesized.addresses(HYPERV_POLICY)).toHaveLength(1);
      expect(synthesized.all(HYPERV_ASSOCIATION)).toEqual({});
      expect(synthesized.findings).toEqual([
        {
          kind: "warning",
          subject: "test/Branch",
          reason:
            "only the site and its replication policy are made, since Terraform cannot register Hyper-V hosts",
          remedy:
            "apply, install the Azure Site Recovery Provider on every host, register it with the site branch by the key of the vault, then set registered: true and apply again",
        },
      ]);
    }
  });

  test("stands beside others in a vault, made after them, since Site Recovery answers parallel changes with conflicts", () => {
    const synthesized = synthesise((stack) => {
      const vault = vaultIn(stack);
      new HypervSite(stack, "Branch", { vault, name: "branch" });
      new HypervSite(stack, "Plant", { vault, name: "plant", registered: true });
    });
    const [branch] = synthesized.addresses(HYPERV_POLICY);
    expect(synthesized.all(HYPERV_SITE).Plant).toMatchObject({ name: "plant", depends_on: [branch] });
  });

  test("waits for nothing in another vault", () => {
    const synthesized = synthesise((stack) => {
      new HypervSite(stack, "Branch", { vault: vaultIn(stack), name: "branch" });
      new HypervSite(stack, "Plant", { vault: vaultIn(stack, "Other"), name: "branch" });
    });
    expect(synthesized.all(HYPERV_SITE).Plant).not.toHaveProperty("depends_on");
  });
});

describe("a Hyper-V site is refused", () => {
  test("under a name that another one has in the vault, in whatever letter case", () => {
    const twice = (stack: Parameters<typeof vaultIn>[0]) => {
      const vault = vaultIn(stack);
      new HypervSite(stack, "Branch", { vault, name: "branch" });
      new HypervSite(stack, "Again", { vault, name: "Branch" });
    };
    expect(refusalOf(twice)).toBe(
      '[test/Again] name "Branch" is the name of test/Branch in the same vault: choose another name',
    );
  });

  test.each(["", " ", "a/b", "branch?"])("under the name %j, which no id can hold", (name) => {
    expect(refusalOf(hypervSite({ name }))).toBe(
      `[test/Branch] name must be text without any of <>*%&:\\?/#, got ${JSON.stringify(name)}`,
    );
  });

  test("in a vault of another subscription, where azurerm would not look", () => {
    const other = "b83e94c7-15d2-4f6a-8e09-7a5c4d20f9b6";
    const refused = refusalOf((stack) => {
      const vault = vaultIn(stack);
      Object.defineProperty(vault, "subscriptionId", { value: other });
      new HypervSite(stack, "Branch", { vault, name: "branch" });
    });
    expect(refused).toBe(
      `[test/Branch] vault must be in the stack's subscription ${SUBSCRIPTION}, got ${other}: azurerm makes the site there`,
    );
  });

  test("under the name of a site that the same vault has by its id", () => {
    const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv`;
    const refused = refusalOf((stack) => {
      for (const name of ["One", "Two"]) {
        const vault = RecoveryServicesVault.fromVaultId(stack, `${name}Vault`, id);
        new HypervSite(stack, name, { vault, name: "branch" });
      }
    });
    expect(refused).toBe(
      '[test/Two] name "branch" is the name of test/One in the same vault: choose another name',
    );
  });
});

describe("the policy of a Hyper-V site", () => {
  type Policy = NonNullable<Parameters<typeof hypervSite>[0]>["policy"];
  const refused = (policy: Policy) => refusalOf(hypervSite({ policy }));
  const accepted = (policy: Policy) => synthesise(hypervSite({ policy })).only(HYPERV_POLICY);

  test("takes what Azure takes, at both ends", () => {
    const least = { recoveryPointRetentionHours: 0, replicationIntervalSeconds: 30 } as const;
    const most = { recoveryPointRetentionHours: 24, appConsistentSnapshotHours: 12, name: "day" };
    expect(accepted(least)).toMatchObject({
      recovery_point_retention_in_hours: 0,
      application_consistent_snapshot_frequency_in_hours: 0,
      replication_interval_in_seconds: 30,
    });
    expect(accepted(most)).toMatchObject({
      name: "day",
      recovery_point_retention_in_hours: 24,
      application_consistent_snapshot_frequency_in_hours: 12,
    });
  });

  test.each([-1, 25])("does not keep recovery points for %d hours", (recoveryPointRetentionHours) => {
    const policy = { recoveryPointRetentionHours, appConsistentSnapshotHours: 0 };
    expect(refused(policy)).toBe(
      `[test/Branch/Policy] recoveryPointRetentionHours must be 0 to 24 hours, got ${recoveryPointRetentionHours}: Azure keeps them a day at most`,
    );
  });

  test.each([-1, 13])(
    "does not take app-consistent snapshots every %d hours",
    (appConsistentSnapshotHours) => {
      expect(refused({ recoveryPointRetentionHours: 24, appConsistentSnapshotHours })).toBe(
        `[test/Branch/Policy] appConsistentSnapshotHours must be 0 to 12 hours, got ${appConsistentSnapshotHours}: 0 is for no such snapshots`,
      );
    },
  );

  test("does not take them more seldom than it forgets them", () => {
    expect(refused({ recoveryPointRetentionHours: 3, appConsistentSnapshotHours: 4 })).toBe(
      "[test/Branch/Policy] appConsistentSnapshotHours must not exceed recoveryPointRetentionHours, got 4 and 3",
    );
    const equal = { recoveryPointRetentionHours: 4, appConsistentSnapshotHours: 4 };
    expect(accepted(equal).recovery_point_retention_in_hours).toBe(4);
  });

  test.each([29, 31, 299, 301, 900])("does not replicate every %d seconds", (seconds) => {
    expect(refused({ replicationIntervalSeconds: seconds as 30 })).toBe(
      `[test/Branch/Policy] replicationIntervalSeconds must be 30 or 300, got ${seconds}: Hyper-V Replica knows no other towards Azure`,
    );
  });
});
