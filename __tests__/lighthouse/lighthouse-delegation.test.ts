import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Delegation, LighthouseDelegation, type LighthouseDelegationProps } from "../../lib";
import { refusalOf, resourceGroup, SUBSCRIPTION, synthesise } from "../support/synthesise";

const TENANT = "9f6e2c1d-4b8a-4d3e-a7c5-1b0f2e3d4c5a";
const OPERATORS = { principalId: "0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11", displayName: "Operators" };
const LEADS = { principalId: "7d1f6c3a-9b52-4a6e-8f0d-3c2b1a0f9e8d", displayName: "Leads" };
const READER = { ...OPERATORS, role: "Reader" } as const;
const DEFINITION = "azurerm_lighthouse_definition";
const ASSIGNMENT = "azurerm_lighthouse_assignment";

type Stack = Parameters<Parameters<typeof synthesise>[0]>[0];

const delegate =
  (props: Partial<LighthouseDelegationProps> = {}) =>
  (stack: Stack) =>
    new LighthouseDelegation(stack, "Operations", {
      managingTenantId: TENANT,
      name: "Backup operations",
      authorizations: [READER],
      ...props,
    });

const refused = (props: object) => refusalOf(delegate(props));

describe("a delegation", () => {
  test("is a definition of the subscription, assigned to it as a whole", () => {
    const synthesized = synthesise(delegate());
    expect(synthesized.only(DEFINITION)).toEqual({
      name: "Backup operations",
      managing_tenant_id: TENANT,
      scope: `/subscriptions/${SUBSCRIPTION}`,
      authorization: [
        {
          principal_id: OPERATORS.principalId,
          principal_display_name: "Operators",
          role_definition_id: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
        },
      ],
    });
    expect(synthesized.only(ASSIGNMENT)).toEqual({
      scope: `/subscriptions/${SUBSCRIPTION}`,
      lighthouse_definition_id: "${azurerm_lighthouse_definition.Operations.id}",
    });
  });

  test("may be of resource groups, of the program or by name, whose addresses do not depend on their order", () => {
    const of = (reverse: boolean) =>
      synthesise((stack) => {
        const groups = [resourceGroup(stack), { name: "rg-elsewhere" }];
        delegate({ resourceGroups: reverse ? groups.reverse() : groups })(stack);
      }).all(ASSIGNMENT);
    expect(Object.values(of(false)).map(({ scope }) => scope)).toEqual([
      "${azurerm_resource_group.Group.id}",
      `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-elsewhere`,
    ]);
    expect(of(true)).toEqual(of(false));
  });

  test("gives roles for the moment with a second factor, for eight hours, when nothing else is said", () => {
    const eligible = [{ ...OPERATORS, role: "Backup Contributor" }] as const;
    expect(synthesise(delegate({ eligible })).only(DEFINITION).eligible_authorization).toEqual([
      {
        principal_id: OPERATORS.principalId,
        principal_display_name: "Operators",
        role_definition_id: "5e467623-bb1f-42f4-a55d-6e525e11384b",
        just_in_time_access_policy: {
          maximum_activation_duration: "PT8H",
          multi_factor_auth_provider: "Azure",
        },
      },
    ]);
  });

  test("may ask somebody else first, and no second factor", () => {
    const eligible = Delegation.contributors(OPERATORS).map((one) => ({
      ...one,
      activation: "PT30M",
      multiFactor: false,
      approvers: [LEADS],
    }));
    const [first] = synthesise(delegate({ eligible })).only(DEFINITION).eligible_authorization as object[];
    expect(first).toMatchObject({
      just_in_time_access_policy: {
        maximum_activation_duration: "PT30M",
        approver: [{ principal_id: LEADS.principalId, principal_display_name: "Leads" }],
      },
    });
    expect(JSON.stringify(first)).not.toContain("multi_factor_auth_provider");
  });

  test.each([
    ["readers", ["Backup Reader", "Site Recovery Reader", "Monitoring Reader"]],
    ["operators", ["Reader", "Backup Operator", "Site Recovery Operator", "Monitoring Reader"]],
    ["contributors", ["Backup Contributor", "Site Recovery Contributor"]],
  ] as const)("has roles that belong together: %s", (name, roles) => {
    expect(Delegation[name](OPERATORS)).toEqual(roles.map((role) => ({ ...OPERATORS, role })));
  });

  test("is recognised among constructs", () => {
    synthesise((stack) => {
      const found = [delegate()(stack), new ResourceGroup(stack, "G", { name: "g", location: "x" }), null];
      expect(found.map(LighthouseDelegation.isLighthouseDelegation)).toEqual([true, false, false]);
    });
  });
});

describe("a delegation is refused", () => {
  test.each(["Owner", "User Access Administrator", "Storage Blob Data Contributor", "reader"])(
    "with the role %s",
    (role) => {
      expect(refused({ authorizations: [{ ...OPERATORS, role }] })).toMatch(
        new RegExp(
          `^\\[test/Operations\\] authorizations\\[0\\]\\.role must be "Backup Contributor", .* got "${role}": Azure Lighthouse delegates no Owner, no role that gives others access, and none with data actions$`,
        ),
      );
    },
  );

  test("without a role for good, without which Azure takes none for the moment", () => {
    expect(refused({ authorizations: [], eligible: Delegation.contributors(OPERATORS) })).toBe(
      "[test/Operations] authorizations must not be empty: Azure asks for a role for good, such as Reader, beside those for the moment",
    );
  });

  test("with an authorisation that stands twice, in whatever letter case", () => {
    const twin = { ...READER, principalId: READER.principalId.toUpperCase() };
    expect(refused({ authorizations: [READER, twin] })).toBe(
      "[test/Operations] authorizations[1] is the same as authorizations[0]: remove one",
    );
  });

  test("for names in the place of ids, and people without a name", () => {
    const authorizations = [{ principalId: "operators", displayName: " ", role: "Reader" }];
    expect(refused({ managingTenantId: "contoso.com", authorizations, resourceGroups: [], name: "" })).toBe(
      [
        "[test/Operations] 5 problems:",
        "  - name must be 1 to 128 characters, got 0: both tenants see it",
        '  - managingTenantId must be the managing tenant\'s GUID, got "contoso.com"',
        "  - resourceGroups must not be empty: leave it out to delegate the subscription",
        '  - authorizations[0].principalId must be an object id of the managing tenant (a GUID), got "operators"',
        "  - authorizations[0].displayName must not be empty: the customer's portal shows nothing else",
      ].join("\n"),
    );
  });

  test.each(["PT29M", "PT8H1M", "PT9H", "8 hours", "P1D"])("when roles are taken for %s", (activation) => {
    expect(refused({ eligible: [{ ...READER, activation }] })).toBe(
      `[test/Operations] eligible[0].activation must be "PT30M" to "PT8H", got "${activation}"`,
    );
  });

  test("when eleven people consent, one more than Azure takes", () => {
    const of = (length: number) => [{ ...READER, approvers: Array.from({ length }, () => LEADS) }];
    expect(refused({ eligible: of(11) })).toBe(
      "[test/Operations] eligible[0].approvers must be 10 at most, got 11: Azure takes no more",
    );
    expect(synthesise(delegate({ eligible: of(10) })).addresses(DEFINITION)).toHaveLength(1);
  });
});
