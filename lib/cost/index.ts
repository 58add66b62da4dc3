export { Budget } from "./budget";
export type {
  BudgetDimension,
  BudgetFilter,
  BudgetNotification,
  BudgetProps,
  BudgetTimeGrain,
} from "./budget-props";
export { BudgetScope } from "./budget-scope";
