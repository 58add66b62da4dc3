import { type Estate, type EstateProps, type MonitoringOptions, Receiver } from "../../lib";
import { estate, PAIR, type Run, run, TIERS } from "../support/run";
import { SUBSCRIPTION } from "../support/synthesise";
import { gold } from "./define-recovery";

type Row = Record<string, unknown>;

export const OTHER = "b83e94c7-15d2-4f6a-8e09-7a5c4d20f9b6";
export const SUBSCRIPTIONS = { prod: SUBSCRIPTION, dev: OTHER };

/** The same rows in the other subscription. */
export const inOther = (rows: readonly Row[]): readonly Row[] =>
  JSON.parse(JSON.stringify(rows).replaceAll(SUBSCRIPTION, OTHER));

/** A replicated VM in "prod", and one of the other tier in "dev". */
export const TWO = [...gold("vm1"), ...inOther(gold("vm2", { Criticality: "Bronze" }))];
/** The former alone. */
export const ONE = gold("vm1");

export const RECEIVERS = [Receiver.email("ops@contoso.com")];

/** An estate's verbs, with monitoring last; `replicated: false` leaves replication out. */
export const monitoring =
  (options: Partial<MonitoringOptions> = {}, { replicated = true } = {}) =>
  (e: Estate): void => {
    e.createVaults();
    e.createBackupPolicies(TIERS);
    e.protectVirtualMachines();
    if (replicated) e.replicate(PAIR);
    e.monitor({ receivers: RECEIVERS, ...options });
  };

export const monitored = (
  rows: readonly Row[],
  options: Partial<MonitoringOptions> = {},
  props: Partial<EstateProps> = {},
): Run => run(estate(rows, monitoring(options), { subscriptions: SUBSCRIPTIONS, ...props }));

/** Of a stack: every resource's type and address. */
export function typesOf(stack: Record<string, unknown> | undefined): readonly string[] {
  return Object.keys((stack?.resource as object | undefined) ?? {}).sort();
}
