import { MonitorActionGroup } from "@cdktf/provider-azurerm/lib/monitor-action-group";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { addFinding } from "../core/findings";
import { NAME_RULES } from "../core/names";
import { Problems, quoted } from "../core/problems";
import type { IResourceGroup } from "../core/refs";
import { resolvedText } from "../core/resolved";
import { ACTION_GROUP_TYPE, canonicalSegments, partsOf } from "../core/resource-id";
import { checkTags, type ResourceTags, tagMap } from "../core/tags";
import { takeName } from "../core/taken-names";
import { registerProviders } from "../provider/register-providers";
import type { Receiver } from "./receiver";
import { receiverBlocks } from "./receiver-blocks";
import { checkReceivers } from "./receiver-checks";

/** Whom an alert tells: an `ActionGroup`, or one that somebody else defined. */
export interface IActionGroup {
  /** ARM id. */
  readonly actionGroupId: string;
}

/** Where messages are handled, for those that must not leave a region (Microsoft Learn, "Action groups"). */
export const ACTION_GROUP_REGIONS = [
  "global",
  "centralindia",
  "eastus",
  "eastus2",
  "germanywestcentral",
  "northcentralus",
  "southcentralus",
  "southindia",
  "swedencentral",
  "westus",
  "westus2",
] as const;
/** Where an action group is processed. */
export type ActionGroupRegion = (typeof ACTION_GROUP_REGIONS)[number];

export interface ActionGroupProps {
  /** 1 to 260 characters, unique in the resource group. */
  readonly name: string;
  /** 1 to 12 characters; text messages and e-mails call the group so. */
  readonly shortName: string;
  readonly resourceGroup: IResourceGroup;
  /** One at least. */
  readonly receivers: readonly Receiver[];
  /** @default "global" - wherever Azure can */
  readonly region?: ActionGroupRegion;
  /** Does it tell anybody? @default true */
  readonly enabled?: boolean;
  /** @default - no tags */
  readonly tags?: ResourceTags;
}

/**
 * Whom alerts tell, and what they start (`azurerm_monitor_action_group`).
 *
 * @see Microsoft Learn, "Action groups"
 *
 * @example
 * const oncall = new ActionGroup(stack, "Oncall", {
 *   name: "ag-backup-oncall",
 *   shortName: "backup",
 *   resourceGroup,
 *   receivers: [Receiver.email("ops@contoso.com"), Receiver.role("Monitoring Contributor")],
 * });
 */
export class ActionGroup extends Construct implements IActionGroup {
  static isActionGroup(x: unknown): x is ActionGroup {
    return typeof x === "object" && x !== null && MARK in x;
  }

  /**
   * An action group that somebody else defined, in whatever subscription of the tenant.
   * @throws ConfigurationError when the id is not one of an action group
   */
  static fromActionGroupId(actionGroupId: string): IActionGroup {
    const problems = new Problems("ActionGroup.fromActionGroupId");
    checkActionGroupId(problems, "actionGroupId", actionGroupId);
    problems.throwIfAny();
    return { actionGroupId: canonicalSegments(actionGroupId, ACTION_GROUP_TYPE) };
  }

  readonly actionGroupId: string;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: MonitorActionGroup;

  constructor(scope: Construct, id: string, props: ActionGroupProps) {
    super(scope, checkId(scope, id));
    checkActionGroup(this, props);
    takeName(this, ACTION_GROUP_TYPE, props.name, props.resourceGroup.name);
    // in Azure's own spelling, which azurerm compares letter by letter
    registerProviders(this, ["microsoft.insights"]);
    this.resource = new MonitorActionGroup(this, "Default", {
      name: props.name,
      shortName: props.shortName,
      resourceGroupName: props.resourceGroup.name,
      location: props.region ?? "global",
      enabled: props.enabled ?? true,
      ...receiverBlocks(this, props.receivers),
      tags: tagMap(props.tags),
    });
    this.actionGroupId = this.resource.id;
    Object.defineProperty(this, MARK, { value: true });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/ActionGroup");

function checkActionGroup(scope: Construct, props: ActionGroupProps): void {
  const problems = new Problems(scope);
  const { pattern, allowed } = NAME_RULES.actionGroup;
  problems.matches("name", props.name, pattern, allowed);
  problems.matches("shortName", props.shortName, /^.{1,12}$/, "1 to 12 characters");
  problems.oneOf("region", props.region, ACTION_GROUP_REGIONS, "Azure handles messages in these alone");
  checkReceivers(scope, problems, props.receivers);
  checkTags(problems, props.tags);
  problems.throwIfAny();
  if (props.enabled !== false) return;
  addFinding(scope, {
    kind: "warning",
    subject: scope.node.path,
    reason: "the action group is not enabled, and tells nobody",
    remedy: "remove enabled: false",
  });
}

/** Refuses what is no action group's id. */
function checkActionGroupId(problems: Problems, name: string, id: string): void {
  if (Token.isUnresolved(id) || partsOf(id, ACTION_GROUP_TYPE)) return;
  problems.add(`${name} must be the ARM id of an action group, got ${quoted(id)}`);
}

/** Refuses action groups that are none, none at all and repeats. */
export function checkActionGroups(
  problems: Problems,
  scope: Construct,
  name: string,
  groups: readonly IActionGroup[],
): void {
  problems.when(groups.length === 0, `${name} must have one at least, got none: nobody would be told`);
  for (const [index, { actionGroupId }] of groups.entries())
    checkActionGroupId(problems, `${name}[${index}].actionGroupId`, actionGroupId);
  const keys = groups.map(({ actionGroupId }) => resolvedText(scope, actionGroupId).toLowerCase());
  problems.when(
    new Set(keys).size < keys.length,
    `${name} must be different action groups, got one of them twice: remove the repeat`,
  );
}

/** The ids of action groups in the spelling that azurerm takes. */
export function actionGroupIds(groups: readonly IActionGroup[]): string[] {
  return groups.map(({ actionGroupId }) => canonicalSegments(actionGroupId, ACTION_GROUP_TYPE));
}
