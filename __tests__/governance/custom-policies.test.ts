import { readdirSync } from "node:fs";
import { CUSTOM_POLICIES, policyDocument } from "../../lib";
import { evaluate, type Resource } from "../support/policy/evaluate";
import { evaluateText } from "../support/policy/expressions";

const RSV: Resource = { type: "Microsoft.RecoveryServices/vaults", name: "rsv" };
const BACKUP_VAULT: Resource = { type: "Microsoft.DataProtection/backupVaults", name: "bv" };
const VM: Resource = { type: "Microsoft.Compute/virtualMachines", name: "vm1" };

test("every file of policies/definitions has a name, and every name a file", () => {
  expect(readdirSync("policies/definitions").sort()).toEqual(CUSTOM_POLICIES.map((name) => `${name}.json`));
});

describe("vault-lock", () => {
  const lock = (level: string): Resource => ({
    type: "Microsoft.Authorization/locks",
    properties: { level },
  });
  const isCompliant = (vault: Resource, related: readonly Resource[], parameters = {}) =>
    evaluate(policyDocument("vault-lock"), vault, parameters, related).compliant;

  test.each([RSV, BACKUP_VAULT])("reports $type without a lock", (vault) => {
    expect(isCompliant(vault, [])).toBe(false);
  });

  test.each(["CanNotDelete", "ReadOnly"])("is content with a lock of the level %s", (level) => {
    expect(isCompliant(RSV, [lock(level)])).toBe(true);
  });

  test("reports a vault whose lock has a level that does not count", () => {
    expect(isCompliant(RSV, [lock("CanNotDelete")], { lockLevels: ["ReadOnly"] })).toBe(false);
  });

  test("does not take anything else on the vault for a lock", () => {
    const other: Resource = {
      type: "Microsoft.Insights/diagnosticSettings",
      properties: { level: "ReadOnly" },
    };
    expect(isCompliant(RSV, [other])).toBe(false);
  });

  test("does not look at other resources, nor when it is disabled", () => {
    expect(evaluate(policyDocument("vault-lock"), VM).applies).toBe(false);
    expect(evaluate(policyDocument("vault-lock"), RSV, { effect: "Disabled" }).applies).toBe(false);
  });
});

describe("vm-tier-tag", () => {
  const parameters = { tagValues: ["Tier-1", "Tier-2"] };
  const evaluated = (tags: Record<string, string> | undefined, more = {}) =>
    evaluate(policyDocument("vm-tier-tag"), { ...VM, tags }, { ...parameters, ...more });

  test.each([
    ["a known tier", { Criticality: "Tier-1" }],
    ["a known tier in another letter case, since Azure Policy has none", { criticality: "TIER-2" }],
  ])("is content with %s", (_, tags) => {
    expect(evaluated(tags).compliant).toBe(true);
  });

  test.each([
    ["without tags", undefined],
    ["with other tags", { Environment: "Production" }],
    ["with a tier that there is not", { Criticality: "Gold" }],
    ["with an empty tier", { Criticality: "" }],
  ])("reports a VM %s", (_, tags) => {
    expect(evaluated(tags)).toEqual({ applies: true, effect: "Audit", compliant: false });
  });

  test("refuses such VMs where the assignment says so", () => {
    expect(evaluated(undefined, { effect: "Deny" }).effect).toBe("Deny");
  });

  test("looks at the tag that the assignment names", () => {
    expect(evaluated({ Tier: "Tier-1" }, { tagName: "Tier" }).compliant).toBe(true);
  });

  test("does not look at other resources", () => {
    expect(evaluate(policyDocument("vm-tier-tag"), RSV, parameters).applies).toBe(false);
  });
});

