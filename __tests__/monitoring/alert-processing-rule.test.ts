import { App, TerraformStack } from "cdktf";
import { AlertFilter, AlertProcessingRule, ResilienceStack } from "../../lib";
import { refusal, refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { rule } from "./alert-rules";
import { group, oncall, oncallId } from "./define-group";

const TYPE = "azurerm_monitor_alert_processing_rule_action_group";
const refused = (props: Parameters<typeof rule>[1]) => refusalOf((stack) => rule(stack, props));

test("a rule adds action groups to every alert of its scopes, always, unless told otherwise", () => {
  const s = synthesise((stack) => rule(stack, { scopes: [`/subscriptions/${SUBSCRIPTION}`] }));

  expect(s.only(TYPE)).toEqual({
    name: "apr-all",
    resource_group_name: "rg-ops",
    scopes: [`/subscriptions/${SUBSCRIPTION}`],
    add_action_group_ids: [oncallId()],
    enabled: true,
  });
});

test("the alerts of all vaults of a subscription are delivered, those included that nobody can turn off", () => {
  const s = synthesise((stack) =>
    AlertProcessingRule.forVaults(stack, "VaultAlerts", {
      name: "apr-vaults",
      resourceGroup: { name: "rg-ops" },
      actionGroups: [group(stack)],
    }),
  );

  expect(s.only(TYPE)).toEqual({
    name: "apr-vaults",
    resource_group_name: "rg-ops",
    description: "Delivers the alerts of Recovery Services vaults and Backup vaults",
    scopes: [`/subscriptions/${SUBSCRIPTION}`],
    condition: {
      target_resource_type: {
        operator: "Equals",
        values: ["microsoft.recoveryservices/vaults", "microsoft.dataprotection/backupvaults"],
      },
      monitor_condition: { operator: "Equals", values: ["Fired"] },
    },
    add_action_group_ids: ["${azurerm_monitor_action_group.Oncall.id}"],
    enabled: true,
  });
});

test("some severities alone may be delivered, in azurerm's words", () => {
  const s = synthesise((stack) =>
    AlertProcessingRule.forVaults(stack, "VaultAlerts", {
      name: "apr-vaults",
      resourceGroup: { name: "rg-ops" },
      actionGroups: [oncall],
      severities: [0, 1],
    }),
  );

  expect(s.only(TYPE).condition).toMatchObject({
    severity: { operator: "Equals", values: ["Sev0", "Sev1"] },
  });
});

test("every filter reaches azurerm with its operator", () => {
  const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Insights/metricAlerts/x`;
  const { equals, notEquals, contains, doesNotContain } = AlertFilter;
  const s = synthesise((stack) =>
    rule(stack, {
      filters: {
        severity: notEquals(4),
        monitorCondition: equals("Fired"),
        monitorService: equals("Azure Backup", "Platform"),
        signalType: equals("Log"),
        targetResourceType: equals("microsoft.recoveryservices/vaults"),
        targetResource: doesNotContain("rsv-dev"),
        targetResourceGroup: contains("rg-prod"),
        alertRuleId: equals(id),
        alertRuleName: contains("backup"),
        description: doesNotContain("test"),
        alertContext: contains("a", "b", "c", "d", "e"),
      },
    }),
  );

  expect(s.only(TYPE).condition).toEqual({
    severity: { operator: "NotEquals", values: ["Sev4"] },
    monitor_condition: { operator: "Equals", values: ["Fired"] },
    monitor_service: { operator: "Equals", values: ["Azure Backup", "Platform"] },
    signal_type: { operator: "Equals", values: ["Log"] },
    target_resource_type: { operator: "Equals", values: ["microsoft.recoveryservices/vaults"] },
    target_resource: { operator: "DoesNotContain", values: ["rsv-dev"] },
    target_resource_group: { operator: "Contains", values: ["rg-prod"] },
    alert_rule_id: { operator: "Equals", values: [id] },
    alert_rule_name: { operator: "Contains", values: ["backup"] },
    description: { operator: "DoesNotContain", values: ["test"] },
    alert_context: { operator: "Contains", values: ["a", "b", "c", "d", "e"] },
  });
});

test("the namespace of the rules is registered, since azurerm does not do it by itself", () => {
  const { provider } = synthesise((stack) => rule(stack)).json as {
    provider: { azurerm: { resource_providers_to_register: string[] }[] };
  };

  expect(provider.azurerm[0]?.resource_providers_to_register).toContain("Microsoft.AlertsManagement");
});

test("rules are told from others without instanceof", () => {
  const stack = new ResilienceStack(new App(), "s", { subscriptionId: SUBSCRIPTION });

  expect([
    AlertProcessingRule.isAlertProcessingRule(rule(stack)),
    AlertProcessingRule.isAlertProcessingRule(stack),
  ]).toEqual([true, false]);
});

test("a rule that tells nobody, of nothing, under no name", () => {
  expect(refused({ name: "-apr", scopes: [], actionGroups: [], filters: {} })).toBe(
    [
      "[test/Rule] 4 problems:",
      '  - name must be 1 to 260 letters, digits, "_" and "-", starting with a letter or digit, got "-apr"',
      "  - scopes must have one at least, got none: no alert would be meant",
      "  - filters must have one at least, got none: leave filters out to mean all alerts of the scopes",
      "  - actionGroups must have one at least, got none: nobody would be told",
    ].join("\n"),
  );
});

test("scopes that are none, of another subscription, and twice", () => {
  const other = "/subscriptions/0b4f7a1e-93c2-4d58-8e6a-1f2d3c4b5a69/resourceGroups/rg";
  const own = `/subscriptions/${SUBSCRIPTION}`;

  expect(
    refused({ scopes: ["rg-app", other, own, own.toUpperCase().replace("SUBSCRIPTIONS", "subscriptions")] }),
  ).toBe(
    [
      "[test/Rule] 3 problems:",
      '  - scopes[0] must be the ARM id of a subscription, a resource group or a resource, got "rg-app"',
      `  - scopes[1] must be in the rule's own subscription ${SUBSCRIPTION}, got "${other}": define a rule in each subscription`,
      "  - scopes must be different, got one of them twice: remove the repeat",
    ].join("\n"),
  );
});

