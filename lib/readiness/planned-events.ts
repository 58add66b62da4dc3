import type { DrillSchedule } from "../drills/drill-schedule";
import { DEFAULT_TIMEZONE } from "../drills/drill-schedule";
import type { DrillFacts } from "../runbooks/drill-facts";
import type { ProtectedEstate } from "../runbooks/protected-estate";
import { duration } from "../runbooks/recovery-times";
import type { PlanFacts } from "../runbooks/replication-facts";
import type { PlannedEvent } from "./planned-event";

/** Hours of office: people's events are by day. */
const BY_DAY = "10:00";

/** What an estate plans: drills that Azure runs, and what people do. */
export function plannedEvents(estate: ProtectedEstate): readonly PlannedEvent[] {
  const plans = estate.pairs.flatMap((pair) => pair.plans);
  const drills = plans.flatMap((plan) => plan.drills);
  const timezone = drills.find((drill) => drill.timetable)?.timetable?.timezone ?? DEFAULT_TIMEZONE;
  return [
    ...drills.flatMap(drillEvent),
    ...plans
      .filter(({ drills }) => drills.every((drill) => !drill.timetable))
      .map((plan) => byHand(plan, timezone)),
    ...restoreTests(estate, timezone),
    ...reviews(estate, timezone),
  ];
}

function drillEvent({ name, plan, rtoMinutes, timetable }: DrillFacts): readonly PlannedEvent[] {
  if (!timetable) return [];
  return [
    {
      key: `drill ${name} ${plan}`,
      title: `Drill ${name}: ${plan}`,
      description: `Azure Automation fails ${plan} over into the test network, measures it against ${duration(rtoMinutes)}, and cleans up. Read the outcome on the next working day.`,
      schedule: timetable,
      minutes: 180,
      role: "responder",
      automatic: true,
    },
  ];
}

function byHand({ title }: PlanFacts, timezone: DrillSchedule["timezone"]): PlannedEvent {
  return {
    key: `test ${title}`,
    title: `Test failover of ${title}`,
    description: "By hand, as in runbooks/test-failover.md: no drill is scheduled for this plan.",
    schedule: { every: "quarter", on: "second Tuesday", at: BY_DAY, timezone },
    minutes: 180,
    role: "responder",
    automatic: false,
  };
}

function restoreTests(
  { vaults }: ProtectedEstate,
  timezone: DrillSchedule["timezone"],
): readonly PlannedEvent[] {
  return vaults
    .filter(({ vms }) => vms.length > 0)
    .map(({ title, vms }) => ({
      key: `restore ${title}`,
      title: `Restore test: ${title}`,
      description: `One of its ${vms.length} VMs, another one each time, restored beside itself as in runbooks/restore-vm.md, timed, used, and deleted.`,
      schedule: { every: "quarter", on: "third Tuesday", at: BY_DAY, timezone },
      minutes: 240,
      role: "operator",
      automatic: false,
    }));
}

function reviews({ vaults }: ProtectedEstate, timezone: DrillSchedule["timezone"]): readonly PlannedEvent[] {
  const by = (every: DrillSchedule["every"], on: DrillSchedule["on"]): DrillSchedule => ({
    every,
    on,
    at: BY_DAY,
    timezone,
  });
  const event = (
    key: string,
    title: string,
    description: string,
    schedule: DrillSchedule,
    role: PlannedEvent["role"],
  ) => ({
    ...{ key, title, description, schedule, role },
    minutes: 60,
    automatic: false,
  });
  const keyed = vaults.some(({ key }) => key !== undefined);
  const guarded = vaults.some(({ guard }) => guard !== undefined);
  return [
    event(
      "review",
      "Backup review",
      "With plan/review.md and the newest run's summary.",
      by("month", "first Wednesday"),
      "owner",
    ),
    event(
      "access",
      "Review of roles",
      `Who has which role on the vaults${guarded ? " and resource guards" : ""}, and whether they still need it.`,
      by("quarter", "first Thursday"),
      "auditor",
    ),
    event(
      "training",
      "Training",
      "With plan/training.md: every role, with what the last drills showed.",
      by("half-year", "second Thursday"),
      "owner",
    ),
    event(
      "runbooks",
      "Read the runbooks",
      "Somebody who did not write them follows each one as far as it changes nothing.",
      by("half-year", "third Thursday"),
      "responder",
    ),
    ...(keyed
      ? [
          event(
            "keys",
            "Rotate keys",
            "As in runbooks/rotate-keys.md.",
            by("year", "fourth Tuesday"),
            "operator",
          ),
        ]
      : []),
  ];
}
