import type { PolicyAssignmentOptions } from "../../lib";
import { refusalOf, synthesise } from "../support/synthesise";
import { assignBuiltIn, assignCustom, assignInitiative, CUSTOM, SUBSCRIPTION_ASSIGNMENT } from "./assign";

const ENABLED = "Azure Backup should be enabled for Virtual Machines";
const assigned = (options: PolicyAssignmentOptions) =>
  synthesise(assignInitiative(options)).only(SUBSCRIPTION_ASSIGNMENT);
const refused = (options: PolicyAssignmentOptions) => refusalOf(assignInitiative(options));

describe("an override of an effect", () => {
  test("names policies of the initiative and regions, each as a selector of its kind", () => {
    const overrides = [{ effect: "Disabled", members: ["back-up-vms"], regions: ["West Europe"] }];
    expect(assigned({ overrides }).overrides).toEqual([
      {
        value: "Disabled",
        selectors: [
          { kind: "policyDefinitionReferenceId", in: ["back-up-vms"] },
          { kind: "resourceLocation", in: ["westeurope"] },
        ],
      },
    ]);
  });

  test("may be for all policies but some", () => {
    const overrides = [{ effect: "Disabled", notMembers: ["audit-vms"] }];
    expect(assigned({ overrides }).overrides).toEqual([
      { value: "Disabled", selectors: [{ kind: "policyDefinitionReferenceId", not_in: ["audit-vms"] }] },
    ]);
  });

  test("is refused when no policy of the initiative has the effect", () => {
    expect(refused({ overrides: [{ effect: "Deny" }] })).toBe(
      '[test/Policy] overrides[0].effect must be "AuditIfNotExists", "DeployIfNotExists" or "Disabled", got "Deny"',
    );
  });

  test("is refused when Azure Policy has no such effect, where the definition's are not known", () => {
    expect(refusalOf(assignCustom({ overrides: [{ effect: "Forbid" }] }))).toBe(
      '[test/Policy] overrides[0].effect must be "AddToNetworkGroup", "Append", "Audit", "AuditIfNotExists", "Deny", "DenyAction", "DeployIfNotExists", "Disabled", "Manual", "Modify" or "Mutate", got "Forbid"',
    );
  });

  test("is refused when it names a policy that the initiative does not have", () => {
    expect(refused({ overrides: [{ effect: "Disabled", members: ["audit"] }] })).toBe(
      '[test/Policy] overrides[0] names "audit", which is no reference id: the policy has "audit-vms" or "back-up-vms"',
    );
  });

  test("is refused when it names policies of a built-in, which is one", () => {
    const overrides = [{ effect: "Disabled", members: ["audit-vms"] }];
    expect(refusalOf(assignBuiltIn(ENABLED, undefined, { overrides }))).toBe(
      '[test/Policy] overrides[0] names "audit-vms", which is no reference id: the policy has none, since it is no initiative',
    );
  });

  test("is refused when it says both which policies it is for and which not", () => {
    const overrides = [{ effect: "Disabled", members: ["audit-vms"], notMembers: ["back-up-vms"] }];
    expect(refused({ overrides })).toBe(
      "[test/Policy] overrides[0] has members and notMembers: Azure takes one of the two",
    );
  });

  test.each([
    ["no", 0, "overrides[0].regions must have 1 to 50 values, got 0"],
    ["51", 51, "overrides[0].regions must have 1 to 50 values, got 51"],
  ])("is refused with %s regions", (_, count, message) => {
    const regions = Array.from({ length: count }, () => "westeurope");
    expect(refused({ overrides: [{ effect: "Disabled", regions }] })).toBe(`[test/Policy] ${message}`);
  });

  test("is taken ten times, and refused eleven times", () => {
    const of = (length: number) => ({ overrides: Array.from({ length }, () => ({ effect: "Disabled" })) });
    expect(assigned(of(10)).overrides).toHaveLength(10);
    expect(refused(of(11))).toBe("[test/Policy] overrides must be 10 at most, got 11: Azure takes no more");
  });
});

