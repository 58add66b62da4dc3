import { assert, constantFrom, integer, property } from "fast-check";
import { AUTOMATION_TIMEZONES } from "../../lib/automation/automation-timezones";
import { DrillSchedule, inWords } from "../../lib/drills/drill-schedule";
import { offsetChanges, startTime } from "../../lib/drills/schedule-start";

const DAY = 24 * 60 * 60 * 1000;

/** What the clocks of a time zone show at an instant. */
const wallTime = (timeZone: string, instant: number) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(instant);

describe("the start of a schedule", () => {
  test("is in UTC without a list of changes, the day after tomorrow for a weekly drill", () => {
    expect(startTime(DrillSchedule.weekly({ on: "Monday", at: "04:30" }))).toBe(
      '${formatdate("YYYY-MM-DD", timeadd(plantimestamp(), "48h"))}T04:30:00+00:00',
    );
  });

  test("is on the first day of the month that follows, for all others", () => {
    const start = startTime(
      DrillSchedule.yearly({ on: "first Monday", at: "04:30", timezone: "Asia/Kolkata" }),
    );
    expect(start).toBe(
      `\${formatdate("YYYY-MM-DD", formatdate("YYYY-MM-01'T'00:00:00Z", timeadd(formatdate("YYYY-MM-01'T'00:00:00Z", timeadd(plantimestamp(), "48h")), "768h")))}T04:30:00+05:30`,
    );
  });

  test("picks the offset of its day where clocks change", () => {
    const start = startTime(DrillSchedule.weekly({ on: "Monday", at: "04:30", timezone: "Europe/Berlin" }));
    expect(start).toContain(
      'T04:30:00${reverse([for c in [[20250101,"+01:00"],[20250330,"+02:00"],[20251026,"+01:00"],[20260329,"+02:00"]',
    );
    expect(start).toContain(
      '[20451029,"+01:00"]] : c[1] if c[0] <= tonumber(formatdate("YYYYMMDD", timeadd(plantimestamp(), "48h")))])[0]}',
    );
  });

  test("is the same on every day of synthesis, so that nothing of it is baked in", () => {
    jest.useFakeTimers({ now: Date.UTC(2031, 6, 1) });
    const then = startTime(DrillSchedule.weekly({ on: "Monday", at: "02:00", timezone: "America/Chicago" }));
    jest.useRealTimers();
    expect(startTime(DrillSchedule.weekly({ on: "Monday", at: "02:00", timezone: "America/Chicago" }))).toBe(
      then,
    );
  });

  test("is the user's time of day in every time zone, on any day of the next 20 years", () => {
    const days = integer({ min: 0, max: 20 * 365 }).map((day) => Date.UTC(2025, 0, 1) + day * DAY);
    const times = constantFrom("00:00", "05:30", "12:00", "22:30");
    assert(
      property(constantFrom(...AUTOMATION_TIMEZONES), times, days, (timezone, at, day) => {
        const date = new Date(day).toISOString().slice(0, 10);
        const reached = offsetChanges(timezone, at).filter(
          ([from]) => from <= Number(date.replaceAll("-", "")),
        );
        const [, offset = ""] = reached.at(-1) ?? [];
        // an hour that clocks leave out is not there to be met
        const shown = wallTime(timezone, Date.parse(`${date}T${at}:00${offset}`));
        return shown === `${date} ${at}` || at === "00:00";
      }),
      { numRuns: 60 },
    );
  });
});

test("the name of a schedule fits Azure, however long its parts are", () => {
  const schedules = AUTOMATION_TIMEZONES.map((timezone) =>
    DrillSchedule.halfYearly({ on: "second Wednesday", at: "02:00", timezone }),
  );
  const names = schedules.map((schedule) => `${"r".repeat(63)} ${inWords(schedule)}`);
  // azurerm_automation_schedule name
  expect(names.filter((name) => !/^[^<>*%&:\\?.+/]{0,127}[^<>*%&:\\?.+/\s]$/.test(name))).toEqual([]);
});
