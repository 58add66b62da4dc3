import { App } from "cdktf";
import { Budget, BudgetScope, ResilienceStack } from "../../lib";
import { oncall, oncallId } from "../monitoring/define-group";
import { resourceGroup, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { budget } from "./define-budget";

const TYPE = "azurerm_consumption_budget_subscription";
const THIS_MONTH = "${formatdate(\"YYYY-MM-01'T'00:00:00Z\", plantimestamp())}";

test("a budget is monthly and starts in the month of the deployment: no date in the code grows too old for Azure", () => {
  expect(synthesise((stack) => budget(stack)).only(TYPE)).toEqual({
    name: "backup",
    subscription_id: `/subscriptions/${SUBSCRIPTION}`,
    amount: 1000,
    time_grain: "Monthly",
    time_period: { start_date: THIS_MONTH },
    notification: [
      {
        threshold: 80,
        threshold_type: "Actual",
        operator: "GreaterThanOrEqualTo",
        enabled: true,
        contact_emails: ["finance@contoso.com"],
      },
    ],
    lifecycle: { ignore_changes: ["time_period[0].start_date"] },
  });
});

test("an end may change later: only the start is kept as it was", () => {
  const { time_period, lifecycle } = synthesise((stack) => budget(stack, { end: "2031-12-31" })).only(TYPE);

  expect(time_period).toEqual({ start_date: THIS_MONTH, end_date: "2031-12-31T00:00:00Z" });
  expect(lifecycle).toEqual({ ignore_changes: ["time_period[0].start_date"] });
});

test("a start that is given is what it is, also when it changes", () => {
  const found = synthesise((stack) => budget(stack, { start: "2027-01", timeGrain: "Annually" })).only(TYPE);

  expect(found.time_period).toEqual({ start_date: "2027-01-01T00:00:00Z" });
  expect(found.lifecycle).toBeUndefined();
  expect(found.time_grain).toBe("Annually");
});

test("everybody who can be told, with Azure's own empty list where no address is given", () => {
  const found = synthesise((stack) =>
    budget(stack, {
      notifications: [
        { threshold: 50, actionGroups: [oncall] },
        {
          threshold: 100,
          type: "Forecasted",
          operator: "GreaterThan",
          emails: ["a@contoso.com", "b@contoso.com"],
          roles: ["Owner"],
          enabled: false,
        },
      ],
    }),
  ).only(TYPE);

  expect(found.notification).toEqual([
    {
      threshold: 50,
      threshold_type: "Actual",
      operator: "GreaterThanOrEqualTo",
      enabled: true,
      contact_emails: [],
      contact_groups: [oncallId()],
    },
    {
      threshold: 100,
      threshold_type: "Forecasted",
      operator: "GreaterThan",
      enabled: false,
      contact_emails: ["a@contoso.com", "b@contoso.com"],
      contact_roles: ["Owner"],
    },
  ]);
});

test("costs are counted by service, group and tag", () => {
  const found = synthesise((stack) =>
    budget(stack, {
      filter: {
        dimensions: { MeterCategory: ["Backup", "Azure Site Recovery"], ResourceGroupName: ["rg-backup"] },
        tags: { "Cost Center": ["IT-4711"] },
      },
    }),
  ).only(TYPE);

  expect(found.filter).toEqual({
    dimension: [
      { name: "MeterCategory", operator: "In", values: ["Backup", "Azure Site Recovery"] },
      { name: "ResourceGroupName", operator: "In", values: ["rg-backup"] },
    ],
    tag: [{ name: "Cost Center", operator: "In", values: ["IT-4711"] }],
  });
});

test("the costs of a resource group, of the program or by its id in azurerm's letter case", () => {
  const s = synthesise((stack) => {
    budget(stack, { at: BudgetScope.resourceGroup(resourceGroup(stack)) });
    const id = `/SUBSCRIPTIONS/${SUBSCRIPTION.toUpperCase()}/resourcegroups/rg-app`;
    budget(stack, { at: BudgetScope.resourceGroup({ id }) }, "Existing");
  });

  expect(
    Object.values(s.all("azurerm_consumption_budget_resource_group")).map((found) => found.resource_group_id),
  ).toEqual(["${azurerm_resource_group.Group.id}", `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app`]);
});

test("the costs of a management group", () => {
  const found = synthesise((stack) => budget(stack, { at: BudgetScope.managementGroup("contoso") })).only(
    "azurerm_consumption_budget_management_group",
  );

  expect(found).toMatchObject({
    management_group_id: "/providers/Microsoft.Management/managementGroups/contoso",
    notification: [{ contact_emails: ["finance@contoso.com"] }],
  });
});

test("budgets are told from others without instanceof", () => {
  const stack = new ResilienceStack(new App(), "s", { subscriptionId: SUBSCRIPTION });

  expect([Budget.isBudget(budget(stack)), Budget.isBudget(stack)]).toEqual([true, false]);
});
