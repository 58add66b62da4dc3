import { LogAnalyticsWorkspace } from "@cdktf/provider-azurerm/lib/log-analytics-workspace";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { addFinding } from "../core/findings";
import { NAME_RULES } from "../core/names";
import { Problems, quoted } from "../core/problems";
import type { IResourceGroup } from "../core/refs";
import { checkSpelling, normalizeRegion } from "../core/regions";
import { canonicalSegments, partsOf, WORKSPACE_TYPE } from "../core/resource-id";
import { checkTags, type ResourceTags, tagMap } from "../core/tags";
import { takeName } from "../core/taken-names";
import { registerProviders } from "../provider/register-providers";

/** What others need of a Log Analytics workspace: those of the program and those of somebody else's. */
export interface ILogWorkspace {
  /** ARM id; not the GUID that queries of the data plane name it by. */
  readonly workspaceId: string;
  /** Normalised region name; undefined where it is not known before the deployment. */
  readonly region?: string;
}

export interface LogWorkspaceProps {
  /** 4 to 63 letters, digits and "-", unique in its resource group; it stays taken for 14 days after a deletion. */
  readonly name: string;
  readonly resourceGroup: IResourceGroup;
  /** Vaults of every region may write to it. @default - the resource group's region */
  readonly region?: string;

  /**
   * For how long rows are kept: 30 to 730 days; the first 31 cost nothing.
   * @default 90
   */
  readonly retentionDays?: number;

  /**
   * The most that is taken in a day, in GB, from 0.023 on. What comes after it is dropped, and alerts see nothing of it.
   * @default - no limit
   */
  readonly dailyCapGb?: number;

  /**
   * May agents write by the workspace's keys as well? Diagnostic settings need none. (azurerm
   * `local_authentication_enabled`)
   * @default false
   */
  readonly localAuthentication?: boolean;

  /** @default - no tags */
  readonly tags?: ResourceTags;
}

/** What the id of a workspace does not say. */
export interface ImportedWorkspaceFacts {
  /** @default - not known */
  readonly region?: string;
}

/**
 * A Log Analytics workspace that vaults write to and alerts look into (`azurerm_log_analytics_workspace`).
 *
 * @see Microsoft Learn, "Design a Log Analytics workspace architecture"
 *
 * @example
 * const workspace = new LogWorkspace(stack, "Logs", { name: "log-contoso-backup", resourceGroup, retentionDays: 365 });
 */
export class LogWorkspace extends Construct implements ILogWorkspace {
  /**
   * A workspace that somebody else defined.
   * @throws ConfigurationError when the id is not one of a workspace
   */
  static fromWorkspaceId(
    scope: Construct,
    id: string,
    workspaceId: string,
    facts: ImportedWorkspaceFacts = {},
  ): ILogWorkspace {
    return new ImportedLogWorkspace(scope, id, workspaceId, facts);
  }

  readonly workspaceId: string;
  readonly region?: string;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: LogAnalyticsWorkspace;

  constructor(scope: Construct, id: string, props: LogWorkspaceProps) {
    super(scope, checkId(scope, id));
    const region = checkWorkspace(this, props);
    takeName(this, WORKSPACE_TYPE, props.name, props.resourceGroup.name);
    registerProviders(this, ["Microsoft.OperationalInsights"]);
    this.resource = new LogAnalyticsWorkspace(this, "Default", {
      name: props.name,
      location: region,
      resourceGroupName: props.resourceGroup.name,
      sku: "PerGB2018",
      // left out, azurerm sends 0
      retentionInDays: props.retentionDays ?? 90,
      dailyQuotaGb: props.dailyCapGb,
      localAuthenticationEnabled: props.localAuthentication ?? false,
      tags: tagMap(props.tags),
    });
    this.workspaceId = this.resource.id;
    this.region = Token.isUnresolved(region) ? undefined : region;
  }
}

class ImportedLogWorkspace extends Construct implements ILogWorkspace {
  readonly workspaceId: string;
  readonly region?: string;

  constructor(scope: Construct, id: string, workspaceId: string, { region }: ImportedWorkspaceFacts) {
    super(scope, checkId(scope, id));
    const problems = new Problems(this);
    const known = Token.isUnresolved(workspaceId) || partsOf(workspaceId, WORKSPACE_TYPE) !== undefined;
    problems.when(
      !known,
      `workspaceId must be the ARM id of a Log Analytics workspace, got ${quoted(workspaceId)}: its GUID names it only to queries`,
    );
    if (region !== undefined) checkSpelling(problems, region);
    problems.throwIfAny();
    this.workspaceId = canonicalSegments(workspaceId, WORKSPACE_TYPE);
    this.region = region === undefined ? undefined : normalizeRegion(region);
  }
}

function checkWorkspace(scope: Construct, props: LogWorkspaceProps): string {
  const { name, resourceGroup, region = resourceGroup.locationInput, retentionDays, dailyCapGb } = props;
  const problems = new Problems(scope);
  problems.matches("name", name, NAME_RULES.logWorkspace.pattern, NAME_RULES.logWorkspace.allowed);
  problems.integer("retentionDays", retentionDays, [30, 730], "days", "Log Analytics keeps rows for so long");
  const tooSmall = dailyCapGb !== undefined && !Token.isUnresolved(dailyCapGb) && !(dailyCapGb >= 0.023);
  problems.when(
    tooSmall,
    `dailyCapGb must be 0.023 GB or more, got ${quoted(dailyCapGb)}: leave it out for no limit`,
  );
  if (region === undefined) problems.add("region must be given: resourceGroup does not say its own");
  else checkSpelling(problems, region);
  checkTags(problems, props.tags);
  problems.throwIfAny();
  if (dailyCapGb !== undefined) warnOfCap(scope, dailyCapGb);
  return normalizeRegion(region ?? "");
}

function warnOfCap(scope: Construct, cap: number): void {
  addFinding(scope, {
    kind: "warning",
    subject: scope.node.path,
    reason: `takes ${quoted(cap)} GB a day: what comes after that is dropped, and log alerts see nothing of it`,
    remedy: 'be told of it (the table "Operation" has a row), or leave dailyCapGb out',
  });
}
