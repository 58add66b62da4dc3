import { VaultTags, type VaultTagsProps } from "../../lib";
import { refusalOf, synthesise } from "../support/synthesise";
import { AT_GROUP, AT_SUBSCRIPTION, ROLE_ASSIGNMENT, SUBSCRIPTION_ASSIGNMENT } from "./assign";

type Stack = Parameters<Parameters<typeof synthesise>[0]>[0];

const tag =
  (props: Partial<VaultTagsProps> = {}) =>
  (stack: Stack) =>
    new VaultTags(stack, "Tags", { at: AT_SUBSCRIPTION, ...props });

const VAULTS = [
  {
    name: "vaults",
    selectors: [
      {
        kind: "resourceType",
        in: ["Microsoft.RecoveryServices/vaults", "Microsoft.DataProtection/backupVaults"],
      },
    ],
  },
];

describe("tags of vaults", () => {
  test("are the five that the portal suggests, each required of vaults alone", () => {
    const assignments = Object.values(synthesise(tag()).all(SUBSCRIPTION_ASSIGNMENT));
    expect(assignments.map(({ name, parameters }) => [name, parameters])).toEqual(
      ["Application", "Support Team", "Environment", "Cost Center", "Criticality"].map((name) => [
        `require-tag-${name.toLowerCase().replace(" ", "-")}`,
        JSON.stringify({ tagName: { value: name } }),
      ]),
    );
    expect(assignments.map(({ resource_selectors }) => resource_selectors)).toEqual(Array(5).fill(VAULTS));
    expect(assignments[1]?.non_compliance_message).toEqual([
      { content: 'A vault needs the tag "Support Team".' },
    ]);
  });

  test("are inherited from the resource group where vaults lack them, those that exist included", () => {
    const synthesized = synthesise(
      tag({ mode: "Inherit", location: "australiaeast", tags: ["Cost Center"] }),
    );
    expect(synthesized.only(SUBSCRIPTION_ASSIGNMENT)).toMatchObject({
      name: "inherit-tag-cost-center",
      policy_definition_id:
        "/providers/Microsoft.Authorization/policyDefinitions/ea3f2387-9b95-492a-a190-fcdc54f7b070",
      identity: { type: "SystemAssigned" },
      resource_selectors: VAULTS,
    });
    expect(synthesized.only(ROLE_ASSIGNMENT).role_definition_id).toMatch(
      /b24988ac-6180-42a0-ab88-20f7382dd24c$/,
    );
    expect(synthesized.only("azurerm_subscription_policy_remediation").name).toBe(
      "inherit-tag-cost-center-existing-1",
    );
  });

  test("have names that a management group takes", () => {
    const names = Object.values(
      synthesise(tag({ at: AT_GROUP })).all("azurerm_management_group_policy_assignment"),
    ).map(({ name }) => String(name));
    expect(names.filter((name) => name.length > 24)).toEqual([]);
    expect(new Set(names).size).toBe(5);
  });

  test("may be shown only, and looked at elsewhere", () => {
    const types = ["Microsoft.Compute/virtualMachines"];
    const [first] = Object.values(
      synthesise(tag({ enforce: false, resourceTypes: types })).all(SUBSCRIPTION_ASSIGNMENT),
    );
    expect(first).toMatchObject({
      enforce: false,
      resource_selectors: [{ name: "vaults", selectors: [{ kind: "resourceType", in: types }] }],
    });
  });

  test("are recognised among constructs", () => {
    synthesise((stack) => {
      expect([tag()(stack), {}, null].map(VaultTags.isVaultTags)).toEqual([true, false, false]);
    });
  });
});

describe("tags of vaults are refused", () => {
  test("when there are none", () => {
    expect(refusalOf(tag({ tags: [] }))).toBe(
      "[test/Tags] tags must not be empty: leave it out for the usual five",
    );
  });

  test.each(["", "a/b", "a<b", "x".repeat(513)])("by the name %j", (name) => {
    expect(refusalOf(tag({ tags: [name] }))).toBe(
      `[test/Tags] tags must be 1 to 512 characters, none of <>%&\\?/, got "${name}"`,
    );
  });

  test("when two are too much alike to have assignments of their own", () => {
    expect(refusalOf(tag({ tags: ["Cost Center", "cost-center"] }))).toBe(
      '[test/Tags] tags has "cost-center" and "Cost Center", which are too much alike: remove one',
    );
  });

  test("when they are inherited by nobody, since an identity has a region", () => {
    expect(refusalOf(tag({ mode: "Inherit" }))).toBe(
      "[test/Tags] location is missing: what inherits modifies vaults, so its assignments need an identity, and that a region",
    );
  });

  test("when they are neither required nor inherited", () => {
    expect(refusalOf(tag({ mode: "Append" as never }))).toBe(
      '[test/Tags] mode must be "Require" or "Inherit", got "Append": a tag is required or inherited',
    );
  });
});
