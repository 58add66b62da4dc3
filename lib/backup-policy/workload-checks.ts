import type { IConstruct } from "constructs";
import { NAME_RULES } from "../core/names";
import { listed, Problems } from "../core/problems";
import { checkPolicyName, checkTimezone } from "./policy-name";
import type { FullRetention } from "./retention";
import { checkRetention, type RetentionLimits, VM_LIMITS } from "./retention-checks";
import { checkTime, checkTimes, checkWeekdays } from "./schedule";
import type {
  AnyWorkloadOptions,
  FullBackups,
  LogBackups,
  PartialBackups,
  Workload,
} from "./workload-options";

const MINUTES = [15, 30, 60, 120, 240, 480, 720, 1440];

/** Those of VMs, but for days of the month that some month lacks. */
const FULL_LIMITS: RetentionLimits = {
  ...VM_LIMITS,
  daily: { ...VM_LIMITS.daily, why: "Azure keeps full backups for 7 days at least" },
  dayOfMonth: { range: [1, 28], why: "Azure takes days that every month has; for the last one say lastDay" },
};

/**
 * Refuses what azurerm or Azure would refuse at plan or apply (Microsoft Learn, "Back up multiple SQL Server VMs from the
 * Recovery Services vault" and "Back up SAP HANA databases in Azure VMs").
 */
export function checkWorkloadPolicy(
  scope: IConstruct,
  name: string,
  workload: Workload,
  options: AnyWorkloadOptions,
  retention: FullRetention,
): void {
  const problems = new Problems(scope);
  const { full, differential, incremental, log } = options;
  checkPolicyName(problems, name, NAME_RULES.workloadBackupPolicy);
  checkTimezone(problems, options.timezone);
  checkFull(problems, full, retention);
  checkKinds(problems, workload, options);
  if (differential) checkPartial(problems, "differential", differential, full);
  if (incremental) checkPartial(problems, "incremental", incremental, full);
  if (log) checkLog(problems, log);
  problems.throwIfAny();
}

function checkFull(problems: Problems, { schedule }: FullBackups, retention: FullRetention): void {
  problems.oneOf(
    "full.schedule.frequency",
    schedule.frequency,
    ["Daily", "Weekly"],
    "Azure makes one full backup a day at most; take log backups more often",
  );
  checkTimes(problems, schedule, "full.schedule");
  checkRetention(problems, retention, schedule, FULL_LIMITS, "full.retention");
}

function checkKinds(problems: Problems, workload: Workload, options: AnyWorkloadOptions): void {
  const { differential, incremental, log } = options;
  problems.when(
    workload === "SQL" && incremental !== undefined,
    "incremental cannot be in a policy for SQL Server, which has no such backups: use differential",
  );
  problems.when(
    workload === "SAP HANA" && log === undefined,
    "log is missing: SAP HANA hands all its log backups to Azure Backup, which needs to know how often",
  );
  problems.when(
    differential !== undefined && incremental !== undefined,
    "differential and incremental cannot be in one policy: Azure takes one of the two; remove the other",
  );
}

function checkPartial(
  problems: Problems,
  name: "differential" | "incremental",
  { on, at, retentionDays }: PartialBackups,
  { schedule }: FullBackups,
): void {
  checkTime(problems, `${name}.at`, at);
  problems.when(on.length === 0, `${name}.on must name at least one weekday`);
  checkWeekdays(problems, `${name}.on`, on);
  problems.integer(
    `${name}.retentionDays`,
    retentionDays,
    [7, 35],
    "days",
    "azurerm takes no others; keep full backups longer",
  );
  if (schedule.frequency !== "Weekly") {
    problems.add(
      `${name} needs weekly full backups, since Azure makes one backup a day of the two: use Schedule.weekly in full, or remove ${name}`,
    );
    return;
  }
  const both = on.filter((day) => schedule.on.includes(day));
  problems.when(
    both.length > 0,
    `${name}.on must not name days of full backups, got ${listed(both, "and")}: Azure makes one backup a day of the two; choose other days`,
  );
}

function checkLog(problems: Problems, { everyMinutes, retentionDays }: LogBackups): void {
  problems.oneOf("log.everyMinutes", everyMinutes, MINUTES, "Azure backs up logs every so many minutes");
  problems.integer(
    "log.retentionDays",
    retentionDays,
    [7, 35],
    "days",
    "it is the time in which any moment can be restored",
  );
}
