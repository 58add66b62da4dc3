import { MS_PER_DAY } from "../core/day";

const MINUTE = 60_000;
const FIRST = Date.UTC(2025, 0, 1);
/** Beyond, a calendar's own knowledge of the time zone is better than any list. */
const LAST = Date.UTC(2041, 0, 1);

/** A time zone for a calendar (RFC 5545, 3.6.5): the changes of its offset, each by itself. */
export function timezoneLines(timezone: string): readonly string[] {
  const offset = offsetReader(timezone);
  const changes = changesOf(offset);
  const first = offset(FIRST);
  return [
    "BEGIN:VTIMEZONE",
    `TZID:${timezone}`,
    ...observance(FIRST, first, first),
    ...changes.flatMap((at) => observance(at, offset(at - MINUTE), offset(at))),
    "END:VTIMEZONE",
  ];
}

type Offset = (instant: number) => number;

/** The instants at which the offset changes. No time zone changes it twice in a week. */
function changesOf(offset: Offset): readonly number[] {
  const changes: number[] = [];
  let old = offset(FIRST);
  for (let week = FIRST; week < LAST; week += 7 * MS_PER_DAY) {
    let [before, after] = [week, week + 7 * MS_PER_DAY];
    const now = offset(after);
    if (now === old) continue;
    while (after - before > MINUTE) {
      const middle = before + Math.floor((after - before) / 2 / MINUTE) * MINUTE;
      if (offset(middle) === old) before = middle;
      else after = middle;
    }
    changes.push(after);
    old = now;
  }
  return changes;
}

/** Which of two is daylight time does not matter to what they mean. */
function observance(at: number, from: number, to: number): readonly string[] {
  const kind = to > from ? "DAYLIGHT" : "STANDARD";
  return [
    `BEGIN:${kind}`,
    `DTSTART:${localTime(at + from * MINUTE)}`,
    `TZOFFSETFROM:${offsetText(from)}`,
    `TZOFFSETTO:${offsetText(to)}`,
    `END:${kind}`,
  ];
}

function localTime(wall: number): string {
  return new Date(wall).toISOString().replace(/[-:]/g, "").slice(0, 15);
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}${two(size % 60)}`;
}

/** Minutes that the wall time is ahead of UTC. */
function offsetReader(timeZone: string): Offset {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "longOffset" });
  return (instant) => {
    const name = format.formatToParts(instant).find(({ type }) => type === "timeZoneName")?.value ?? "";
    const [, sign = "+", hours = "0", minutes = "0"] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? [];
    return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  };
}
