import { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { subscriptionOf } from "../core/subscription-of";
import type { KnownTexts } from "./known-texts";

/** An alert rule of the app. */
export interface AlertFacts {
  /** What it is about, as the alert pack calls it: "RpoMissed"; any other id for alerts of one's own. */
  readonly kind: string;
  readonly name: string;
  /** 0 (critical) to 4 (verbose); undefined for the rule that delivers Azure's own alerts, which have theirs. */
  readonly severity?: number;
  readonly description?: string;
  readonly resourceGroup?: string;
  readonly subscriptionId?: string;
}

/** The types, and the severity that azurerm gives those that say none. */
const TYPES: Readonly<Record<string, number | undefined>> = {
  azurerm_monitor_alert_processing_rule_action_group: undefined,
  azurerm_monitor_metric_alert: 3,
  azurerm_monitor_scheduled_query_rules_alert_v2: undefined,
};

/** The alert rules in the order of their severities and names. */
export function alertsOf(all: readonly IConstruct[], texts: KnownTexts): readonly AlertFacts[] {
  return all
    .filter(TerraformResource.isTerraformResource)
    .filter(({ terraformResourceType }) => terraformResourceType in TYPES)
    .map((resource) => alertFacts(resource, texts))
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

function alertFacts(resource: TerraformResource, texts: KnownTexts): AlertFacts {
  // the provider's resource is the "Default" of the alert that the program knows
  const own = resource.node.id === "Default" ? resource.node.scope : resource;
  const [kind = ""] = (own ?? resource).node.id.split("-");
  const severity: unknown = Reflect.get(resource, "severityInput");
  return {
    kind,
    name: texts.input(resource, "name") ?? resource.node.path,
    severity: typeof severity === "number" ? severity : TYPES[resource.terraformResourceType],
    description: texts.input(resource, "description"),
    resourceGroup: texts.input(resource, "resource_group_name"),
    subscriptionId: subscriptionOf(resource),
  };
}

function sortKey({ severity = 0, name }: AlertFacts): string {
  return `${severity} ${name}`;
}
