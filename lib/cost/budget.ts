import {
  ConsumptionBudgetManagementGroup,
  type ConsumptionBudgetManagementGroupConfig,
} from "@cdktf/provider-azurerm/lib/consumption-budget-management-group";
import {
  ConsumptionBudgetResourceGroup,
  type ConsumptionBudgetResourceGroupConfig,
} from "@cdktf/provider-azurerm/lib/consumption-budget-resource-group";
import { ConsumptionBudgetSubscription } from "@cdktf/provider-azurerm/lib/consumption-budget-subscription";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { Problems, quoted } from "../core/problems";
import { Registry } from "../core/registry";
import { resolvedText } from "../core/resolved";
import { actionGroupIds } from "../monitoring/action-group";
import { checkBudget } from "./budget-checks";
import type { BudgetFilter, BudgetNotification, BudgetProps } from "./budget-props";
import type { BudgetScope } from "./budget-scope";

/**
 * An amount that a subscription, a resource group or a management group is meant to cost in a period, and who is told on
 * the way there (`azurerm_consumption_budget_subscription`, `_resource_group`, `_management_group`). It stops nothing, and
 * Azure looks once a day.
 *
 * The start is the first day of the month in which it is deployed, unless given: Terraform works it out when it plans and
 * keeps it from then on, since a date in the code would be too old for Azure some day.
 *
 * @see Microsoft Learn, "Tutorial: Create and manage budgets"
 *
 * @example
 * new Budget(stack, "BackupCosts", {
 *   name: "backup",
 *   at: BudgetScope.subscription(subscriptionId),
 *   amount: 5000,
 *   filter: { dimensions: { MeterCategory: ["Backup", "Azure Site Recovery"] } },
 *   notifications: [{ threshold: 80, actionGroups: [oncall] }],
 * });
 */
export class Budget extends Construct {
  static isBudget(x: unknown): x is Budget {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly budgetId: string;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: BudgetResource;

  constructor(scope: Construct, id: string, props: BudgetProps) {
    super(scope, checkId(scope, id));
    checkBudget(this, props);
    takeBudgetName(this, props);
    this.resource = defineBudget(this, props.at, {
      name: props.name,
      amount: props.amount,
      timeGrain: props.timeGrain ?? "Monthly",
      timePeriod: { startDate: startDate(props.start), endDate: props.end && `${props.end}T00:00:00Z` },
      notification: props.notifications.map(notificationBlock),
      filter: filterBlock(props.filter),
      // the end may change, and what Terraform works out anew with every plan must not
      lifecycle: props.start === undefined ? { ignoreChanges: ["time_period[0].start_date"] } : undefined,
    });
    this.budgetId = this.resource.id;
    Object.defineProperty(this, MARK, { value: true });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/Budget");

type BudgetResource =
  | ConsumptionBudgetSubscription
  | ConsumptionBudgetResourceGroup
  | ConsumptionBudgetManagementGroup;

type BudgetConfig = Omit<
  ConsumptionBudgetResourceGroupConfig & ConsumptionBudgetManagementGroupConfig,
  "resourceGroupId" | "managementGroupId"
>;

function defineBudget(scope: Construct, { kind, id }: BudgetScope, config: BudgetConfig): BudgetResource {
  switch (kind) {
    case "subscription":
      return new ConsumptionBudgetSubscription(scope, "Default", { ...config, subscriptionId: id });
    case "resourceGroup":
      return new ConsumptionBudgetResourceGroup(scope, "Default", { ...config, resourceGroupId: id });
    case "managementGroup":
      return new ConsumptionBudgetManagementGroup(scope, "Default", { ...config, managementGroupId: id });
  }
}

/** The budgets of each stack, by scope and name. */
const budgets = new Registry<TerraformStack>();

function takeBudgetName(scope: Construct, { at, name }: BudgetProps): void {
  const stack = TerraformStack.of(scope);
  const key = `${resolvedText(stack, at.id)} ${resolvedText(stack, name)}`;
  const other = budgets.holder(stack, key);
  const problems = new Problems(scope);
  problems.when(
    other !== undefined,
    `name ${quoted(name)} is the name of ${other} at the same scope: choose another name`,
  );
  problems.throwIfAny();
  budgets.take(stack, key, scope.node.path);
}

function startDate(month: string | undefined): string {
  if (month !== undefined) return `${month}-01T00:00:00Z`;
  return `\${formatdate("YYYY-MM-01'T'00:00:00Z", plantimestamp())}`;
}

function notificationBlock(notification: BudgetNotification) {
  const { threshold, type, operator, emails = [], actionGroups = [], roles = [], enabled } = notification;
  const some = <T>(list: readonly T[]) => (list.length > 0 ? [...list] : undefined);
  return {
    threshold,
    thresholdType: type ?? "Actual",
    operator: operator ?? "GreaterThanOrEqualTo",
    enabled: enabled ?? true,
    contactEmails: [...emails],
    contactGroups: some(actionGroupIds(actionGroups)),
    contactRoles: some(roles),
  };
}

function filterBlock(filter: BudgetFilter | undefined) {
  if (!filter) return undefined;
  const blocks = (named: Readonly<Record<string, readonly string[]>> = {}) => {
    const entries = Object.entries(named).map(([name, values]) => ({
      name,
      operator: "In",
      values: [...values],
    }));
    return entries.length > 0 ? entries : undefined;
  };
  return { dimension: blocks(filter.dimensions), tag: blocks(filter.tags) };
}
