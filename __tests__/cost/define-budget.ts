import { Budget, type BudgetProps, BudgetScope, type ResilienceStack } from "../../lib";
import { SUBSCRIPTION } from "../support/synthesise";

/** A budget of 1000 a month for the subscription, with one e-mail at 80 %; say only what matters. */
export function budget(stack: ResilienceStack, props: Partial<BudgetProps> = {}, id = "Costs"): Budget {
  return new Budget(stack, id, {
    name: "backup",
    at: BudgetScope.subscription(SUBSCRIPTION),
    amount: 1000,
    notifications: [{ threshold: 80, emails: ["finance@contoso.com"] }],
    ...props,
  });
}
