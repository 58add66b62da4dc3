import { Construct } from "constructs";
import {
  AutomationAccount,
  DrillSchedule,
  type IAutomationAccount,
  type IDrillPlan,
  RecoveryDrill,
  type RecoveryDrillProps,
  type ResilienceStack,
} from "../../lib";
import { vaultIn } from "../replication/pair";
import { resourceGroup, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { networkId } from "../support/vms";

export const RUNBOOK = "azurerm_automation_runbook";
export const SCHEDULE = "azurerm_automation_schedule";
export const LINK = "azurerm_automation_job_schedule";
export const ROLE = "azurerm_role_assignment";

/** A recovery plan as drills see one. */
export function planIn(
  stack: ResilienceStack,
  { id = "Plan", networkIds = [networkId("vnet-app"), networkId("vnet-recovery")] } = {},
): IDrillPlan {
  const present = stack.node.tryFindChild("Vault");
  const vault = (present as IDrillPlan["vault"] | undefined) ?? vaultIn(stack, "centralindia");
  return Object.assign(new Construct(stack, id), { planName: "rp-erp", vault, pair: { networkIds } });
}

export function accountIn(stack: ResilienceStack): IAutomationAccount {
  const present = stack.node.tryFindChild("Automation");
  if (present) return present as AutomationAccount;
  return new AutomationAccount(stack, "Automation", {
    name: "aa-contoso-dr",
    resourceGroup: resourceGroup(stack, "centralindia", "Automation-Group"),
  });
}

/** Somebody else's account. */
export const imported = (stack: ResilienceStack, facts = {}): IAutomationAccount =>
  AutomationAccount.fromAutomationAccountId(
    stack,
    "Automation",
    `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-ops/providers/Microsoft.Automation/automationAccounts/aa-ops`,
    facts,
  );

export const FIRST_SATURDAY = DrillSchedule.quarterly({
  on: "first Saturday",
  at: "02:00",
  timezone: "Australia/Sydney",
});

type Changes = Partial<RecoveryDrillProps>;

/** A quarterly drill into a network of its own; say only what matters. */
export function drillIn(
  stack: ResilienceStack,
  changes: Changes | ((stack: ResilienceStack) => Changes) = {},
  id = "Quarterly",
): RecoveryDrill {
  const given = typeof changes === "function" ? changes(stack) : changes;
  const { plan, account, ...rest } = given;
  return new RecoveryDrill(stack, id, {
    plan: plan ?? planIn(stack),
    account: account ?? accountIn(stack),
    testNetwork: { networkId: networkId("vnet-test") },
    rtoMinutes: 120,
    schedule: FIRST_SATURDAY,
    ...rest,
  });
}

export const drilled = (changes: Parameters<typeof drillIn>[1] = {}) =>
  synthesise((stack) => {
    drillIn(stack, changes);
  });
