import { PolicyRemediation, type PolicyRemediationOptions, PolicyScope } from "../../lib";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import {
  AT_GROUP,
  AT_RESOURCE_GROUP,
  assignBuiltIn,
  assignCustom,
  assignInitiative,
  BACK_UP,
  ROLE_ASSIGNMENT,
} from "./assign";

const backUp = assignBuiltIn(BACK_UP, undefined, { location: "australiaeast" });

const remediate =
  (options: PolicyRemediationOptions = {}, assign = backUp) =>
  (stack: Parameters<typeof assign>[0]) =>
    assign(stack).addRemediation("Existing", options);

const refused = (options: object, assign = backUp) => refusalOf(remediate(options, assign));

describe("a remediation", () => {
  test("looks again, waits for every role of the assignment's identity, and runs once", () => {
    const synthesized = synthesise(remediate());
    expect(synthesized.only("azurerm_subscription_policy_remediation")).toEqual({
      name: "configure-backup-on-virtual-machines-without-a-given-tag-370718-existing-1",
      subscription_id: `/subscriptions/${SUBSCRIPTION}`,
      policy_assignment_id: "${azurerm_subscription_policy_assignment.Policy.id}",
      resource_discovery_mode: "ReEvaluateCompliance",
      depends_on: ["terraform_data.Policy_Wait_A056F8C5"],
    });
    const waited = JSON.stringify(synthesized.only("terraform_data").triggers_replace);
    const roles = synthesized.addresses(ROLE_ASSIGNMENT);
    expect(roles.filter((role) => !waited.includes(role))).toEqual([]);
    expect(roles).toHaveLength(2);
  });

  test("runs again under another number", () => {
    const { name } = synthesise(remediate({ run: 2 })).only("azurerm_subscription_policy_remediation");
    expect(name).toMatch(/-existing-2$/);
  });

  test("shares one wait with the others of its assignment", () => {
    const synthesized = synthesise((stack) => {
      const assignment = backUp(stack);
      assignment.addRemediation("East", { regions: ["Australia East"] });
      assignment.addRemediation("West", { regions: ["westeurope"] });
    });
    expect(synthesized.addresses("terraform_data")).toHaveLength(1);
    const filters = Object.values(synthesized.all("azurerm_subscription_policy_remediation"));
    expect(filters.map((one) => one.location_filters)).toEqual([["australiaeast"], ["westeurope"]]);
  });

  test("takes what Azure knows at a management group, where azurerm has no other way", () => {
    const assign = assignBuiltIn(BACK_UP, undefined, { location: "australiaeast", at: AT_GROUP });
    const found = synthesise(remediate({}, assign)).only("azurerm_management_group_policy_remediation");
    expect(found).not.toHaveProperty("resource_discovery_mode");
    expect(found.management_group_id).toBe(AT_GROUP.id);
  });

  test("may be of a resource group below, with its limits", () => {
    const options = { resourceCount: 50_000, parallelDeployments: 30, failurePercentage: 0.1 };
    const define = remediate({ at: AT_RESOURCE_GROUP, discovery: "ExistingNonCompliant", ...options });
    expect(synthesise(define).only("azurerm_resource_group_policy_remediation")).toMatchObject({
      resource_group_id: AT_RESOURCE_GROUP.id,
      resource_discovery_mode: "ExistingNonCompliant",
      resource_count: 50_000,
      parallel_deployments: 30,
      failure_percentage: 0.1,
    });
  });

  test("names the policy of an initiative that it is for", () => {
    const define = remediate({ member: "back-up-vms" }, assignInitiative());
    expect(
      synthesise(define).only("azurerm_subscription_policy_remediation").policy_definition_reference_id,
    ).toBe("back-up-vms");
  });

  test("is recognised among constructs", () => {
    synthesise((stack) => {
      const remediation = remediate()(stack);
      expect([remediation, {}, null].map(PolicyRemediation.isPolicyRemediation)).toEqual([
        true,
        false,
        false,
      ]);
    });
  });
});

describe("a remediation is refused", () => {
  test("of a policy that only looks, with the effects that it has", () => {
    const audit = assignBuiltIn("Soft delete should be enabled for Backup Vaults");
    expect(refused({}, audit)).toBe(
      '[test/Policy/Existing] there is nothing to remediate: "Soft delete should be enabled for Backup Vaults" deploys and modifies nothing, it has "Audit" or "Disabled"',
    );
  });

  test("and not of a policy of one's own whose effects nobody knows", () => {
    expect(
      synthesise(remediate({}, assignCustom())).only("azurerm_subscription_policy_remediation").name,
    ).toBe("vaults-have-locks-existing-1");
  });

  test("of an initiative as a whole, with the policies that it has", () => {
    expect(refused({}, assignInitiative())).toBe(
      '[test/Policy/Existing] member is missing: Azure remediates one policy of an initiative at a time; "Backup" has "audit-vms" or "back-up-vms"',
    );
  });

  test("of a policy that the initiative does not have", () => {
    expect(refused({ member: "back-up" }, assignInitiative())).toBe(
      '[test/Policy/Existing] member names "back-up", which is no reference id: "Backup" has "audit-vms" or "back-up-vms"',
    );
  });

  test.each([
    ["resourceCount", 50_000, "resources"],
    ["parallelDeployments", 30, "at a time"],
  ])("with a %s outside of 1 to %i", (name, max, unit) => {
    for (const value of [0, max + 1])
      expect(refused({ [name]: value })).toBe(
        `[test/Policy/Existing] ${name} must be 1 to ${max} ${unit}, got ${value}: Azure takes no more in one task`,
      );
  });

  test.each([-0.1, 1.1, 50])("with a failurePercentage of %d, which is a share", (failurePercentage) => {
    expect(refused({ failurePercentage })).toBe(
      `[test/Policy/Existing] failurePercentage must be 0 to 1, got ${failurePercentage}: it is a share, 0.1 for one of ten`,
    );
  });

  test("that looks again at a management group", () => {
    const assign = assignBuiltIn(BACK_UP, undefined, { location: "australiaeast", at: AT_GROUP });
    expect(refused({ discovery: "ReEvaluateCompliance" }, assign)).toBe(
      '[test/Policy/Existing] discovery must be "ExistingNonCompliant", got "ReEvaluateCompliance": Azure does not look again at a management group',
    );
  });

  test("elsewhere", () => {
    const at = PolicyScope.subscription("00000000-0000-0000-0000-000000000001");
    expect(refused({ at })).toBe(
      `[test/Policy/Existing] at must be at or below /subscriptions/${SUBSCRIPTION}, where the policy is assigned, got "${at.id}"`,
    );
  });

  test.each([
    ["261 characters", "x".repeat(261), "name must be 1 to 260 characters, got 261"],
    ["capital letters", "Run", 'name must be in lower case and have none of %^#/\\&?, got "Run"'],
    ["a slash", "a/b", 'name must be in lower case and have none of %^#/\\&?, got "a/b"'],
  ])("by a name with %s", (_, name, message) => {
    expect(refused({ name })).toBe(`[test/Policy/Existing] ${message}`);
  });

  test("for regions, runs and waits that are none", () => {
    expect(refused({ regions: ["Atlantis"], run: 0, roleWaitSeconds: 1801 })).toBe(
      [
        "[test/Policy/Existing] 3 problems:",
        "  - run must be 1 to 9999, got 0: it tells one run from another",
        "  - roleWaitSeconds must be 0 to 1800 seconds, got 1801: Azure takes ten minutes at most",
        '  - regions must be Azure regions, got "Atlantis"',
      ].join("\n"),
    );
  });
});
