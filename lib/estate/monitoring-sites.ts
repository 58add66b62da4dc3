import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { addFinding } from "../core/findings";
import { cafName } from "../core/names";
import { Problems } from "../core/problems";
import { normalizeRegion } from "../core/regions";
import { ACTION_GROUP_TYPE, resourceId, WORKSPACE_TYPE } from "../core/resource-id";
import { tagMap } from "../core/tags";
import { Budget } from "../cost/budget";
import { BudgetScope } from "../cost/budget-scope";
import { ActionGroup, type IActionGroup } from "../monitoring/action-group";
import { ActivityLogDiagnostics } from "../monitoring/activity-log-diagnostics";
import type { AlertSettings, WatchedTier } from "../monitoring/alert-settings";
import { BackupAlerts } from "../monitoring/backup-alerts";
import { BackupWorkbook } from "../monitoring/backup-workbook";
import { type ILogWorkspace, LogWorkspace } from "../monitoring/log-workspace";
import type { ResilienceStack } from "../stack/resilience-stack";
import type { RecoveryServicesVault } from "../vault/recovery-services-vault";
import type { EstateProps } from "./estate-props";
import type { EstateStacks } from "./estate-stacks";
import { findBudgets, findHome, type MonitoringOptions } from "./monitoring-props";
import type { Subscription } from "./subscriptions";

/** A vault of the estate, where it stands. */
export interface WatchedSite {
  readonly subscription: Subscription;
  readonly stack: ResilienceStack;
  readonly vault: RecoveryServicesVault;
  readonly resourceGroup: ResourceGroup;
  /** Does it hold backups? Health alerts are on those. */
  readonly backups: boolean;
}

interface MonitoringSitesProps {
  readonly stacks: EstateStacks;
  readonly estate: EstateProps;
  readonly options: MonitoringOptions;
  readonly sites: readonly WatchedSite[];
  readonly tiers: readonly WatchedTier[];
  /** The subscriptions that the user has named. */
  readonly declared: readonly Subscription[];
}

/** What is shared by all subscriptions: whom alerts tell, and where logs are. */
interface Shared {
  readonly actionGroup: IActionGroup;
  readonly workspace: ILogWorkspace;
}

const WITHOUT_REPLICATION: AlertSettings = {
  replicationRpo: false,
  replicationCritical: false,
  agentOutOfDate: false,
  drillOverdue: false,
};

/**
 * Monitors the vaults of an estate. What there is once (workspace, action group, log alerts, workbook) and what belongs to
 * a subscription stands in a stack for each subscription, which is deployed first; the diagnostics and health alerts of a
 * vault stand beside it, and speak of the workspace and the action group by their names.
 */
export class MonitoringSites {
  private readonly home?: Subscription;

  constructor(private readonly props: MonitoringSitesProps) {
    const { options, sites } = props;
    const withVaults = [
      ...new Map(sites.map(({ subscription }) => [subscription.id, subscription])).values(),
    ];
    const problems = new Problems("monitor");
    const known = { withVaults, declared: props.declared };
    this.home = findHome(problems, options.subscription, known);
    const budgets = findBudgets(problems, options.monthlyBudgets ?? {}, known);
    problems.throwIfAny();
    if (!this.home) return;
    const { home } = this;
    const main = this.stackOf(home);
    const shared = this.defineShared(main, home);
    const others = withVaults.filter(({ id }) => id !== home.id);
    for (const subscription of [home, ...others]) {
      const isHome = subscription === home;
      const stack = isHome ? main : this.stackOf(subscription);
      if (!isHome) stack.addDependency(main);
      const told = isHome ? shared : this.named(stack);
      this.watchSubscription(stack, subscription, told, isHome);
      const budget = budgets.find((one) => one.subscription.id === subscription.id);
      if (budget) this.addBudget(stack, subscription, budget.amount, told);
    }
    for (const { key, subscription } of budgets)
      if (![home, ...others].some(({ id }) => id === subscription.id)) warnOfBudget(main, key);
    for (const site of sites) {
      site.stack.addDependency(main);
      this.watchVault(site);
    }
  }

  private stackOf(subscription: Subscription): ResilienceStack {
    return this.props.stacks.define(["monitoring", subscription.name], subscription.id);
  }

  private get tags() {
    return this.props.estate.tags ?? {};
  }

  private get region(): string {
    return normalizeRegion(this.props.estate.homeRegion);
  }

  private nameOf(kind: Parameters<typeof cafName>[0], subscription: Subscription): string {
    return cafName(kind, this.props.estate.organisation, "monitoring", subscription.name);
  }

