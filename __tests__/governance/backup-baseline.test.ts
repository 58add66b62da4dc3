import {
  BackupBaseline,
  type BackupBaselineProps,
  BackupEnforced,
  type BackupEnforcedProps,
} from "../../lib";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { AT_GROUP, ROLE_ASSIGNMENT } from "./assign";

type Stack = Parameters<Parameters<typeof synthesise>[0]>[0];
type Json = Record<string, unknown>;

const SET = "azurerm_policy_set_definition";
const TIER_TAG = { name: "Criticality", values: ["Tier-1", "Tier-2"] };
const WORKSPACE =
  "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-log/providers/Microsoft.OperationalInsights/workspaces/log";

const baseline =
  (props: BackupBaselineProps = {}) =>
  (stack: Stack) =>
    new BackupBaseline(stack, "Baseline", props);
const enforced =
  (props: BackupEnforcedProps = {}) =>
  (stack: Stack) =>
    new BackupEnforced(stack, "Enforced", props);

const membersOf = (define: (stack: Stack) => unknown) =>
  (synthesise(define).only(SET).policy_definition_reference as Json[]).map(
    ({ reference_id, policy_definition_id, parameter_values }) => ({
      reference: reference_id,
      id: String(policy_definition_id).split("/").at(-1),
      values: parameter_values === undefined ? {} : JSON.parse(String(parameter_values)),
    }),
  );
const referencesOf = (define: (stack: Stack) => unknown) =>
  membersOf(define).map(({ reference }) => reference);

/** The initiative Enforce-Backup 1.1.0 of Azure Landing Zones: six audits, any immutability, any soft delete. */
const ENFORCE_BACKUP = [
  ["d6f6f560-14b7-49a4-9fc8-d2c3a9807868", { checkLockedImmutabilityOnly: { value: false } }],
  ["2514263b-bc0d-4b06-ac3e-f262c0979018", { checkLockedImmutabiltyOnly: { value: false } }],
  ["31b8092a-36b8-434b-9af7-5ec844364148", { checkAlwaysOnSoftDeleteOnly: { value: false } }],
  ["9798d31d-6028-4dee-8643-46102185c016", { checkAlwaysOnSoftDeleteOnly: { value: false } }],
  ["c7031eab-0fc0-4cd9-acd0-4497bd66d91a", {}],
  ["c58e083e-7982-4e24-afdc-be14d312389e", {}],
] as const;

describe("the backup baseline", () => {
  test.each(ENFORCE_BACKUP)("has what Azure Landing Zones assign: %s", (id, values) => {
    expect(membersOf(baseline()).find((member) => member.id === id)?.values).toEqual(values);
  });

  test("looks at VMs, which Azure Landing Zones leave out: without backup, and without disaster recovery", () => {
    const ids = membersOf(baseline()).map(({ id }) => id);
    expect(ids).toContain("013e242c-8828-4970-87b3-ab247555486d");
    expect(ids).toContain("0015ea4d-51ff-4ce3-8d8c-f3f8f0179a56");
  });

  test("has exactly these policies for everybody", () => {
    expect(referencesOf(baseline())).toEqual([
      "vm-backup",
      "vm-disaster-recovery",
      "file-share-backup",
      "blob-backup",
      "aks-backup",
      "aks-backup-extension",
      "rsv-immutability",
      "bv-immutability",
      "rsv-soft-delete",
      "bv-soft-delete",
      "rsv-mua",
      "bv-mua",
      "vault-lock",
      "rsv-diagnostics",
      "rsv-site-recovery-diagnostics",
    ]);
  });

  test.each([
    [{ kind: "zonal" }, ["rsv-zone-redundancy", "bv-zone-redundancy"]],
    [{ disks: true }, ["disk-backup"]],
    [{ tierTag: TIER_TAG }, ["vm-tier-tag"]],
    [{ privateNetwork: true }, ["rsv-public-network", "rsv-backup-private-link", "rsv-private-link"]],
    [{ customerManagedKeys: true }, ["rsv-customer-managed-key", "bv-customer-managed-key"]],
  ] as const)("has more where the program chooses it: %j", (choice, more) => {
    const usual = referencesOf(baseline());
    expect(referencesOf(baseline(choice)).filter((one) => !usual.includes(one))).toEqual(more);
  });

  test("asks for locked immutability and soft delete for good where that is the aim", () => {
    const values = membersOf(baseline({ lockedImmutability: true, alwaysOnSoftDelete: true }))
      .filter(({ reference }) => /immutability|soft-delete/.test(String(reference)))
      .map((member) => Object.values(member.values));
    expect(values).toEqual(Array(4).fill([{ value: true }]));
  });

  test("only looks, so its assignment has no identity and no roles", () => {
    const synthesized = synthesise((stack) => {
      baseline({ kind: "zonal", disks: true, privateNetwork: true, customerManagedKeys: true })(stack).assign(
        "All",
      );
    });
    expect(synthesized.only("azurerm_subscription_policy_assignment")).toEqual({
      name: "backup-baseline",
      display_name: "Backup baseline",
      subscription_id: `/subscriptions/${SUBSCRIPTION}`,
      policy_definition_id: "${azurerm_policy_set_definition.Baseline_Initiative_1C1E73CB.id}",
      enforce: true,
    });
    expect(synthesized.all(ROLE_ASSIGNMENT)).toEqual({});
  });

  test("is defined at a management group with its own definitions, and assigned there or below", () => {
    const synthesized = synthesise((stack) => {
      baseline({ at: AT_GROUP, tierTag: TIER_TAG })(stack).assign("All");
    });
    const definitions = Object.values(synthesized.all("azurerm_policy_definition"));
    expect(definitions.map(({ name, management_group_id }) => [name, management_group_id])).toEqual(
      [
        "vm-tier-tag",
        "vault-lock",
        "vault-diagnostics-resource-specific",
        "vault-diagnostics-site-recovery",
      ].map((name) => [`backup-baseline-${name}`, AT_GROUP.id]),
    );
    expect(synthesized.only("azurerm_management_group_policy_assignment").management_group_id).toBe(
      AT_GROUP.id,
    );
  });

  test("refuses a tier tag without a name or without tiers, which every VM would lack", () => {
    expect(refusalOf(baseline({ tierTag: { name: " ", values: [] } }))).toBe(
      [
        "[test/Baseline] 2 problems:",
        "  - tierTag.name must not be empty: it is the tag that chooses the tier",
        "  - tierTag.values must not be empty: every VM would be one without a known tier",
      ].join("\n"),
    );
  });
});

