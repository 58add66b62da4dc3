import {
  PolicyAssignment,
  PolicyDefinition,
  type PolicyDefinitionProps,
  type PolicyDocument,
  PolicyScope,
  policyDocument,
} from "../../lib";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { AT_GROUP, AT_RESOURCE_GROUP, AT_SUBSCRIPTION } from "./assign";

const DEFINITION = "azurerm_policy_definition";

const define =
  (props: Partial<PolicyDefinitionProps> = {}) =>
  (stack: Parameters<Parameters<typeof synthesise>[0]>[0]) =>
    new PolicyDefinition(stack, "Policy", { document: policyDocument("vault-lock"), ...props });

/** A definition with a rule as a file has it. */
const documentOf = (policyRule: string, properties: object = {}): PolicyDocument => ({
  properties: { displayName: "Locks", policyRule: JSON.parse(policyRule), ...properties },
});

const AUDIT = '{ "if": { "field": "type", "equals": "x" }, "then": { "effect": "Audit" } }';

describe("a policy definition", () => {
  test("is the file's rule, parameters and metadata, as Azure's JSON text", () => {
    const { properties } = policyDocument("vault-lock");
    const found = synthesise(define()).only(DEFINITION);
    expect(found).toEqual({
      name: "backup-and-recovery-vaults-should-have-a-lock",
      policy_type: "Custom",
      mode: "Indexed",
      display_name: properties.displayName,
      description: properties.description,
      metadata: '{"version":"1.0.0","category":"Backup"}',
      parameters: JSON.stringify(properties.parameters),
      policy_rule: JSON.stringify(properties.policyRule),
    });
  });

  test("stands at a management group when it serves several subscriptions", () => {
    expect(synthesise(define({ at: AT_GROUP })).only(DEFINITION).management_group_id).toBe(AT_GROUP.id);
  });

  test("looks at all resources unless its file says otherwise, as Azure does", () => {
    expect(synthesise(define({ document: documentOf(AUDIT) })).only(DEFINITION).mode).toBe("All");
  });

  test("is assigned by reference, with its parameters checked", () => {
    const assign = (parameters: object) => (stack: Parameters<ReturnType<typeof define>>[0]) =>
      new PolicyAssignment(stack, "Locked", {
        at: AT_SUBSCRIPTION,
        policy: define()(stack),
        parameters: { ...parameters },
      });
    expect(
      synthesise(assign({ lockLevels: ["ReadOnly"] })).only("azurerm_subscription_policy_assignment"),
    ).toMatchObject({
      policy_definition_id: "${azurerm_policy_definition.Policy.id}",
      parameters: '{"lockLevels":{"value":["ReadOnly"]}}',
    });
    expect(refusalOf(assign({ lockLevels: ["Locked"], effect: "Deny" }))).toBe(
      [
        "[test/Locked] 2 problems:",
        '  - parameters.lockLevels must be "CanNotDelete" or "ReadOnly", got "Locked": "Backup and recovery vaults should have a lock" allows no other value',
        '  - parameters.effect must be "AuditIfNotExists" or "Disabled", got "Deny": "Backup and recovery vaults should have a lock" allows no other value',
      ].join("\n"),
    );
  });

  test("is refused by an assignment above the subscription where it is defined", () => {
    const assign = (stack: Parameters<ReturnType<typeof define>>[0]) =>
      new PolicyAssignment(stack, "Locked", { at: AT_GROUP, policy: define()(stack) });
    expect(refusalOf(assign)).toBe(
      `[test/Locked] at must be at or below /subscriptions/${SUBSCRIPTION}, where "Backup and recovery vaults should have a lock" is defined, got ${AT_GROUP.id}: define it at a management group above both`,
    );
  });

  test("is recognised among constructs", () => {
    synthesise((stack) => {
      expect([define()(stack), {}, null].map(PolicyDefinition.isPolicyDefinition)).toEqual([
        true,
        false,
        false,
      ]);
    });
  });
});