test("action groups that are none, and one twice in another spelling", () => {
  const other = { actionGroupId: oncallId().toLowerCase() };

  expect(refused({ actionGroups: [oncall, other, { actionGroupId: "ag-oncall" }] })).toBe(
    [
      "[test/Rule] 2 problems:",
      '  - actionGroups[2].actionGroupId must be the ARM id of an action group, got "ag-oncall"',
      "  - actionGroups must be different action groups, got one of them twice: remove the repeat",
    ].join("\n"),
  );
});

test("filters take 1 to 5 values", () => {
  const values = (count: number) => Array.from({ length: count }, (_, index) => `text${index}`);
  const why = (count: number) =>
    `[test/Rule] filters.description must have 1 to 5 values, got ${count}: define another rule for more`;

  expect(refused({ filters: { description: AlertFilter.contains(...values(0)) } })).toBe(why(0));
  expect(refused({ filters: { description: AlertFilter.contains(...values(6)) } })).toBe(why(6));
});

test("operators and values that Azure compares in no way", () => {
  const message = refused({
    filters: {
      severity: { operator: "Contains", values: [5] } as never,
      monitorService: AlertFilter.equals("Azure Site Recovery" as never),
      targetResourceType: AlertFilter.contains("microsoft.recoveryservices/vaults") as never,
      targetResource: AlertFilter.equals("vm1"),
      alertRuleName: AlertFilter.contains(" backup"),
    },
  });

  expect(message.split("\n")).toEqual([
    "[test/Rule] 6 problems:",
    '  - filters.severity.operator must be "Equals" or "NotEquals", got "Contains": Azure compares it in no other way',
    "  - filters.severity must be 0, 1, 2, 3 or 4, got 5: see azurerm severity",
    expect.stringMatching(
      /^ {2}- filters\.monitorService must be "ActivityLog Administrative", .*got "Azure Site Recovery": see azurerm monitor_service$/,
    ),
    '  - filters.targetResourceType.operator must be "Equals" or "NotEquals", got "Contains": Azure compares it in no other way',
    '  - filters.targetResource must be full ARM ids, got "vm1": or compare parts of them, with "Contains" or "DoesNotContain"',
    '  - filters.alertRuleName must have texts without blanks around them, got " backup": Azure compares the blanks too',
  ]);
});

test("a description of 2048 characters at most", () => {
  const s = synthesise((stack) => rule(stack, { description: "x".repeat(2048) }));

  expect(s.only(TYPE).description).toHaveLength(2048);
  expect(refused({ description: "x".repeat(2049) })).toBe(
    "[test/Rule] description must have 2048 characters at most, got 2049",
  );
});

test("a second rule of the name in the group, of whichever kind", () => {
  const message = refusalOf((stack) => {
    rule(stack);
    AlertProcessingRule.forVaults(stack, "Second", {
      name: "apr-all",
      resourceGroup: { name: "rg-ops" },
      actionGroups: [oncall],
    });
  });

  expect(message).toBe(
    '[test/Second] name "apr-all" is the name of test/Rule in the same resource group: choose another name',
  );
});

test("the alerts of vaults of a stack that does not say its subscription", () => {
  const stack = new TerraformStack(new App(), "plain");
  const props = { name: "apr", resourceGroup: { name: "rg" }, actionGroups: [oncall] };
  const define = (subscriptionId?: string) => () =>
    AlertProcessingRule.forVaults(stack, "VaultAlerts", { ...props, subscriptionId });

  expect(refusal(define())).toBe(
    "[plain/VaultAlerts] subscriptionId must be given: the stack does not say its own",
  );
  expect(refusal(define("prod"))).toBe(
    '[plain/VaultAlerts] subscriptionId must be a subscription\'s GUID, got "prod"',
  );
  expect(define(SUBSCRIPTION)().resource.scopesInput).toEqual([`/subscriptions/${SUBSCRIPTION}`]);
});
