import { MonitorAlertProcessingRuleSuppression } from "@cdktf/provider-azurerm/lib/monitor-alert-processing-rule-suppression";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { addFinding } from "../core/findings";
import type { Problems } from "../core/problems";
import { resolvedText } from "../core/resolved";
import type { AlertFilters } from "./alert-filters";
import { VAULT_ALERT_TYPES } from "./alert-processing-rule";
import { type AlertRuleOptions, alertRuleConfig, alertRuleProblems } from "./alert-rule-options";
import { type AlertSchedule, isEndless } from "./alert-schedule";

export interface AlertSuppressionProps extends AlertRuleOptions {
  /** ARM ids of subscriptions, resource groups and resources, in the rule's own subscription. */
  readonly scopes: readonly string[];
  /** The maintenance window, with an end. */
  readonly schedule: AlertSchedule;
}

/**
 * Tells nobody of alerts that fire in a maintenance window (`azurerm_monitor_alert_processing_rule_suppression`). They
 * still fire and are listed; action groups of rules of any kind stay silent, also when the window is over.
 *
 * @see Microsoft Learn, "Alert processing rules"
 *
 * @example
 * new AlertSuppression(stack, "Patching", {
 *   name: "apr-patching",
 *   resourceGroup,
 *   scopes: [`/subscriptions/${subscriptionId}`],
 *   filters: { severity: AlertFilter.notEquals(0) },
 *   schedule: AlertSchedule.weekly({ days: ["Saturday"], startTime: "22:00:00", endTime: "04:00:00" }),
 * });
 */
export class AlertSuppression extends Construct {
  static isAlertSuppression(x: unknown): x is AlertSuppression {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly ruleId: string;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: MonitorAlertProcessingRuleSuppression;

  constructor(scope: Construct, id: string, props: AlertSuppressionProps) {
    super(scope, checkId(scope, id));
    const problems = alertRuleProblems(this, props);
    checkEnd(problems, props.schedule);
    problems.throwIfAny();
    warnOfSilence(this, props);
    this.resource = new MonitorAlertProcessingRuleSuppression(this, "Default", alertRuleConfig(this, props));
    this.ruleId = this.resource.id;
    Object.defineProperty(this, MARK, { value: true });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/AlertSuppression");

function checkEnd(problems: Problems, schedule: AlertSchedule | undefined): void {
  if (problems.any || (schedule && !isEndless(schedule))) return;
  problems.add(
    schedule?.recurrences?.length
      ? "schedule must leave some time at which alerts are told, got recurrences of whole days, on every day: a suppression without end is an outage that nobody hears of; say until, or shorten them"
      : "schedule must have until, or recurrences that end: a suppression without end is an outage that nobody hears of",
  );
}

/** Who deletes backups chooses the maintenance window, if nobody is told in it. */
function warnOfSilence(scope: Construct, { scopes, filters = {} }: AlertSuppressionProps): void {
  if (!meansVaults(scope, scopes) || !meansSecurity(filters)) return;
  addFinding(scope, {
    kind: "warning",
    subject: scope.node.path,
    reason: "nobody is told in the window when backups are deleted or a vault loses its protection",
    remedy: "add severity: AlertFilter.notEquals(0) to filters",
  });
}

/** Subscriptions and groups may hold vaults; a resource is one or not. */
function meansVaults(scope: Construct, scopes: readonly string[]): boolean {
  const others = /\/providers\/(?!microsoft\.(recoveryservices\/vaults|dataprotection\/backupvaults)\/)/i;
  return scopes.some((id) => !others.test(resolvedText(scope, id)));
}

function meansSecurity({ severity, targetResourceType: type, monitorService }: AlertFilters): boolean {
  const lets = (
    filter: { operator: string; values: readonly unknown[] } | undefined,
    values: readonly unknown[],
  ) =>
    filter === undefined ||
    values.some((value) => filter.values.includes(value) === (filter.operator === "Equals"));
  const lower = type && { ...type, values: type.values.map((value) => value.toLowerCase()) };
  return lets(severity, [0]) && lets(lower, VAULT_ALERT_TYPES) && lets(monitorService, ["Azure Backup"]);
}
