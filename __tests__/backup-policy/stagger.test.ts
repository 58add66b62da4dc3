import { Schedule } from "../../lib";
import { staggered, startOf } from "../../lib/backup-policy/stagger";
import type { TimeOfDay } from "../../lib/core/time";

const starts = (at: TimeOfDay, hours: number, count: number) =>
  Array.from({ length: count }, (_, i) => startOf(staggered(Schedule.daily(at), { hours }, i + 1)));

describe("the starts of a tier's policies", () => {
  test("are half an hour apart, and begin again after the window's last", () => {
    expect(starts("20:00", 2, 6)).toEqual(["20:00", "20:30", "21:00", "21:30", "20:00", "20:30"]);
  });

  test("are the schedule's own in a window of half an hour, and without a window", () => {
    expect(starts("20:30", 0.5, 3)).toEqual(["20:30", "20:30", "20:30"]);
    expect(staggered(Schedule.daily("20:30"), undefined, 7)).toEqual(Schedule.daily("20:30"));
  });

  test("go over midnight, since every day has its backup all the same", () => {
    expect(starts("22:30", 3, 6)).toEqual(["22:30", "23:00", "23:30", "00:00", "00:30", "01:00"]);
  });

  test("shift an hourly schedule whole, so that its hours between backups stay", () => {
    const schedule = Schedule.everyHours(4, { from: "08:00", during: 12 });
    expect(staggered(schedule, { hours: 4 }, 8)).toEqual({ ...schedule, from: "11:30" });
    expect(staggered(schedule, { hours: 4 }, 9)).toEqual(schedule);
  });

  test("leave the days of a weekly schedule as they are", () => {
    const schedule = Schedule.weekly(["Saturday", "Sunday"], "22:00");
    expect(staggered(schedule, { hours: 2 }, 4)).toEqual({ ...schedule, at: "23:30" });
  });
});