describe("what is enforced", () => {
  test("is the end of restores into other subscriptions, unless the program says otherwise", () => {
    const value = { crossSubscriptionRestoreStateParameter: { value: "Disabled" } };
    expect(membersOf(enforced()).map(({ values }) => values)).toEqual([value, value]);
  });

  test.each([
    [{ kind: "geo" }, ["rsv-not-locally-redundant", "rsv-not-zone-redundant"]],
    [{ kind: "zonal" }, ["rsv-not-locally-redundant", "rsv-not-geo-redundant", "bv-zone-redundancy"]],
    [{ privateNetwork: true }, ["rsv-public-network-off", "rsv-public-network"]],
    [{ tierTag: TIER_TAG }, ["vm-tier-tag"]],
    [{ workspaceId: WORKSPACE }, ["rsv-diagnostics", "bv-diagnostics"]],
    [{ customerManagedKeys: true }, ["rsv-customer-managed-key", "bv-customer-managed-key"]],
  ] as const)("is what the program chooses: %j", (choice, more) => {
    expect(referencesOf(enforced({ crossSubscriptionRestore: false, ...choice }))).toEqual(more);
  });

  test("refuses each redundancy by a policy of its own, since the built-in takes one", () => {
    const refused = membersOf(enforced({ kind: "zonal", crossSubscriptionRestore: false })).slice(0, 2);
    expect(refused.map(({ values }) => values)).toEqual([
      { BackupStorageRedundancy: { value: "LocallyRedundant" } },
      { BackupStorageRedundancy: { value: "GeoRedundant" } },
    ]);
  });

  test("refuses where the baseline reports", () => {
    const [tag] = membersOf(enforced({ tierTag: TIER_TAG, crossSubscriptionRestore: false }));
    expect(tag?.values.effect).toEqual({ value: "Deny" });
  });

  test("is done by an identity with the roles of all that acts, at the workspace too", () => {
    const synthesized = synthesise((stack) => {
      enforced({ workspaceId: WORKSPACE })(stack).assign("All", { location: "australiaeast" });
    });
    const grants = Object.values(synthesized.all(ROLE_ASSIGNMENT)).map(({ scope, role_definition_id }) => [
      scope,
      String(role_definition_id).split("/").at(-1),
    ]);
    const roles = [
      "5e467623-bb1f-42f4-a55d-6e525e11384b",
      "749f88d5-cbae-40b8-bcfc-e573ddc772fa",
      "92aaf0da-9dab-42b6-94a3-d43ce8d16293",
    ];
    expect(grants).toEqual(
      [`/subscriptions/${SUBSCRIPTION}`, WORKSPACE].flatMap((scope) => roles.map((role) => [scope, role])),
    );
  });

  test("is remediated policy by policy", () => {
    const synthesized = synthesise((stack) => {
      enforced()(stack)
        .assign("All", { location: "australiaeast" })
        .addRemediation("Vaults", { member: "rsv-cross-subscription-restore" });
    });
    expect(synthesized.only("azurerm_subscription_policy_remediation")).toMatchObject({
      name: "backup-enforced-vaults-1",
      policy_definition_reference_id: "rsv-cross-subscription-restore",
    });
  });

  test("is refused when it is nothing", () => {
    expect(refusalOf(enforced({ crossSubscriptionRestore: false }))).toBe(
      "[test/Enforced] nothing is enforced: leave crossSubscriptionRestore on, or choose something else",
    );
  });

  test("stands beside the baseline in one place, with definitions of its own", () => {
    const synthesized = synthesise((stack) => {
      baseline({ tierTag: TIER_TAG })(stack);
      enforced({ tierTag: TIER_TAG })(stack);
    });
    const names = Object.values(synthesized.all("azurerm_policy_definition")).map(({ name }) => name);
    expect(names.filter((name) => String(name).endsWith("vm-tier-tag"))).toEqual([
      "backup-baseline-vm-tier-tag",
      "backup-enforced-vm-tier-tag",
    ]);
  });

  test("and the baseline are told apart among constructs", () => {
    synthesise((stack) => {
      const found = [baseline()(stack), enforced()(stack), {}, null];
      expect(found.map(BackupBaseline.isBackupBaseline)).toEqual([true, false, false, false]);
      expect(found.map(BackupEnforced.isBackupEnforced)).toEqual([false, true, false, false]);
    });
  });
});
