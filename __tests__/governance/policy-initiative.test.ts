import { PolicyAssignment, PolicyInitiative, type PolicyInitiativeProps } from "../../lib";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { AT_GROUP, AT_SUBSCRIPTION, CUSTOM, INITIATIVE, ROLE_ASSIGNMENT } from "./assign";

const SET = "azurerm_policy_set_definition";
const GROUP_SET = "azurerm_management_group_policy_set_definition";
const IMMUTABILITY = "Immutability must be enabled for Recovery Services vaults";
const RESTORE = "Disable Cross Subscription Restore for Backup Vaults";
const DIAGNOSTICS =
  "Enable logging by category group for Recovery Services vaults (microsoft.recoveryservices/vaults) to Log Analytics";
const WORKSPACE =
  "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-log/providers/Microsoft.OperationalInsights/workspaces/log";

type Stack = Parameters<Parameters<typeof synthesise>[0]>[0];

const define =
  (props: Partial<PolicyInitiativeProps> = {}) =>
  (stack: Stack) =>
    new PolicyInitiative(stack, "Set", {
      displayName: "Vaults keep what they have",
      members: [{ reference: "immutability", policy: IMMUTABILITY }],
      ...props,
    });

const refused = (props: object) => refusalOf(define(props));

describe("an initiative", () => {
  test("names each policy by a reference of its own, with the values that it is given", () => {
    const members = [
      {
        reference: "immutability",
        policy: IMMUTABILITY,
        parameters: { checkLockedImmutabilityOnly: true, effect: "[parameters('effect')]" },
        groups: ["BR-2"],
        version: "1.*.*-preview",
      },
      { reference: "locks", policy: CUSTOM },
    ] as const;
    const parameters = {
      effect: { type: "String", allowedValues: ["Audit", "Disabled"], defaultValue: "Audit" },
    };
    const groups = [{ name: "BR-2", category: "Backup and Recovery" }];
    expect(synthesise(define({ members, parameters, groups, version: "2.1.0" })).only(SET)).toEqual({
      name: "vaults-keep-what-they-have",
      policy_type: "Custom",
      display_name: "Vaults keep what they have",
      metadata: '{"category":"Backup","version":"2.1.0"}',
      parameters: JSON.stringify(parameters),
      policy_definition_group: groups,
      policy_definition_reference: [
        {
          policy_definition_id:
            "/providers/Microsoft.Authorization/policyDefinitions/d6f6f560-14b7-49a4-9fc8-d2c3a9807868",
          reference_id: "immutability",
          parameter_values:
            '{"checkLockedImmutabilityOnly":{"value":true},"effect":{"value":"[parameters(\'effect\')]"}}',
          policy_group_names: ["BR-2"],
          version: "1.*.*-preview",
        },
        { policy_definition_id: CUSTOM.id, reference_id: "locks" },
      ],
    });
  });

  test("is a resource of its own at a management group", () => {
    const found = synthesise(define({ at: AT_GROUP }));
    expect(found.all(SET)).toEqual({});
    expect(found.only(GROUP_SET).management_group_id).toBe(AT_GROUP.id);
  });

  test("gives its assignment's identity the roles of every policy that acts, each once", () => {
    const members = [
      { reference: "backup", policy: RESTORE },
      {
        reference: "recovery",
        policy: "Disable Cross Subscription Restore for Azure Recovery Services vaults",
      },
    ] as const;
    const synthesized = synthesise((stack) => {
      const policy = define({ members })(stack);
      new PolicyAssignment(stack, "Restore", { at: AT_SUBSCRIPTION, policy, location: "australiaeast" });
    });
    expect(synthesized.only(ROLE_ASSIGNMENT).role_definition_id).toBe(
      `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/5e467623-bb1f-42f4-a55d-6e525e11384b`,
    );
  });

  test("gives no roles for a policy that it switches off, or lets look only", () => {
    const parameters = { logAnalytics: WORKSPACE, effect: "AuditIfNotExists" } as const;
    const members = [
      { reference: "restore", policy: RESTORE, parameters: { effect: "Disabled" } },
      { reference: "logs", policy: DIAGNOSTICS, parameters },
    ] as const;
    const synthesized = synthesise((stack) => {
      new PolicyAssignment(stack, "Look", { at: AT_SUBSCRIPTION, policy: define({ members })(stack) });
    });
    expect(synthesized.all(ROLE_ASSIGNMENT)).toEqual({});
  });

  test.each([
    ["its own value", WORKSPACE, undefined],
    ["a parameter of the assignment", "[parameters('workspace')]", { workspace: WORKSPACE }],
  ])("lets the identity write to a workspace elsewhere, named by %s", (_, logAnalytics, parameters) => {
    const members = [{ reference: "logs", policy: DIAGNOSTICS, parameters: { logAnalytics } }] as const;
    const declared = parameters && { workspace: { type: "String" } };
    const synthesized = synthesise((stack) => {
      const policy = define({ members, parameters: declared })(stack);
      new PolicyAssignment(stack, "Logs", {
        at: AT_SUBSCRIPTION,
        policy,
        parameters,
        location: "australiaeast",
      });
    });
    expect(Object.values(synthesized.all(ROLE_ASSIGNMENT)).map(({ scope }) => scope)).toEqual([
      AT_SUBSCRIPTION.id,
      WORKSPACE,
    ]);
  });

  test("is recognised among constructs", () => {
    synthesise((stack) => {
      expect([define()(stack), {}, null].map(PolicyInitiative.isPolicyInitiative)).toEqual([
        true,
        false,
        false,
      ]);
    });
  });
});

