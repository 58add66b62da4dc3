import { reasonsOf } from "./plans";

type Values = Record<string, unknown>;

const rule = (effect: string, condition: unknown = { field: "type", equals: "x" }) =>
  `{"if":${JSON.stringify(condition)},"then":{"effect":"${effect}"}}`;

const defaults = (effect: string) => JSON.stringify({ effect: { type: "String", defaultValue: effect } });

const parameters = (values: Values) =>
  JSON.stringify(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }])));

const FIELD = { field: "location", equals: "uksouth" };
const TAG = { field: "tags['backup']", exists: true };

describe("the definition of a policy", () => {
  test.each([
    ["deployIfNotExists", "disabled"],
    ["DeployIfNotExists", "AuditIfNotExists"],
    ["deny", "Audit"],
  ])("whose effect was %s does less with %s", (was, is) => {
    const found = reasonsOf(
      "azurerm_policy_definition",
      { policy_rule: rule(was) },
      { policy_rule: rule(is) },
    );
    expect(found).toEqual([`policy-not-enforced: policy_rule has the effect ${is}, and had ${was}`]);
    expect(
      reasonsOf("azurerm_policy_definition", { policy_rule: rule(is) }, { policy_rule: rule(was) }),
    ).toEqual([]);
  });

  const byParameter = (effect: string) => ({
    policy_rule: rule("[parameters('effect')]"),
    parameters: defaults(effect),
  });

  test("is looked up in its parameters, where the rule leaves the effect to them", () => {
    const less = "policy-not-enforced: policy_rule has the effect Disabled, and had AuditIfNotExists";
    expect(
      reasonsOf("azurerm_policy_definition", byParameter("AuditIfNotExists"), byParameter("Disabled")),
    ).toEqual([less]);
    expect(
      reasonsOf(
        "azurerm_policy_definition",
        { policy_rule: rule("AuditIfNotExists") },
        byParameter("Disabled"),
      ),
    ).toEqual([less]);
    expect(
      reasonsOf("azurerm_policy_definition", byParameter("Disabled"), byParameter("AuditIfNotExists")),
    ).toEqual([]);
    expect(
      reasonsOf("azurerm_policy_definition", { policy_rule: rule("Deny") }, byParameter("Deny")),
    ).toEqual([]);
  });

  test.each([
    ["a condition joins the others", { allOf: [FIELD] }, { allOf: [TAG, FIELD] }],
    ["a condition joins the only one", FIELD, { allOf: [FIELD, TAG] }],
    ["one of several ways is gone", { anyOf: [FIELD, TAG] }, { anyOf: [FIELD] }],
    ["one of several ways is left", { anyOf: [FIELD, TAG] }, TAG],
  ])("applies to less when %s; the way back is no finding", (_title, before, after) => {
    const values = (condition: unknown) => ({ policy_rule: rule("Deny", condition) });
    expect(reasonsOf("azurerm_policy_definition", values(before), values(after))).toEqual([
      "policy-not-enforced: policy_rule applies to less: its condition is narrower",
    ]);
    expect(reasonsOf("azurerm_policy_definition", values(after), values(before))).toEqual([]);
    expect(reasonsOf("azurerm_policy_definition", values(before), values(before))).toEqual([]);
  });

  test("leaves out what has no tags when its mode becomes Indexed", () => {
    expect(reasonsOf("azurerm_policy_definition", { mode: "All" }, { mode: "Indexed" })).toEqual([
      'policy-not-enforced: mode becomes "Indexed", and was "All"',
    ]);
    expect(reasonsOf("azurerm_policy_definition", { mode: "Indexed" }, { mode: "All" })).toEqual([]);
  });

  test("is unknown where its rule is", () => {
    const unknown = { policy_rule: true };
    expect(reasonsOf("azurerm_policy_definition", { policy_rule: rule("Deny") }, {}, { unknown })).toEqual([
      'unknown-value: policy_rule is known only after the apply, and was "Deny"',
    ]);
    expect(
      reasonsOf("azurerm_policy_definition", { policy_rule: rule("Disabled") }, {}, { unknown }),
    ).toEqual([]);
  });
});

