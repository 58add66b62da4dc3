import { PolicyExemption, type PolicyExemptionOptions, PolicyScope } from "../../lib";
import { refusalOf as refusalWith, SUBSCRIPTION, synthesise as synthesiseWith } from "../support/synthesise";
import { AT_GROUP, AT_RESOURCE_GROUP, assignCustom, assignInitiative, FIRST_OF_DECEMBER } from "./assign";

type Define = Parameters<typeof synthesiseWith>[0];
const synthesise = (define: Define) => synthesiseWith(define, FIRST_OF_DECEMBER);
const refusalOf = (define: Define) => refusalWith(define, FIRST_OF_DECEMBER);

const REASON = "The servers move to Australia East; change CHG-4711.";
const VM = `${AT_RESOURCE_GROUP.id}/providers/Microsoft.Compute/virtualMachines/vm1`;

const exempt =
  (options: Partial<PolicyExemptionOptions> = {}, assign = assignInitiative()) =>
  (stack: Parameters<typeof assign>[0]) => {
    const assignment = assign(stack);
    return assignment.addExemption("Move", { reason: REASON, expiresOn: "2027-06-30", ...options });
  };

const refused = (options: object) => refusalOf(exempt(options));

describe("an exemption", () => {
  test("leaves the whole scope out until the end of its last day, for the reason that an auditor reads", () => {
    expect(synthesise(exempt()).only("azurerm_subscription_policy_exemption")).toEqual({
      name: "backup-move",
      subscription_id: `/subscriptions/${SUBSCRIPTION}`,
      policy_assignment_id: "${azurerm_subscription_policy_assignment.Policy.id}",
      exemption_category: "Waiver",
      description: REASON,
      expires_on: "2027-06-30T23:59:59Z",
    });
  });

  test("may be of a resource group, for some policies of an initiative, whose aim is met otherwise", () => {
    const options = {
      at: AT_RESOURCE_GROUP,
      category: "Mitigated",
      members: ["audit-vms"],
      displayName: "Servers on the move",
    } as const;
    expect(synthesise(exempt(options)).only("azurerm_resource_group_policy_exemption")).toMatchObject({
      resource_group_id: AT_RESOURCE_GROUP.id,
      exemption_category: "Mitigated",
      display_name: "Servers on the move",
      policy_definition_reference_ids: ["audit-vms"],
    });
  });

  test("may be of one VM", () => {
    expect(synthesise(exempt({ at: VM })).only("azurerm_resource_policy_exemption").resource_id).toBe(VM);
  });

  test("may be of a management group, where the assignment is at one", () => {
    const define = exempt({}, assignCustom({ at: AT_GROUP }));
    expect(synthesise(define).only("azurerm_management_group_policy_exemption")).toMatchObject({
      management_group_id: AT_GROUP.id,
      policy_assignment_id: "${azurerm_management_group_policy_assignment.Policy.id}",
    });
  });

  test("may be of a subscription below a management group, which nobody can refuse before Azure does", () => {
    const at = PolicyScope.subscription(SUBSCRIPTION);
    const define = exempt({ at }, assignCustom({ at: AT_GROUP }));
    expect(synthesise(define).addresses("azurerm_subscription_policy_exemption")).toHaveLength(1);
  });

  test("is recognised among constructs", () => {
    synthesise((stack) => {
      const exemption = exempt()(stack);
      expect([exemption, {}, null].map(PolicyExemption.isPolicyExemption)).toEqual([true, false, false]);
    });
  });
});

