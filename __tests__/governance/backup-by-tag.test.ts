import type { ResilienceStack } from "../../lib";
import { PolicyScope } from "../../lib";
import { SUBSCRIPTION, synthesise } from "../support/synthesise";
import {
  AT_GROUP,
  AT_RESOURCE_GROUP,
  BACKUP_CONTRIBUTOR,
  MANAGEMENT_GROUP_ASSIGNMENT,
  RESOURCE_GROUP_ASSIGNMENT,
  ROLE_ASSIGNMENT,
  SUBSCRIPTION_ASSIGNMENT,
  VIRTUAL_MACHINE_CONTRIBUTOR,
} from "./assign";
import { blobs, byTag, disks, existing, gold, shares, snapshots, vms } from "./define-by-tag";

const parametersOf = (assignment: Record<string, unknown>) => JSON.parse(String(assignment.parameters));
const scopesOf = (roles: Record<string, Record<string, unknown>>) =>
  Object.values(roles).map(({ scope, role_definition_id }) => [
    String(scope),
    String(role_definition_id).split("/").at(-1),
  ]);

describe("backup by tag", () => {
  test("assigns the built-in for VMs, in its own spelling, with identity, region and roles", () => {
    const synthesized = synthesise(byTag(gold()));
    const assignment = synthesized.only(SUBSCRIPTION_ASSIGNMENT);
    expect(assignment).toMatchObject({
      name: "back-up-gold-vms-australiaeast",
      display_name: "Back up VMs of australiaeast with Criticality Gold",
      policy_definition_id:
        "/providers/Microsoft.Authorization/policyDefinitions/345fa903-145c-4fe1-8bcd-93ec2adccde8",
      subscription_id: `/subscriptions/${SUBSCRIPTION}`,
      location: "australiaeast",
      identity: { type: "SystemAssigned" },
      enforce: true,
    });
    expect(assignment).not.toHaveProperty("not_scopes");
    expect(parametersOf(assignment)).toEqual({
      vaultLocation: { value: "australiaeast" },
      backupPolicyId: {
        value: expect.stringMatching(/^\$\{azurerm_backup_policy_vm\.Vault_Gold_\w+\.id\}$/),
      },
      inclusionTagName: { value: "Criticality" },
      inclusionTagValue: { value: ["Gold"] },
    });
    expect(scopesOf(synthesized.all(ROLE_ASSIGNMENT))).toEqual([
      [`/subscriptions/${SUBSCRIPTION}`, VIRTUAL_MACHINE_CONTRIBUTOR],
      [`/subscriptions/${SUBSCRIPTION}`, BACKUP_CONTRIBUTOR],
    ]);
  });

  test("gives disks their snapshots' group, and the vault's identity what it needs to make snapshots", () => {
    const synthesized = synthesise(
      byTag({
        rules: (stack) => [
          { values: ["a", "b"], policy: disks(stack), snapshotResourceGroup: snapshots(stack) },
        ],
      }),
    );
    const assignment = synthesized.only(SUBSCRIPTION_ASSIGNMENT);
    expect(assignment.name).toBe("back-up-disks-disks-australiaeast");
    expect(parametersOf(assignment)).toMatchObject({
      inclusionTagValues: { value: ["a", "b"] },
      snapshotResourceGroupName: { value: "${azurerm_resource_group.Snapshots.name}" },
    });
    const roles = Object.values(synthesized.all(ROLE_ASSIGNMENT)).filter(
      ({ principal_id }) => !String(principal_id).includes("policy_assignment"),
    );
    expect(roles.map(({ scope, role_definition_id }) => [scope, role_definition_id])).toEqual([
      [
        `/subscriptions/${SUBSCRIPTION}`,
        expect.stringContaining("3e5e47e6-65f7-47ef-90b5-e5dd4d455f24"), // Disk Backup Reader
      ],
      [
        "${azurerm_resource_group.Snapshots.id}",
        expect.stringContaining("7efff54f-a5b4-42b5-a1c5-5411624893ce"), // Disk Snapshot Contributor
      ],
    ]);
  });

  test("gives the vault's identity its role on the scope's storage accounts, for blobs", () => {
    const synthesized = synthesise(byTag({ rules: (stack) => [{ values: ["x"], policy: blobs(stack) }] }));
    expect(synthesized.only(SUBSCRIPTION_ASSIGNMENT).name).toBe("back-up-blobs-blobs-australiaeast");
    expect(scopesOf(synthesized.all(ROLE_ASSIGNMENT))).toContainEqual([
      `/subscriptions/${SUBSCRIPTION}`,
      "e5e2a7ff-d759-4cd2-bb51-3152d37e2eb1", // Storage Account Backup Contributor
    ]);
  });

  test("leaves the vault's identity alone where its roles exist", () => {
    const synthesized = synthesise(
      byTag({ grantRoles: false, rules: (stack) => [{ values: ["x"], policy: blobs(stack) }] }),
    );
    expect(scopesOf(synthesized.all(ROLE_ASSIGNMENT))).toEqual([
      [`/subscriptions/${SUBSCRIPTION}`, BACKUP_CONTRIBUTOR],
    ]);
  });

  test("registers the storage accounts of file shares, unless they are registered already", () => {
    const registers = (registerStorageAccounts?: boolean) => {
      const rules = (stack: ResilienceStack) => [
        { values: ["x"], policy: shares(stack), registerStorageAccounts },
      ];
      const assignment = synthesise(byTag({ rules })).only(SUBSCRIPTION_ASSIGNMENT);
      expect(assignment.name).toBe("back-up-shares-file-shares-australiaeast");
      return parametersOf(assignment).registerStorageAccount.value;
    };
    expect([registers(), registers(true), registers(false)]).toEqual([true, true, false]);
  });

  test("has an assignment for each rule, and only shows what it would do where it is not enforced", () => {
    const out = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-lab`;
    const synthesized = synthesise(
      byTag({
        enforce: false,
        notScopes: [out],
        rules: (stack) => [
          { values: ["Gold"], policy: vms(stack), notScopes: [`${out}2`] },
          { values: ["Silver"], policy: existing("australiaeast")(stack) },
        ],
      }),
    );
    expect(synthesized.addresses(SUBSCRIPTION_ASSIGNMENT).map((id) => id.replace(/_\w{8}$/, ""))).toEqual([
      `${SUBSCRIPTION_ASSIGNMENT}.ByTag_Vm-Gold-australiaeast`,
      `${SUBSCRIPTION_ASSIGNMENT}.ByTag_Vm-Silver-australiaeast`,
    ]);
    const assignments = Object.values(synthesized.all(SUBSCRIPTION_ASSIGNMENT));
    expect(assignments.map(({ enforce }) => enforce)).toEqual([false, false]);
    expect(assignments.map(({ not_scopes }) => not_scopes)).toEqual([[out, `${out}2`], [out]]);
  });

  test("cuts names and display names to what Azure allows", () => {
    const values = Array.from({ length: 30 }, (_, i) => `value-${i}`);
    const id = "A-rule-with-a-very-long-name-for-the-databases-of-the-finance-department";
    const assignment = synthesise(byTag(gold({ id, values }))).only(SUBSCRIPTION_ASSIGNMENT);
    expect(String(assignment.name)).toMatch(
      /^back-up-a-rule-with-a-very-long-name-for-the-databases.*-\w{6}$/,
    );
    expect(String(assignment.name).length).toBeLessThanOrEqual(64);
    expect(String(assignment.display_name)).toMatch(/^Back up VMs of australiaeast with .* …$/);
    expect(String(assignment.display_name)).toHaveLength(128);
  });

  test("gives the identity its roles in the vault's group, too, where that is not below the scope", () => {
    const synthesized = synthesise(
      byTag({
        at: AT_RESOURCE_GROUP,
        rules: (stack) => [{ values: ["x"], policy: existing("australiaeast")(stack) }],
      }),
    );
    expect(Object.keys(synthesized.all(RESOURCE_GROUP_ASSIGNMENT))).toHaveLength(1);
    const scopes = scopesOf(synthesized.all(ROLE_ASSIGNMENT)).map(([scope]) => scope);
    expect([...new Set(scopes)]).toEqual([
      AT_RESOURCE_GROUP.id,
      `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-old`,
    ]);
  });

  test("grants once where the scope is the vault's own group", () => {
    const at = PolicyScope.resourceGroup(SUBSCRIPTION, "RG-old");
    const synthesized = synthesise(
      byTag({ at, rules: (stack) => [{ values: ["x"], policy: existing("australiaeast")(stack) }] }),
    );
    expect(scopesOf(synthesized.all(ROLE_ASSIGNMENT)).map(([scope]) => scope)).toEqual([at.id, at.id]);
  });

  test("backs up file shares below a management group in one vault, where its identity gets roles, too", () => {
    const synthesized = synthesise(
      byTag({ at: AT_GROUP, rules: (stack) => [{ values: ["x"], policy: shares(stack) }] }),
    );
    const { name } = synthesized.only(MANAGEMENT_GROUP_ASSIGNMENT);
    expect(name).toMatch(/^back-up-shares-\w{6}$/);
    const scopes = scopesOf(synthesized.all(ROLE_ASSIGNMENT)).map(([scope]) => scope);
    expect([...new Set(scopes)]).toEqual([
      AT_GROUP.id,
      `/subscriptions/${SUBSCRIPTION}/resourceGroups/\${azurerm_recovery_services_vault.Vault.resource_group_name}`,
    ]);
  });
});
