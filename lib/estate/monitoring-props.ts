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

/** The subscription that a name or GUID means: one that has vaults, or one that the estate names. */
export function findSubscription(
  problems: Problems,
  prop: string,
  wanted: string | undefined,
  withVaults: readonly Subscription[],
  declared: readonly Subscription[],
): Subscription | undefined {
  const key = wanted?.toLowerCase();
  const [only, ...others] = withVaults;
  if (key === undefined && others.length === 0) return only;
  const all = [...new Map([...declared, ...withVaults].map((one) => [one.id, one])).values()];
  const found = all.find(({ id, name }) => id === key || name.toLowerCase() === key);
  problems.when(
    found === undefined,
    `${prop} must be ${listed(all.map(({ name }) => name))}, got ${quoted(wanted)}: these are the subscriptions that the estate names, and those with vaults`,
  );
  return found;
}
