import { Token } from "cdktf";
import type { Construct } from "constructs";
import { checkEmail } from "../core/email";
import { NAME_RULES } from "../core/names";
import { Problems, quoted } from "../core/problems";
import { checkActionGroups } from "../monitoring/action-group";
import {
  type BudgetFilter,
  type BudgetNotification,
  type BudgetProps,
  DIMENSIONS,
  OPERATORS,
  THRESHOLD_TYPES,
  TIME_GRAINS,
} from "./budget-props";
import { SCOPE_SHAPES } from "./budget-scope";

const MAX_NOTIFICATIONS = 5;

/** Refuses budgets that azurerm or Azure refuses, or that nobody would hear of. */
export function checkBudget(scope: Construct, props: BudgetProps): void {
  const { name, at, amount, timeGrain, notifications, filter } = props;
  const problems = new Problems(scope);
  problems.matches("name", name, NAME_RULES.budget.pattern, NAME_RULES.budget.allowed);
  problems.when(
    !Token.isUnresolved(at.id) && !SCOPE_SHAPES[at.kind].test(at.id),
    `at must be a valid ${at.kind} scope, got ${quoted(at.id)}: use BudgetScope.${at.kind}(…)`,
  );
  problems.when(
    !Token.isUnresolved(amount) && !(Number.isFinite(amount) && amount >= 1),
    `amount must be 1 at least, in the currency of the invoice, got ${quoted(amount)}`,
  );
  problems.oneOf("timeGrain", timeGrain, TIME_GRAINS, "see azurerm time_grain");
  checkPeriod(problems, props);
  problems.when(
    notifications.length < 1 || notifications.length > MAX_NOTIFICATIONS,
    `notifications must be 1 to ${MAX_NOTIFICATIONS}, got ${notifications.length}: Azure takes no more in one budget, and without any nobody is told`,
  );
  for (const [index, notification] of notifications.entries())
    checkNotification(problems, scope, `notifications[${index}]`, notification, at.kind);
  checkDifferent(problems, notifications);
  if (filter) checkFilter(problems, filter);
  problems.throwIfAny();
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
/** Azure knows no costs of earlier months (Microsoft Learn, "Budgets - Create Or Update"). */
const FIRST_MONTH = "2017-06";

function checkPeriod(problems: Problems, { start, end }: BudgetProps): void {
  problems.when(
    start !== undefined && !(MONTH.test(start) && start >= FIRST_MONTH),
    `start must be a month such as "2027-01", from ${quoted(FIRST_MONTH)} on, got ${quoted(start)}: budgets start on the first of a month`,
  );
  problems.when(
    end !== undefined && !isDay(end),
    `end must be a day such as "2031-12-31", got ${quoted(end)}`,
  );
  problems.when(
    start !== undefined && end !== undefined && isDay(end) && end <= `${start}-01`,
    `end must be after the first day of start ${quoted(start)}, got ${quoted(end)}`,
  );
}

function isDay(text: string): boolean {
  const instant = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return instant !== undefined && !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

function checkNotification(
  problems: Problems,
  scope: Construct,
  at: string,
  notification: BudgetNotification,
  kind: BudgetProps["at"]["kind"],
): void {
  const { threshold, type, operator, emails = [], actionGroups = [], roles = [] } = notification;
  problems.integer(`${at}.threshold`, threshold, [0, 1000], "percent", "it is a share of the amount");
  problems.oneOf(`${at}.type`, type, THRESHOLD_TYPES, "see azurerm threshold_type");
  problems.oneOf(`${at}.operator`, operator, OPERATORS, "see azurerm operator");
  for (const [index, email] of emails.entries()) checkEmail(problems, `${at}.emails[${index}]`, email);
  if (actionGroups.length > 0) checkActionGroups(problems, scope, `${at}.actionGroups`, actionGroups);
  for (const [index, role] of roles.entries())
    problems.matches(`${at}.roles[${index}]`, role, /\S/, 'the name of a role, such as "Owner"');
  if (kind === "managementGroup")
    problems.when(
      emails.length === 0 || actionGroups.length + roles.length > 0,
      `${at} must have emails alone: budgets of management groups tell neither action groups nor roles`,
    );
  else
    problems.when(
      emails.length + actionGroups.length === 0,
      `${at} must have emails or actionGroups${roles.length > 0 ? ", roles alone are not enough for Azure" : ", got none: nobody would be told"}`,
    );
}

/** azurerm keeps one of those that are alike, and wants to add the other with every plan. */
function checkDifferent(problems: Problems, notifications: readonly BudgetNotification[]): void {
  const keys = notifications.map(
    ({ type = "Actual", operator = "GreaterThanOrEqualTo", threshold }) => `${type} ${operator} ${threshold}`,
  );
  for (const key of new Set(keys.filter((one, index) => keys.indexOf(one) !== index)))
    problems.add(
      `notifications must differ in type, operator or threshold, got ${quoted(key)} twice: put all contacts into one of them`,
    );
}

function checkFilter(problems: Problems, { dimensions = {}, tags = {} }: BudgetFilter): void {
  const all = [
    ...Object.entries(dimensions).map(([name, values]) => [`filter.dimensions.${name}`, values] as const),
    ...Object.entries(tags).map(([name, values]) => [`filter.tags[${quoted(name)}]`, values] as const),
  ];
  problems.when(
    all.length === 0,
    "filter must have a dimension or a tag, got none: leave filter out to count all costs",
  );
  for (const name of Object.keys(dimensions))
    problems.oneOf("filter.dimensions", name, DIMENSIONS, "azurerm knows no others");
  problems.when(Object.keys(tags).includes(""), "filter.tags must have names, got an empty one");
  for (const [name, values] of all)
    problems.when(
      values.length === 0 || values.some((value) => value.trim() === ""),
      `${name} must have values, none of them empty, got ${quoted(values)}`,
    );
}
