import { Token } from "cdktf";
import { listed, type Problems, quoted } from "../core/problems";
import { SEVERITIES, type Severity } from "./severity";

/** The services that raise alerts, as azurerm names them (`monitor_service`). */
export const MONITOR_SERVICES = [
  "ActivityLog Administrative",
  "ActivityLog Autoscale",
  "ActivityLog Policy",
  "ActivityLog Recommendation",
  "ActivityLog Security",
  "Application Insights",
  "Azure Backup",
  "Azure Stack Edge",
  "Azure Stack Hub",
  "Custom",
  "Data Box Gateway",
  "Health Platform",
  "Log Alerts V2",
  "Log Analytics",
  "Platform",
  "Prometheus",
  "Resource Health",
  "Smart Detector",
  "VM Insights - Health",
] as const;
/** A service of Azure Monitor that raises alerts. */
export type MonitorService = (typeof MONITOR_SERVICES)[number];

const CONDITIONS = ["Fired", "Resolved"] as const;
const SIGNALS = ["Metric", "Log", "Unknown", "Health"] as const;

/** One of these values, or none of them: 1 to 5. */
export interface ExactFilter<T extends string | number> {
  readonly operator: "Equals" | "NotEquals";
  readonly values: readonly T[];
}

/** One of these texts, or a part of it, or neither: 1 to 5, without blanks around them. */
export interface TextFilter {
  readonly operator: "Equals" | "NotEquals" | "Contains" | "DoesNotContain";
  readonly values: readonly string[];
}

/** Which alerts: those that every filter lets through. */
export interface AlertFilters {
  readonly severity?: ExactFilter<Severity>;
  readonly monitorCondition?: ExactFilter<(typeof CONDITIONS)[number]>;
  readonly monitorService?: ExactFilter<MonitorService>;
  readonly signalType?: ExactFilter<(typeof SIGNALS)[number]>;
  /** "microsoft.recoveryservices/vaults". */
  readonly targetResourceType?: ExactFilter<string>;
  /** Full ARM ids, or parts of them. */
  readonly targetResource?: TextFilter;
  readonly targetResourceGroup?: TextFilter;
  /** Full ARM ids, or parts of them. */
  readonly alertRuleId?: TextFilter;
  readonly alertRuleName?: TextFilter;
  readonly description?: TextFilter;
  /** What the alert carries beside its essentials. */
  readonly alertContext?: TextFilter;
}

/**
 * Names the filters of alert processing rules (Microsoft Learn, "Alert processing rules").
 *
 * @example
 * const filters = { severity: AlertFilter.equals(0, 1), alertRuleName: AlertFilter.contains("backup") };
 */
export const AlertFilter = {
  equals: <T extends string | number>(...values: readonly T[]): ExactFilter<T> => ({
    operator: "Equals",
    values,
  }),
  notEquals: <T extends string | number>(...values: readonly T[]): ExactFilter<T> => ({
    operator: "NotEquals",
    values,
  }),
  contains: (...values: readonly string[]): TextFilter => ({ operator: "Contains", values }),
  doesNotContain: (...values: readonly string[]): TextFilter => ({ operator: "DoesNotContain", values }),
} as const;

const EXACT = ["Equals", "NotEquals"];
const ANY = [...EXACT, "Contains", "DoesNotContain"];

/** What azurerm takes for each filter: its operators, and its values where they are a closed list. */
const RULES: Readonly<
  Record<keyof AlertFilters, readonly [operators: string[], values?: readonly unknown[]]>
> = {
  severity: [EXACT, SEVERITIES],
  monitorCondition: [EXACT, CONDITIONS],
  monitorService: [EXACT, MONITOR_SERVICES],
  signalType: [EXACT, SIGNALS],
  targetResourceType: [EXACT],
  targetResource: [ANY],
  targetResourceGroup: [ANY],
  alertRuleId: [ANY],
  alertRuleName: [ANY],
  description: [ANY],
  alertContext: [ANY],
};

const NAMES = Object.keys(RULES) as (keyof AlertFilters)[];
const MAX_VALUES = 5;

/** Refuses filters that azurerm or Azure refuses, and those that let nothing through. */
export function checkFilters(problems: Problems, filters: AlertFilters | undefined): void {
  if (!filters) return;
  const given = NAMES.filter((name) => filters[name] !== undefined);
  problems.when(
    given.length === 0,
    "filters must have one at least, got none: leave filters out to mean all alerts of the scopes",
  );
  for (const name of given) checkFilter(problems, name, filters[name]);
}

function checkFilter(problems: Problems, name: keyof AlertFilters, filter: AlertFilters[typeof name]): void {
  if (!filter) return;
  const [operators, closed] = RULES[name];
  const { operator, values } = filter;
  problems.oneOf(`filters.${name}.operator`, operator, operators, "Azure compares it in no other way");
  problems.when(
    values.length < 1 || values.length > MAX_VALUES,
    `filters.${name} must have 1 to ${MAX_VALUES} values, got ${values.length}: define another rule for more`,
  );
  for (const value of values) {
    if (closed) problems.oneOf(`filters.${name}`, value, closed, `see azurerm ${snake(name)}`);
    else checkText(problems, name, operator, String(value));
  }
}

function checkText(problems: Problems, name: keyof AlertFilters, operator: string, value: string): void {
  if (Token.isUnresolved(value)) return;
  problems.when(
    value === "" || value !== value.trim(),
    `filters.${name} must have texts without blanks around them, got ${quoted(value)}: Azure compares the blanks too`,
  );
  const wantsId = ["targetResource", "alertRuleId"].includes(name) && EXACT.includes(operator);
  problems.when(
    wantsId && !/^\/subscriptions\/./i.test(value),
    `filters.${name} must be full ARM ids, got ${quoted(value)}: or compare parts of them, with ${listed(["Contains", "DoesNotContain"])}`,
  );
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A filter as azurerm takes it. */
export interface Condition {
  readonly operator: string;
  readonly values: string[];
}

/** The filters as azurerm takes them. */
export function conditionBlock(
  filters: AlertFilters | undefined,
): Partial<Record<keyof AlertFilters, Condition>> | undefined {
  if (!filters) return undefined;
  const blocks = NAMES.flatMap((name) => {
    const filter = filters[name];
    if (!filter) return [];
    const values = filter.values.map((value) => (name === "severity" ? `Sev${value}` : String(value)));
    return [[name, { operator: filter.operator, values }] as const];
  });
  return Object.fromEntries(blocks);
}
