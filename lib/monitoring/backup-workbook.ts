import { ApplicationInsightsWorkbook } from "@cdktf/provider-azurerm/lib/application-insights-workbook";
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { GUID, guidOf } from "../core/guid";
import { listed, Problems, quoted } from "../core/problems";
import type { IResourceGroup } from "../core/refs";
import { normalizeRegion } from "../core/regions";
import { resolvedText } from "../core/resolved";
import { partsOf, WORKSPACE_TYPE } from "../core/resource-id";
import { subscriptionOf } from "../core/subscription-of";
import { checkTags, type ResourceTags, tagMap } from "../core/tags";
import { takeName } from "../core/taken-names";
import type { ILogWorkspace } from "./log-workspace";
import { DAYS, type WorkbookDefaults } from "./workbook/parameters";
import { workbookData } from "./workbook/workbook-data";

export interface BackupWorkbookProps {
  readonly resourceGroup: IResourceGroup;
  /** @default - the resource group's region */
  readonly region?: string;

  /**
   * A GUID in lower case, for a workbook that is adopted. Cannot be changed.
   * @default - one that the construct's path, its resource group and its subscription decide
   */
  readonly name?: string;

  /**
   * What the portal calls it.
   * @default "Backup and disaster recovery"
   */
  readonly displayName?: string;

  /**
   * Under which heading the portal lists it.
   * @default "workbook"
   */
  readonly category?: string;

  /**
   * The Log Analytics workspace that it opens with; it is listed among that workspace's workbooks.
   * @default - whoever opens it chooses; it is listed among Azure Monitor's workbooks
   */
  readonly workspace?: ILogWorkspace;

  /**
   * Days that it looks back when it opens: 1, 7, 14, 30, 60 or 90.
   * @default 30
   */
  readonly days?: (typeof DAYS)[number];

  /**
   * Per cent of backup jobs that should succeed, above 0 to 100: below it, the rate is red.
   * @default 99
   */
  readonly successPercent?: number;

  /**
   * Minutes of data that a failover may lose, 1 to 1440: a larger RPO of a replicated machine is marked.
   * @default 30
   */
  readonly rpoMinutes?: number;

  /**
   * Days after which a test failover is overdue, 1 to 366.
   * @default 90
   */
  readonly drillDays?: number;

  /** @default - no tags */
  readonly tags?: ResourceTags;
}

/**
 * An Azure Workbook about backup and disaster recovery across subscriptions and vaults
 * (`azurerm_application_insights_workbook`): success rate, jobs and error codes, protected and unprotected VMs, items by
 * policy, storage by tier and its trend, replication and its RPO, drills. What is now comes from Azure Resource Graph,
 * what was comes from the Log Analytics workspaces that the vaults write to; whoever opens it needs to be able to read
 * both, and no more.
 *
 * @see Microsoft Learn, "Azure Workbooks overview"
 *
 * @example
 * new BackupWorkbook(stack, "Workbook", { resourceGroup, workspace });
 */
export class BackupWorkbook extends Construct {
  static isBackupWorkbook(x: unknown): x is BackupWorkbook {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly workbookId: string;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: ApplicationInsightsWorkbook;

  constructor(scope: Construct, id: string, props: BackupWorkbookProps) {
    super(scope, checkId(scope, id));
    const region = checkWorkbook(this, props);
    const { resourceGroup, displayName = "Backup and disaster recovery", workspace } = props;
    const name = props.name ?? guidOf(placeOf(this, resourceGroup));
    takeName(this, WORKBOOK_TYPE, name, resourceGroup.name);
    this.resource = new ApplicationInsightsWorkbook(this, "Default", {
      name,
      resourceGroupName: resourceGroup.name,
      location: region,
      displayName,
      category: props.category,
      sourceId: workspace && lowerCase(workspace.workspaceId),
      dataJson: JSON.stringify(workbookData(displayName, defaultsOf(props))),
      tags: tagMap(props.tags),
    });
    this.workbookId = this.resource.id;
    Object.defineProperty(this, MARK, { value: true });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/BackupWorkbook");
const WORKBOOK_TYPE = "Microsoft.Insights/workbooks";

/** Two estates that share the construct ids have workbooks of their own, and each finds its own again. */
function placeOf(workbook: Construct, group: IResourceGroup): string {
  const place = [subscriptionOf(workbook) ?? "", resolvedText(workbook, group.name), workbook.node.path];
  return `workbook ${place.join("/").toLowerCase()}`;
}

/** azurerm refuses capital letters in `source_id`, which ids of workspaces have. */
function lowerCase(id: string): string {
  return Token.isUnresolved(id) ? Fn.lower(id) : id.toLowerCase();
}

function defaultsOf(props: BackupWorkbookProps): WorkbookDefaults {
  const { workspace, days = 30, successPercent = 99, rpoMinutes = 30, drillDays = 90 } = props;
  return { workspaceId: workspace?.workspaceId, days, successPercent, rpoMinutes, drillDays };
}

function checkWorkbook(scope: Construct, props: BackupWorkbookProps): string {
  const { name, resourceGroup, region = resourceGroup.locationInput, successPercent } = props;
  const problems = new Problems(scope);
  if (name !== undefined && (!GUID.test(name) || name !== name.toLowerCase()))
    problems.add(`name must be a GUID in lower case, got ${quoted(name)}: Azure names workbooks so`);
  if (region === undefined) problems.add("region must be given: resourceGroup does not say its own");
  checkWorkspace(problems, props.workspace);
  checkTexts(problems, props);
  problems.oneOf("days", props.days, DAYS, "the workbook offers these");
  problems.when(
    successPercent !== undefined && !(successPercent > 0 && successPercent <= 100),
    `successPercent must be above 0 and up to 100, got ${quoted(successPercent)}: it is a share of the jobs`,
  );
  problems.integer("rpoMinutes", props.rpoMinutes, [1, 1440], "minutes", "it is the RPO of replication");
  problems.integer(
    "drillDays",
    props.drillDays,
    [1, 366],
    "days",
    "a drill older than a year proves nothing",
  );
  checkTags(problems, props.tags);
  problems.throwIfAny();
  return normalizeRegion(region ?? "");
}

/** azurerm's `workspace_id` of a workspace is a GUID, and not what is meant here. */
function checkWorkspace(problems: Problems, workspace: ILogWorkspace | undefined): void {
  const id = workspace?.workspaceId;
  if (id === undefined || Token.isUnresolved(id) || partsOf(id, WORKSPACE_TYPE)) return;
  problems.add(`workspace must have the ARM id of a Log Analytics workspace, got ${quoted(id)}`);
}

function checkTexts(problems: Problems, { displayName, category, tags = {} }: BackupWorkbookProps): void {
  for (const [prop, text] of Object.entries({ displayName, category }))
    problems.when(text === "", `${prop} must have a character at least, got "": azurerm refuses it empty`);
  const hidden = Object.keys(tags).filter((tag) => tag.toLowerCase() === "hidden-title");
  problems.when(
    hidden.length > 0,
    `tags must not have ${listed(hidden)}: the portal keeps the title in it; use displayName`,
  );
}
