import { PolicyAssignment, PolicyScope } from "../../lib";
import { SUBSCRIPTION, synthesise } from "../support/synthesise";
import {
  AT_GROUP,
  AT_RESOURCE_GROUP,
  AT_SUBSCRIPTION,
  BACK_UP,
  CUSTOM,
  MANAGEMENT_GROUP_ASSIGNMENT,
  RESOURCE_GROUP_ASSIGNMENT,
  ROLE_ASSIGNMENT,
  SUBSCRIPTION_ASSIGNMENT,
} from "./assign";

const SOFT_DELETE = "Soft delete should be enabled for Backup Vaults";
const ENABLED = "Azure Backup should be enabled for Virtual Machines";

describe("a policy assignment", () => {
  test("at a subscription says the subscription's full id, since azurerm takes no bare GUID", () => {
    const synthesized = synthesise((stack) => {
      new PolicyAssignment(stack, "SoftDelete", { at: AT_SUBSCRIPTION, policy: SOFT_DELETE });
    });
    expect(synthesized.all(SUBSCRIPTION_ASSIGNMENT)).toEqual({
      SoftDelete: {
        name: "soft-delete-should-be-enabled-for-backup-vaults",
        display_name: SOFT_DELETE,
        subscription_id: `/subscriptions/${SUBSCRIPTION}`,
        policy_definition_id:
          "/providers/Microsoft.Authorization/policyDefinitions/9798d31d-6028-4dee-8643-46102185c016",
        enforce: true,
      },
    });
  });

  test("at a management group is a resource of its own, which says the group's full id", () => {
    const synthesized = synthesise((stack) => {
      new PolicyAssignment(stack, "SoftDelete", { at: AT_GROUP, policy: SOFT_DELETE });
    });
    expect(synthesized.all(SUBSCRIPTION_ASSIGNMENT)).toEqual({});
    expect(synthesized.only(MANAGEMENT_GROUP_ASSIGNMENT)).toEqual({
      name: "soft-delete-546c44",
      display_name: SOFT_DELETE,
      management_group_id: "/providers/Microsoft.Management/managementGroups/contoso",
      policy_definition_id:
        "/providers/Microsoft.Authorization/policyDefinitions/9798d31d-6028-4dee-8643-46102185c016",
      enforce: true,
    });
  });

  test("at a resource group is a resource of its own, which says the group's full id", () => {
    const synthesized = synthesise((stack) => {
      new PolicyAssignment(stack, "SoftDelete", { at: AT_RESOURCE_GROUP, policy: SOFT_DELETE });
    });
    expect(synthesized.only(RESOURCE_GROUP_ASSIGNMENT)).toMatchObject({
      name: "soft-delete-should-be-enabled-for-backup-vaults",
      resource_group_id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app`,
    });
  });

  test("gives its parameters as Azure's JSON text, each as the value of an object", () => {
    const synthesized = synthesise((stack) => {
      new PolicyAssignment(stack, "Diagnostics", {
        at: AT_SUBSCRIPTION,
        policy: "Audit diagnostic setting for selected resource types",
        parameters: { listOfResourceTypes: ["Microsoft.RecoveryServices/vaults"], logsEnabled: true },
      });
    });
    expect(synthesized.only(SUBSCRIPTION_ASSIGNMENT).parameters).toBe(
      '{"listOfResourceTypes":{"value":["Microsoft.RecoveryServices/vaults"]},"logsEnabled":{"value":true}}',
    );
  });

  test("leaves parameters out that are undefined, so that the definition's defaults hold", () => {
    const synthesized = synthesise((stack) => {
      new PolicyAssignment(stack, "Enabled", {
        at: AT_SUBSCRIPTION,
        policy: ENABLED,
        parameters: { effect: undefined },
      });
    });
    expect(synthesized.only(SUBSCRIPTION_ASSIGNMENT)).not.toHaveProperty("parameters");
  });

  test("only shows what it would do when it is not enforced", () => {
    const synthesized = synthesise((stack) => {
      new PolicyAssignment(stack, "Enabled", { at: AT_SUBSCRIPTION, policy: ENABLED, enforce: false });
    });
    expect(synthesized.only(SUBSCRIPTION_ASSIGNMENT).enforce).toBe(false);
  });

  test("says why it is there, what it leaves alone, and what people read who break it", () => {
    const left = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-sandbox`;
    const synthesized = synthesise((stack) => {
      new PolicyAssignment(stack, "Enabled", {
        at: AT_SUBSCRIPTION,
        policy: ENABLED,
        description: "ISO 27001, A.8.13",
        notScopes: [left],
        nonComplianceMessage: "Give the VM a Criticality tag.",
      });
    });
    expect(synthesized.only(SUBSCRIPTION_ASSIGNMENT)).toMatchObject({
      description: "ISO 27001, A.8.13",
      not_scopes: [left],
      non_compliance_message: [{ content: "Give the VM a Criticality tag." }],
    });
  });
});

describe("the identity of a policy assignment", () => {
  test("is left out for a definition that only audits, with its region and roles", () => {
    const synthesized = synthesise((stack) => {
      new PolicyAssignment(stack, "Enabled", { at: AT_SUBSCRIPTION, policy: ENABLED });
    });
    expect(synthesized.only(SUBSCRIPTION_ASSIGNMENT)).not.toHaveProperty("identity");
    expect(synthesized.only(SUBSCRIPTION_ASSIGNMENT)).not.toHaveProperty("location");
    expect(synthesized.all(ROLE_ASSIGNMENT)).toEqual({});
  });

  test.each([
    ["a management group", AT_GROUP, MANAGEMENT_GROUP_ASSIGNMENT],
    ["a subscription", AT_SUBSCRIPTION, SUBSCRIPTION_ASSIGNMENT],
    ["a resource group", AT_RESOURCE_GROUP, RESOURCE_GROUP_ASSIGNMENT],
  ])("comes with its region at %s, for a definition that deploys", (_, at, type) => {
    const synthesized = synthesise((stack) => {
      new PolicyAssignment(stack, "BackUp", { at, policy: BACK_UP, location: "Australia East" });
    });
    expect(synthesized.only(type)).toMatchObject({
      identity: { type: "SystemAssigned" },
      location: "australiaeast",
    });
  });
});

describe("a custom policy", () => {
  test("is assigned by its id, with parameters that the catalogue cannot check", () => {
    const synthesized = synthesise((stack) => {
      new PolicyAssignment(stack, "Locks", {
        at: AT_SUBSCRIPTION,
        policy: CUSTOM,
        parameters: { level: "CanNotDelete", days: 7, names: ["a", "b"], rules: { strict: true } },
      });
    });
    expect(synthesized.only(SUBSCRIPTION_ASSIGNMENT)).toEqual({
      name: "vaults-have-locks",
      display_name: "Vaults have locks",
      subscription_id: `/subscriptions/${SUBSCRIPTION}`,
      policy_definition_id: CUSTOM.id,
      enforce: true,
      parameters:
        '{"level":{"value":"CanNotDelete"},"days":{"value":7},"names":{"value":["a","b"]},"rules":{"value":{"strict":true}}}',
    });
  });

  test("may be an initiative at a management group, without an identity when it names no roles", () => {
    const id =
      "/providers/Microsoft.Management/managementGroups/contoso/providers/Microsoft.Authorization/policySetDefinitions/backup";
    const synthesized = synthesise((stack) => {
      new PolicyAssignment(stack, "Backup", {
        at: PolicyScope.managementGroup("contoso-landing-zones"),
        policy: { id, displayName: "Backup everything" },
      });
    });
    expect(synthesized.only(MANAGEMENT_GROUP_ASSIGNMENT)).toEqual({
      name: "backup-everything",
      display_name: "Backup everything",
      management_group_id: "/providers/Microsoft.Management/managementGroups/contoso-landing-zones",
      policy_definition_id: id,
      enforce: true,
    });
  });
});

describe("a built-in that Azure has deprecated", () => {
  test("is assigned with a warning, since Azure still takes it", () => {
    const synthesized = synthesise((stack) => {
      new PolicyAssignment(stack, "Department", {
        at: AT_SUBSCRIPTION,
        policy: "Allow resource creation if 'department' tag set",
      });
    });
    expect(synthesized.addresses(SUBSCRIPTION_ASSIGNMENT)).toEqual([`${SUBSCRIPTION_ASSIGNMENT}.Department`]);
    expect(synthesized.findings).toEqual([
      {
        kind: "warning",
        subject: "test/Department",
        reason: "the built-in \"Allow resource creation if 'department' tag set\" is deprecated",
        remedy: "look for its successor in the portal",
      },
    ]);
  });

  test("is the only kind that gives a warning", () => {
    const synthesized = synthesise((stack) => {
      new PolicyAssignment(stack, "Enabled", { at: AT_SUBSCRIPTION, policy: ENABLED });
    });
    expect(synthesized.findings).toEqual([]);
  });
});
