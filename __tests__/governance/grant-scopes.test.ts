import type { PolicyAssignmentOptions, PolicyScope } from "../../lib";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import {
  AT_GROUP,
  AT_RESOURCE_GROUP,
  AT_SUBSCRIPTION,
  assignBuiltIn,
  assignCustom,
  BACKUP_CONTRIBUTOR,
  CUSTOM,
  ROLE_ASSIGNMENT,
  SUBSCRIPTION_ASSIGNMENT,
} from "./assign";

const TAGGED =
  "Configure backup on virtual machines with a given tag to an existing recovery services vault in the same location";
const DIAGNOSTICS =
  "Enable logging by category group for Recovery Services vaults (microsoft.recoveryservices/vaults) to Log Analytics";
const OTHER = "00000000-0000-0000-0000-000000000001";
const group = (subscription: string) => `/subscriptions/${subscription}/resourceGroups/rg-backup`;
const vault = (subscription: string) =>
  `${group(subscription)}/providers/Microsoft.RecoveryServices/vaults/rsv/backupPolicies/Gold`;
const workspace = `${group(OTHER)}/providers/Microsoft.OperationalInsights/workspaces/log`;

const scopes = (
  policy: string,
  parameters: object,
  options: PolicyAssignmentOptions & { at?: PolicyScope } = {},
) => {
  const define = assignBuiltIn(policy, parameters, { location: "australiaeast", ...options });
  return [...new Set(Object.values(synthesise(define).all(ROLE_ASSIGNMENT)).map(({ scope }) => scope))];
};

const backUpTagged = (backupPolicyId: string, options: { at?: PolicyScope; alsoGrantAt?: string[] } = {}) =>
  scopes(TAGGED, { vaultLocation: "australiaeast", inclusionTagValue: ["Gold"], backupPolicyId }, options);

describe("the identity of an assignment gets its roles where it acts", () => {
  test("at the scope alone when the vault is below it", () => {
    expect(backUpTagged(vault(SUBSCRIPTION))).toEqual([AT_SUBSCRIPTION.id]);
  });

  test("at the vault's resource group too when that is in another subscription, since items are deployed there", () => {
    expect(backUpTagged(vault(OTHER))).toEqual([AT_SUBSCRIPTION.id, group(OTHER)]);
  });

  test("at the vault's resource group too when the scope is another group of the subscription", () => {
    expect(backUpTagged(vault(SUBSCRIPTION), { at: AT_RESOURCE_GROUP })).toEqual([
      AT_RESOURCE_GROUP.id,
      group(SUBSCRIPTION),
    ]);
  });

  test("at the vault's resource group too below a management group, which may or may not be above it", () => {
    expect(backUpTagged(vault(OTHER), { at: AT_GROUP })).toEqual([AT_GROUP.id, group(OTHER)]);
  });

  test("at a workspace elsewhere, as the portal does", () => {
    expect(scopes(DIAGNOSTICS, { logAnalytics: workspace })).toEqual([AT_SUBSCRIPTION.id, workspace]);
  });

  test("once where the program and the parameter name the same place, in whatever letter case", () => {
    const said = group(OTHER).toUpperCase().replace("/SUBSCRIPTIONS/", "/subscriptions/");
    expect(backUpTagged(vault(OTHER), { alsoGrantAt: [said] })).toEqual([AT_SUBSCRIPTION.id, said]);
  });

  test("nowhere below a place that has them already", () => {
    const subscription = `/subscriptions/${OTHER}`;
    expect(backUpTagged(vault(OTHER), { alsoGrantAt: [subscription] })).toEqual([
      AT_SUBSCRIPTION.id,
      subscription,
    ]);
  });
});

describe("an identity of one's own", () => {
  const identity = {
    id: `${group(SUBSCRIPTION)}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-policy`,
    principalId: "0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11",
  };
  const policy = { ...CUSTOM, roleDefinitionIds: [BACKUP_CONTRIBUTOR] };

  test("gets the roles in the place of the assignment's", () => {
    const synthesized = synthesise(assignCustom({ policy, identity, location: "australiaeast" }));
    expect(synthesized.only(SUBSCRIPTION_ASSIGNMENT).identity).toEqual({
      type: "UserAssigned",
      identity_ids: [identity.id],
    });
    expect(synthesized.only(ROLE_ASSIGNMENT).principal_id).toBe(identity.principalId);
  });

  test("is refused for a policy that only looks", () => {
    expect(refusalOf(assignCustom({ identity }))).toBe(
      '[test/Policy] identity must be absent: "Vaults have locks" names no roles, so it deploys and modifies nothing',
    );
  });

  test("is refused by its name, and without its object id", () => {
    const wrong = { id: "id-policy", principalId: "id-policy" };
    expect(refusalOf(assignCustom({ policy, identity: wrong, location: "australiaeast" }))).toBe(
      [
        "[test/Policy] 2 problems:",
        '  - identity.id must be "/subscriptions/…/resourceGroups/…/providers/Microsoft.ManagedIdentity/userAssignedIdentities/…", got "id-policy"',
        '  - identity.principalId must be a GUID, the identity\'s object id, got "id-policy"',
      ].join("\n"),
    );
  });
});

describe("traps of the built-ins are refused with what is right", () => {
  test("a parameter that is declared and not used", () => {
    const define = assignBuiltIn(
      "Disable Cross Subscription Restore for Backup Vaults",
      { crossSubscriptionRestoreState: "Disabled" },
      { location: "australiaeast" },
    );
    expect(refusalOf(define)).toBe(
      '[test/Policy] parameters.crossSubscriptionRestoreState has no effect: "Disable Cross Subscription Restore for Backup Vaults" declares it, and its rule does not use it; use crossSubscriptionRestoreStateParameter',
    );
  });

  test("the right spelling of a parameter that Azure misspelt", () => {
    const define = assignBuiltIn("Immutability must be enabled for backup vaults", {
      checkLockedImmutabilityOnly: true,
    });
    expect(refusalOf(define)).toBe(
      '[test/Policy] parameters.checkLockedImmutabilityOnly must be spelt checkLockedImmutabiltyOnly: so it is declared by "Immutability must be enabled for backup vaults"',
    );
  });

  test("the misspelling where Azure spells it right", () => {
    const define = assignBuiltIn("Immutability must be enabled for Recovery Services vaults", {
      checkLockedImmutabiltyOnly: true,
    });
    expect(refusalOf(define)).toBe(
      '[test/Policy] parameters.checkLockedImmutabiltyOnly must be spelt checkLockedImmutabilityOnly: so it is declared by "Immutability must be enabled for Recovery Services vaults"',
    );
  });
});
