import { MS_PER_DAY } from "../core/day";

const MINUTE = 60_000;
/** From the year before a calendar begins; beyond ten more, its own knowledge of the time zone is better than any list. */
const YEARS = 11;
/** No time zone changes its offset twice in so many milliseconds. */
const STEP = 14 * MS_PER_DAY;

/** A time zone for a calendar that begins on a day (RFC 5545, 3.6.5): the changes of its offset, each by itself. */
export function timezoneLines(timezone: string, startDay: number): readonly string[] {
  const year = new Date(startDay * MS_PER_DAY).getUTCFullYear() - 1;
  const start = Date.UTC(year, 0, 1);
  const offset = offsetReader(timezone);
  const changes = changesOf(offset, start, Date.UTC(year + YEARS, 0, 1));
  const first = offset(start);
  return [
    "BEGIN:VTIMEZONE",
    `TZID:${timezone}`,
    ...observance(start, first, first),
    ...changes.flatMap((at) => observance(at, offset(at - MINUTE), offset(at))),
    "END:VTIMEZONE",
  ];
}

type Offset = (instant: number) => number;

/** The instants at which the offset changes. */
function changesOf(offset: Offset, from: number, until: number): readonly number[] {
  const changes: number[] = [];
  let old = offset(from);
  for (let step = from; step < until; step += STEP) {
    let [before, after] = [step, step + STEP];
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
