import { TerraformStack } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { checkFreeId, checkId } from "../core/construct-id";
import { groupBy } from "../core/group-by";
import { Problems, quoted } from "../core/problems";
import type { IResourceGroup } from "../core/refs";
import type { ResourceTags } from "../core/tags";
import { checkActionGroups, type IActionGroup } from "./action-group";
import { AlertProcessingRule } from "./alert-processing-rule";
import { type AlertSettings, WATCHED_TIER_NAME, type WatchedTier } from "./alert-settings";
import { HealthAlert } from "./health-alert";
import { LogAlert } from "./log-alert";
import { packedAlerts } from "./log-alert-pack";
import type { ILogWorkspace } from "./log-workspace";
import { type LoggedVault, VaultDiagnostics } from "./vault-diagnostics";
import { vaultTypeOf } from "./watched-vault";

export interface BackupAlertsProps {
  /** The group that alerts stand in. */
  readonly resourceGroup: IResourceGroup;
  /** Whom they tell. */
  readonly actionGroups: readonly IActionGroup[];
  /**
   * The vaults that are watched, of either kind, in the stack's subscription.
   * @default - none: what belongs to the subscription and the workspace alone
   */
  readonly vaults?: readonly LoggedVault[];

  /**
   * Where vaults write their logs; it gets them, and log alerts look into it.
   * @default - no diagnostics and no log alerts: metric alerts and built-in ones alone
   */
  readonly workspace?: ILogWorkspace;

  /**
   * Does this pack define the log alerts? One pack does it for a workspace, whatever subscriptions write to it.
   * @default true
   */
  readonly logAlerts?: boolean;

  /** What classes of items were promised. @default - none: no alerts on RPO and repeated failures */
  readonly tiers?: readonly WatchedTier[];

  /** The beginning of names: "contoso-prod", 1 to 60 characters. */
  readonly prefix: string;

  /** Tunes alerts, or switches them off. @default - all, as they are */
  readonly alerts?: AlertSettings;

  /** @default - no tags */
  readonly tags?: ResourceTags;
}

/**
 * The alert pack for a set of vaults: built-in alerts delivered, metric alerts on health, diagnostics in full, and log
 * alerts on what neither says. Each alert has an id of its own, so that none is renamed when another comes or goes.
 *
 * @see Microsoft Learn, "Azure Backup monitoring and reporting"
 *
 * @example
 * new BackupAlerts(stack, "Alerts", { prefix: "contoso", resourceGroup, actionGroups: [oncall], vaults: [vault], workspace });
 */
export class BackupAlerts extends Construct {
  static isBackupAlerts(x: unknown): x is BackupAlerts {
    return typeof x === "object" && x !== null && MARK in x;
  }

  /** The alerts, by their ids. */
  readonly healthAlerts: readonly HealthAlert[];
  readonly logAlerts: readonly LogAlert[];
  readonly diagnostics: readonly VaultDiagnostics[];

  constructor(scope: Construct, id: string, props: BackupAlertsProps) {
    super(scope, checkId(scope, id));
    checkPack(this, props);
    this.deliverVaultAlerts(props);
    this.healthAlerts = this.watchHealth(props);
    this.diagnostics = this.collectLogs(props);
    this.logAlerts = this.watchLogs(props);
    Object.defineProperty(this, MARK, { value: true });
  }

  private deliverVaultAlerts({ prefix, resourceGroup, actionGroups, alerts = {}, tags }: BackupAlertsProps) {
    if (alerts.vaultAlerts === false) return;
    AlertProcessingRule.forVaults(this, "VaultAlerts", {
      ...alerts.vaultAlerts,
      name: `apr-${prefix}-vaults`,
      resourceGroup,
      actionGroups,
      tags,
    });
  }

