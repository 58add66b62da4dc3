import type { Construct } from "constructs";
import { checkTimezone } from "../backup-policy/policy-name";
import { checkTimes } from "../backup-policy/schedule";
import { daysLeft } from "../core/calendar-day";
import { addFinding } from "../core/findings";
import { Problems } from "../core/problems";
import { checkSpelling } from "../core/regions";
import { checkTags } from "../core/tags";
import type { AutomanageBackup, AutomanageProfileProps } from "./automanage-props";

/** The day on which Azure Automanage Best Practices ends. */
export const AUTOMANAGE_END = "2027-09-30";

export function checkAutomanage(
  scope: Construct,
  region: string | undefined,
  props: AutomanageProfileProps,
): void {
  const problems = new Problems(scope);
  problems.matches("name", props.name, /^[A-Za-z0-9_.-]{1,64}$/, '1 to 64 letters, digits, "_", "-" and "."');
  if (region === undefined) problems.add("region is missing: the resource group does not say it");
  else checkSpelling(problems, region);
  checkTags(problems, props.tags);
  const baselines = ["ApplyAndAutoCorrect", "ApplyAndMonitor", "Audit", "DeployAndAutoCorrect"];
  problems.oneOf("securityBaseline", props.securityBaseline, baselines, "Automanage has no other");
  if (props.backup) checkBackup(problems, props.backup);
  problems.throwIfAny();
}

function checkBackup(problems: Problems, backup: AutomanageBackup): void {
  const { policyName, timezone, schedule, retention, instantRestoreDays } = backup;
  if (policyName !== undefined)
    problems.matches(
      "backup.policyName",
      policyName,
      /^[a-zA-Z0-9][a-zA-Z0-9-]{2,149}$/,
      '3 to 150 letters, digits and "-", starting with a letter or digit',
    );
  checkTimezone(problems, timezone);
  checkTimes(problems, schedule, "backup.schedule");
  const weekly = schedule.frequency === "Weekly";
  problems.when(
    weekly && retention.daily !== undefined,
    "backup.retention.daily must be absent in a weekly schedule: there are no daily points",
  );
  problems.when(
    !weekly && retention.daily === undefined,
    "backup.retention.daily is missing: a daily schedule keeps its points for 7 to 9999 days",
  );
  problems.when(
    weekly && retention.weekly === undefined,
    "backup.retention.weekly is missing: a weekly schedule keeps its points for 1 to 5163 weeks",
  );
  problems.integer("backup.retention.daily", retention.daily, [7, 9999], "days", "Azure keeps at least 7");
  problems.integer("backup.retention.weekly", retention.weekly, [1, 5163], "weeks", "Azure keeps no more");
  problems.integer(
    "backup.instantRestoreDays",
    instantRestoreDays,
    [weekly ? 5 : 1, 5],
    "days",
    "Automanage makes Standard policies",
  );
}

/** Says that the service ends, or has ended, and what does the same for good. */
export function warnOfRetirement(scope: Construct): void {
  const left = daysLeft(scope, AUTOMANAGE_END);
  const reason =
    left > 0
      ? `Azure Automanage Best Practices ends on ${AUTOMANAGE_END}, and Azure refuses new profiles and subscriptions already`
      : `Azure Automanage Best Practices ended on ${AUTOMANAGE_END}, and nothing looks after its VMs any more`;
  addFinding(scope, {
    kind: "warning",
    subject: scope.node.path,
    reason,
    remedy:
      "protect the VMs by the program (Estate.protectVirtualMachines) or by Azure Policy (Estate.onboardByPolicy), then remove it",
  });
}
