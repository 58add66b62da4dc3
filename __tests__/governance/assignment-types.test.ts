import { PolicyAssignment, type ResilienceStack } from "../../lib";
import { refusalOf, synthesise } from "../support/synthesise";
import { AT_SUBSCRIPTION, CUSTOM, SUBSCRIPTION_ASSIGNMENT } from "./assign";

const at = AT_SUBSCRIPTION;
const UNKNOWN =
  "policy must be the display name of a built-in for backup or disaster recovery, or a custom policy";

/** The compiler refuses what a line marked `@ts-expect-error` says; the library refuses it again when it runs. */
describe("the compiler and the library both refuse", () => {
  test("a built-in without the parameters that it requires", () => {
    const define = (stack: ResilienceStack) =>
      // @ts-expect-error: parameters is missing
      new PolicyAssignment(stack, "Policy", { at, policy: "Require a tag on resources" });
    expect(refusalOf(define)).toBe(
      '[test/Policy] parameters.tagName is missing: "Require a tag on resources" requires it (a string, "Tag Name")',
    );
  });

  test("a built-in with one of two required parameters", () => {
    const define = (stack: ResilienceStack) =>
      // @ts-expect-error: tagValue is missing
      new PolicyAssignment(stack, "Policy", {
        at,
        policy: "Require a tag and its value on resources",
        parameters: { tagName: "Owner" },
      });
    expect(refusalOf(define)).toBe(
      '[test/Policy] parameters.tagValue is missing: "Require a tag and its value on resources" requires it (a string, "Tag Value")',
    );
  });

  test("a built-in that the catalogue does not have", () => {
    const define = (stack: ResilienceStack) =>
      // @ts-expect-error: no such name
      new PolicyAssignment(stack, "Policy", { at, policy: "Kubernetes" });
    expect(refusalOf(define)).toBe(
      `[test/Policy] ${UNKNOWN}, got "Kubernetes": see policies/built-in-policies.ts`,
    );
  });

  test("an effect that the definition does not allow", () => {
    const define = (stack: ResilienceStack) =>
      // @ts-expect-error: the definition audits, it does not deny
      new PolicyAssignment(stack, "Policy", {
        at,
        policy: "Azure Backup should be enabled for Virtual Machines",
        parameters: { effect: "Deny" },
      });
    expect(refusalOf(define)).toBe(
      '[test/Policy] parameters.effect must be "AuditIfNotExists" or "Disabled", got "Deny": "Azure Backup should be enabled for Virtual Machines" allows no other value',
    );
  });

  test("a parameter of another built-in", () => {
    const define = (stack: ResilienceStack) =>
      new PolicyAssignment(stack, "Policy", {
        at,
        policy: "Require a tag on resources",
        // @ts-expect-error: this definition takes a name alone
        parameters: { tagName: "Owner", tagValue: "nobody" },
      });
    expect(refusalOf(define)).toBe(
      '[test/Policy] parameters.tagValue is not a parameter of "Require a tag on resources": it has tagName',
    );
  });

  test("a value of another type", () => {
    const define = (stack: ResilienceStack) =>
      // @ts-expect-error: one type is not a list of types
      new PolicyAssignment(stack, "Policy", {
        at,
        policy: "Audit diagnostic setting for selected resource types",
        parameters: { listOfResourceTypes: "Microsoft.RecoveryServices/vaults" },
      });
    expect(refusalOf(define)).toBe(
      '[test/Policy] parameters.listOfResourceTypes must be an array, "Resource Types", got "Microsoft.RecoveryServices/vaults"',
    );
  });

  test("parameters for a built-in that has none", () => {
    const define = (stack: ResilienceStack) =>
      // @ts-expect-error: its effect is fixed
      new PolicyAssignment(stack, "Policy", {
        at,
        policy: "Audit virtual machines without disaster recovery configured",
        parameters: { effect: "Disabled" },
      });
    expect(refusalOf(define)).toBe(
      '[test/Policy] parameters.effect is not a parameter of "Audit virtual machines without disaster recovery configured": it has none',
    );
  });
});

describe("the compiler and the library both take", () => {
  test("a built-in whose parameters are all optional without any", () => {
    const define = (stack: ResilienceStack) =>
      new PolicyAssignment(stack, "Policy", {
        at,
        policy: "Azure Backup should be enabled for Virtual Machines",
      });
    expect(synthesise(define).only(SUBSCRIPTION_ASSIGNMENT)).not.toHaveProperty("parameters");
  });

  test("parameters of any name and type for a custom policy, whose definition they do not know", () => {
    const define = (stack: ResilienceStack) =>
      new PolicyAssignment(stack, "Policy", { at, policy: CUSTOM, parameters: { Anything: [1, "a"] } });
    expect(synthesise(define).only(SUBSCRIPTION_ASSIGNMENT).parameters).toBe(
      '{"Anything":{"value":[1,"a"]}}',
    );
  });
});
