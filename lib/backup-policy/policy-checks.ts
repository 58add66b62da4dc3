import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { Problems } from "../core/problems";
import type { ArchiveTiering, VmBackupPolicyOptions } from "./options";
import { checkPolicyName, checkTimezone } from "./policy-name";
import type { FullRetention } from "./retention";
import { checkRetention } from "./retention-checks";
import { checkVmSchedule } from "./schedule";

/** Refuses what azurerm or Azure would refuse at plan or apply. */
export function checkVmPolicy(
  where: IConstruct | string,
  name: string,
  options: VmBackupPolicyOptions,
  retention: FullRetention,
): void {
  const problems = new Problems(where);
  checkPolicyName(problems, name);
  problems.oneOf("type", options.type, ["Standard", "Enhanced"], "azurerm calls them V1 and V2");
  checkConsistency(problems, options);
  checkTimezone(problems, options.timezone);
  checkVmSchedule(problems, options.schedule, options.type !== "Standard");
  checkRetention(problems, retention, options.schedule);
  checkInstantRestore(problems, options, retention.daily);
  if (options.snapshotResourceGroup) checkGroup(problems, options.snapshotResourceGroup);
  if (options.archiveTiering) checkTiering(problems, options.archiveTiering, retention);
  problems.throwIfAny();
}

function checkConsistency(problems: Problems, { type, consistency }: VmBackupPolicyOptions): void {
  problems.oneOf("consistency", consistency, ["application", "crash"], "see azurerm consistency_type");
  problems.when(
    consistency === "crash" && type === "Standard",
    'consistency "crash" needs an Enhanced policy: choose type "Enhanced", or remove consistency',
  );
}

function checkInstantRestore(
  problems: Problems,
  options: VmBackupPolicyOptions,
  daily: number | undefined,
): void {
  const { instantRestoreDays: days, type = "Enhanced", schedule } = options;
  if (days === undefined || Token.isUnresolved(days)) return;
  if (schedule.frequency === "Weekly") {
    problems.when(
      days !== 5,
      `instantRestoreDays must be 5 with a weekly schedule, got ${days}: Azure fixes it`,
    );
    return;
  }
  const max = type === "Standard" ? 5 : 30;
  const way = type === "Standard" ? 'shorten it, or choose type "Enhanced" (1 to 30)' : "shorten it";
  const policy = type === "Standard" ? "a Standard policy" : "an Enhanced policy";
  problems.integer(`instantRestoreDays of ${policy}`, days, [1, max], "days", way);
  problems.when(
    daily !== undefined && !Token.isUnresolved(daily) && days > daily,
    `instantRestoreDays must not exceed retention.daily, got ${days} and ${daily}: shorten it, or keep daily points longer`,
  );
}

/** Azure composes the group's name of the prefix, a number and the suffix. */
function checkGroup(problems: Problems, { prefix, suffix = "" }: { prefix: string; suffix?: string }): void {
  const allowed = 'letters, digits, "-", "_", ".", "(" and ")"';
  problems.matches("snapshotResourceGroup.prefix", prefix, /^[-\w.()]+$/, allowed);
  problems.matches(
    "snapshotResourceGroup.suffix",
    suffix,
    /^([-\w.()]*[-\w()])?$/,
    `${allowed}, not ending in "."`,
  );
  const length = prefix.length + suffix.length;
  problems.when(
    length > 87,
    `snapshotResourceGroup must be 87 characters at most without the number that Azure puts in, got ${length}`,
  );
}

function checkTiering(problems: Problems, tiering: ArchiveTiering, { monthly, yearly }: FullRetention): void {
  problems.when(
    !monthly && !yearly,
    "archiveTiering needs retention.monthly or retention.yearly: Azure archives only such points",
  );
  if (tiering === "Recommended") return;
  const { afterMonths } = tiering;
  problems.integer(
    "archiveTiering.afterMonths",
    afterMonths,
    [3, 1182],
    "months",
    "Azure archives no younger points",
  );
  if (Token.isUnresolved(monthly?.months) || Token.isUnresolved(yearly?.years)) return;
  const longest = Math.max(monthly?.months ?? 0, (yearly?.years ?? 0) * 12);
  problems.when(
    longest > 0 && longest < afterMonths + 6,
    `archiveTiering.afterMonths must leave 6 months of retention in the archive, got ${afterMonths} of ${longest} months: archive earlier, or keep points longer`,
  );
}
