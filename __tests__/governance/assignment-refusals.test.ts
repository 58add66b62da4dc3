import { PolicyScope } from "../../lib";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import {
  AT_GROUP,
  assignBuiltIn,
  assignCustom,
  BACK_UP,
  CUSTOM,
  RESOURCE_GROUP_ASSIGNMENT,
  SUBSCRIPTION_ASSIGNMENT,
} from "./assign";

const UNKNOWN =
  "[test/Policy] policy must be the display name of a built-in for backup or disaster recovery, or a custom policy";

describe("a policy that the catalogue does not know is refused", () => {
  test("with the names that come nearest, the portal's prefix included", () => {
    expect(refusalOf(assignBuiltIn("[Preview]: Soft delete should be enabled for Backup Vaults"))).toBe(
      `${UNKNOWN}, got "[Preview]: Soft delete should be enabled for Backup Vaults": did you mean "Soft delete should be enabled for Backup Vaults" or "Soft delete must be enabled for Recovery Services Vaults."?`,
    );
  });

  test("with the place to look when no name comes near", () => {
    expect(refusalOf(assignBuiltIn("Kubernetes"))).toBe(
      `${UNKNOWN}, got "Kubernetes": see policies/built-in-policies.ts`,
    );
  });

  test("with the place to look when a name shares one word alone, which says little", () => {
    expect(refusalOf(assignBuiltIn("Kubernetes Hotpatch"))).toBe(
      `${UNKNOWN}, got "Kubernetes Hotpatch": see policies/built-in-policies.ts`,
    );
  });

  test.each(["toString", "constructor", "__proto__"])(
    "even when it is called %s, as all objects are",
    (name) => {
      expect(refusalOf(assignBuiltIn(name))).toBe(
        `${UNKNOWN}, got "${name}": see policies/built-in-policies.ts`,
      );
    },
  );
});

describe("the region of an assignment", () => {
  const MISSING =
    "location is missing: the definition deploys or modifies, so its assignment needs an identity, and that a region";

  test("is asked for when a built-in deploys, since azurerm says so only at apply", () => {
    expect(refusalOf(assignBuiltIn(BACK_UP))).toBe(`[test/Policy] ${MISSING}`);
  });

  test("is asked for when a built-in modifies", () => {
    const parameters = { tagName: "Owner", tagValue: "nobody" };
    expect(refusalOf(assignBuiltIn("Add a tag to resources", parameters))).toBe(`[test/Policy] ${MISSING}`);
  });

  test("is asked for when a custom policy names roles", () => {
    const policy = { ...CUSTOM, roleDefinitionIds: ["5e467623-bb1f-42f4-a55d-6e525e11384b"] };
    expect(refusalOf(assignCustom({ policy }))).toBe(`[test/Policy] ${MISSING}`);
  });

  test("is refused when Azure does not have it", () => {
    expect(refusalOf(assignBuiltIn(BACK_UP, undefined, { location: "Atlantis" }))).toBe(
      '[test/Policy] location must be an Azure region, got "Atlantis"',
    );
  });
});

