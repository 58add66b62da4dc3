import { escaped, table } from "../core/markdown";
import { count } from "../core/words";
import { bullets, GENERATED, page } from "../runbooks/markdown";
import type { ProtectedEstate } from "../runbooks/protected-estate";
import { duration } from "../runbooks/recovery-times";
import { CALENDAR_START_CONTEXT, type CalendarStart, firstDay, scheduleInWords } from "./occurrence";
import type { PlannedEvent } from "./planned-event";

/** The plan of drills: what is tried out when, by whom, and how one knows that it passed. */
export function drillPlan(
  estate: ProtectedEstate,
  events: readonly PlannedEvent[],
  start: CalendarStart,
): string {
  return page(
    "# Plan of drills",
    GENERATED,
    "A recovery that nobody has tried is a guess. What is below is also in [drills.ics](drills.ics), for calendars.",
    "## Calendar",
    startNote(start),
    calendarTable(events, start),
    "## What is tried out",
    ...plans(estate),
    "## Checklist",
    ...["Before:", bullets(BEFORE), "During:", bullets(DURING), "After:", bullets(AFTER)],
    "## Passed or not",
    bullets(OUTCOMES),
  );
}

function calendarTable(events: readonly PlannedEvent[], start: CalendarStart): string {
  return table(
    ["what", "when", "first time", "by", "how"],
    events.map(({ title, schedule, role, automatic, description }) => [
      escaped(title),
      scheduleInWords(schedule),
      firstDay(schedule, start.day),
      automatic ? `Azure Automation; read by the ${role}` : role,
      escaped(description),
    ]),
  );
}

function startNote({ text, given }: CalendarStart): string {
  const months = "Weekly and monthly events do not depend on it.";
  return given
    ? `The schedules were first deployed on ${text}, as the context value \`${CALENDAR_START_CONTEXT}\` says. ${months}`
    : `Azure begins the schedule of a drill in the month after its deployment, which the program does not know: the dates here take ${text} for it. Say the true day in the context value \`${CALENDAR_START_CONTEXT}\` of cdktf.json. ${months}`;
}

function plans({ pairs }: ProtectedEstate): readonly string[] {
  const rows = pairs.flatMap(({ title, plans }) =>
    plans.map(({ title: plan, vms, drills }) => [
      escaped(plan),
      escaped(title),
      String(vms.length),
      drills.map(({ rtoMinutes }) => duration(rtoMinutes)).join(", ") || "none: nothing measures it",
      drills.map(({ name, when }) => `${escaped(name)}, ${when}`).join("; ") || "by hand",
    ]),
  );
  const alone = pairs.flatMap((pair) => pair.alone);
  return [
    rows.length === 0
      ? "No recovery plan: restores of backups are all there is to try out."
      : table(["recovery plan", "from and to", "VMs", "objective", "drill"], rows),
    alone.length === 0
      ? ""
      : `${count(alone.length, "replicated VM")} in no plan, tried out one by one: ${alone.map(({ name }) => escaped(name)).join(", ")}.`,
  ];
}

const BEFORE = [
  "The owners of the applications know the hour, and who of them tries the application.",
  "Every VM is `Protected`, none is in critical health, and the plan is idle.",
  "The quota of the target region has room for the VMs a second time.",
  "Someone other than last time leads it, with the runbook and nothing else.",
];

const DURING = [
  "Write down when it began, when each VM ran, and when the application answered.",
  "Write down every step that the runbook does not have.",
  "Stop when production is touched: the test network must not reach it.",
];

const AFTER = [
  "Nothing of the test is left: VMs, disks, network interfaces.",
  "The outcome, the time and the objective are filed as evidence.",
  "Each defect has a name and a date; the runbook is changed by changing the program.",
];

const OUTCOMES = [
  "Passed: every VM was up within the objective, the application was used, all was cleaned up.",
  "Too late: all was up, after the objective. The objective or the recovery changes; tell the business.",
  "Failed: a VM or the application did not come up. It is tried again within the month.",
];