describe("an initiative is refused", () => {
  test("without policies, and with more than Azure takes", () => {
    const of = (length: number) =>
      Array.from({ length }, (_, i) => ({ reference: `p${i}`, policy: IMMUTABILITY }) as const);
    expect(refused({ members: [] })).toBe(
      "[test/Set] members must be 1 to 1000, got 0: Azure takes no other",
    );
    expect(refused({ members: of(1001) })).toBe(
      "[test/Set] members must be 1 to 1000, got 1001: Azure takes no other",
    );
    expect(synthesise(define({ members: of(1000) })).only(SET).policy_definition_reference).toHaveLength(
      1000,
    );
  });

  test("with a reference that two policies share, in whatever letter case", () => {
    const members = [
      { reference: "locks", policy: CUSTOM },
      { reference: "Locks", policy: IMMUTABILITY },
    ];
    expect(refused({ members })).toBe(
      '[test/Set] reference "Locks" is given twice: remediations and exemptions could not tell one from the other',
    );
  });

  test.each(["", "a b", "x".repeat(129)])("with the reference %j", (reference) => {
    expect(refused({ members: [{ reference, policy: CUSTOM }] })).toBe(
      `[test/Set] reference must be 1 to 128 letters, digits, "_" and "-", got "${reference}"`,
    );
  });

  test("with a built-in that there is not, and an initiative for a policy", () => {
    const members = [
      { reference: "a", policy: "Soft delete must be enabled" },
      { reference: "b", policy: INITIATIVE },
    ];
    expect(refused({ members })).toBe(
      [
        "[test/Set] 2 problems:",
        '  - members "a": policy must be the display name of a built-in for backup or disaster recovery, or a custom policy, got "Soft delete must be enabled": did you mean "Soft delete must be enabled for Recovery Services Vaults." or "Soft delete should be enabled for Backup Vaults"?',
        '  - members "b": "Backup" is an initiative, and Azure takes definitions alone',
      ].join("\n"),
    );
  });

  test("with parameters that its policies do not have, do not allow, or require", () => {
    const members = [
      { reference: "a", policy: IMMUTABILITY, parameters: { effect: "Deny", days: 1 } },
      { reference: "b", policy: "Require a tag on resources" },
    ];
    expect(refused({ members })).toBe(
      [
        "[test/Set] 3 problems:",
        `  - members "a": parameters.effect must be "Audit" or "Disabled", got "Deny": "${IMMUTABILITY}" allows no other value`,
        `  - members "a": parameters.days is not a parameter of "${IMMUTABILITY}": it has checkLockedImmutabilityOnly, effect`,
        '  - members "b": parameters.tagName is missing: "Require a tag on resources" requires it (a string, "Tag Name")',
      ].join("\n"),
    );
  });

  test("when it passes on what it does not declare, or of another type, or declares what nobody takes", () => {
    const members = [
      {
        reference: "a",
        policy: IMMUTABILITY,
        parameters: {
          effect: "[parameters('effects')]",
          checkLockedImmutabilityOnly: "[parameters('locked')]",
        },
      },
    ];
    const parameters = { locked: { type: "String" }, unused: { type: "String" } };
    expect(refused({ members, parameters })).toBe(
      [
        "[test/Set] 3 problems:",
        '  - members "a": parameters.effect names the parameter "effects", which parameters does not declare',
        '  - members "a": parameters.checkLockedImmutabilityOnly is a Boolean, and the initiative\'s "locked" a String',
        "  - parameters.unused is declared, and no member takes it: pass it on, or remove it",
      ].join("\n"),
    );
  });

  test("with groups that are not there, or twice", () => {
    const members = [{ reference: "a", policy: CUSTOM, groups: ["BR-3"] }];
    expect(refused({ members, groups: [{ name: "BR-2" }, { name: "BR-2" }] })).toBe(
      [
        "[test/Set] 2 problems:",
        '  - the group "BR-2" is given twice: remove one',
        '  - members "a" names the group "BR-3", which groups does not have: it has "BR-2" or "BR-2"',
      ].join("\n"),
    );
  });

  test("with a name, a version and texts that Azure does not take", () => {
    const members = [{ reference: "a", policy: CUSTOM, version: "1" }];
    const texts = {
      name: "x".repeat(65),
      displayName: "x".repeat(129),
      description: "x".repeat(513),
      version: "2",
    };
    expect(refused({ ...texts, members })).toBe(
      [
        "[test/Set] 5 problems:",
        `  - name must be 1 to 64 characters, got 65 ("${"x".repeat(65)}")`,
        "  - displayName must be 1 to 128 characters, got 129",
        "  - description must be 512 characters at most, got 513",
        '  - version must be three numbers, "1.0.0", got "2"',
        '  - members "a": version must be "1.*.*" or "1.2.*", got "1"',
      ].join("\n"),
    );
  });
});
