import { BackupVault, type ResilienceStack } from "../../lib";
import { OTHER } from "../backup-vault/define-backup-vault";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { AT_GROUP, SUBSCRIPTION_ASSIGNMENT } from "./assign";
import { byTag, disks, existing, type Given, gold, type Rule, shares, snapshots, vms } from "./define-by-tag";

describe("backup by tag refuses", () => {
  const LEARN = 'Microsoft Learn, "Auto-Enable Backup on VM Creation using Azure Policy"';
  const refused = (given: Given) =>
    refusalOf((stack) => void byTag(given)(stack)).replace("[test/ByTag] ", "");

  test("a tag without a name, and rules that there are none of", () => {
    expect(refused({ tag: " ", rules: () => [] })).toBe(
      "2 problems:\n  - tag must be a tag's name, got nothing\n  - rules must have at least one rule: nothing would be backed up",
    );
  });

  test("a rule without values, or with an empty one", () => {
    expect(refused(gold({ values: [] }))).toBe("rules[0]: values must have at least one value of the tag");
    expect(refused(gold({ values: ["Gold", " "] }))).toBe(
      'rules[0]: values must not be empty, got ["Gold"," "]',
    );
  });

  test("a value that leads to two policies of the same kind and region, in whatever letter case", () => {
    const twice = (second: (stack: ResilienceStack) => Rule) =>
      byTag({ rules: (stack) => [{ values: ["Gold"], policy: vms(stack) }, second(stack)] });
    const message =
      '[test/ByTag] rules[1]: values "gold" is a value of rules[0] already, for VMs of the same region: give each value one policy';
    expect(
      refusalOf(
        (stack) =>
          void twice((s) => ({ values: ["x", "gold"], policy: existing("australiaeast")(s) }))(stack),
      ),
    ).toBe(message);
    const elsewhere = existing("eastus");
    expect(
      synthesise((stack) => void twice((s) => ({ values: ["gold"], policy: elsewhere(s) }))(stack)).addresses(
        SUBSCRIPTION_ASSIGNMENT,
      ),
    ).toHaveLength(2);
  });

  test("a vault whose region nobody said", () => {
    expect(refused({ rules: (stack) => [{ values: ["x"], policy: existing(undefined)(stack) }] })).toBe(
      "rules[0]: the region of the policy's vault is missing, got nothing: Azure Policy backs up what is in the vault's region; pass it to fromVaultId",
    );
  });

  test("VMs of another subscription than the vault's, and of all below a management group", () => {
    const vault = { region: "australiaeast", subscriptionId: OTHER, resourceGroupName: "rg-old" };
    const policy = { policyName: "Silver", policyId: "/policy", vault };
    const rules = () => [{ values: ["x"], policy }];
    expect(refused({ rules })).toBe(
      `rules[0]: at must be in the vault's subscription ${OTHER}, got ${SUBSCRIPTION}: a vault backs up VMs of its own subscription (${LEARN})`,
    );
    expect(refused({ at: AT_GROUP, rules })).toBe(
      `rules[0]: at must be a subscription or resource group for VMs, got "${AT_GROUP.id}": a vault backs up VMs of its own subscription (${LEARN})`,
    );
  });

  test("disks without a group for their snapshots, and below a management group", () => {
    expect(refused({ rules: (stack) => [{ values: ["x"], policy: disks(stack) }] })).toBe(
      "rules[0]: snapshotResourceGroup is missing, in which snapshots of the disks are kept",
    );
    expect(
      refused({
        at: AT_GROUP,
        rules: (stack) => [{ values: ["x"], policy: disks(stack), snapshotResourceGroup: snapshots(stack) }],
      }),
    ).toBe(
      `rules[0]: at must be a subscription or resource group for managed disks, got "${AT_GROUP.id}": the snapshots' group is one of the disks' subscription`,
    );
  });

  test("what belongs to another kind of policy", () => {
    expect(refusalOf(byTag(gold({ registerStorageAccounts: true })))).toBe(
      "[test/ByTag] rules[0]: registerStorageAccounts must be absent, got true for VMs: it is for file shares",
    );
    expect(
      refused({
        rules: (stack) => [{ values: ["x"], policy: shares(stack), snapshotResourceGroup: snapshots(stack) }],
      }),
    ).toBe("rules[0]: snapshotResourceGroup must be absent, got one for file shares: it is for disks");
  });

  test("a Backup vault whose identity nobody said, unless its roles exist", () => {
    const imported = (stack: ResilienceStack) => {
      const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-old/providers/Microsoft.DataProtection/backupVaults/bvault-old`;
      const vault = BackupVault.fromVaultId(stack, "Old", id, { region: "australiaeast" });
      return vault.addBlobPolicy("Blobs", { operationalDays: 30 });
    };
    const rules = (stack: ResilienceStack) => [{ values: ["x"], policy: imported(stack) }];
    expect(refused({ rules })).toBe(
      "rules[0]: the vault's principalId is missing, to which roles are given: pass it to fromVaultId, or set grantRoles: false where the roles exist",
    );
    expect(synthesise(byTag({ rules, grantRoles: false })).addresses(SUBSCRIPTION_ASSIGNMENT)).toHaveLength(
      1,
    );
  });

  test("401 exclusions, since Azure takes 400 for an assignment", () => {
    const out = (count: number) =>
      Array.from({ length: count }, (_, i) => `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-${i}`);
    expect(synthesise(byTag(gold({ notScopes: out(400) }))).findings).toEqual([]);
    expect(refusalOf(byTag(gold({ notScopes: out(401) })))).toBe(
      '[test/ByTag/Vm-Gold-australiaeast] notScopes must be 400 at most, got 401: Azure takes no more exclusions (Microsoft Learn, "Azure Policy overview")',
    );
  });
});
