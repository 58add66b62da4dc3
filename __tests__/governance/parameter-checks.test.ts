import { TerraformVariable } from "cdktf";
import { PolicyAssignment } from "../../lib";
import { refusalOf, synthesise } from "../support/synthesise";
import { AT_SUBSCRIPTION, assignBuiltIn, SUBSCRIPTION_ASSIGNMENT } from "./assign";

const SOFT_DELETE = "Soft delete should be enabled for Backup Vaults";
const REQUIRE_TAG = "Require a tag on resources";
const AUDIT_DIAGNOSTICS = "Audit diagnostic setting for selected resource types";
const EXISTING_VAULT =
  "Configure backup on virtual machines without a given tag to an existing recovery services vault in the same location";

describe("the parameters of a built-in are refused", () => {
  test("when the definition does not have them, with those that it has", () => {
    expect(refusalOf(assignBuiltIn(SOFT_DELETE, { days: 14 }))).toBe(
      `[test/Policy] parameters.days is not a parameter of "${SOFT_DELETE}": it has checkAlwaysOnSoftDeleteOnly, effect`,
    );
  });

  test("when the definition has none at all", () => {
    const define = assignBuiltIn("Audit virtual machines without disaster recovery configured", {
      effect: "Audit",
    });
    expect(refusalOf(define)).toBe(
      '[test/Policy] parameters.effect is not a parameter of "Audit virtual machines without disaster recovery configured": it has none',
    );
  });

  test("when they are spelt in another letter case, which Azure takes for another parameter", () => {
    expect(refusalOf(assignBuiltIn(SOFT_DELETE, { Effect: "Audit" }))).toBe(
      "[test/Policy] parameters.Effect must be spelt effect: Azure compares letter case",
    );
  });

  test.each(["toString", "constructor"])("when they are called %s, as all objects have it", (name) => {
    expect(refusalOf(assignBuiltIn(SOFT_DELETE, { [name]: "x" }))).toBe(
      `[test/Policy] parameters.${name} is not a parameter of "${SOFT_DELETE}": it has checkAlwaysOnSoftDeleteOnly, effect`,
    );
  });

  test.each([
    ["a number", 5],
    ["a list", ["Owner"]],
    ["null", null],
    ["an object", { value: "Owner" }],
  ])("when %s is given for a string", (_, tagName) => {
    expect(refusalOf(assignBuiltIn(REQUIRE_TAG, { tagName }))).toBe(
      `[test/Policy] parameters.tagName must be a string, "Tag Name", got ${JSON.stringify(tagName)}`,
    );
  });

  test("when a string is given for a list, which Azure would not split", () => {
    const parameters = { listOfResourceTypes: "Microsoft.RecoveryServices/vaults" };
    expect(refusalOf(assignBuiltIn(AUDIT_DIAGNOSTICS, parameters))).toBe(
      '[test/Policy] parameters.listOfResourceTypes must be an array, "Resource Types", got "Microsoft.RecoveryServices/vaults"',
    );
  });

  test("when the text of a truth value is given for the value, which Azure tells apart", () => {
    expect(refusalOf(assignBuiltIn(SOFT_DELETE, { checkAlwaysOnSoftDeleteOnly: "true" }))).toBe(
      '[test/Policy] parameters.checkAlwaysOnSoftDeleteOnly must be true or false, "CheckAlwaysOnSoftDeleteOnly", got "true"',
    );
  });

  test("when the definition does not allow the effect", () => {
    expect(refusalOf(assignBuiltIn(SOFT_DELETE, { effect: "Deny" }))).toBe(
      `[test/Policy] parameters.effect must be "Audit" or "Disabled", got "Deny": "${SOFT_DELETE}" allows no other value`,
    );
  });

  test("when required ones are missing, with what each is", () => {
    expect(refusalOf(assignBuiltIn(EXISTING_VAULT, undefined, { location: "australiaeast" }))).toBe(
      [
        "[test/Policy] 2 problems:",
        `  - parameters.vaultLocation is missing: "${EXISTING_VAULT}" requires it (a string, "Location (Specify the location of the VMs that you want to protect)")`,
        `  - parameters.backupPolicyId is missing: "${EXISTING_VAULT}" requires it (a string, "Backup Policy (of type Azure VM from a vault in the location chosen above)")`,
      ].join("\n"),
    );
  });

  test("when a required one is undefined, which is as good as missing", () => {
    expect(refusalOf(assignBuiltIn(REQUIRE_TAG, { tagName: undefined }))).toBe(
      `[test/Policy] parameters.tagName is missing: "${REQUIRE_TAG}" requires it (a string, "Tag Name")`,
    );
  });

  test("all at once, so that nobody mends one after the other", () => {
    const parameters = { effect: "Deny", checkAlwaysOnSoftDeleteOnly: 1, days: 14 };
    expect(refusalOf(assignBuiltIn(SOFT_DELETE, parameters))).toBe(
      [
        "[test/Policy] 3 problems:",
        `  - parameters.effect must be "Audit" or "Disabled", got "Deny": "${SOFT_DELETE}" allows no other value`,
        '  - parameters.checkAlwaysOnSoftDeleteOnly must be true or false, "CheckAlwaysOnSoftDeleteOnly", got 1',
        `  - parameters.days is not a parameter of "${SOFT_DELETE}": it has checkAlwaysOnSoftDeleteOnly, effect`,
      ].join("\n"),
    );
  });
});

describe("the parameters of a built-in are taken", () => {
  const parametersOf = (...given: Parameters<typeof assignBuiltIn>) =>
    synthesise(assignBuiltIn(...given)).only(SUBSCRIPTION_ASSIGNMENT).parameters;

  test.each(["Audit", "Disabled"])("with the effect %s, which the definition allows", (effect) => {
    expect(parametersOf(SOFT_DELETE, { effect })).toBe(`{"effect":{"value":"${effect}"}}`);
  });

  test("with false, which is a value and not a missing one", () => {
    expect(parametersOf(SOFT_DELETE, { checkAlwaysOnSoftDeleteOnly: false })).toBe(
      '{"checkAlwaysOnSoftDeleteOnly":{"value":false}}',
    );
  });

  test("with a text that is known only at apply, as a reference inside the JSON text", () => {
    const synthesized = synthesise((stack) => {
      const tag = new TerraformVariable(stack, "TagName", { type: "string" });
      new PolicyAssignment(stack, "Policy", {
        at: AT_SUBSCRIPTION,
        policy: REQUIRE_TAG,
        parameters: { tagName: tag.stringValue },
      });
    });
    expect(synthesized.only(SUBSCRIPTION_ASSIGNMENT).parameters).toBe(
      '{"tagName":{"value":"${var.TagName}"}}',
    );
  });

  test("with an effect that is known only at apply, since nobody can check it before", () => {
    const synthesized = synthesise((stack) => {
      const effect = new TerraformVariable(stack, "Effect", { type: "string" });
      assignBuiltIn(SOFT_DELETE, { effect: effect.stringValue })(stack);
    });
    expect(synthesized.only(SUBSCRIPTION_ASSIGNMENT).parameters).toBe('{"effect":{"value":"${var.Effect}"}}');
  });
});