describe("the scope of an assignment", () => {
  test("is refused when a subscription is given as a bare GUID, which azurerm does not take", () => {
    expect(refusalOf(assignCustom({ at: { kind: "subscription", id: SUBSCRIPTION } }))).toBe(
      `[test/Policy] at must be a valid subscription scope, got "${SUBSCRIPTION}": use PolicyScope.subscription(…)`,
    );
  });

  test.each([
    ["its display name", "Contoso Production"],
    ["a GUID that lacks a digit", SUBSCRIPTION.slice(0, -1)],
    ["a GUID with a digit too many", `${SUBSCRIPTION}0`],
  ])("is refused when a subscription is named by %s", (_, subscription) => {
    expect(refusalOf(assignCustom({ at: PolicyScope.subscription(subscription) }))).toBe(
      `[test/Policy] at must be a valid subscription scope, got "/subscriptions/${subscription}": use PolicyScope.subscription(…)`,
    );
  });

  test.each([
    ["no name", ""],
    ["a path for a name", "contoso/prod"],
    ["a space in its name", "contoso prod"],
    ["a name of 91 characters, one more than Azure takes", "g".repeat(91)],
  ])("is refused when a management group has %s", (_, name) => {
    expect(refusalOf(assignCustom({ at: PolicyScope.managementGroup(name) }))).toBe(
      `[test/Policy] at must be a valid managementGroup scope, got "/providers/Microsoft.Management/managementGroups/${name}": use PolicyScope.managementGroup(…)`,
    );
  });

  test.each([
    ["no name", ""],
    ["a path for a name", "rg-app/rg-web"],
    ["a name of 91 characters, one more than Azure takes", "g".repeat(91)],
  ])("is refused when a resource group has %s", (_, name) => {
    expect(refusalOf(assignCustom({ at: PolicyScope.resourceGroup(SUBSCRIPTION, name) }))).toBe(
      `[test/Policy] at must be a valid resourceGroup scope, got "/subscriptions/${SUBSCRIPTION}/resourceGroups/${name}": use PolicyScope.resourceGroup(…)`,
    );
  });

  test("may be a resource group whose name has the 90 characters that Azure takes", () => {
    const at = PolicyScope.resourceGroup(SUBSCRIPTION, "g".repeat(90));
    expect(synthesise(assignCustom({ at })).only(RESOURCE_GROUP_ASSIGNMENT).resource_group_id).toBe(
      `/subscriptions/${SUBSCRIPTION}/resourceGroups/${"g".repeat(90)}`,
    );
  });

  test("is refused when it is of another kind than it says, since each kind is another resource", () => {
    const at = { kind: "resourceGroup", id: AT_GROUP.id } as const;
    expect(refusalOf(assignCustom({ at }))).toBe(
      '[test/Policy] at must be a valid resourceGroup scope, got "/providers/Microsoft.Management/managementGroups/contoso": use PolicyScope.resourceGroup(…)',
    );
  });

  test("may be a subscription in capital letters, which Azure does not tell apart", () => {
    const at = PolicyScope.subscription(SUBSCRIPTION.toUpperCase());
    expect(synthesise(assignCustom({ at })).only(SUBSCRIPTION_ASSIGNMENT).subscription_id).toBe(
      `/subscriptions/${SUBSCRIPTION.toUpperCase()}`,
    );
  });
});

describe("a further scope of the roles", () => {
  test.each([
    ["a name", "rg-backup"],
    ["a bare GUID", SUBSCRIPTION],
    ["an id without its first slash", `subscriptions/${SUBSCRIPTION}`],
  ])("is refused when it is %s", (_, scope) => {
    const options = { location: "australiaeast", alsoGrantAt: [scope] };
    expect(refusalOf(assignBuiltIn(BACK_UP, undefined, options))).toBe(
      `[test/Policy] alsoGrantAt must be ARM ids, got "${scope}"`,
    );
  });
});

describe("an assignment is refused for everything that is wrong with it at once", () => {
  test("so that nobody mends one thing after the other", () => {
    const define = assignBuiltIn(
      "Add a tag to resources",
      { tagName: "Owner", tagValue: 5 },
      {
        at: PolicyScope.subscription("prod"),
        name: "owner.",
        alsoGrantAt: ["rg"],
      },
    );
    expect(refusalOf(define)).toBe(
      [
        "[test/Policy] 5 problems:",
        '  - at must be a valid subscription scope, got "/subscriptions/prod": use PolicyScope.subscription(…)',
        '  - alsoGrantAt must be ARM ids, got "rg"',
        '  - name must not have any of #<>%&:\\?/ nor end in a space or period, got "owner."',
        "  - location is missing: the definition deploys or modifies, so its assignment needs an identity, and that a region",
        '  - parameters.tagValue must be a string, "Tag Value", got 5',
      ].join("\n"),
    );
  });
});
