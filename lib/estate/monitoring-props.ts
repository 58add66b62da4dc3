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

/** The subscriptions that an estate knows. */
export interface KnownSubscriptions {
  readonly withVaults: readonly Subscription[];
  /** Those that the user has named. */
  readonly declared: readonly Subscription[];
}

/** The subscription of what there is once: the one that is wanted, or the only one with vaults. */
export function findHome(
  problems: Problems,
  wanted: string | undefined,
  known: KnownSubscriptions,
): Subscription | undefined {
  const [only, ...others] = known.withVaults;
  if (!only) return undefined;
  if (wanted !== undefined) return findSubscription(problems, "subscription", wanted, known);
  const names = listed(allOf(known).map(({ name }) => name));
  problems.when(
    others.length > 0,
    `subscription must be given, ${names}: what there is once is in one of them`,
  );
  return only;
}

/** What a subscription may cost in a month. */
export interface MonthlyBudget {
  /** As the user typed it. */
  readonly key: string;
  readonly subscription: Subscription;
  readonly amount: number;
}

/** The budgets by the subscriptions that their names and GUIDs mean. */
export function findBudgets(
  problems: Problems,
  wanted: Readonly<Record<string, number>>,
  known: KnownSubscriptions,
): readonly MonthlyBudget[] {
  const found: MonthlyBudget[] = [];
  for (const [key, amount] of Object.entries(wanted)) {
    const subscription = findSubscription(problems, "monthlyBudgets", key, known);
    if (!subscription) continue;
    const other = found.find((budget) => budget.subscription.id === subscription.id);
    if (other)
      problems.add(
        `monthlyBudgets: ${quoted(other.key)} and ${quoted(key)} are the same subscription: remove one`,
      );
    found.push({ key, subscription, amount });
  }
  return found;
}

/** The subscription that a name or GUID means: one that has vaults, or one that the estate names. */
function findSubscription(
  problems: Problems,
  prop: string,
  wanted: string,
  known: KnownSubscriptions,
): Subscription | undefined {
  const key = wanted.toLowerCase();
  const all = allOf(known);
  const found = all.find(({ id, name }) => id === key || name === key);
  problems.when(
    found === undefined,
    `${prop} must be ${listed(all.map(({ name }) => name))}, got ${quoted(wanted)}: these are the subscriptions that the estate names, and those with vaults`,
  );
  return found;
}

function allOf({ withVaults, declared }: KnownSubscriptions): readonly Subscription[] {
  return [...new Map([...declared, ...withVaults].map((one) => [one.id, one])).values()];
}
