import { subscriptionOf } from "../core/subscription-of";
import type { DrillSchedule } from "../drills/drill-schedule";
import type { RecoveryDrill } from "../drills/recovery-drill";
import type { KnownTexts } from "./known-texts";

/** A drill that Azure Automation runs. */
export interface DrillFacts {
  /** The name of its runbook. */
  readonly name: string;
  readonly plan: string;
  readonly account?: string;
  readonly resourceGroup?: string;
  readonly subscriptionId?: string;
  readonly rtoMinutes: number;
  /** In words: "quarterly first Saturday 0200 Australia-Sydney", or "by hand". */
  readonly when: string;
  readonly timetable?: DrillSchedule;
}

export function drillFacts(drill: RecoveryDrill, plan: string, texts: KnownTexts): DrillFacts {
  const { runbook, rtoMinutes, when, timetable } = drill;
  return {
    name: texts.input(runbook, "name") ?? drill.node.id,
    plan,
    account: texts.input(runbook, "automation_account_name"),
    resourceGroup: texts.input(runbook, "resource_group_name"),
    subscriptionId: subscriptionOf(runbook),
    rtoMinutes,
    when,
    timetable,
  };
}
