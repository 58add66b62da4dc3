import {
  MonitorDiagnosticSetting,
  type MonitorDiagnosticSettingConfig,
} from "@cdktf/provider-azurerm/lib/monitor-diagnostic-setting";
import { Construct, type IConstruct } from "constructs";
import { checkId } from "../core/construct-id";
import { Problems, quoted } from "../core/problems";
import { Registry } from "../core/registry";
import { keyInApp } from "../core/resolved";
import { withoutStackTraces } from "../core/without-stack-traces";
import { registerProviders } from "../provider/register-providers";
import type { ILogWorkspace } from "./log-workspace";

/** Which tables logs go to: those of the resource's own, or the one that many resources share. */
export type LogDestination = "Dedicated" | "AzureDiagnostics";

export interface DiagnosticSettingProps {
  /** ARM id of what is logged: a resource, or a subscription. */
  readonly target: string;
  readonly workspace: ILogWorkspace;
  /** Categories of logs, as Azure Monitor names them. */
  readonly logs: readonly string[];
  /** Categories of metrics. @default - none */
  readonly metrics?: readonly string[];
  /** @default - Azure decides, where the resource has one kind of table only */
  readonly destination?: LogDestination;
  /** 1 to 260 characters. @default - the construct's id */
  readonly name?: string;
}

/**
 * Sends logs of a resource to a Log Analytics workspace (`azurerm_monitor_diagnostic_setting`). Azure takes five settings
 * for a resource, and a category once for a workspace: both are checked across the program. A setting outlives a resource
 * that is deleted without it, and Terraform then finds that it exists already.
 *
 * @see Microsoft Learn, "Diagnostic settings in Azure Monitor"
 */
export class DiagnosticSetting extends Construct {
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: MonitorDiagnosticSetting;

  constructor(scope: Construct, id: string, props: DiagnosticSettingProps) {
    super(scope, checkId(scope, id));
    const name = props.name ?? id;
    checkSetting(this, name, props);
    registerProviders(this, ["microsoft.insights"]);
    this.resource = withoutStackTraces(
      () => new MonitorDiagnosticSetting(this, "Default", settingConfig(name, props)),
    );
  }
}

const MAX_SETTINGS = 5;
const FORBIDDEN_IN_NAMES = /[<>*%&:\\?+/]/;

/** The settings of each resource by name, and the categories that each workspace has of it; by the root of the program. */
const named = new Registry<IConstruct>();
const sent = new Registry<IConstruct>();
const counted = new WeakMap<IConstruct, Map<string, number>>();

function checkSetting(scope: Construct, name: string, props: DiagnosticSettingProps): void {
  const problems = new Problems(scope);
  const fits = name.length > 0 && name.length <= 260 && !FORBIDDEN_IN_NAMES.test(name);
  problems.when(!fits, `name must be 1 to 260 characters without <>*%&:\\?+/, got ${quoted(name)}`);
  problems.when(name === "service", 'name must not be "service": Azure does not delete such a setting');
  const categories = [...props.logs, ...(props.metrics ?? [])];
  problems.when(categories.length === 0, "logs must name a category at least: Azure keeps no empty setting");
  problems.throwIfAny();
  takePlace(scope, name, props, categories);
}

function takePlace(
  scope: Construct,
  name: string,
  { target, workspace }: DiagnosticSettingProps,
  categories: readonly string[],
): void {
  const root = scope.node.root;
  const resource = keyInApp(scope, target).toLowerCase();
  const problems = new Problems(scope);
  const settings = counted.get(root) ?? new Map<string, number>();
  const other = named.holder(root, `${resource} ${name}`);
  problems.when(other !== undefined, `name ${quoted(name)} is the name of ${other}: choose another name`);
  const count = (settings.get(resource) ?? 0) + 1;
  problems.when(
    count > MAX_SETTINGS,
    `target has ${MAX_SETTINGS} diagnostic settings already: Azure takes no more of a resource`,
  );
  const place = (category: string) => `${resource} ${keyInApp(scope, workspace.workspaceId)} ${category}`;
  for (const category of categories) {
    const holder = sent.holder(root, place(category));
    problems.when(
      holder !== undefined,
      `the category ${quoted(category)} is sent to the workspace by ${holder} already: Azure sends it once`,
    );
  }
  problems.throwIfAny();
  named.take(root, `${resource} ${name}`, scope.node.path);
  for (const category of categories) sent.take(root, place(category), scope.node.path);
  counted.set(root, settings.set(resource, count));
}

/**
 * Azure answers nothing where the destination is AzureDiagnostics (Azure/azure-rest-api-specs#22400), which Terraform would
 * plan to change for ever: what was created is left alone.
 */
function settingConfig(name: string, props: DiagnosticSettingProps): MonitorDiagnosticSettingConfig {
  const { target, workspace, logs, metrics = [], destination } = props;
  return {
    name,
    targetResourceId: target,
    logAnalyticsWorkspaceId: workspace.workspaceId,
    logAnalyticsDestinationType: destination,
    enabledLog: logs.map((category) => ({ category })),
    enabledMetric: metrics.length > 0 ? metrics.map((category) => ({ category })) : undefined,
    lifecycle:
      destination === "AzureDiagnostics" ? { ignoreChanges: ["log_analytics_destination_type"] } : undefined,
  };
}
