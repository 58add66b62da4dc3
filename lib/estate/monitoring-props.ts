import { listed, type Problems, quoted } from "../core/problems";
import type { AlertSettings } from "../monitoring/alert-settings";
import type { LogWorkspaceProps } from "../monitoring/log-workspace";
import type { Receiver } from "../monitoring/receiver";
import type { Subscription } from "./subscriptions";

/** Who is told what of an estate's backups and replications. */
export interface MonitoringOptions {
  /** Who is told: people, roles, and what starts by itself. */
  readonly receivers: readonly Receiver[];

  /**
   * The subscription of what there is once: the Log Analytics workspace, the action group, log alerts and the workbook. By
   * its short name, or its GUID. Moving it makes them anew, logs included.
   * @default - the only one that has VMs
   */
  readonly subscription?: string;

  /**
   * The workspace that all vaults write to: how long it keeps logs, or the ARM id of an existing one.
   * @default - one that keeps them for 90 days
   */
  readonly workspace?: Pick<LogWorkspaceProps, "retentionDays" | "dailyCapGb"> | { readonly id: string };

  /** Tunes alerts, or switches them off. @default - the whole pack */
  readonly alerts?: AlertSettings;

  /**
   * What backup and replication of a subscription may cost in a month, by its short name or GUID, in the currency of the
   * bill; the action group is told at 80 % of it, and when 100 % are forecast.
   * @default - no budgets
   */
  readonly monthlyBudgets?: Readonly<Record<string, number>>;
}

/** A subscription and what it may cost in a month. */
export interface MonthlyBudget {
  readonly subscription: Subscription;
  readonly amount: number;
}

/** The budgets by the subscriptions that their names and GUIDs mean. */
export function findBudgets(
  problems: Problems,
  wanted: Readonly<Record<string, number>>,
  subscriptions: readonly Subscription[],
): readonly MonthlyBudget[] {
  const found: MonthlyBudget[] = [];
  for (const [key, amount] of Object.entries(wanted)) {
    const subscription = findSubscription(problems, "monthlyBudgets", key, subscriptions);
    if (!subscription) continue;
    const isTwice = found.some((budget) => budget.subscription.id === subscription.id);
    problems.when(isTwice, `monthlyBudgets: ${quoted(subscription.name)} is there by its GUID, too: remove one`);
    found.push({ subscription, amount });
  }
  return found;
}

/** The subscription of what there is once: the one that is wanted, or the only one. */
export function findHome(
  problems: Problems,
  wanted: string | undefined,
  subscriptions: readonly Subscription[],
): Subscription | undefined {
  if (wanted !== undefined) return findSubscription(problems, "subscription", wanted, subscriptions);
  const [only, ...others] = subscriptions;
  if (others.length === 0) return only;
  const names = listed(subscriptions.map(({ name }) => name).sort());
  problems.add(`subscription must be given, ${names}: what there is once is in one of them`);
  return undefined;
}

/** The subscription that a name or GUID means, of those that have vaults. */
function findSubscription(
  problems: Problems,
  prop: string,
  wanted: string,
  subscriptions: readonly Subscription[],
): Subscription | undefined {
  if (subscriptions.length === 0) return undefined;
  const names = listed(subscriptions.map(({ name }) => name).sort());
  const key = wanted.toLowerCase();
  const found = subscriptions.find(({ id, name }) => id === key || name === key);
  problems.when(
    found === undefined,
    `${prop} must be ${names}, got ${quoted(wanted)}: these are the subscriptions with vaults`,
  );
  return found;
}
