import { GOVERNANCE_RULES } from "../../../../lib/checks/rules/governance";
import { judged, type Resources } from "../../../support/judged";

const rule = (id: string) =>
  GOVERNANCE_RULES.find((one) => one.id === id) as (typeof GOVERNANCE_RULES)[number];
const say = (id: string, resources: Resources) => judged(rule(id), resources);
const ASSIGNMENT = "azurerm_subscription_policy_assignment";

describe("policy-identity-roles", () => {
  const assignment = { [ASSIGNMENT]: { A: { name: "a", identity: { type: "SystemAssigned" } } } };

  test("passes an assignment whose identity has a role", () => {
    const role = { principal_id: `\${${ASSIGNMENT}.A.identity[0].principal_id}`, scope: "/x" };
    expect(say("policy-identity-roles", { ...assignment, azurerm_role_assignment: { R: role } })).toEqual([
      "A: pass, its identity has roles",
    ]);
  });

  test("fails one whose identity has none, since its remediations would fail", () => {
    expect(say("policy-identity-roles", assignment)).toEqual(["A: fail, its identity has no role"]);
  });

  test("does not ask those that only look, nor identities that somebody else gives roles to", () => {
    const others = {
      [ASSIGNMENT]: { A: { name: "a" }, B: { name: "b", identity: { type: "UserAssigned" } } },
    };
    expect(say("policy-identity-roles", others)).toEqual([]);
  });
});

test.each([
  [{ expires_on: "2027-06-30T23:59:59Z" }, 'pass, expires_on is "2027-06-30T23:59:59Z"'],
  [{}, "fail, expires_on is nothing"],
  [{ expires_on: "" }, 'fail, expires_on is ""'],
])("exemption-ends: %j", (exemption, said) => {
  const resources = { azurerm_resource_group_policy_exemption: { E: { name: "e", ...exemption } } };
  expect(say("exemption-ends", resources)).toEqual([`E: ${said}`]);
});
