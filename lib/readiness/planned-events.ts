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
  return withOwnKeys([
    ...drills.flatMap(drillEvent),
    ...plans
      .filter(({ drills }) => drills.every((drill) => !drill.timetable))
      .map((plan) => byHand(plan, timezone)),
    ...restoreTests(estate, timezone),
    ...reviews(estate, timezone),
  ]);
}

/** Vaults of two groups may have one name, and a calendar keeps one event of each key. */
function withOwnKeys(events: readonly PlannedEvent[]): readonly PlannedEvent[] {
  const seen = new Map<string, number>();
  return events.map((event) => {
    const count = (seen.get(event.key) ?? 0) + 1;
    seen.set(event.key, count);
    return count === 1 ? event : { ...event, key: `${event.key} ${count}` };
  });
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
      description: `${vms.length === 1 ? "Its only VM" : `One of its ${vms.length} VMs, another one each time`}, restored beside itself as in runbooks/restore-vm.md, timed, used, and deleted.`,
      schedule: { every: "quarter", on: "third Tuesday", at: BY_DAY, timezone },
      minutes: 240,
      role: "operator",
      automatic: false,
    }));
}

type Review = Pick<PlannedEvent, "key" | "title" | "description" | "role"> &
  Pick<DrillSchedule, "every" | "on"> & { readonly where?: (estate: ProtectedEstate) => boolean };

const REVIEWS: readonly Review[] = [
  {
    ...{ key: "review", title: "Backup review", every: "month", on: "first Wednesday", role: "owner" },
    description: "With plan/review.md and the newest run's summary.",
  },
  {
    ...{ key: "access", title: "Review of roles", every: "quarter", on: "first Thursday", role: "auditor" },
    description: "Who has which role on vaults and resource guards, and whether they still need it.",
  },
  {
    ...{ key: "training", title: "Training", every: "half-year", on: "second Thursday", role: "owner" },
    description: "With plan/training.md: every role, with what the last drills showed.",
  },
  {
    ...{
      key: "runbooks",
      title: "Read the runbooks",
      every: "half-year",
      on: "third Thursday",
      role: "responder",
    },
    description: "Somebody who did not write them follows each one as far as it changes nothing.",
  },
  {
    ...{ key: "keys", title: "Rotate keys", every: "year", on: "fourth Tuesday", role: "operator" },
    description: "As in runbooks/rotate-keys.md.",
    where: ({ vaults }) => vaults.some(({ key }) => key !== undefined),
  },
];

function reviews(estate: ProtectedEstate, timezone: DrillSchedule["timezone"]): readonly PlannedEvent[] {
  return REVIEWS.filter(({ where }) => where?.(estate) ?? true).map(({ every, on, where: _, ...rest }) => ({
    ...rest,
    schedule: { every, on, at: BY_DAY, timezone },
    minutes: 60,
    automatic: false,
  }));
}
