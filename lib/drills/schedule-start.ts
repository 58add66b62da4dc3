import type { AutomationTimezone } from "../automation/automation-timezones";
import { DEFAULT_TIMEZONE, type DrillSchedule } from "./drill-schedule";

/**
 * The start of a schedule as Terraform works it out when it plans: on the first day of the next month, or in two days
 * for weekly drills, at the user's time of day. Azure repeats the wall time of the start, so the offset from UTC has to
 * be the one that the time zone has on that day; Terraform knows no time zones, hence the list of its changes.
 */
export function startTime({ every, at, timezone = DEFAULT_TIMEZONE }: DrillSchedule): string {
  // a plan may wait a day or two before it is applied, and azurerm wants a start five minutes ahead
  const soon = 'timeadd(plantimestamp(), "48h")';
  const monthStart = `formatdate("YYYY-MM-01'T'00:00:00Z", ${soon})`;
  const day =
    every === "week" ? soon : `formatdate("YYYY-MM-01'T'00:00:00Z", timeadd(${monthStart}, "768h"))`;
  const changes = offsetChanges(timezone, at);
  const [only = ["", "Z"]] = changes;
  const offset =
    changes.length === 1
      ? only[1]
      : `\${reverse([for c in ${JSON.stringify(changes)} : c[1] if c[0] <= tonumber(formatdate("YYYYMMDD", ${day}))])[0]}`;
  return `\${formatdate("YYYY-MM-DD", ${day})}T${at}:00${offset}`;
}

/** From a day (20250330) on, a time zone has an offset ("+02:00"). */
type OffsetChange = readonly [from: number, offset: string];

const DAY = 24 * 60 * 60 * 1000;
const FIRST = Date.UTC(2025, 0, 1);
/** Beyond, the rules of today are as good as any. */
const LAST = Date.UTC(2046, 0, 1);
/** No time zone changes twice within it: the four or five weeks of Ramadan in Morocco are the shortest time between two. */
const STEP = 21 * DAY;

/** What was worked out already, by time zone and time of day: drills of a tier have the same, and it takes a while. */
const known = new Map<string, readonly OffsetChange[]>();

/** The offsets of a time zone at a time of day, and the days on which they change; the same on every day of synthesis. */
export function offsetChanges(timezone: AutomationTimezone, at: string): readonly OffsetChange[] {
  const key = `${timezone} ${at}`;
  const changes = known.get(key) ?? findOffsetChanges(timezone, at);
  known.set(key, changes);
  return changes;
}

function findOffsetChanges(timezone: AutomationTimezone, at: string): readonly OffsetChange[] {
  const offset = offsetReader(timezone, at);
  let before = offset(FIRST);
  const changes: OffsetChange[] = [[asNumber(FIRST), before]];
  for (let day = FIRST; day < LAST; day += STEP) {
    let [same, other] = [day, day + STEP];
    if (offset(other, before) === before) continue;
    while (other - same > DAY) {
      const middle = same + Math.floor((other - same) / DAY / 2) * DAY;
      if (offset(middle) === before) same = middle;
      else other = middle;
    }
    changes.push([asNumber(other), offset(other)]);
    before = offset(day + STEP);
  }
  return changes;
}

const asNumber = (day: number) => Number(new Date(day).toISOString().slice(0, 10).replaceAll("-", ""));

/** Reads the offset that a wall time has on a day, which is given as its midnight in UTC; the likely one is tried first. */
function offsetReader(timeZone: string, at: string): (day: number, likely?: string) => string {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "longOffset" });
  const at0 = (instant: number) => format.format(instant).split("GMT")[1] || "+00:00";
  const [hours = 0, minutes = 0] = at.split(":").map(Number);
  return (day, likely) => {
    const wall = day + (hours * 60 + minutes) * 60_000;
    if (likely !== undefined && at0(wall - inMilliseconds(likely)) === likely) return likely;
    // the offset at the wall time, had it been UTC, is right or nearly so; from there it is
    return at0(wall - inMilliseconds(at0(wall - inMilliseconds(at0(wall)))));
  };
}

function inMilliseconds(offset: string): number {
  const [hours = 0, minutes = 0] = offset.slice(1).split(":").map(Number);
  return (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
