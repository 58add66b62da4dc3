import { PolicyAssignment } from "../../lib";
import { assignmentName } from "../../lib/governance/assignment-name";
import { builtInPolicies } from "../../policies";
import { refusalOf, synthesise } from "../support/synthesise";
import {
  AT_GROUP,
  AT_RESOURCE_GROUP,
  AT_SUBSCRIPTION,
  assignBuiltIn,
  assignCustom,
  CUSTOM,
  MANAGEMENT_GROUP_ASSIGNMENT,
  RESOURCE_GROUP_ASSIGNMENT,
  SUBSCRIPTION_ASSIGNMENT,
} from "./assign";

const SCOPES = [
  ["a management group", AT_GROUP, MANAGEMENT_GROUP_ASSIGNMENT, 24],
  ["a subscription", AT_SUBSCRIPTION, SUBSCRIPTION_ASSIGNMENT, 64],
  ["a resource group", AT_RESOURCE_GROUP, RESOURCE_GROUP_ASSIGNMENT, 64],
] as const;

const TAGS = "Require a tag on resources";

const displayNamed = (displayName: string) => ({ ...CUSTOM, displayName });

describe("the default name of an assignment", () => {
  test("is the words of the display name, so that people find it", () => {
    const define = assignBuiltIn("Append a tag and its value to resources", { tagName: "a", tagValue: "b" });
    expect(synthesise(define).only(SUBSCRIPTION_ASSIGNMENT).name).toBe(
      "append-a-tag-and-its-value-to-resources",
    );
  });

  test("is the first words and a fingerprint where all of them are too long", () => {
    const define = assignBuiltIn("Audit virtual machines without disaster recovery configured", undefined, {
      at: AT_GROUP,
    });
    expect(synthesise(define).only(MANAGEMENT_GROUP_ASSIGNMENT).name).toBe("audit-virtual-7eed66");
  });

  test.each(SCOPES)("keeps all words at %s while they are within the limit", (_, at, type, max) => {
    const policy = displayNamed(`Has ${"x".repeat(max - 4)}`);
    const { name } = synthesise(assignCustom({ at, policy })).only(type);
    expect(name).toBe(`has-${"x".repeat(max - 4)}`);
  });

  test.each(SCOPES)("drops the last word at %s when there is one character too many", (_, at, type, max) => {
    const policy = displayNamed(`Has ${"x".repeat(max - 3)}`);
    const { name } = synthesise(assignCustom({ at, policy })).only(type);
    expect(name).toMatch(/^has-[0-9a-f]{6}$/);
  });

  test("cuts a single word that is too long, since there is none to drop", () => {
    const policy = displayNamed("x".repeat(65));
    const { name } = synthesise(assignCustom({ policy })).only(SUBSCRIPTION_ASSIGNMENT);
    expect(name).toMatch(/^x{57}-[0-9a-f]{6}$/);
  });

  test("leaves out what Azure forbids in names", () => {
    const policy = displayNamed("50% of VMs: <backed up>?");
    expect(synthesise(assignCustom({ policy })).only(SUBSCRIPTION_ASSIGNMENT).name).toBe(
      "50-of-vms-backed-up",
    );
  });

  test("does not change with the construct's id or the parameters, since another name replaces the assignment", () => {
    const name = (id: string, tagName: string) =>
      synthesise((stack) => {
        new PolicyAssignment(stack, id, { at: AT_SUBSCRIPTION, policy: TAGS, parameters: { tagName } });
      }).only(SUBSCRIPTION_ASSIGNMENT).name;
    expect(name("CostCenter", "Cost Center")).toBe("require-a-tag-on-resources");
    expect(name("Owner", "Owner")).toBe("require-a-tag-on-resources");
  });

  test.each([24, 40, 64])(
    "tells all built-ins of the catalogue apart within %d characters, in names that Azure takes",
    (max) => {
      const names = Object.keys(builtInPolicies).map((displayName) => assignmentName(displayName, max));
      expect(new Set(names).size).toBe(85);
      expect(names.filter((name) => name.length > max || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
    },
  );
});

describe("a name that is given", () => {
  test.each(SCOPES)("may have 1 character and as many as Azure takes at %s", (_, at, type, max) => {
    for (const name of ["x", "x".repeat(max - 1), "x".repeat(max)]) {
      expect(synthesise(assignCustom({ at, name })).only(type).name).toBe(name);
    }
  });

  test.each(SCOPES)("is refused at %s with one character more than Azure takes", (_, at, _type, max) => {
    const name = "x".repeat(max + 1);
    expect(refusalOf(assignCustom({ at, name }))).toBe(
      `[test/Policy] name must be 1 to ${max} characters here, got ${max + 1} ("${name}")`,
    );
  });

  test("is refused when it is empty", () => {
    expect(refusalOf(assignCustom({ name: "" }))).toBe(
      '[test/Policy] name must be 1 to 64 characters here, got 0 ("")',
    );
  });

  test.each(["#", "<", ">", "%", "&", ":", "?", "/"])("is refused with %s, as azurerm does", (character) => {
    expect(refusalOf(assignCustom({ name: `back${character}up` }))).toBe(
      `[test/Policy] name must not have any of #<>%&:\\?/ nor end in a space or period, got "back${character}up"`,
    );
  });

  test("is refused with a backslash, as azurerm does", () => {
    expect(refusalOf(assignCustom({ name: "back\\up" }))).toBe(
      '[test/Policy] name must not have any of #<>%&:\\?/ nor end in a space or period, got "back\\\\up"',
    );
  });

  test.each([
    ["space", "backup "],
    ["period", "backup."],
  ])("is refused with a %s at its end, as azurerm does", (_, name) => {
    expect(refusalOf(assignCustom({ name }))).toBe(
      `[test/Policy] name must not have any of #<>%&:\\?/ nor end in a space or period, got "${name}"`,
    );
  });

  test("may have spaces and periods inside, and everything else that azurerm takes", () => {
    const name = "Back up (v1.2), tier_1 + 2";
    expect(synthesise(assignCustom({ name })).only(SUBSCRIPTION_ASSIGNMENT).name).toBe(name);
  });

  test("is refused for its length and its characters at once", () => {
    const name = `${"x".repeat(24)}.`;
    expect(refusalOf(assignCustom({ at: AT_GROUP, name }))).toBe(
      [
        "[test/Policy] 2 problems:",
        `  - name must be 1 to 24 characters here, got 25 ("${name}")`,
        `  - name must not have any of #<>%&:\\?/ nor end in a space or period, got "${name}"`,
      ].join("\n"),
    );
  });
});
