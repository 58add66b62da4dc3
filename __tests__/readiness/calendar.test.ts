import ICAL from "ical.js";
import { DrillSchedule } from "../../lib";
import { calendar } from "../../lib/readiness/calendar-file";
import type { CalendarStart } from "../../lib/readiness/occurrence";
import type { PlannedEvent } from "../../lib/readiness/planned-event";

const START: CalendarStart = { day: Date.UTC(2026, 0, 1) / 86_400_000, text: "2026-01-01", given: true };

const event = (changes: Partial<PlannedEvent> = {}): PlannedEvent => ({
  key: "drill one",
  title: "Drill one",
  description: "Fails over, measures, cleans up.",
  schedule: DrillSchedule.quarterly({ on: "first Saturday", at: "02:00", timezone: "Australia/Sydney" }),
  minutes: 180,
  role: "responder",
  automatic: true,
  ...changes,
});

/** Read by a library that knows nothing of ours. */
function eventsOf(text: string) {
  const component = new ICAL.Component(ICAL.parse(text));
  for (const zone of component.getAllSubcomponents("vtimezone"))
    ICAL.TimezoneService.register(new ICAL.Timezone(zone), String(zone.getFirstPropertyValue("tzid")));
  return component.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
}

function firstOf(text: string, count: number): readonly string[] {
  const [only] = eventsOf(text);
  const next = only?.iterator();
  return Array.from({ length: count }, () => next?.next()?.toJSDate().toISOString() ?? "none");
}

const of = (schedule: DrillSchedule) => calendar([event({ schedule })], START);

describe("the calendar, as another program reads it", () => {
  test("has a quarterly drill at the wall time of its zone, in summer and in winter", () => {
    // Sydney is 11 hours ahead of UTC in February and November, and 10 in May and August
    expect(firstOf(of(event().schedule), 4)).toEqual([
      "2026-02-06T15:00:00.000Z",
      "2026-05-01T16:00:00.000Z",
      "2026-07-31T16:00:00.000Z",
      "2026-11-06T15:00:00.000Z",
    ]);
  });

  test("has a weekly event each week, and one on the last Sunday of each half-year", () => {
    expect(firstOf(of(DrillSchedule.weekly({ on: "Friday", at: "23:30" })), 2)).toEqual([
      "2026-01-09T23:30:00.000Z",
      "2026-01-16T23:30:00.000Z",
    ]);
    expect(firstOf(of(DrillSchedule.halfYearly({ on: "last Sunday", at: "22:00" })), 2)).toEqual([
      "2026-02-22T22:00:00.000Z",
      "2026-08-30T22:00:00.000Z",
    ]);
  });

  test("follows a zone west of UTC that changes in March and November", () => {
    const schedule = DrillSchedule.monthly({
      on: "second Sunday",
      at: "12:00",
      timezone: "America/New_York",
    });
    expect(firstOf(of(schedule), 2)).toEqual(["2026-02-08T17:00:00.000Z", "2026-03-08T16:00:00.000Z"]);
  });

  const start = (text: string): CalendarStart => ({ day: Date.parse(text) / 86_400_000, text, given: true });

  test.each([
    ["2020-03-10", ["2020-04-03T15:00:00.000Z", "2020-07-03T16:00:00.000Z"]],
    ["2044-03-10", ["2044-04-01T15:00:00.000Z", "2044-07-01T16:00:00.000Z"]],
    ["2099-03-10", ["2099-04-03T15:00:00.000Z", "2099-07-03T16:00:00.000Z"]],
  ])("knows the zone in the years after its start, %s, as before and after others", (day, times) => {
    expect(firstOf(calendar([event()], start(day)), 2)).toEqual(times);
  });

  test("knows the zone for ten years from its start on", () => {
    const winter = firstOf(calendar([event()], start("2044-03-10")), 40).at(-1);
    expect(winter).toBe("2054-01-02T15:00:00.000Z");
  });

  test("says what, and for how long, with the signs that the format reserves", () => {
    const title = "Plan a; b, and c\\d";
    const [read] = eventsOf(calendar([event({ title, description: "one\ntwo" })], START));
    expect([read?.summary, read?.description, read?.duration.toSeconds()]).toEqual([
      title,
      "one\ntwo",
      3 * 60 * 60,
    ]);
  });

  test("knows an event again by its key, whatever else changes", () => {
    const uid = (changes: Partial<PlannedEvent>) => eventsOf(calendar([event(changes)], START))[0]?.uid;
    expect(uid({ title: "Other", minutes: 60 })).toBe(uid({}));
    expect(uid({ key: "drill two" })).not.toBe(uid({}));
  });

  test("defines each time zone once, and none for UTC", () => {
    const zones = (...events: PlannedEvent[]) =>
      calendar(events, START).match(/^BEGIN:VTIMEZONE/gm)?.length ?? 0;
    expect(zones(event(), event({ key: "other" }))).toBe(1);
    expect(zones(event({ schedule: DrillSchedule.weekly({ on: "Friday", at: "10:00" }) }))).toBe(0);
  });
});

describe("the lines of the calendar", () => {
  test("end with CR LF, and are 75 octets at most", () => {
    const text = calendar([event({ description: "ä".repeat(200) })], START);
    expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
    const lines = text.split("\r\n");
    expect(lines.filter((line) => line.includes("\n"))).toEqual([]);
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBe(75);
  });

  test.each([
    [62, 1],
    [63, 1],
    [64, 2],
  ])("a description of %i letters takes %i lines, as 75 octets hold its name and 63", (letters, count) => {
    const text = calendar([event({ description: "d".repeat(letters) })], START);
    const [, after = ""] = text.split("DESCRIPTION:");
    expect(after.split("CATEGORIES")[0]?.trimEnd().split("\r\n ")).toHaveLength(count);
  });

  test("are the same on every day", () => {
    const before = calendar([event()], START);
    jest.useFakeTimers({ now: new Date("2031-05-05") });
    expect(calendar([event()], START)).toBe(before);
    jest.useRealTimers();
  });
});
