import { type BuiltInPolicyName, builtInPolicies } from "../../policies";
import { SUBSCRIPTION, synthesise } from "../support/synthesise";
import { assignBuiltIn, ROLE_ASSIGNMENT, SUBSCRIPTION_ASSIGNMENT } from "./assign";

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DEFINITION =
  /^\/providers\/Microsoft\.Authorization\/policyDefinitions\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const NAMES = Object.keys(builtInPolicies) as BuiltInPolicyName[];
const definition = (name: BuiltInPolicyName) => builtInPolicies[name];

/** A value that somebody might give to a required parameter. */
function plausible(parameter: string, type: string): unknown {
  if (type === "Array") return ["Gold"];
  if (/location|region$/i.test(parameter)) return "australiaeast";
  if (/id$/i.test(parameter)) return `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app`;
  return "Gold";
}

const requiredOf = (name: BuiltInPolicyName) =>
  Object.entries(definition(name).parameters).flatMap(([parameter, { required, type }]) =>
    required ? [[parameter, plausible(parameter, type)] as const] : [],
  );

const assignedWithRequired = (name: BuiltInPolicyName) =>
  synthesise(assignBuiltIn(name, Object.fromEntries(requiredOf(name)), { location: "australiaeast" }));

describe("the catalogue of built-ins", () => {
  test("has 85 definitions, each once", () => {
    expect(NAMES).toHaveLength(85);
    expect(new Set(NAMES.map((name) => definition(name).id.toLowerCase())).size).toBe(85);
  });

  test.each([
    ["Azure Backup should be enabled for Virtual Machines", "013e242c-8828-4970-87b3-ab247555486d"],
    [
      "Configure backup on virtual machines without a given tag to an existing recovery services vault in the same location",
      "09ce66bc-1220-4153-8104-e3f51c936913",
    ],
    ["Disable Cross Subscription Restore for Backup Vaults", "4d479a11-f2b5-4f0a-bb1e-d2332aa95cda"],
    ["Soft delete should be enabled for Backup Vaults", "9798d31d-6028-4dee-8643-46102185c016"],
  ] as const)("knows %s by the GUID that Azure gave it", (name, guid) => {
    expect(definition(name).id).toBe(`/providers/Microsoft.Authorization/policyDefinitions/${guid}`);
  });

  test.each(NAMES)("can assign %s with nothing but what it requires", (name) => {
    const synthesized = assignedWithRequired(name);
    const assignment = synthesized.only(SUBSCRIPTION_ASSIGNMENT);
    expect(assignment.policy_definition_id).toMatch(DEFINITION);
    expect(assignment.policy_definition_id).toBe(definition(name).id);
    expect(JSON.parse(String(assignment.parameters ?? "{}"))).toEqual(
      Object.fromEntries(requiredOf(name).map(([parameter, value]) => [parameter, { value }])),
    );
    expect(Object.values(synthesized.all(ROLE_ASSIGNMENT)).map((role) => role.role_definition_id)).toEqual(
      definition(name).roleDefinitionIds.map(
        (role) => `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
      ),
    );
  });

  test("says roles as bare GUIDs, each once for a definition, since each becomes a role assignment", () => {
    const odd = NAMES.filter((name) => {
      const roles = definition(name).roleDefinitionIds;
      return roles.some((role) => !GUID.test(role)) || new Set(roles).size < roles.length;
    });
    expect(odd).toEqual([]);
  });

  test("names roles for every definition that deploys or modifies, and for no other", () => {
    const acts = ({ effects }: (typeof builtInPolicies)[BuiltInPolicyName]) =>
      effects.some((effect) => /^(deployIfNotExists|modify)$/i.test(effect));
    const odd = NAMES.filter((name) => {
      return acts(definition(name)) !== definition(name).roleDefinitionIds.length > 0;
    });
    expect(odd).toEqual([]);
  });

  test("requires exactly the parameters without a default, as Azure does", () => {
    const odd = NAMES.filter((name) =>
      Object.values(definition(name).parameters).some(
        ({ required, defaultValue }) => required !== (defaultValue === undefined),
      ),
    );
    expect(odd).toEqual([]);
  });

  test("has defaults that the definitions themselves allow", () => {
    const odd = NAMES.filter((name) =>
      Object.values(definition(name).parameters).some(({ defaultValue, allowedValues }) => {
        const values = defaultValue === undefined ? [] : [defaultValue].flat();
        return allowedValues !== undefined && values.some((value) => !allowedValues.includes(value as never));
      }),
    );
    expect(odd).toEqual([]);
  });

  test("chooses effects by a parameter that has just those effects", () => {
    const odd = NAMES.filter((name) => {
      const { effects, effectParameter, parameters } = definition(name);
      if (effectParameter === undefined) return effects.length !== 1;
      return String(parameters[effectParameter]?.allowedValues) !== String(effects);
    });
    expect(odd).toEqual([]);
  });
});
