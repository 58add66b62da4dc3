import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { GUID } from "../core/guid";
import { Problems, quoted } from "../core/problems";
import { subscriptionOf } from "../core/subscription-of";
import { DiagnosticSetting } from "./diagnostic-setting";
import type { ILogWorkspace } from "./log-workspace";

/** What an activity log tells apart. */
export type ActivityLogCategory =
  | "Administrative"
  | "Security"
  | "ServiceHealth"
  | "Alert"
  | "Recommendation"
  | "Policy"
  | "Autoscale"
  | "ResourceHealth";

export interface ActivityLogDiagnosticsProps {
  readonly workspace: ILogWorkspace;
  /** Subscription GUID. @default - the stack's own subscription */
  readonly subscriptionId?: string;
  /** @default ["Administrative"]: who changed what */
  readonly categories?: readonly ActivityLogCategory[];
  /** Unique among the settings of the subscription. @default - the construct's id */
  readonly name?: string;
}

/**
 * Sends a subscription's activity log to a workspace, where it is the table AzureActivity: `BackupQueries.protectionWeakened`
 * looks into it. Once for a subscription and workspace; the rows are free of charge.
 *
 * @see Microsoft Learn, "Activity log in Azure Monitor"
 */
export class ActivityLogDiagnostics extends Construct {
  readonly setting: DiagnosticSetting;

  constructor(scope: Construct, id: string, props: ActivityLogDiagnosticsProps) {
    super(scope, checkId(scope, id));
    const { workspace, categories = ["Administrative"], name = id } = props;
    this.setting = new DiagnosticSetting(this, "ActivityLog", {
      target: `/subscriptions/${checkSubscription(this, props.subscriptionId ?? subscriptionOf(this))}`,
      workspace,
      name,
      logs: categories,
    });
  }
}

function checkSubscription(scope: Construct, subscriptionId: string | undefined): string {
  const problems = new Problems(scope);
  if (subscriptionId === undefined)
    problems.add("subscriptionId must be given: the stack does not say its own");
  else if (!GUID.test(subscriptionId))
    problems.add(`subscriptionId must be a GUID, got ${quoted(subscriptionId)}`);
  problems.throwIfAny();
  return subscriptionId ?? "";
}
