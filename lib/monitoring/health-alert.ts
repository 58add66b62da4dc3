import { MonitorMetricAlert } from "@cdktf/provider-azurerm/lib/monitor-metric-alert";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { NAME_RULES } from "../core/names";
import { Problems, quoted } from "../core/problems";
import type { IResourceGroup } from "../core/refs";
import { differ } from "../core/regions";
import { checkTags, type ResourceTags, tagMap } from "../core/tags";
import { takeName } from "../core/taken-names";
import { withoutStackTraces } from "../core/without-stack-traces";
import { registerProviders } from "../provider/register-providers";
import { actionGroupIds, checkActionGroups, type IActionGroup } from "./action-group";
import { SEVERITIES, type Severity } from "./severity";
import { type IWatchedVault, vaultTypeOf } from "./watched-vault";

/** What azurerm takes for `frequency` of a metric alert. */
export const METRIC_FREQUENCIES = ["PT1M", "PT5M", "PT15M", "PT30M", "PT1H"] as const;
/** What azurerm takes for `window_size` of a metric alert. */
export const METRIC_WINDOWS = [...METRIC_FREQUENCIES, "PT6H", "PT12H", "P1D"] as const;

/** How often a metric is looked at (ISO 8601). */
export type MetricFrequency = (typeof METRIC_FREQUENCIES)[number];
/** Over how long a metric is looked at (ISO 8601). */
export type MetricWindow = (typeof METRIC_WINDOWS)[number];

/** How a data source is, as Azure Backup says with every job: the last four are not healthy. */
export const HEALTH_STATUSES = [
  "Healthy",
  "Transient Unhealthy",
  "Persistent Unhealthy",
  "Transient Degraded",
  "Persistent Degraded",
] as const;

/** A health status that is worth an alert. */
export type UnhealthyStatus = Exclude<(typeof HEALTH_STATUSES)[number], "Healthy">;

export interface HealthAlertOptions {
  /** 0 (critical) to 4 (verbose). @default 2 */
  readonly severity?: Severity;
  /** How often Azure looks. @default "PT1H" */
  readonly frequency?: MetricFrequency;
  /** How far back it looks; not less than the frequency. @default "P1D" for backups, "PT1H" for restores */
  readonly window?: MetricWindow;
  /** How many unhealthy events of a data source raise an alert, from 1. @default 1 */
  readonly events?: number;
  /** Which kinds of health count. @default - all that are not healthy */
  readonly statuses?: readonly UnhealthyStatus[];
}

export interface HealthAlertProps extends HealthAlertOptions {
  readonly name: string;
  readonly resourceGroup: IResourceGroup;
  /** What has failed: backups, or restores (of blobs alone, as Azure Backup says). */
  readonly event: "Backup" | "Restore";
  /** Vaults of one kind, in one region and subscription: what a rule covers. */
  readonly vaults: readonly IWatchedVault[];
  readonly actionGroups: readonly IActionGroup[];
  /** @default - no tags */
  readonly tags?: ResourceTags;
}

/**
 * A metric alert on what Azure Backup says with every job (`azurerm_monitor_metric_alert`): raised for a data source whose
 * last events are not healthy, resolved when they are again. Healthy events come with every successful job, and are left
 * out. A rule covers the vaults of a region; the metrics cost nothing, and need no Log Analytics workspace.
 *
 * @see Microsoft Learn, "Monitor the health of your backups using Azure Backup Metrics"
 */
export class HealthAlert extends Construct {
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: MonitorMetricAlert;

