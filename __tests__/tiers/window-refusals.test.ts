import { Schedule, type Tier, TierSet, type VmBackupSchedule } from "../../lib";
import { refusal } from "../support/synthesise";
import { tier } from "./some-tiers";

const withWindow = (schedule: VmBackupSchedule, hours: number): Tier => {
  const retention = schedule.frequency === "Weekly" ? { weekly: 4 } : { daily: 7 };
  return tier("Gold", {
    rpoMinutes: 14 * 1440,
    window: { hours },
    backup: { name: "Gold", schedule, retention },
  });
};
const refusalOf = (schedule: VmBackupSchedule, hours: number) =>
  refusal(() => new TierSet([withWindow(schedule, hours)]));
const takes = (schedule: VmBackupSchedule, hours: number) =>
  new TierSet([withWindow(schedule, hours)]).tiers.length === 1;

describe("the window of a tier", () => {
  test("is half an hour to a day, since Azure starts backups on half hours", () => {
    const daily = Schedule.daily("20:00");
    const message = (hours: number) =>
      `[tiers] Gold: window.hours must be 0.5 to 24 in halves, got ${hours}: Azure starts backups on the hour or the half hour`;
    for (const hours of [0, 0.25, 0.75, 24.5, Number.NaN])
      expect(refusalOf(daily, hours)).toBe(message(hours));
    for (const hours of [0.5, 1.5, 24]) expect(takes(daily, hours)).toBe(true);
  });

  test("ends before the next backup of an hourly schedule: 4 hours of 4, and not 4.5", () => {
    const hourly = Schedule.everyHours(4, { from: "00:00", during: 24 });
    expect(takes(hourly, 3.5)).toBe(true);
    expect(takes(hourly, 4)).toBe(true);
    expect(refusalOf(hourly, 4.5)).toBe(
      "[tiers] Gold: window.hours must not exceed schedule.every, got 4.5 and 4: the next backup of the first policy starts then",
    );
  });

  test("ends by midnight with a weekly schedule, since retention keeps points of its weekdays", () => {
    const weekly = Schedule.weekly(["Sunday"], "22:00");
    expect(takes(weekly, 1.5)).toBe(true);
    expect(takes(weekly, 2)).toBe(true);
    expect(refusalOf(weekly, 2.5)).toBe(
      "[tiers] Gold: window.hours must end by midnight with a weekly schedule, got 2.5 from 22:00 on: later starts would be on another weekday than retention keeps; shorten it to 2, or start earlier",
    );
  });

  test("goes over midnight with a daily schedule", () => {
    expect(takes(Schedule.daily("22:00"), 8)).toBe(true);
  });

  test("needs a start that is known now", () => {
    const token = "${" + "TfToken[TOKEN.7]}";
    expect(refusalOf(Schedule.daily(token as never), 2)).toBe(
      "[tiers] Gold: window needs a schedule.at that is known now: later starts are counted from it",
    );
  });
});
