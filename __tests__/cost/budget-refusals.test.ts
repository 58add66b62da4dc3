import type { BudgetNotification, BudgetProps } from "../../lib";
import { BudgetScope } from "../../lib";
import { oncall } from "../monitoring/define-group";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { budget } from "./define-budget";

const refused = (props: Partial<BudgetProps>) => refusalOf((stack) => budget(stack, props));
const accepted = (props: Partial<BudgetProps>) =>
  synthesise((stack) => budget(stack, props)).only("azurerm_consumption_budget_subscription");
const emails = ["finance@contoso.com"];
const notifications = (count: number): BudgetNotification[] =>
  Array.from({ length: count }, (_, index) => ({ threshold: index, emails }));

test("everything at once", () => {
  expect(refused({ name: "a b", amount: 0.99, timeGrain: "Weekly" as never, notifications: [] })).toBe(
    [
      "[test/Costs] 4 problems:",
      '  - name must be 1 to 63 letters, digits, "_" and "-", got "a b"',
      "  - amount must be 1 at least, in the currency of the invoice, got 0.99",
      '  - timeGrain must be "Monthly", "Quarterly", "Annually", "BillingMonth", "BillingQuarter" or "BillingAnnual", got "Weekly": see azurerm time_grain',
      "  - notifications must be 1 to 5, got 0: Azure takes no more in one budget, and without any nobody is told",
    ].join("\n"),
  );
});

test("an amount from 1, in whatever fraction", () => {
  expect(accepted({ amount: 1 }).amount).toBe(1);
  expect(accepted({ amount: 1000.5 }).amount).toBe(1000.5);
  expect(refused({ amount: Number.NaN })).toBe(
    "[test/Costs] amount must be 1 at least, in the currency of the invoice, got NaN",
  );
});

test("a name of 63 characters", () => {
  expect(accepted({ name: "a".repeat(63) }).name).toHaveLength(63);
  expect(refused({ name: "a".repeat(64) })).toContain("name must be 1 to 63 letters");
});

test("5 notifications", () => {
  expect(accepted({ notifications: notifications(5) }).notification).toHaveLength(5);
  expect(refused({ notifications: notifications(6) })).toBe(
    "[test/Costs] notifications must be 1 to 5, got 6: Azure takes no more in one budget, and without any nobody is told",
  );
});

test.each([
  [-1, false],
  [0, true],
  [1000, true],
  [1001, false],
  [80.5, false],
])("a threshold of %d percent is one: %j", (threshold, fits) => {
  const props = { notifications: [{ threshold, emails }] };
  if (fits) expect(accepted(props).notification).toMatchObject([{ threshold }]);
  else
    expect(refused(props)).toBe(
      `[test/Costs] notifications[0].threshold must be 0 to 1000 percent, got ${threshold}: it is a share of the amount`,
    );
});

test("notifications that tell nobody: Azure wants an address or an action group", () => {
  const refusedWith = (contacts: Partial<BudgetNotification>) =>
    refused({ notifications: [{ threshold: 80, ...contacts }] });

  expect(refusedWith({})).toBe(
    "[test/Costs] notifications[0] must have emails or actionGroups, got none: nobody would be told",
  );
  expect(refusedWith({ roles: ["Owner"] })).toBe(
    "[test/Costs] notifications[0] must have emails or actionGroups, roles alone are not enough for Azure",
  );
});

test("notifications that are alike, of which azurerm keeps one and wants to add the other with every plan", () => {
  const twice: BudgetNotification[] = [
    { threshold: 80, emails },
    { threshold: 80, type: "Actual", actionGroups: [oncall] },
  ];

  expect(refused({ notifications: twice })).toBe(
    '[test/Costs] notifications must differ in type, operator or threshold, got "Actual GreaterThanOrEqualTo 80" twice: put all contacts into one of them',
  );
  expect(
    accepted({
      notifications: [
        { threshold: 80, emails },
        { threshold: 80, type: "Forecasted", emails },
      ],
    }).notification,
  ).toHaveLength(2);
});

