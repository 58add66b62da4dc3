import { MonitorAlertProcessingRuleActionGroup } from "@cdktf/provider-azurerm/lib/monitor-alert-processing-rule-action-group";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { GUID } from "../core/guid";
import { Problems } from "../core/problems";
import { subscriptionOf } from "../core/subscription-of";
import { withoutStackTraces } from "../core/without-stack-traces";
import { actionGroupIds, checkActionGroups, type IActionGroup } from "./action-group";
import { AlertFilter } from "./alert-filters";
import { type AlertRuleOptions, alertRuleConfig, alertRuleProblems } from "./alert-rule-options";
import type { AlertSchedule } from "./alert-schedule";
import type { Severity } from "./severity";

export interface AlertProcessingRuleProps extends AlertRuleOptions {
  /** ARM ids of subscriptions, resource groups and resources, in the rule's own subscription. */
  readonly scopes: readonly string[];
  /** Whom the alerts tell, beside those that they tell already. */
  readonly actionGroups: readonly IActionGroup[];
  /** @default - always */
  readonly schedule?: AlertSchedule;
}

export interface VaultAlertsProps extends Omit<AlertRuleOptions, "filters"> {
  readonly actionGroups: readonly IActionGroup[];
  /** A GUID: the rule's own. @default - the stack's */
  readonly subscriptionId?: string;
  /** 0 (security) to 4. @default - all */
  readonly severities?: readonly Severity[];
}

/** The types of both kinds of vault, as alerts name them. */
export const VAULT_ALERT_TYPES = [
  "microsoft.recoveryservices/vaults",
  "microsoft.dataprotection/backupvaults",
] as const;

/**
 * Adds action groups to alerts as they fire (`azurerm_monitor_alert_processing_rule_action_group`): the way to hear of
 * the alerts that no rule makes, such as those of Azure Backup.
 *
 * @see Microsoft Learn, "Alert processing rules"
 */
export class AlertProcessingRule extends Construct {
  static isAlertProcessingRule(x: unknown): x is AlertProcessingRule {
    return typeof x === "object" && x !== null && MARK in x;
  }

  /**
   * Delivers every alert that fires on a vault of either kind, now or later, in a subscription: backups and restores that
   * failed, replication, and the security alerts (severity 0: backups deleted, soft delete or multi-user authorization
   * off, retention shortened), which nobody can turn off and nobody is told of without such a rule (Microsoft Learn,
   * "Monitor Azure Monitor based alerts for Azure Backup").
   *
   * @example
   * AlertProcessingRule.forVaults(stack, "VaultAlerts", { name: "apr-vaults", resourceGroup, actionGroups: [oncall] });
   */
  static forVaults(scope: Construct, id: string, props: VaultAlertsProps): AlertProcessingRule {
    const { subscriptionId = subscriptionOf(scope), severities, ...options } = props;
    const problems = new Problems(`${scope.node.path}/${id}`);
    if (subscriptionId === undefined)
      problems.add("subscriptionId must be given: the stack does not say its own");
    else problems.matches("subscriptionId", subscriptionId, GUID, "a subscription's GUID");
    problems.throwIfAny();
    return new AlertProcessingRule(scope, id, {
      description: "Delivers the alerts of Recovery Services vaults and Backup vaults",
      ...options,
      scopes: [`/subscriptions/${subscriptionId}`],
      filters: {
        targetResourceType: AlertFilter.equals(...VAULT_ALERT_TYPES),
        monitorCondition: AlertFilter.equals("Fired"),
        severity: severities && AlertFilter.equals(...severities),
      },
    });
  }

  readonly ruleId: string;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: MonitorAlertProcessingRuleActionGroup;

  constructor(scope: Construct, id: string, props: AlertProcessingRuleProps) {
    super(scope, checkId(scope, id));
    const problems = alertRuleProblems(this, props);
    checkActionGroups(problems, this, "actionGroups", props.actionGroups);
    problems.throwIfAny();
    this.resource = withoutStackTraces(
      () =>
        new MonitorAlertProcessingRuleActionGroup(this, "Default", {
          ...alertRuleConfig(this, props),
          addActionGroupIds: actionGroupIds(props.actionGroups),
        }),
    );
    this.ruleId = this.resource.id;
    Object.defineProperty(this, MARK, { value: true });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/AlertProcessingRule");
