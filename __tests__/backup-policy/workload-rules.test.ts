import fc from "fast-check";
import type { SapHanaPolicyOptions, SqlPolicyOptions } from "../../lib";
import { defineVault } from "../vault/define-vault";
import {
  accepted,
  around,
  daily,
  hourly,
  isSet,
  type Json,
  mostly,
  retentions,
  someOf,
  time,
  weekly,
  without,
} from "./any-policy";
import { WORKLOAD_POLICY } from "./define-workload-policy";

interface SubPolicy extends Json {
  readonly policy_type: string;
  readonly backup: Json;
}

const LIMITS = {
  daily: [7, 9999],
  weekly: [1, 5163],
  monthly: [1, 1188],
  yearly: [1, 99],
  maxDay: 28,
} as const;

const days = around(7, 35);
const minutes = mostly(fc.constantFrom(15, 30, 60, 1440), fc.constant(10));
const logs = fc.record({ everyMinutes: minutes, retentionDays: days });

const policies = fc.oneof(daily, weekly, weekly, hourly).chain((schedule) => {
  const partial = fc.record({
    on: fc.oneof(someOf(without(schedule.on)), someOf(without([]))),
    at: time,
    retentionDays: days,
  });
  const extra = fc.constantFrom("differential", "incremental", "both", "none", "none");
  return fc
    .record({
      name: mostly(fc.constantFrom("Any", "Any-1", "any"), fc.constantFrom("a_b", "ab")),
      full: retentions(LIMITS, schedule).map((retention) => ({ schedule, retention })),
      partial,
      extra,
      log: mostly<unknown>(logs, fc.constant(undefined)),
      compression: fc.boolean(),
    })
    .map(({ partial: given, extra: kind, ...rest }) => ({
      ...rest,
      ...(kind === "differential" || kind === "both" ? { differential: given } : {}),
      ...(kind === "incremental" || kind === "both" ? { incremental: given } : {}),
    }));
});

const between = (block: unknown, min: number, max: number) => {
  const count = (block as { count?: number } | undefined)?.count;
  return count === undefined || (count >= min && count <= max);
};
const list = (value: unknown) => (Array.isArray(value) ? (value as unknown[]) : []);

/** What azurerm refuses when it expands the policy, and what its schema refuses before; the broken ones. */
function broken(json: Json): readonly string[] {
  const all = json.protection_policy as readonly SubPolicy[];
  const sql = json.workload_type === "SQLDataBase";
  const kinds = all.map((one) => one.policy_type);
  const rules: Record<string, boolean> = {
    name: /^[a-zA-Z][-\da-zA-Z]{2,149}$/.test(json.name as string),
    "no incremental in SQL": !sql || !kinds.includes("Incremental"),
    "one full": kinds.filter((kind) => kind === "Full").length === 1,
    "each kind once": new Set(kinds).size === kinds.length,
    "one of the two": !(kinds.includes("Differential") && kinds.includes("Incremental")),
    "logs of SAP HANA": sql || kinds.includes("Log"),
    "days of their own": !all.some((one) => one.policy_type !== "Full" && shareDays(one, all)),
  };
  return [...Object.keys(rules).filter((rule) => !rules[rule]), ...all.flatMap(brokenKind)];
}

/** Does the backup run on a day of the full one? A daily full one has all days. */
function shareDays({ policy_type, backup }: SubPolicy, all: readonly SubPolicy[]): boolean {
  if (policy_type === "Log") return false;
  const full = all.find((one) => one.policy_type === "Full")?.backup;
  return full?.frequency === "Daily" || list(backup.weekdays).some((d) => list(full?.weekdays).includes(d));
}

function brokenKind(one: SubPolicy): readonly string[] {
  const { policy_type: kind, backup } = one;
  const byWeek = backup.frequency === "Weekly";
  const full = kind === "Full";
  const rules: Record<string, boolean> = {
    "daily needs retention_daily": backup.frequency !== "Daily" || isSet(one, "retention_daily"),
    "daily has no weekdays": backup.frequency !== "Daily" || !isSet(backup, "weekdays"),
    "weekly has no retention_daily": !byWeek || !isSet(one, "retention_daily"),
    "weekly has weekdays": !byWeek || list(backup.weekdays).length > 0,
    "weekly full has retention_weekly": !(byWeek && full) || isSet(one, "retention_weekly"),
    "log has minutes":
      kind !== "Log" || [15, 30, 60, 120, 240, 480, 720, 1440].includes(Number(backup.frequency_in_minutes)),
    "others have a time": kind === "Log" || /^([01][0-9]|2[0-3]):(00|30)$/.test(String(backup.time)),
    "simple retention of all but full": full !== isSet(one, "simple_retention"),
    "7 to 35 days": between(one.simple_retention, 7, 35),
    "7 to 9999 days": between(one.retention_daily, 7, 9999),
    "1 to 5163 weeks": between(one.retention_weekly, 1, 5163),
    "1 to 1188 months": between(one.retention_monthly, 1, 1188),
    "1 to 99 years": between(one.retention_yearly, 1, 99),
  };
  return [
    ...Object.keys(rules).filter((rule) => !rules[rule]),
    ...brokenFormat(one.retention_monthly as Json | undefined, backup),
    ...brokenFormat(one.retention_yearly as Json | undefined, backup),
  ];
}

function brokenFormat(block: Json | undefined, backup: Json): readonly string[] {
  if (!block) return [];
  const byDay = block.format_type === "Daily";
  const rules: Record<string, boolean> = {
    "weekly backups by weeks": backup.frequency !== "Weekly" || !byDay,
    "by day: days 0 to 28":
      !byDay ||
      (list(block.monthdays).length > 0 &&
        list(block.monthdays).every((d) => Number(d) >= 0 && Number(d) <= 28)),
    "by week: weeks and weekdays": byDay || (list(block.weeks).length > 0 && list(block.weekdays).length > 0),
    "only days that are made":
      backup.frequency !== "Weekly" || list(block.weekdays).every((d) => list(backup.weekdays).includes(d)),
    months: !isSet(block, "months") || list(block.months).length > 0,
  };
  return Object.keys(rules).filter((rule) => !rules[rule]);
}

test.each(["addSqlPolicy", "addSapHanaPolicy"] as const)(
  "whatever %s does not refuse is a policy that azurerm and Azure take",
  (add) => {
    let taken = 0;
    fc.assert(
      fc.property(policies, (options) => {
        const json = accepted(WORKLOAD_POLICY, (stack) =>
          defineVault()(stack)[add]("Any", options as unknown as SqlPolicyOptions & SapHanaPolicyOptions),
        );
        if (!json) return;
        taken += 1;
        expect(broken(json)).toEqual([]);
      }),
      { numRuns: 250, seed: 11 },
    );
    expect(taken).toBeGreaterThan(40);
  },
);