describe("the end of an exemption", () => {
  const findings = (expiresOn: PolicyExemptionOptions["expiresOn"]) =>
    synthesise(exempt({ expiresOn })).findings.map(({ reason, remedy }) => `${reason}; ${remedy}`);

  test("is no news while it is 31 days off, today included", () => {
    expect(findings("2026-12-31")).toEqual([]);
  });

  test("is told of from 30 days before it on", () => {
    expect(findings("2026-12-30")).toEqual([
      "the exemption ends in 30 days, on 2026-12-30; mend what it is for, or give it a new end",
    ]);
  });

  test("is told of on its last day", () => {
    expect(findings("2026-12-01")).toEqual([
      "the exemption ends today, on 2026-12-01; mend what it is for, or give it a new end",
    ]);
  });

  test("is told of afterwards, since Azure keeps the exemption without effect", () => {
    expect(findings("2026-11-30")).toEqual([
      "the exemption ended on 2026-11-30; remove it, or give it a new end with a new reason",
    ]);
  });

  test.each([
    ["none", undefined, "nothing"],
    ["no day", "soon", '"soon"'],
    ["a day that the calendar does not have", "2027-02-29", '"2027-02-29"'],
    ["a moment", "2027-06-30T00:00:00Z", '"2027-06-30T00:00:00Z"'],
  ])("is refused when it is %s", (_, expiresOn, got) => {
    expect(refused({ expiresOn })).toBe(
      `[test/Policy/Move] expiresOn must be the last day, such as "2027-06-30", got ${got}: an exemption without an end is forgotten`,
    );
  });

  test("is measured from the day that the context says, which must be one", () => {
    expect(refusalWith(exempt(), { today: "tomorrow" })).toBe(
      '[context] today must be a day such as "2027-06-30", got "tomorrow"',
    );
  });
});

describe("an exemption is refused", () => {
  test.each([undefined, "", "  "])("without a reason: %j", (reason) => {
    expect(refused({ reason })).toBe("[test/Policy/Move] reason must say why: an auditor asks for it");
  });

  test.each([
    ["reason", 512],
    ["displayName", 128],
  ])("with a %s longer than %i characters", (name, max) => {
    expect(refused({ [name]: "x".repeat(max + 1) })).toBe(
      `[test/Policy/Move] ${name} must be ${max} characters at most, got ${max + 1}`,
    );
    expect(synthesise(exempt({ [name]: "x".repeat(max) })).findings).toEqual([]);
  });

  test("in a category that Azure does not have", () => {
    expect(refused({ category: "Exempt" })).toBe(
      '[test/Policy/Move] category must be "Waiver" or "Mitigated", got "Exempt": Azure has no other',
    );
  });

  test("for policies that the initiative does not have", () => {
    expect(refused({ members: ["audit-disks"] })).toBe(
      '[test/Policy/Move] members names "audit-disks", which is no reference id: "Backup" has "audit-vms" or "back-up-vms"',
    );
  });

  test("outside of the assignment's scope, where the policy does not hold", () => {
    const at = PolicyScope.subscription("00000000-0000-0000-0000-000000000001");
    expect(refused({ at })).toBe(
      `[test/Policy/Move] at must be at or below /subscriptions/${SUBSCRIPTION}, where the policy is assigned, got "${at.id}"`,
    );
  });

  test("above the assignment's scope", () => {
    expect(refused({ at: AT_GROUP })).toBe(
      `[test/Policy/Move] at must be at or below /subscriptions/${SUBSCRIPTION}, where the policy is assigned, got "${AT_GROUP.id}"`,
    );
  });

  test.each(["vm1", "/subscriptions/prod", `${AT_RESOURCE_GROUP.id}/providers/Microsoft.Compute`])(
    "of %j, which is no resource",
    (at) => {
      expect(refused({ at }).split("\n").at(-1)).toContain(
        `at must be the ARM id of a resource, got "${at}"`,
      );
    },
  );

  test.each([
    ["65 characters", "x".repeat(65), `name must be 1 to 64 characters, got 65 ("${"x".repeat(65)}")`],
    ["no character", "", 'name must be 1 to 64 characters, got 0 ("")'],
    ["a slash", "a/b", 'name must not have any of #<>%&:\\?/ nor end in a space or period, got "a/b"'],
  ])("by a name with %s", (_, name, message) => {
    expect(refused({ name })).toBe(`[test/Policy/Move] ${message}`);
  });

  test("for all of it at once", () => {
    expect(refused({ reason: "", expiresOn: undefined, members: ["x"] }).split("\n")).toHaveLength(4);
  });
});