  private group(stack: ResilienceStack, subscription: Subscription): ResourceGroup {
    const present = stack.node.tryFindChild("ResourceGroup");
    if (present) return present as ResourceGroup;
    const name = this.nameOf("resourceGroup", subscription);
    return new ResourceGroup(stack, "ResourceGroup", {
      name,
      location: this.region,
      tags: tagMap(this.tags),
    });
  }

  private defineShared(stack: ResilienceStack, home: Subscription): Shared {
    const { options, estate } = this.props;
    const resourceGroup = this.group(stack, home);
    const { tags } = this;
    const actionGroup = new ActionGroup(stack, "Oncall", {
      name: this.nameOf("actionGroup", home),
      shortName: estate.organisation,
      resourceGroup,
      receivers: options.receivers,
      tags,
    });
    const given = options.workspace ?? {};
    const workspace =
      "id" in given
        ? LogWorkspace.fromWorkspaceId(stack, "Logs", given.id, { region: this.region })
        : new LogWorkspace(stack, "Logs", {
            ...given,
            name: this.nameOf("logWorkspace", home),
            resourceGroup,
            tags,
          });
    new BackupWorkbook(stack, "Workbook", { resourceGroup, workspace, tags });
    return { actionGroup, workspace };
  }

  /** The same for another stack, by their names: stacks plan on their own. */
  private named(stack: ResilienceStack): Shared {
    const home = this.home as Subscription;
    const group = this.nameOf("resourceGroup", home);
    const given = this.props.options.workspace ?? {};
    const own = () => resourceId(home.id, group, WORKSPACE_TYPE, this.nameOf("logWorkspace", home));
    const actionGroupId = resourceId(home.id, group, ACTION_GROUP_TYPE, this.nameOf("actionGroup", home));
    return {
      actionGroup: ActionGroup.fromActionGroupId(actionGroupId),
      workspace: LogWorkspace.fromWorkspaceId(stack, "Logs", "id" in given ? given.id : own(), {
        region: this.region,
      }),
    };
  }

  private watchSubscription(
    stack: ResilienceStack,
    subscription: Subscription,
    { actionGroup, workspace }: Shared,
    isHome: boolean,
  ): void {
    const { tiers, options, estate } = this.props;
    new ActivityLogDiagnostics(stack, "ActivityLog", { workspace, name: "backup-activity" });
    new BackupAlerts(stack, "Alerts", {
      prefix: `${estate.organisation}-${subscription.name}`,
      resourceGroup: this.group(stack, subscription),
      actionGroups: [actionGroup],
      workspace: isHome ? workspace : undefined,
      tiers: isHome ? tiers : [],
      alerts: isHome ? this.homeAlerts() : { vaultAlerts: options.alerts?.vaultAlerts },
      tags: this.tags,
    });
  }

  /** Azure disables rules on tables without rows: where nothing is replicated, nothing writes those of Site Recovery. */
  private homeAlerts(): AlertSettings {
    const { options, sites } = this.props;
    const isReplicated = sites.some(({ backups }) => !backups);
    return isReplicated ? { ...options.alerts } : { ...WITHOUT_REPLICATION, ...options.alerts };
  }

  private watchVault({ subscription, stack, vault, resourceGroup, backups }: WatchedSite): void {
    const { actionGroup, workspace } = this.named(stack);
    const { backupHealth, restoreHealth } = this.props.options.alerts ?? {};
    const health = backups ? { backupHealth, restoreHealth } : { backupHealth: false, restoreHealth: false };
    new BackupAlerts(stack, "Alerts", {
      prefix: `${this.props.estate.organisation}-${subscription.name}`,
      resourceGroup,
      actionGroups: [actionGroup],
      vaults: [vault],
      workspace,
      logAlerts: false,
      alerts: { vaultAlerts: false, ...(health as AlertSettings) },
      tags: this.tags,
    });
  }

  private addBudget(
    stack: ResilienceStack,
    { id, name }: Subscription,
    amount: number,
    { actionGroup }: Shared,
  ): void {
    const actionGroups = [actionGroup];
    new Budget(stack, "Budget", {
      name: `${this.props.estate.organisation}-backup-${name}`,
      at: BudgetScope.subscription(id),
      amount,
      filter: { dimensions: { MeterCategory: ["Backup", "Azure Site Recovery"] } },
      notifications: [
        { threshold: 80, actionGroups },
        { threshold: 100, type: "Forecasted", actionGroups },
      ],
    });
  }
}

function warnOfBudget(stack: ResilienceStack, name: string): void {
  addFinding(stack, {
    kind: "warning",
    subject: name,
    reason: "the subscription has no vaults, and gets no budget",
    remedy: "remove it from monthlyBudgets",
  });
}
