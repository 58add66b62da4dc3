import { App } from "cdktf";
import { DrillSchedule } from "../../lib";
import { calendarStart, firstDay, recurrenceRule } from "../../lib/readiness/occurrence";
import { temporaryFolder } from "../support/files";
import { refusal } from "../support/synthesise";

const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const monthly = (on: Parameters<typeof DrillSchedule.monthly>[0]["on"]) =>
  DrillSchedule.monthly({ on, at: "10:00" });
const weekly = (on: Parameters<typeof DrillSchedule.weekly>[0]["on"]) =>
  DrillSchedule.weekly({ on, at: "10:00" });
const startOf = (calendarStartValue: unknown) =>
  calendarStart(new App({ outdir: temporaryFolder(), context: { calendarStart: calendarStartValue } }));

describe("the first day of a schedule", () => {
  // 2026-01-01 is a Thursday; Azure Automation begins weekly schedules two days after the deployment
  test.each([
    ["Friday", "2026-01-09"],
    ["Saturday", "2026-01-03"],
    ["Sunday", "2026-01-04"],
  ] as const)("weekly, deployed on a Thursday, %s: two days later at the earliest", (on, expected) => {
    expect(firstDay(weekly(on), day("2026-01-01"))).toBe(expected);
  });

  test.each([
    ["first Sunday", "2026-02-01"],
    ["first Saturday", "2026-02-07"],
    ["second Sunday", "2026-02-08"],
    ["fourth Saturday", "2026-02-28"],
    ["last Saturday", "2026-02-28"],
    ["last Sunday", "2026-02-22"],
  ] as const)("all others in the month after, %s", (on, expected) => {
    expect(firstDay(monthly(on), day("2026-01-01"))).toBe(expected);
  });

  test.each([
    ["2026-01-29", "2026-02-07"],
    ["2026-01-30", "2026-03-07"],
    ["2026-12-31", "2027-02-06"],
  ])("deployed on %s: the month after two days later", (start, expected) => {
    expect(firstDay(monthly("first Saturday"), day(start))).toBe(expected);
  });
});

test.each([
  [weekly("Monday"), "FREQ=WEEKLY;BYDAY=MO"],
  [monthly("first Saturday"), "FREQ=MONTHLY;INTERVAL=1;BYDAY=1SA"],
  [DrillSchedule.quarterly({ on: "fourth Tuesday", at: "10:00" }), "FREQ=MONTHLY;INTERVAL=3;BYDAY=4TU"],
  [DrillSchedule.halfYearly({ on: "last Sunday", at: "10:00" }), "FREQ=MONTHLY;INTERVAL=6;BYDAY=-1SU"],
  [DrillSchedule.yearly({ on: "second Friday", at: "10:00" }), "FREQ=MONTHLY;INTERVAL=12;BYDAY=2FR"],
])("a schedule repeats as Azure Automation repeats it: %j", (schedule, rule) => {
  expect(recurrenceRule(schedule)).toBe(rule);
});

describe("the day that calendars begin with", () => {
  test("is the one that the context says, or one that no run changes", () => {
    expect(startOf("2027-06-30")).toEqual({ day: day("2027-06-30"), text: "2027-06-30", given: true });
    expect(startOf(undefined)).toEqual({ day: day("2026-01-01"), text: "2026-01-01", given: false });
  });

  test.each(["2027-02-29", "tomorrow", "", 2027, true])("is refused when it is none: %j", (given) => {
    expect(refusal(() => startOf(given))).toBe(
      `[context] calendarStart must be a day from 2020-01-01 to 2099-12-31, such as "2027-06-30", got ${JSON.stringify(given)}: say on which day the drills' schedules were first deployed`,
    );
  });
});

test.each(["2020-01-01", "2099-12-31"])("a calendar may begin on %s", (day) => {
  expect(startOf(day)).toMatchObject({ text: day, given: true });
});

test.each(["2019-12-31", "2100-01-01", "0206-11-29", "9999-12-31"])(
  "a calendar that begins on %s is a mistake of somebody who types: no drill was or will be deployed then",
  (day) => {
    expect(refusal(() => startOf(day))).toContain(
      `calendarStart must be a day from 2020-01-01 to 2099-12-31, such as "2027-06-30", got "${day}"`,
    );
  },
);
