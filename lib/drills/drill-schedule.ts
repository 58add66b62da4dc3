import { AUTOMATION_TIMEZONES, type AutomationTimezone } from "../automation/automation-timezones";
import { listed, type Problems, quoted } from "../core/problems";
import { TIME_OF_DAY, type TimeOfDay, WEEKDAYS, type Weekday } from "../core/time";

/** Which day of the month: "first Saturday", "last Sunday". */
export type DrillDay = `${"first" | "second" | "third" | "fourth" | "last"} ${Weekday}`;

/** When a drill runs. */
export interface DrillSchedule {
  readonly every: "week" | "month" | "quarter" | "half-year" | "year";
  /** A weekday for weekly drills, "first Saturday" for all others. */
  readonly on: Weekday | DrillDay;
  /** On the hour or half hour. */
  readonly at: TimeOfDay;
  /** IANA name; the time of day holds in summer and in winter. @default "Etc/UTC" */
  readonly timezone?: AutomationTimezone;
}

type Monthly = Omit<DrillSchedule, "every" | "on"> & { readonly on: DrillDay };
type Weekly = Omit<DrillSchedule, "every" | "on"> & { readonly on: Weekday };

/**
 * Names the schedules of drills. The first drill that is not weekly falls in the month after the deployment, the next
 * ones so many months later.
 */
export const DrillSchedule = {
  weekly: (when: Weekly): DrillSchedule => ({ every: "week", ...when }),
  monthly: (when: Monthly): DrillSchedule => ({ every: "month", ...when }),
  /** Every three months. */
  quarterly: (when: Monthly): DrillSchedule => ({ every: "quarter", ...when }),
  /** Every six months. */
  halfYearly: (when: Monthly): DrillSchedule => ({ every: "half-year", ...when }),
  yearly: (when: Monthly): DrillSchedule => ({ every: "year", ...when }),
} as const;

const MONTHS = { month: 1, quarter: 3, "half-year": 6, year: 12 } as const;
const WORDS = {
  week: "weekly",
  month: "monthly",
  quarter: "quarterly",
  "half-year": "half-yearly",
  year: "yearly",
} as const;
const WHICH: readonly string[] = ["first", "second", "third", "fourth"];

export const DEFAULT_TIMEZONE: AutomationTimezone = "Etc/UTC";

/** How often, as azurerm takes it. */
export function recurrence(schedule: DrillSchedule) {
  const { every, on } = schedule;
  if (every === "week") return { frequency: "Week", interval: 1, weekDays: [on] };
  const [which = "", day = ""] = on.split(" ");
  const occurrence = which === "last" ? -1 : WHICH.indexOf(which) + 1;
  return { frequency: "Month", interval: MONTHS[every], monthlyOccurrence: { day, occurrence } };
}

/** "quarterly first Saturday 0200 Australia-Sydney": a schedule in words that its name in Azure may have. */
export function inWords({ every, on, at, timezone = DEFAULT_TIMEZONE }: DrillSchedule): string {
  return [WORDS[every], on, at.replace(":", ""), timezone.replaceAll("/", "-")].join(" ");
}

/** Refuses schedules that Azure Automation does not have. */
export function checkSchedule(problems: Problems, schedule: DrillSchedule): void {
  const { every, on, at, timezone } = schedule;
  problems.oneOf("schedule.every", every, Object.keys(WORDS), "see DrillSchedule");
  problems.matches("schedule.at", at, TIME_OF_DAY, 'on the hour or half hour, "00:00" to "23:30"');
  const zones: readonly unknown[] = AUTOMATION_TIMEZONES;
  problems.when(
    timezone !== undefined && !zones.includes(timezone),
    `schedule.timezone must be an IANA time zone that azurerm takes for azurerm_automation_schedule, got ${quoted(timezone)}: choose a neighbour with the same time, such as "Australia/Sydney" for Melbourne`,
  );
  if (every === "week") {
    problems.oneOf("schedule.on", on, WEEKDAYS, "a weekly drill runs on a weekday");
    return;
  }
  const [which = "", day, ...rest] = String(on).split(" ");
  const known =
    [...WHICH, "last"].includes(which) && WEEKDAYS.some((weekday) => weekday === day) && rest.length === 0;
  problems.when(
    !known,
    `schedule.on must be ${listed([...WHICH, "last"])} and a weekday, such as "first Saturday", got ${quoted(on)}: months have no other days in common`,
  );
}
