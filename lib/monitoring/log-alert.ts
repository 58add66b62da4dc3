import {
  MonitorScheduledQueryRulesAlertV2,
  type MonitorScheduledQueryRulesAlertV2Criteria,
} from "@cdktf/provider-azurerm/lib/monitor-scheduled-query-rules-alert-v2";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { cafName } from "../core/names";
import { normalizeRegion } from "../core/regions";
import { LOG_ALERT_TYPE } from "../core/resource-id";
import { tagMap } from "../core/tags";
import { takeName } from "../core/taken-names";
import { withoutStackTraces } from "../core/without-stack-traces";
import { registerProviders } from "../provider/register-providers";
import { actionGroupIds } from "./action-group";
import { checkLogAlert } from "./log-alert-checks";
import type { AlertDimension, LogAlertProps } from "./log-alert-props";
import type { LogQuery } from "./log-query";

/**
 * An alert on what a query finds in a workspace (`azurerm_monitor_scheduled_query_rules_alert_v2`). Every combination of its
 * dimensions is an alert of its own, that is fired and resolved by itself. Azure does not validate the query when the rule is
 * created, since tables come with their first rows; a rule whose table has no row for a week is disabled by Azure, so define
 * it where something writes to the table.
 *
 * @see Microsoft Learn, "Create or edit a log search alert rule"
 *
 * @example
 * new LogAlert(stack, "RpoMissed", {
 *   query: BackupQueries.rpoMissed({ rpoHours: 24 }), workspace, resourceGroup, severity: 1, actionGroups: [operations],
 * });
 */
export class LogAlert extends Construct {
  static isLogAlert(x: unknown): x is LogAlert {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly alertId: string;
  readonly name: string;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: MonitorScheduledQueryRulesAlertV2;

  constructor(scope: Construct, id: string, props: LogAlertProps) {
    super(scope, checkId(scope, id));
    this.name = props.name ?? cafName("logAlert", id);
    const query = asQuery(props.query);
    const timing = timingOf(props, query);
    const region = props.region ?? props.workspace.region ?? props.resourceGroup.locationInput;
    checkLogAlert(this, { ...props, ...timing, name: this.name, region }, query);
    takeName(this, LOG_ALERT_TYPE, this.name, props.resourceGroup.name);
    registerProviders(this, ["microsoft.insights"]);
    this.resource = withoutStackTraces(
      () =>
        new MonitorScheduledQueryRulesAlertV2(this, "Default", {
          name: this.name,
          resourceGroupName: props.resourceGroup.name,
          location: normalizeRegion(region ?? ""),
          description: props.description ?? query.description,
          enabled: props.enabled ?? true,
          scopes: [props.workspace.workspaceId],
          severity: props.severity,
          criteria: [criterionOf(props, query)],
          evaluationFrequency: timing.frequency ?? "",
          windowDuration: timing.window ?? "",
          queryTimeRangeOverride: props.queryTimeRange,
          autoMitigationEnabled: timing.autoResolve,
          muteActionsAfterAlertDuration: props.muteFor,
          skipQueryValidation: true,
          action: actionOf(props),
          tags: tagMap(props.tags),
        }),
    );
    this.alertId = this.resource.id;
    Object.defineProperty(this, MARK, { value: true });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/LogAlert");

function asQuery(query: LogQuery | string): Partial<LogQuery> & { readonly text: string } {
  return typeof query === "string" ? { text: query } : query;
}

function timingOf(props: LogAlertProps, query: Partial<LogQuery>) {
  const { frequency = query.frequency, window = query.window, muteFor } = props;
  const { autoResolve = frequency !== "P1D" && muteFor === undefined } = props;
  return { frequency, window, autoResolve };
}

function criterionOf(
  props: LogAlertProps,
  query: Partial<LogQuery> & { readonly text: string },
): MonitorScheduledQueryRulesAlertV2Criteria {
  const { measure, evaluationPeriods: periods = 1, failingPeriods = periods } = props;
  return {
    query: query.text,
    timeAggregationMethod: measure?.aggregation ?? "Count",
    metricMeasureColumn: measure?.column,
    operator: props.operator ?? "GreaterThan",
    threshold: props.threshold ?? 0,
    resourceIdColumn: props.resourceIdColumn ?? query.resourceIdColumn,
    dimension: (props.dimensions ?? query.dimensions ?? []).map(dimensionOf),
    failingPeriods: {
      numberOfEvaluationPeriods: periods,
      minimumFailingPeriodsToTriggerAlert: failingPeriods,
    },
  };
}

function dimensionOf(dimension: AlertDimension) {
  const {
    name,
    operator = "Include",
    values = ["*"],
  } = typeof dimension === "string" ? { name: dimension } : dimension;
  return { name, operator, values: [...values] };
}

function actionOf({ actionGroups = [], customProperties }: LogAlertProps) {
  if (actionGroups.length === 0) return undefined;
  return {
    actionGroups: actionGroupIds(actionGroups),
    customProperties: customProperties && { ...customProperties },
  };
}