  /** A metric alert covers the vaults of one kind and region. */
  private watchHealth(props: BackupAlertsProps): readonly HealthAlert[] {
    const { vaults = [], alerts = {}, prefix, resourceGroup, actionGroups, tags } = props;
    const places = groupBy(vaults, (vault) => `${wordOf(vaultTypeOf(this, vault))}-${vault.region}`);
    const events = [
      ["Backup", alerts.backupHealth],
      ["Restore", alerts.restoreHealth],
    ] as const;
    return [...places].flatMap(([place, own]) =>
      events.flatMap(([event, options]) => {
        if (options === false) return [];
        const name = `inma-${prefix}-${event.toLowerCase()}-${place}`;
        const common = { resourceGroup, actionGroups, tags, event, vaults: own, name };
        return [new HealthAlert(this, `${event}Health-${place}`, { ...options, ...common })];
      }),
    );
  }

  private collectLogs({ vaults = [], workspace }: BackupAlertsProps): readonly VaultDiagnostics[] {
    if (!workspace) return [];
    return vaults.map((vault) => {
      const id = checkFreeId(this, `Diagnostics-${placeOf(vault)}`);
      return new VaultDiagnostics(this, id, { vault, workspace, name: "backup-logs" });
    });
  }

  private watchLogs(props: BackupAlertsProps): readonly LogAlert[] {
    const {
      workspace,
      logAlerts = true,
      tiers = [],
      alerts = {},
      prefix,
      resourceGroup,
      actionGroups,
      tags,
    } = props;
    if (!workspace || !logAlerts) return [];
    return packedAlerts(alerts, tiers).map(({ id, query, options }) => {
      const name = `alert-${prefix}-${id.toLowerCase()}`;
      return new LogAlert(this, id, {
        ...options,
        name,
        query,
        workspace,
        resourceGroup,
        actionGroups,
        tags,
      });
    });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/BackupAlerts");

const PREFIX = /^[A-Za-z0-9]([A-Za-z0-9-]{0,58}[A-Za-z0-9])?$/;

function checkPack(scope: Construct, props: BackupAlertsProps): void {
  const { prefix, vaults = [], actionGroups, tiers = [], workspace, alerts = {} } = props;
  const problems = new Problems(scope);
  problems.matches("prefix", prefix, PREFIX, '1 to 60 letters, digits and "-", not at the ends');
  for (const { node, region } of vaults)
    problems.when(region === undefined, `vaults must say their region, got none of ${node.path}`);
  checkActionGroups(problems, scope, "actionGroups", actionGroups);
  checkTiers(problems, tiers);
  for (const name of ["consecutiveFailures", "rpoMissed"] as const) {
    problems.when(
      alerts[name] !== undefined && alerts[name] !== false && tiers.length === 0,
      `alerts.${name} needs tiers: it watches what they promise`,
    );
  }
  problems.when(props.logAlerts === true && workspace === undefined, "logAlerts needs a workspace, got none");
  problems.throwIfAny();
}

function checkTiers(problems: Problems, tiers: readonly WatchedTier[]): void {
  const allowed = '1 to 40 letters, digits, "_" and "-", a letter or digit first';
  for (const { name, policies } of tiers) {
    problems.matches("tiers: name", name, WATCHED_TIER_NAME, allowed);
    problems.when(policies.length === 0, `tiers: ${quoted(name)} must have a policy at least, got none`);
  }
  for (const [, [first, other]] of groupBy(tiers, ({ name }) => name.toLowerCase()))
    if (first && other)
      problems.add(
        `tiers must have different names, got ${quoted(first.name)} and ${quoted(other.name)}: letter case does not tell them apart`,
      );
}

/** Where a vault stands in its stack: vaults of different places may be called alike. */
function placeOf({ node }: IConstruct): string {
  const stack = node.scopes.findIndex((scope) => TerraformStack.isStack(scope));
  const own = node.scopes.slice(stack + 1);
  return own.map((scope) => scope.node.id).join("-");
}

function wordOf(vaultType: string | undefined): string {
  return vaultType?.endsWith("backupVaults") ? "bvault" : "rsv";
}
