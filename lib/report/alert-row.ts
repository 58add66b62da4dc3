import type { TerraformResource } from "cdktf";
import { given, givenText, stackOf, type Tree } from "./tree";

/** Something that tells people of what went wrong. */
export interface AlertRow {
  readonly name: string;
  readonly kind: "metric alert" | "log alert" | "delivery of built-in alerts";
  /** 0 critical to 4 verbose; undefined of deliveries, which pass on what others raise. */
  readonly severity?: number;
  readonly description?: string;
  /** How far back it looks, and how often: durations of ISO 8601. */
  readonly window?: string;
  readonly frequency?: string;
  readonly enabled: boolean;
  readonly stack: string;
}

/** Whom alerts tell. Addresses of webhooks and other secrets are left out: receivers have names. */
export interface ActionGroupRow {
  readonly name: string;
  readonly stack: string;
  readonly enabled: boolean;
  /** "email: email-ops-at-contoso-com" */
  readonly receivers: readonly string[];
}

interface AlertType {
  readonly type: string;
  readonly kind: AlertRow["kind"];
  /** What azurerm gives those that say none. */
  readonly severity?: number;
  readonly window?: string;
  readonly frequency?: string;
}

const ALERT_TYPES: readonly AlertType[] = [
  {
    type: "azurerm_monitor_alert_processing_rule_action_group",
    kind: "delivery of built-in alerts",
  },
  {
    type: "azurerm_monitor_metric_alert",
    kind: "metric alert",
    severity: 3,
    window: "windowSize",
    frequency: "frequency",
  },
  {
    type: "azurerm_monitor_scheduled_query_rules_alert_v2",
    kind: "log alert",
    window: "windowDuration",
    frequency: "evaluationFrequency",
  },
];

/** Every alert of a tree, whoever defines it: the worst first, deliveries before all. */
export function alertRows(tree: Tree): readonly AlertRow[] {
  return ALERT_TYPES.flatMap((type) =>
    tree.ofType(type.type).map((resource) => alertRow(resource, type)),
  ).sort((a, b) => (a.severity ?? -1) - (b.severity ?? -1));
}

function alertRow(resource: TerraformResource, { kind, window, frequency, ...type }: AlertType): AlertRow {
  const severity = given(resource, "severity");
  return {
    name: givenText(resource, "name") ?? resource.node.path,
    kind,
    severity: typeof severity === "number" ? severity : type.severity,
    description: givenText(resource, "description"),
    window: window && givenText(resource, window),
    frequency: frequency && givenText(resource, frequency),
    enabled: given(resource, "enabled") !== false,
    stack: stackOf(resource),
  };
}

const RECEIVERS: Readonly<Record<string, string>> = {
  emailReceiver: "e-mail",
  smsReceiver: "text message",
  voiceReceiver: "telephone",
  azureAppPushReceiver: "Azure app",
  webhookReceiver: "webhook",
  logicAppReceiver: "logic app",
  automationRunbookReceiver: "runbook",
  azureFunctionReceiver: "function",
  eventHubReceiver: "event hub",
  itsmReceiver: "ticket",
  armRoleReceiver: "role",
};

/** The action groups of a tree, and whom they tell. */
export function actionGroupRows(tree: Tree): readonly ActionGroupRow[] {
  return tree.ofType("azurerm_monitor_action_group").map((resource) => ({
    name: givenText(resource, "name") ?? resource.node.path,
    stack: stackOf(resource),
    enabled: given(resource, "enabled") !== false,
    receivers: Object.entries(RECEIVERS).flatMap(([block, word]) =>
      blocks(given(resource, block)).map(({ name }) => `${word}: ${String(name)}`),
    ),
  }));
}

function blocks(value: unknown): readonly { readonly name?: unknown }[] {
  return Array.isArray(value) ? value : [];
}
