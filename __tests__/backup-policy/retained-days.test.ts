import { Schedule, type VmBackupRetention, type Weekday } from "../../lib";
import { policyJson, policyRefusal, problems } from "./define-policy";

const PLACE = "[test/Vault/Gold]";
const json = (retention: VmBackupRetention) => policyJson({ retention: { daily: 7, ...retention } });
const refusal = (retention: VmBackupRetention) => policyRefusal({ retention: { daily: 7, ...retention } });

const WEEKDAYS = '"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" or "Sunday"';

describe("the weekdays that are kept", () => {
  test("refuse an empty list because nothing would be kept", () => {
    expect(refusal({ weekly: { weeks: 4, on: [] } })).toBe(
      `${PLACE} retention.weekly.on must name at least one weekday`,
    );
    expect(refusal({ monthly: { months: 6, the: ["First"], on: [] } })).toBe(
      `${PLACE} retention.monthly.on must name at least one weekday`,
    );
    expect(refusal({ yearly: { years: 1, in: ["May"], the: ["First"], on: [] } })).toBe(
      `${PLACE} retention.yearly.on must name at least one weekday`,
    );
  });

  test("refuse abbreviations because Azure wants whole English names", () => {
    expect(refusal({ weekly: { weeks: 4, on: ["Sun" as Weekday] } })).toBe(
      `${PLACE} retention.weekly.on must be ${WEEKDAYS}, got "Sun": Azure names weekdays in English`,
    );
  });

  test("refuse other letter case because azurerm compares letter by letter", () => {
    const monthly = { months: 6, the: ["First"], on: ["sunday" as Weekday] } as const;

    expect(refusal({ monthly })).toBe(
      `${PLACE} retention.monthly.on must be ${WEEKDAYS}, got "sunday": Azure names weekdays in English`,
    );
  });
});

describe("the weeks of the month that are kept", () => {
  test("refuse an empty list because nothing would be kept", () => {
    expect(refusal({ monthly: { months: 6, the: [], on: ["Sunday"] } })).toBe(
      `${PLACE} retention.monthly.the must name at least one week: "First", "Second", "Third", "Fourth" or "Last"`,
    );
  });

  test("refuse a fifth week because Azure has only four, and the last", () => {
    const yearly = { years: 1, in: ["May"], the: ["Fifth" as never], on: ["Sunday"] } as const;

    expect(refusal({ yearly })).toBe(
      `${PLACE} retention.yearly.the must be "First", "Second", "Third", "Fourth" or "Last", got "Fifth": it is a week of the month`,
    );
  });

  test("are passed on as they are named, since azurerm uses the same words", () => {
    const monthly = { months: 6, the: ["Second", "Third", "Fourth"], on: ["Saturday"] } as const;

    expect(json({ monthly }).retention_monthly).toEqual({
      count: 6,
      weeks: ["Second", "Third", "Fourth"],
      weekdays: ["Saturday"],
    });
  });
});

describe("the days of the month that are kept", () => {
  test("are 1 to 31", () => {
    expect(json({ monthly: { months: 6, days: [1, 2, 30, 31] } }).retention_monthly).toEqual({
      count: 6,
      days: [1, 2, 30, 31],
    });
  });

  test.each([0, 32, -1, 1.5])("refuse %p because no month has such a day", (day) => {
    expect(refusal({ monthly: { months: 6, days: [1, day] } })).toBe(
      `${PLACE} retention.monthly.days must be 1 to 31, got ${day}: it is a day of the month`,
    );
    expect(refusal({ yearly: { years: 1, in: ["May"], days: [day] } })).toBe(
      `${PLACE} retention.yearly.days must be 1 to 31, got ${day}: it is a day of the month`,
    );
  });

  test.each([undefined, false])(
    "refuse an empty list with lastDay %p because nothing would be kept",
    (lastDay) => {
      expect(refusal({ monthly: { months: 6, days: [], lastDay } })).toBe(
        `${PLACE} retention.monthly.days must name at least one day of the month, or lastDay be true`,
      );
      expect(refusal({ yearly: { years: 1, in: ["May"], days: [], lastDay } })).toBe(
        `${PLACE} retention.yearly.days must name at least one day of the month, or lastDay be true`,
      );
    },
  );
});

describe("the months of the year that are kept", () => {
  test("refuse an empty list because nothing would be kept", () => {
    expect(refusal({ yearly: { years: 1, in: [], days: [1] } })).toBe(
      `${PLACE} retention.yearly.in must name at least one month`,
    );
  });

  test("refuse other languages because Azure names months in English", () => {
    expect(refusal({ yearly: { years: 1, in: ["Januar" as never], days: [1] } })).toBe(
      `${PLACE} retention.yearly.in must be "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November" or "December", got "Januar": Azure names months in English`,
    );
  });
});

describe("what a weekly schedule keeps", () => {
  const schedule = Schedule.weekly(["Monday", "Thursday"], "02:00");
  const weeklyRefusal = (retention: VmBackupRetention) =>
    policyRefusal({ schedule, retention: { weekly: 4, ...retention } });

  test("is among its backup days", () => {
    const retention = {
      weekly: { weeks: 4, on: ["Monday", "Thursday"] },
      monthly: { months: 6, the: ["Last"], on: ["Thursday"] },
    } as const;

    expect(policyJson({ schedule, retention })).toMatchObject({
      retention_weekly: { count: 4, weekdays: ["Monday", "Thursday"] },
      retention_monthly: { count: 6, weeks: ["Last"], weekdays: ["Thursday"] },
    });
  });

  test("refuses weekly points of other days because they are never made", () => {
    expect(weeklyRefusal({ weekly: { weeks: 4, on: ["Monday", "Sunday"] } })).toBe(
      `${PLACE} retention.weekly.on must be among the backup days "Monday" and "Thursday", got "Sunday": Azure keeps only points that it made`,
    );
  });

  test("refuses monthly and yearly points of other days because they are never made", () => {
    const others = { the: ["First"], on: ["Sunday"] } as const;

    expect(
      weeklyRefusal({ monthly: { months: 6, ...others }, yearly: { years: 1, in: ["May"], ...others } }),
    ).toBe(
      problems(
        'retention.monthly.on must be among the backup days "Monday" and "Thursday", got "Sunday": Azure keeps only points that it made',
        'retention.yearly.on must be among the backup days "Monday" and "Thursday", got "Sunday": Azure keeps only points that it made',
      ),
    );
  });

  test("refuses days of the month because they fall on any weekday", () => {
    expect(weeklyRefusal({ monthly: { months: 6, days: [1] } })).toBe(
      `${PLACE} retention.monthly by day of the month needs daily backups: use "the" and "on", or back up daily`,
    );
    expect(weeklyRefusal({ yearly: { years: 1, in: ["May"], days: [], lastDay: true } })).toBe(
      `${PLACE} retention.yearly by day of the month needs daily backups: use "the" and "on", or back up daily`,
    );
  });

  test("is free of these limits with daily backups, which make a point on every day", () => {
    expect(json({ weekly: { weeks: 4, on: ["Friday"] } }).retention_weekly).toEqual({
      count: 4,
      weekdays: ["Friday"],
    });
  });
});
