import { Schedule, type VmBackupSchedule } from "../../lib";
import { policyJson, policyRefusal, problems, weekly } from "./define-policy";

const PLACE = "[test/Vault/Gold]";
const hourly = (every: number, during: number, from = "08:00") =>
  Schedule.everyHours(every as 4, { from: from as never, during });
const refusal = (schedule: VmBackupSchedule) => policyRefusal({ schedule });
const duration = (every: number, during: number) =>
  (policyJson({ schedule: hourly(every, during) }).backup as { hour_duration: number }).hour_duration;

describe("the start of backups", () => {
  const allowed = 'on the hour or half hour, "00:00" to "23:30"';

  test.each(["00:00", "00:30", "09:30", "10:00", "19:30", "20:00", "23:30"] as const)(
    "is taken at %s",
    (at) => {
      expect(policyJson({ schedule: Schedule.daily(at) }).backup).toEqual({ frequency: "Daily", time: at });
    },
  );

  test.each(["02:15", "2:00", "24:00", "23:59", "02:00:00", "02.00", "2am", ""])(
    "is refused at %p because Azure starts on the hour or half hour, by a 24-hour clock",
    (at) => {
      const got = JSON.stringify(at);

      expect(refusal(Schedule.daily(at as never))).toBe(
        `${PLACE} schedule.at must be ${allowed}, got ${got}`,
      );
      expect(policyRefusal({ ...weekly(), schedule: Schedule.weekly(["Sunday"], at as never) })).toBe(
        `${PLACE} schedule.at must be ${allowed}, got ${got}`,
      );
      expect(refusal(hourly(4, 12, at))).toBe(`${PLACE} schedule.from must be ${allowed}, got ${got}`);
    },
  );
});

describe("hourly backups", () => {
  test('are refused in a "Standard" policy because Azure makes them only by Enhanced ones', () => {
    expect(policyRefusal({ type: "Standard", schedule: hourly(4, 12) })).toBe(
      `${PLACE} schedule cannot be hourly in a "Standard" policy: choose type "Enhanced", or a daily schedule`,
    );
  });

  test.each([0, 1, 3, 5, 7, 9, 11, 13, 24])(
    "are refused every %p hours because Azure knows 4, 6, 8 and 12",
    (every) => {
      expect(refusal(hourly(every, 12))).toBe(
        `${PLACE} schedule.every must be 4, 6, 8 or 12, got ${every}: Azure backs up VMs every so many hours`,
      );
    },
  );

  test("last 4 to 24 hours, since a backup day has no more", () => {
    const message = (during: number) =>
      `${PLACE} schedule.during must be 4 to 24 hours, got ${during}: it is the part of the day in which backups run`;

    expect(refusal(hourly(4, 3))).toBe(message(3));
    expect(duration(4, 4)).toBe(4);
    expect(duration(4, 24)).toBe(24);
    expect(refusal(hourly(4, 25))).toBe(message(25));
    expect(refusal(hourly(4, 28))).toBe(message(28));
    expect(refusal(hourly(4, 0))).toBe(message(0));
  });

  test.each([
    { every: 4, taken: [4, 8, 12, 16, 20, 24], choices: "4, 8, 12, 16, 20 or 24" },
    { every: 6, taken: [6, 12, 18, 24], choices: "6, 12, 18 or 24" },
    { every: 8, taken: [8, 16, 24], choices: "8, 16 or 24" },
    { every: 12, taken: [12, 24], choices: "12 or 24" },
  ])(
    "every $every hours last $choices hours because azurerm divides one by the other",
    ({ every, taken, choices }) => {
      const hours = Array.from({ length: 21 }, (_, i) => i + 4);
      const others = hours.filter((during) => !taken.includes(during));

      expect(taken.map((during) => duration(every, during))).toEqual(taken);
      expect(others.map((during) => refusal(hourly(every, during)))).toEqual(
        others.map(
          (during) =>
            `${PLACE} schedule.during must be a multiple of schedule.every, got ${during} and ${every}: choose ${choices}`,
        ),
      );
    },
  );

  test("with two mistakes report both, so that one run shows everything to mend", () => {
    expect(policyRefusal({ type: "Standard", schedule: hourly(5, 12) })).toBe(
      problems(
        'schedule cannot be hourly in a "Standard" policy: choose type "Enhanced", or a daily schedule',
        "schedule.every must be 4, 6, 8 or 12, got 5: Azure backs up VMs every so many hours",
      ),
    );
  });
});

describe("weekly backups", () => {
  test("refuse a list without days because nothing would be backed up", () => {
    const written = { weekly: { weeks: 4, on: [] } };

    expect(policyRefusal({ schedule: Schedule.weekly([], "02:00"), retention: written })).toBe(
      problems(
        "schedule.on must name at least one weekday for a weekly schedule",
        "retention.weekly.on must name at least one weekday",
      ),
    );
  });

  test("refuse abbreviated days because Azure wants whole English names", () => {
    const schedule = Schedule.weekly(["Sunday", "Wed" as never], "02:00");

    expect(policyRefusal({ ...weekly(), schedule })).toBe(
      `${PLACE} schedule.on must be "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" or "Sunday", got "Wed": Azure names weekdays in English`,
    );
  });
});
