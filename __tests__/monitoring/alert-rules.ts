import {
  AlertProcessingRule,
  type AlertProcessingRuleProps,
  AlertSchedule,
  AlertSuppression,
  type AlertSuppressionProps,
  type ResilienceStack,
} from "../../lib";
import { SUBSCRIPTION } from "../support/synthesise";
import { oncall } from "./define-group";

const ALL = `/subscriptions/${SUBSCRIPTION}`;

/** A rule that tells the on-call team of everything; say only what matters. */
export function rule(stack: ResilienceStack, props: Partial<AlertProcessingRuleProps> = {}) {
  return new AlertProcessingRule(stack, "Rule", {
    name: "apr-all",
    resourceGroup: { name: "rg-ops" },
    scopes: [ALL],
    actionGroups: [oncall],
    ...props,
  });
}

/** A suppression of an hour each night that leaves security alerts alone; say only what matters. */
export function suppression(stack: ResilienceStack, props: Partial<AlertSuppressionProps> = {}) {
  return new AlertSuppression(stack, "Quiet", {
    name: "apr-quiet",
    resourceGroup: { name: "rg-ops" },
    scopes: [ALL],
    filters: { severity: { operator: "NotEquals", values: [0] } },
    schedule: AlertSchedule.daily({ startTime: "02:00:00", endTime: "03:00:00" }),
    ...props,
  });
}