  constructor(scope: Construct, id: string, props: HealthAlertProps) {
    super(scope, checkId(scope, id));
    const { event, vaults, severity = 2, events = 1, statuses } = props;
    const vaultType = checkHealthAlert(this, props);
    takeName(this, "Microsoft.Insights/metricAlerts", props.name, props.resourceGroup.name);
    registerProviders(this, ["microsoft.insights"]);
    const [first] = vaults;
    const window = props.window ?? (event === "Backup" ? "P1D" : "PT1H");
    this.resource = withoutStackTraces(
      () =>
        new MonitorMetricAlert(this, "Default", {
          name: props.name,
          resourceGroupName: props.resourceGroup.name,
          description: `${event} of a data source was not healthy`,
          scopes: vaults.map(({ vaultId }) => vaultId),
          targetResourceType: vaultType,
          targetResourceLocation: first?.region,
          severity,
          frequency: props.frequency ?? "PT1H",
          windowSize: window,
          autoMitigate: true,
          criteria: [
            {
              metricNamespace: vaultType,
              metricName: `${event}HealthEvent`,
              aggregation: "Count",
              operator: "GreaterThanOrEqual",
              threshold: events,
              // a vault emits none before its first job
              skipMetricValidation: true,
              dimension: [
                { name: "backupInstanceName", operator: "Include", values: ["*"] },
                statuses
                  ? { name: "healthStatus", operator: "Include", values: [...statuses] }
                  : { name: "healthStatus", operator: "Exclude", values: ["Healthy"] },
              ],
            },
          ],
          action: actionGroupIds(props.actionGroups).map((actionGroupId) => ({ actionGroupId })),
          tags: tagMap(props.tags),
        }),
    );
  }
}

/** Refuses what Azure refuses; returns the type of the vaults. */
function checkHealthAlert(scope: Construct, props: HealthAlertProps): string {
  const { vaults, actionGroups, severity, frequency, window, events, statuses } = props;
  const problems = new Problems(scope);
  problems.matches("name", props.name, NAME_RULES.metricAlert.pattern, NAME_RULES.metricAlert.allowed);
  problems.oneOf("event", props.event, ["Backup", "Restore"], "Azure Backup has these two metrics");
  checkActionGroups(problems, scope, "actionGroups", actionGroups);
  const vaultType = checkVaults(problems, scope, vaults);
  problems.oneOf("severity", severity, SEVERITIES, "0 is critical, 4 verbose");
  problems.oneOf("frequency", frequency, METRIC_FREQUENCIES, "see azurerm frequency");
  problems.oneOf("window", window, METRIC_WINDOWS, "see azurerm window_size");
  checkOrder(problems, props);
  problems.integer("events", events, [1, 1000], "events", "healthy ones are not counted");
  problems.when(statuses?.length === 0, "statuses must have one at least, got none: remove it for all");
  for (const status of statuses ?? [])
    problems.oneOf(
      "statuses",
      status,
      HEALTH_STATUSES.slice(1),
      "healthy events come with every successful job",
    );
  checkTags(problems, props.tags);
  problems.throwIfAny();
  return vaultType;
}

function checkVaults(problems: Problems, scope: Construct, vaults: readonly IWatchedVault[]): string {
  const [first, ...others] = vaults;
  if (!first) {
    problems.add("vaults must have one at least, got none");
    return "";
  }
  const type = vaultTypeOf(scope, first);
  problems.when(type === undefined, `vaults must be vaults by their ARM ids, got ${quoted(first.vaultId)}`);
  problems.when(first.region === undefined, "vaults must say their region: pass it with the imported vault");
  for (const other of others) {
    const where = [other.region, other.subscriptionId, vaultTypeOf(scope, other)].join(" ");
    const alike =
      !differ(other.region, first.region) &&
      other.subscriptionId === first.subscriptionId &&
      vaultTypeOf(scope, other) === type;
    problems.when(
      !alike,
      `vaults must be of one kind, region and subscription, got ${where} beside ${[first.region, first.subscriptionId, type].join(" ")}: define an alert for each`,
    );
  }
  return type ?? "";
}

function checkOrder(problems: Problems, { event, frequency = "PT1H", window }: HealthAlertProps): void {
  const chosen = window ?? (event === "Backup" ? "P1D" : "PT1H");
  const order = (one: MetricWindow) => METRIC_WINDOWS.indexOf(one);
  problems.when(
    order(frequency) > order(chosen),
    `window must not be shorter than frequency ${frequency}, got ${chosen}: events between two looks would be missed`,
  );
}