test("contacts that are none", () => {
  const message = refused({
    notifications: [
      {
        threshold: 80,
        type: "Guessed" as never,
        operator: "LessThan" as never,
        emails: ["finance"],
        actionGroups: [{ actionGroupId: "ag" }],
        roles: [""],
      },
    ],
  });

  expect(message.split("\n")).toEqual([
    "[test/Costs] 5 problems:",
    '  - notifications[0].type must be "Actual" or "Forecasted", got "Guessed": see azurerm threshold_type',
    '  - notifications[0].operator must be "GreaterThanOrEqualTo", "GreaterThan" or "EqualTo", got "LessThan": see azurerm operator',
    '  - notifications[0].emails[0] must be an e-mail address such as "ops@contoso.com", got "finance"',
    '  - notifications[0].actionGroups[0].actionGroupId must be the ARM id of an action group, got "ag"',
    '  - notifications[0].roles[0] must be the name of a role, such as "Owner", got ""',
  ]);
});

test.each<[string, Partial<BudgetNotification>]>([
  ["action groups", { emails, actionGroups: [oncall] }],
  ["roles", { emails, roles: ["Owner"] }],
  ["nobody", {}],
])("a budget of a management group tells addresses alone, not %s", (_, contacts) => {
  expect(
    refused({
      at: BudgetScope.managementGroup("contoso"),
      notifications: [{ threshold: 80, ...contacts }],
    }),
  ).toBe(
    "[test/Costs] notifications[0] must have emails alone: budgets of management groups tell neither action groups nor roles",
  );
});

test.each<[string, BudgetScope]>([
  ["subscription", BudgetScope.subscription("prod")],
  ["resourceGroup", BudgetScope.resourceGroup({ id: "rg-app" })],
  ["managementGroup", BudgetScope.managementGroup("contoso/it")],
])("a %s that is none", (kind, at) => {
  expect(refused({ at })).toBe(
    `[test/Costs] at must be a valid ${kind} scope, got "${at.id}": use BudgetScope.${kind}(…)`,
  );
});

describe("the period", () => {
  test.each([
    ["2017-05", false],
    ["2017-06", true],
    ["2027-12", true],
    ["2027-13", false],
    ["2027-01-01", false],
  ])("the month %s is one: %j", (start, fits) => {
    if (fits) expect(accepted({ start }).time_period).toEqual({ start_date: `${start}-01T00:00:00Z` });
    else
      expect(refused({ start })).toBe(
        `[test/Costs] start must be a month such as "2027-01", from "2017-06" on, got "${start}": budgets start on the first of a month`,
      );
  });

  test.each(["2031-02-30", "2031-12", "31.12.2031"])("%s is no day", (end) => {
    expect(refused({ end })).toBe(`[test/Costs] end must be a day such as "2031-12-31", got "${end}"`);
  });

  test("an end after the start", () => {
    expect(accepted({ start: "2027-01", end: "2027-01-02" }).time_period).toMatchObject({
      end_date: "2027-01-02T00:00:00Z",
    });
    expect(refused({ start: "2027-01", end: "2027-01-01" })).toBe(
      '[test/Costs] end must be after the first day of start "2027-01", got "2027-01-01"',
    );
  });
});

test("filters that count nothing, or by what azurerm does not know", () => {
  expect(refused({ filter: {} })).toBe(
    "[test/Costs] filter must have a dimension or a tag, got none: leave filter out to count all costs",
  );
  const message = refused({
    filter: {
      dimensions: { Service: ["Backup"], Meter: [] } as never,
      tags: { "": ["x"], Environment: ["prod", ""] },
    },
  });

  expect(message.split("\n")).toEqual([
    "[test/Costs] 4 problems:",
    expect.stringMatching(
      /^ {2}- filter\.dimensions must be "ChargeType", .*got "Service": azurerm knows no others$/,
    ),
    "  - filter.tags must have names, got an empty one",
    "  - filter.dimensions.Meter must have values, none of them empty, got []",
    '  - filter.tags["Environment"] must have values, none of them empty, got ["prod",""]',
  ]);
});

test("a second budget of the name at the same scope", () => {
  const message = refusalOf((stack) => {
    budget(stack);
    budget(stack, { at: BudgetScope.managementGroup("contoso") }, "Elsewhere");
    budget(stack, { at: BudgetScope.subscription(SUBSCRIPTION.toUpperCase()), name: "Backup" }, "Again");
  });

  expect(message).toBe(
    '[test/Again] name "Backup" is the name of test/Costs at the same scope: choose another name',
  );
});
