import { PolicyAssignment, type PolicyAssignmentOptions, type PolicyScope } from "../../lib";
import { SUBSCRIPTION, synthesise } from "../support/synthesise";
import {
  AT_GROUP,
  AT_RESOURCE_GROUP,
  AT_SUBSCRIPTION,
  BACK_UP,
  BACKUP_CONTRIBUTOR,
  CUSTOM,
  ROLE_ASSIGNMENT,
  VIRTUAL_MACHINE_CONTRIBUTOR,
} from "./assign";

const OTHER = "00000000-0000-0000-0000-000000000001";
const VAULT_GROUP = `/subscriptions/${OTHER}/resourceGroups/rg-backup`;
const TAG_CONTRIBUTOR = "4a9ae827-6dc8-4573-8ac7-8239d42aa03f";
const ROLES = "/providers/Microsoft.Authorization/roleDefinitions";

const backUp = (at: PolicyScope, options: PolicyAssignmentOptions = {}) =>
  synthesise((stack) => {
    new PolicyAssignment(stack, "BackUp", { at, policy: BACK_UP, location: "australiaeast", ...options });
  });

/** Scope and role of every role assignment. */
const grants = (...given: Parameters<typeof backUp>) =>
  Object.values(backUp(...given).all(ROLE_ASSIGNMENT)).map(({ scope, role_definition_id }) => [
    scope,
    role_definition_id,
  ]);

describe("the role assignments of a policy assignment", () => {
  test("give its identity exactly the definition's roles at a subscription, in the spelling that Azure says back", () => {
    const granted = {
      scope: `/subscriptions/${SUBSCRIPTION}`,
      principal_id: "${azurerm_subscription_policy_assignment.BackUp.identity[0].principal_id}",
      principal_type: "ServicePrincipal",
    };
    const prefix = `/subscriptions/${SUBSCRIPTION}${ROLES}`;
    expect(Object.values(backUp(AT_SUBSCRIPTION).all(ROLE_ASSIGNMENT))).toEqual([
      { ...granted, role_definition_id: `${prefix}/${VIRTUAL_MACHINE_CONTRIBUTOR}` },
      { ...granted, role_definition_id: `${prefix}/${BACKUP_CONTRIBUTOR}` },
    ]);
  });

  test("say a role without a subscription at a management group, which has none", () => {
    const granted = {
      scope: "/providers/Microsoft.Management/managementGroups/contoso",
      principal_id: "${azurerm_management_group_policy_assignment.BackUp.identity[0].principal_id}",
      principal_type: "ServicePrincipal",
    };
    expect(Object.values(backUp(AT_GROUP).all(ROLE_ASSIGNMENT))).toEqual([
      { ...granted, role_definition_id: `${ROLES}/${VIRTUAL_MACHINE_CONTRIBUTOR}` },
      { ...granted, role_definition_id: `${ROLES}/${BACKUP_CONTRIBUTOR}` },
    ]);
  });

  test("say a role with the subscription at a resource group, since Azure says it back so", () => {
    const scope = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app`;
    expect(grants(AT_RESOURCE_GROUP)).toEqual([
      [scope, `/subscriptions/${SUBSCRIPTION}${ROLES}/${VIRTUAL_MACHINE_CONTRIBUTOR}`],
      [scope, `/subscriptions/${SUBSCRIPTION}${ROLES}/${BACKUP_CONTRIBUTOR}`],
    ]);
  });

  test("are made at further scopes too, with the roles of each scope's own subscription", () => {
    expect(grants(AT_GROUP, { alsoGrantAt: [VAULT_GROUP] })).toEqual([
      [AT_GROUP.id, `${ROLES}/${VIRTUAL_MACHINE_CONTRIBUTOR}`],
      [AT_GROUP.id, `${ROLES}/${BACKUP_CONTRIBUTOR}`],
      [VAULT_GROUP, `/subscriptions/${OTHER}${ROLES}/${VIRTUAL_MACHINE_CONTRIBUTOR}`],
      [VAULT_GROUP, `/subscriptions/${OTHER}${ROLES}/${BACKUP_CONTRIBUTOR}`],
    ]);
  });

  test("may be made at a management group as a further scope, whose roles have no subscription", () => {
    const [, , further] = grants(AT_RESOURCE_GROUP, { alsoGrantAt: [AT_GROUP.id] });
    expect(further).toEqual([AT_GROUP.id, `${ROLES}/${VIRTUAL_MACHINE_CONTRIBUTOR}`]);
  });

  test("are not made again when a further scope is added, since a new address would replace them", () => {
    const before = backUp(AT_SUBSCRIPTION).all(ROLE_ASSIGNMENT);
    const after = backUp(AT_SUBSCRIPTION, { alsoGrantAt: [VAULT_GROUP] }).all(ROLE_ASSIGNMENT);
    expect(after).toMatchObject(before);
    expect(Object.keys(after)).toHaveLength(4);
  });

  test("keep their addresses when the scopes' order changes", () => {
    const scopes = [VAULT_GROUP, `${VAULT_GROUP}-2`];
    const there = backUp(AT_SUBSCRIPTION, { alsoGrantAt: scopes }).all(ROLE_ASSIGNMENT);
    const back = backUp(AT_SUBSCRIPTION, { alsoGrantAt: [...scopes].reverse() }).all(ROLE_ASSIGNMENT);
    expect(back).toEqual(there);
  });

  test("keep their addresses when only the letter case of a scope changes, which Azure does not see", () => {
    const addresses = (scope: string) =>
      backUp(AT_SUBSCRIPTION, { alsoGrantAt: [scope] }).addresses(ROLE_ASSIGNMENT);
    expect(addresses(VAULT_GROUP.replace("rg-backup", "RG-Backup"))).toEqual(addresses(VAULT_GROUP));
  });

  test("are those that a custom policy names", () => {
    const synthesized = synthesise((stack) => {
      new PolicyAssignment(stack, "Tags", {
        at: AT_SUBSCRIPTION,
        policy: { ...CUSTOM, roleDefinitionIds: [TAG_CONTRIBUTOR] },
        location: "australiaeast",
      });
    });
    expect(synthesized.only(ROLE_ASSIGNMENT)).toEqual({
      scope: `/subscriptions/${SUBSCRIPTION}`,
      role_definition_id: `/subscriptions/${SUBSCRIPTION}${ROLES}/${TAG_CONTRIBUTOR}`,
      principal_id: "${azurerm_subscription_policy_assignment.Tags.identity[0].principal_id}",
      principal_type: "ServicePrincipal",
    });
  });

  test("are made for an assignment that is not enforced too, so that enforcing it changes one argument", () => {
    expect(grants(AT_SUBSCRIPTION, { enforce: false })).toEqual(grants(AT_SUBSCRIPTION));
    expect(grants(AT_SUBSCRIPTION, { enforce: false })).toHaveLength(2);
  });
});
