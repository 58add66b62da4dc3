import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import type { Construct } from "constructs";
import { cafName } from "../core/names";
import { Problems } from "../core/problems";
import { normalizeRegion } from "../core/regions";
import { ACTION_GROUP_TYPE, resourceId, WORKSPACE_TYPE } from "../core/resource-id";
import { tagMap } from "../core/tags";
import { Budget } from "../cost/budget";
import { BudgetScope } from "../cost/budget-scope";
import { ActionGroup, type IActionGroup } from "../monitoring/action-group";
import { ActivityLogDiagnostics } from "../monitoring/activity-log-diagnostics";
import type { WatchedTier } from "../monitoring/alert-settings";
import { BackupAlerts } from "../monitoring/backup-alerts";
import { BackupWorkbook } from "../monitoring/backup-workbook";
import { type ILogWorkspace, LogWorkspace } from "../monitoring/log-workspace";
import { ResilienceStack } from "../stack/resilience-stack";
import { RecoveryServicesVault } from "../vault/recovery-services-vault";
import type { EstateProps } from "./estate-props";
import { findSubscription, type MonitoringOptions } from "./monitoring-props";
import type { Subscription } from "./subscriptions";

/** A vault of the estate, as other stacks speak of it: by what it is called. */
export interface NamedVault {
  readonly subscription: Subscription;
  readonly region: string;
  /** ARM id, composed of names. */
  readonly vaultId: string;
  /** The stack that defines it. */
  readonly stack: ResilienceStack;
}

interface MonitoringSitesProps {
  readonly app: Construct;
  readonly estate: EstateProps;
  readonly options: MonitoringOptions;
  readonly vaults: readonly NamedVault[];
  readonly tiers: readonly WatchedTier[];
}

/** What is shared by all subscriptions: whom alerts tell, and where logs are. */
interface Shared {
  readonly actionGroup: IActionGroup;
  readonly workspace: ILogWorkspace;
}

/**
 * Monitors the vaults of an estate: a stack for each subscription, whose alerts have to stand in it. The one that the
 * program names has besides what there is once; the others speak of that by its names.
 */
export class MonitoringSites {
  constructor(private readonly props: MonitoringSitesProps) {
    const { options, vaults } = props;
    const subscriptions = [
      ...new Map(vaults.map(({ subscription }) => [subscription.id, subscription])).values(),
    ];
    const problems = new Problems("monitor");
    const home = findSubscription(problems, "subscription", options.subscription, subscriptions);
    const budgets = Object.entries(options.monthlyBudgets ?? {}).map(([key, amount]) => {
      return { amount, subscription: findSubscription(problems, "monthlyBudgets", key, subscriptions) };
    });
    problems.throwIfAny();
    if (!home) return;
    const main = this.stackOf(home);
    const shared = this.defineShared(main, home);
    for (const subscription of subscriptions) {
      const isHome = subscription.id === home.id;
      const stack = isHome ? main : this.stackOf(subscription);
      if (!isHome) stack.addDependency(main);
      this.watch(stack, subscription, isHome ? shared : this.named(stack, home), isHome);
      const budget = budgets.find((one) => one.subscription?.id === subscription.id);
      if (budget)
        this.addBudget(stack, subscription, budget.amount, isHome ? shared : this.named(stack, home));
    }
  }

  private stackOf(subscription: Subscription): ResilienceStack {
    const { app, estate } = this.props;
    return new ResilienceStack(app, `monitoring-${subscription.name}`, {
      subscriptionId: subscription.id,
      synthesis: estate.synthesis,
    });
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
    const known = stack.node.tryFindChild("ResourceGroup");
    if (known) return known as ResourceGroup;
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

  /** The same in another subscription's stack, by their names: stacks plan on their own. */
  private named(stack: ResilienceStack, home: Subscription): Shared {
    const group = this.nameOf("resourceGroup", home);
    const given = this.props.options.workspace ?? {};
    const id =
      "id" in given
        ? given.id
        : resourceId(home.id, group, WORKSPACE_TYPE, this.nameOf("logWorkspace", home));
    const known = stack.node.tryFindChild("Logs") as (Construct & ILogWorkspace) | undefined;
    const actionGroupId = resourceId(home.id, group, ACTION_GROUP_TYPE, this.nameOf("actionGroup", home));
    return {
      actionGroup: ActionGroup.fromActionGroupId(actionGroupId),
      workspace: known ?? LogWorkspace.fromWorkspaceId(stack, "Logs", id, { region: this.region }),
    };
  }

  private watch(
    stack: ResilienceStack,
    subscription: Subscription,
    { actionGroup, workspace }: Shared,
    isHome: boolean,
  ): void {
    const { vaults, tiers, options, estate } = this.props;
    const own = vaults.filter((vault) => vault.subscription.id === subscription.id);
    for (const { stack: defining } of own) stack.addDependency(defining);
    new ActivityLogDiagnostics(stack, "ActivityLog", { workspace, name: "backup-activity" });
    new BackupAlerts(stack, "Alerts", {
      prefix: `${estate.organisation}-${subscription.name}`,
      resourceGroup: this.group(stack, subscription),
      actionGroups: [actionGroup],
      vaults: own.map((vault) => importVault(stack, vault)),
      workspace,
      logAlerts: isHome,
      tiers: isHome ? tiers : [],
      alerts: options.alerts && (isHome ? options.alerts : withoutTiers(options.alerts)),
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

function importVault(stack: ResilienceStack, { vaultId, region, stack: defining }: NamedVault) {
  return RecoveryServicesVault.fromVaultId(stack, `Vault-${defining.node.id}`, vaultId, region);
}

/** Where there are no log alerts, nothing may be said of those of tiers. */
function withoutTiers(alerts: NonNullable<MonitoringOptions["alerts"]>) {
  return { ...alerts, consecutiveFailures: undefined, rpoMissed: undefined };
}