describe.each([
  ["vault-diagnostics-resource-specific", "Dedicated", "AzureDiagnostics"],
  ["vault-diagnostics-site-recovery", "AzureDiagnostics", "Dedicated"],
] as const)("%s", (name, destination, wrongDestination) => {
  const document = policyDocument(name);
  const categories = document.properties.parameters?.categories?.defaultValue as readonly string[];
  const setting = (properties: object): Resource => ({
    type: "Microsoft.Insights/diagnosticSettings",
    properties: {
      workspaceId:
        "/subscriptions/x/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log",
      logAnalyticsDestinationType: destination,
      logs: categories.map((category) => ({ category, enabled: true })),
      ...properties,
    },
  });
  const isCompliant = (...settings: readonly Resource[]) => evaluate(document, RSV, {}, settings).compliant;

  test("is content with a setting that sends every category to a workspace", () => {
    expect(isCompliant(setting({}))).toBe(true);
  });

  test("is content when it is one of several settings", () => {
    expect(isCompliant(setting({ logs: [] }), setting({}))).toBe(true);
  });

  test("reports a vault without a setting", () => {
    expect(isCompliant()).toBe(false);
  });

  test("reports one whose setting sends to the wrong tables, where nobody would find a row", () => {
    expect(isCompliant(setting({ logAnalyticsDestinationType: wrongDestination }))).toBe(false);
  });

  test("reports one whose setting sends to a storage account alone", () => {
    expect(isCompliant(setting({ workspaceId: undefined }))).toBe(false);
  });

  test("reports one whose setting lacks a category, or has it switched off", () => {
    const logs = categories.map((category, i) => ({ category, enabled: i > 0 }));
    expect(isCompliant(setting({ logs: logs.slice(1) }))).toBe(false);
    expect(isCompliant(setting({ logs }))).toBe(false);
  });

  test("does not count categories of two settings together", () => {
    const logs = categories.map((category) => ({ category, enabled: true }));
    expect(isCompliant(setting({ logs: logs.slice(1) }), setting({ logs: logs.slice(0, 1) }))).toBe(false);
  });

  test("does not look at Backup vaults, which have one setting", () => {
    expect(evaluate(document, BACKUP_VAULT).applies).toBe(false);
  });
});

test("Site Recovery's setting may leave the destination out, which is AzureDiagnostics", () => {
  const { parameters } = policyDocument("vault-diagnostics-site-recovery").properties;
  const categories = parameters?.categories?.defaultValue as readonly string[];
  const properties = { workspaceId: "x", logs: categories.map((category) => ({ category, enabled: true })) };
  const related = [{ type: "Microsoft.Insights/diagnosticSettings", properties }];
  expect(evaluate(policyDocument("vault-diagnostics-site-recovery"), RSV, {}, related).compliant).toBe(true);
});

describe("the evaluator of the policy language refuses what it does not know, so that no test passes by mistake", () => {
  const rule = (condition: object) => {
    const policyRule = JSON.parse(`{ "if": ${JSON.stringify(condition)}, "then": { "effect": "Audit" } }`);
    return { properties: { displayName: "x", policyRule } };
  };

  test.each([
    ["an operator", { field: "name", resembles: "x" }, '{"field":"name","resembles":"x"} is not known here'],
    ["two operators", { field: "name", equals: "x", like: "y" }, "is not known here"],
    ["an alias of another type", { field: "Microsoft.Compute/disks/sku", equals: "x" }, "is no alias of"],
    [
      "a function",
      { value: "[utcNow()]", equals: "x" },
      "the function utcNow of [utcNow()] is not known here",
    ],
    [
      "a parameter without a value",
      { value: "[parameters('x')]", equals: 1 },
      "no value for the parameter x",
    ],
    ["half an expression", { value: "[concat('a',]", equals: 1 }, "cannot read [concat('a',]"],
  ])("%s", (_, condition, message) => {
    expect(() => evaluate(rule(condition), RSV)).toThrow(message);
  });

  test.each([
    ["[concat('a', 'b''c')]", "ab'c"],
    ["[length(parameters('list'))]", 2],
    ["[[not an expression]", "[not an expression]"],
    ["text", "text"],
  ])("and reads %s", (text, value) => {
    expect(evaluateText(text, { parameters: { list: [1, 2] }, field: () => undefined })).toBe(value);
  });
});