describe("a resource selector", () => {
  test("lets the policy hold for some types in some regions", () => {
    const resourceSelectors = [
      { name: "first-ring", regions: ["Australia East"], types: ["Microsoft.RecoveryServices/vaults"] },
      { name: "others", notRegions: ["australiaeast"] },
    ];
    expect(assigned({ resourceSelectors }).resource_selectors).toEqual([
      {
        name: "first-ring",
        selectors: [
          { kind: "resourceLocation", in: ["australiaeast"] },
          { kind: "resourceType", in: ["Microsoft.RecoveryServices/vaults"] },
        ],
      },
      { name: "others", selectors: [{ kind: "resourceLocation", not_in: ["australiaeast"] }] },
    ]);
  });

  test("is refused for everything that is wrong with it at once", () => {
    const resourceSelectors = [
      { name: " " },
      { name: "a", regions: ["Atlantis"], notRegions: ["westeurope"], types: ["vaults"] },
    ];
    expect(refused({ resourceSelectors })).toBe(
      [
        "[test/Policy] 5 problems:",
        "  - resourceSelectors[0].name must not be empty: say what it selects",
        "  - resourceSelectors[0] selects nothing: give regions, types, or both",
        "  - resourceSelectors[1] has regions and notRegions: Azure takes one of the two",
        '  - resourceSelectors[1].regions must be Azure regions, got "Atlantis"',
        '  - resourceSelectors[1] type must be a resource type such as "Microsoft.RecoveryServices/vaults", got "vaults"',
      ].join("\n"),
    );
  });
});

describe("a message of one policy of an initiative", () => {
  test("stands beside the message of all", () => {
    const options = {
      nonComplianceMessage: "See the backup handbook.",
      nonComplianceMessages: { "audit-vms": "Tag the VM with its Criticality." },
    };
    expect(assigned(options).non_compliance_message).toEqual([
      { content: "See the backup handbook." },
      { content: "Tag the VM with its Criticality.", policy_definition_reference_id: "audit-vms" },
    ]);
  });

  test("is refused when it is empty, or the initiative has no such policy", () => {
    expect(refused({ nonComplianceMessages: { "audit-vms": " ", "audit-disks": "x" } })).toBe(
      [
        "[test/Policy] 2 problems:",
        "  - nonComplianceMessages.audit-vms must not be empty: remove it, or say why",
        '  - nonComplianceMessages names "audit-disks", which is no reference id: "Backup" has "audit-vms" or "back-up-vms"',
      ].join("\n"),
    );
  });
});

describe("what else an assignment says", () => {
  test("are facts for the portal, as JSON text", () => {
    expect(assigned({ metadata: { assignedBy: "Platform" } }).metadata).toBe('{"assignedBy":"Platform"}');
  });

  test.each([512, 513])("is a description, of which 512 characters are taken: %i", (length) => {
    const define = assignInitiative({ description: "x".repeat(length) });
    if (length === 512)
      expect(synthesise(define).only(SUBSCRIPTION_ASSIGNMENT).description).toHaveLength(512);
    else expect(refusalOf(define)).toBe("[test/Policy] description must be 512 characters at most, got 513");
  });

  test("are exclusions below the scope, 400 at most", () => {
    const group = (i: number) => `/subscriptions/6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841/resourceGroups/rg-${i}`;
    const of = (length: number) => ({ notScopes: Array.from({ length }, (_, i) => group(i)) });
    expect(assigned(of(400)).not_scopes).toHaveLength(400);
    expect(refused(of(401))).toBe(
      '[test/Policy] notScopes must be 400 at most, got 401: Azure takes no more exclusions (Microsoft Learn, "Azure Policy overview")',
    );
  });

  test("is no exclusion elsewhere, which would leave nothing out", () => {
    const elsewhere = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-app";
    expect(refused({ notScopes: [elsewhere] })).toBe(
      `[test/Policy] notScopes names "${elsewhere}", which is not below /subscriptions/6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841: the policy does not look there anyway`,
    );
  });
});

describe("a definition serves the scopes at and below its own", () => {
  const defined = (scope: string) => ({
    policy: { ...CUSTOM, id: `${scope}/providers/Microsoft.Authorization/policyDefinitions/locks` },
  });

  test("so one of a subscription is refused at a management group", () => {
    const at = {
      kind: "managementGroup",
      id: "/providers/Microsoft.Management/managementGroups/contoso",
    } as const;
    const home = "/subscriptions/6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
    expect(refusalOf(assignCustom({ at, ...defined(home) }))).toBe(
      `[test/Policy] at must be at or below ${home}, where "Vaults have locks" is defined, got ${at.id}: define it at a management group above both`,
    );
  });

  test("and at another subscription", () => {
    const home = "/subscriptions/00000000-0000-0000-0000-000000000001";
    expect(refusalOf(assignCustom(defined(home)))).toBe(
      `[test/Policy] at must be at or below ${home}, where "Vaults have locks" is defined, got /subscriptions/6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841: define it at a management group above both`,
    );
  });
});