describe.each(["azurerm_policy_set_definition", "azurerm_management_group_policy_set_definition"])(
  "the initiative %s",
  (type) => {
    const member = (id: string, values: Values = {}) => ({
      policy_definition_id: `/providers/Microsoft.Authorization/policyDefinitions/${id}`,
      reference_id: `ref-${id}`,
      parameter_values: parameters(values),
    });
    const of = (...members: Values[]) => ({ policy_definition_reference: members });

    test("does less without a member, and as much in another order or under other names", () => {
      const both = of(member("backup"), member("locks"));
      expect(reasonsOf(type, both, of(member("LOCKS")))).toEqual([
        "policy-not-enforced: policy_definition_reference no longer has ref-backup",
      ]);
      const renamed = of({ ...member("locks"), reference_id: "other" }, member("backup"), member("more"));
      expect(reasonsOf(type, both, renamed)).toEqual([]);
    });

    test("has a member twice, for two regions, and loses one of the two", () => {
      const twice = of(member("backup", { region: "a" }), { ...member("backup"), reference_id: "ref-west" });
      expect(reasonsOf(type, twice, of(member("backup", { region: "a" })))).toEqual([
        "policy-not-enforced: policy_definition_reference no longer has ref-west",
      ]);
    });

    test("does less where the effect of a member becomes less", () => {
      const before = of(member("backup", { effect: "[parameters('effect')]" }), member("locks"));
      expect(reasonsOf(type, before, of(member("backup", { effect: "Disabled" }), member("locks")))).toEqual([
        "policy-not-enforced: policy_definition_reference ref-backup has the effect Disabled, and had [parameters('effect')]",
      ]);
      expect(reasonsOf(type, { parameters: defaults("Deny") }, { parameters: defaults("Audit") })).toEqual([
        "policy-not-enforced: parameters has the effect Audit, and had Deny",
      ]);
    });

    test("with a member more that the same plan makes is no finding; with one that nobody knows it is", () => {
      const unknown = { policy_definition_reference: [{}, { policy_definition_id: true }] };
      const late = { ...member("late"), policy_definition_id: null };
      expect(reasonsOf(type, of(member("backup")), of(member("backup"), late), { unknown })).toEqual([]);
      const [found] = reasonsOf(type, of(member("backup"), member("locks")), of(member("backup"), late), {
        unknown,
      });
      expect(found).toMatch(
        /^unknown-value: policy_definition_reference is known only after the apply, and was /,
      );
    });
  },
);

describe("the assignment of a policy", () => {
  const TYPE = "azurerm_subscription_policy_assignment";
  const assigned = (before: Values | undefined, after: Values | undefined) =>
    reasonsOf(
      TYPE,
      before ? { parameters: parameters(before) } : {},
      after ? { parameters: parameters(after) } : {},
    );

  test.each(["Disabled", "AuditIfNotExists"])(
    "whose effect was DeployIfNotExists does less with %s",
    (is) => {
      expect(assigned({ effect: "DeployIfNotExists" }, { effect: is })).toEqual([
        `policy-not-enforced: parameters has the effect ${is}, and had DeployIfNotExists`,
      ]);
    },
  );

  test("of an initiative says the effect of each policy under a name of its own", () => {
    const before = { backupEffect: "DeployIfNotExists", enforceLocks: "Deny", region: "uksouth" };
    expect(assigned(before, { ...before, backupEffect: "disabled", enforceLocks: "Audit" })).toEqual([
      "policy-not-enforced: parameters has the effect disabled (backupEffect), and had DeployIfNotExists; has the effect Audit (enforceLocks), and had Deny",
    ]);
  });

  test("that says Disabled for the first time is found, and so is one that no longer says its effect: nobody knows the default", () => {
    expect(assigned(undefined, { Effect: "Disabled" })).toEqual([
      "policy-not-enforced: parameters has the effect Disabled, and had the definition's own",
    ]);
    expect(assigned({ effect: "DeployIfNotExists", region: "a" }, { region: "a" })).toEqual([
      "unknown-value: parameters no longer says the effect, DeployIfNotExists: the definition's own holds",
    ]);
    expect(assigned({ effect: "Disabled" }, {})).toEqual([]);
  });

  test("is not judged by parameters that are no effect, although their values look like one", () => {
    expect(assigned({ publicAccess: "Audit" }, { publicAccess: "Disabled" })).toEqual([]);
    expect(assigned({ region: "a" }, { region: "b" })).toEqual([]);
    expect(assigned({ effect: "AuditIfNotExists" }, { effect: "DeployIfNotExists" })).toEqual([]);
  });

  test.each([
    ["Disabled", "policy-not-enforced: overrides set the effect to Disabled"],
    ["audit", "policy-not-enforced: overrides set the effect to audit"],
  ])("with an override to %s does less, with one to Deny it does not", (value, found) => {
    expect(reasonsOf(TYPE, { overrides: [] }, { overrides: [{ value, selectors: [] }] })).toEqual([found]);
    expect(reasonsOf(TYPE, { overrides: [] }, { overrides: [{ value: "Deny", selectors: [] }] })).toEqual([]);
    expect(reasonsOf(TYPE, { overrides: [{ value: "Deny", selectors: [] }] }, { overrides: [] })).toEqual([
      "policy-not-enforced: overrides no longer set the effect to Deny",
    ]);
  });
});