describe("a policy definition is refused", () => {
  test("in another subscription than its stack's, where azurerm would not define it", () => {
    const at = PolicyScope.subscription("00000000-0000-0000-0000-000000000001");
    expect(refusalOf(define({ at }))).toBe(
      `[test/Policy] at must be the stack's own subscription, got "${at.id}": azurerm defines in the subscription of its provider, ${SUBSCRIPTION}`,
    );
    expect(synthesise(define({ at: AT_SUBSCRIPTION })).only(DEFINITION)).not.toHaveProperty(
      "management_group_id",
    );
  });

  test("in a resource group, where Azure has none", () => {
    expect(refusalOf(define({ at: AT_RESOURCE_GROUP }))).toBe(
      `[test/Policy] at must be a management group or a subscription, got "${AT_RESOURCE_GROUP.id}": Azure defines policies there`,
    );
  });

  test.each([
    ["65 characters", "x".repeat(65), `name must be 1 to 64 characters, got 65 ("${"x".repeat(65)}")`],
    ["a colon", "a:b", 'name must not have any of #<>%&:\\?/ nor end in a space or period, got "a:b"'],
  ])("by a name with %s", (_, name, message) => {
    expect(refusalOf(define({ name }))).toBe(`[test/Policy] ${message}`);
  });

  test("by a name that another one has at the same place, but not at another", () => {
    const two = (at?: PolicyScope) => (stack: Parameters<ReturnType<typeof define>>[0]) => {
      new PolicyDefinition(stack, "First", { document: policyDocument("vault-lock") });
      new PolicyDefinition(stack, "Second", { document: policyDocument("vault-lock"), at });
    };
    expect(refusalOf(two())).toBe(
      '[test/Second] name "backup-and-recovery-vaults-should-have-a-lock" is the name of test/First at the same scope: give one of them another name',
    );
    expect(synthesise(two(AT_GROUP)).addresses(DEFINITION)).toHaveLength(2);
  });

  const refused = (document: PolicyDocument) => refusalOf(define({ document, name: "x" }));

  test("without a rule, or with half of one", () => {
    expect(refused({ properties: { displayName: "x" } } as never)).toBe(
      "[test/Policy] document.properties.policyRule is missing: a definition has { if, then }",
    );
    expect(refused(documentOf("{}"))).toBe(
      [
        "[test/Policy] 2 problems:",
        "  - document.properties.policyRule.if is missing",
        "  - document.properties.policyRule.then.effect is missing",
      ].join("\n"),
    );
  });

  test("when it acts and names no roles for the identity that acts", () => {
    const rule = AUDIT.replace("Audit", "Modify");
    expect(refused(documentOf(rule))).toBe(
      '[test/Policy] document.properties.policyRule.then.details.roleDefinitionIds is missing: "Modify" needs the roles of the identity that acts',
    );
  });

  test("with an effect that Azure Policy does not have", () => {
    expect(
      refused(documentOf(AUDIT.replace("Audit", "Forbid"))).startsWith(
        '[test/Policy] the effect "Forbid" is none',
      ),
    ).toBe(true);
  });

  test("with parameters that are used and not declared, or declared and not used", () => {
    const rule = AUDIT.replace('"x"', "\"[parameters('type')]\"");
    const parameters = { kind: { type: "Text" } };
    expect(refused(documentOf(rule, { parameters }))).toBe(
      [
        "[test/Policy] 3 problems:",
        '  - the rule uses the parameter "type", which document.properties.parameters does not declare',
        '  - the parameter "kind" is declared, and the rule does not use it',
        '  - the parameter "kind" must have the type "String", "Array", "Object", "Boolean", "Integer", "Float" or "DateTime", got "Text"',
      ].join("\n"),
    );
  });

  test("with a default that its own list does not have", () => {
    const rule = AUDIT.replace('"x"', "\"[parameters('type')]\"");
    const parameters = { type: { type: "String", allowedValues: ["a", "b"], defaultValue: "c" } };
    expect(refused(documentOf(rule, { parameters }))).toBe(
      '[test/Policy] the default of "type" must be "a" or "b", got "c": its allowedValues have no other',
    );
  });

  test("with 21 parameters, one more than Azure takes", () => {
    const of = (count: number) => {
      const names = Array.from({ length: count }, (_, i) => `p${i}`);
      const values = names.map((name) => `"[parameters('${name}')]"`).join(",");
      const rule = AUDIT.replace('"equals": "x"', `"in": [${values}]`);
      const parameters = Object.fromEntries(names.map((name) => [name, { type: "String" }]));
      return documentOf(rule, { parameters });
    };
    expect(refused(of(21))).toBe(
      "[test/Policy] document.properties.parameters must be 20 at most, got 21: Azure takes no more",
    );
    expect(synthesise(define({ document: of(20) })).addresses(DEFINITION)).toHaveLength(1);
  });

  test.each([
    ["displayName", "", 'document.properties.displayName must be 1 to 128 characters, got ""'],
    [
      "description",
      "x".repeat(513),
      "document.properties.description must be 512 characters at most, got 513",
    ],
    [
      "mode",
      "Some",
      'document.properties.mode must be "All", "Indexed" or the mode of a resource provider, got "Some"',
    ],
  ])("with a %s that Azure does not take", (name, value, message) => {
    expect(refused(documentOf(AUDIT, { [name]: value }))).toBe(`[test/Policy] ${message}`);
  });
});
