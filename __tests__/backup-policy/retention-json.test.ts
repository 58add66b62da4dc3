import { Schedule } from "../../lib";
import { policyJson, weekly } from "./define-policy";

const firstSunday = { the: ["First"], on: ["Sunday"] } as const;

describe("retention in short", () => {
  test("means Sundays, first Sundays of the month, and the first Sunday of January", () => {
    expect(policyJson({ retention: { daily: 7, weekly: 4, monthly: 6, yearly: 7 } })).toMatchObject({
      retention_daily: { count: 7 },
      retention_weekly: { count: 4, weekdays: ["Sunday"] },
      retention_monthly: { count: 6, weeks: ["First"], weekdays: ["Sunday"] },
      retention_yearly: { count: 7, months: ["January"], weeks: ["First"], weekdays: ["Sunday"] },
    });
  });

  test("is the same policy as written out, so that writing it out changes nothing in Azure", () => {
    const short = policyJson({ retention: { daily: 7, weekly: 4, monthly: 6, yearly: 7 } });
    const long = policyJson({
      retention: {
        daily: 7,
        weekly: { weeks: 4, on: ["Sunday"] },
        monthly: { months: 6, ...firstSunday },
        yearly: { years: 7, in: ["January"], ...firstSunday },
      },
    });

    expect(short).toEqual(long);
  });

  test("means the first backup day of a weekly schedule without Sundays, since only its points exist", () => {
    const schedule = Schedule.weekly(["Friday", "Tuesday"], "02:00");

    expect(policyJson({ schedule, retention: { weekly: 4, monthly: 6, yearly: 7 } })).toMatchObject({
      retention_weekly: { count: 4, weekdays: ["Friday"] },
      retention_monthly: { count: 6, weeks: ["First"], weekdays: ["Friday"] },
      retention_yearly: { count: 7, months: ["January"], weeks: ["First"], weekdays: ["Friday"] },
    });
  });

  test("means Sundays where a weekly schedule has them, wherever they stand in it", () => {
    const schedule = Schedule.weekly(["Friday", "Sunday"], "02:00");

    expect(policyJson({ ...weekly(), schedule }).retention_weekly).toEqual({
      count: 4,
      weekdays: ["Sunday"],
    });
  });
});

describe("retention that is not meant", () => {
  test("is absent from the JSON, since azurerm takes an empty block as set", () => {
    const json = policyJson({ retention: { daily: 7 } });

    expect(Object.keys(json).filter((key) => key.startsWith("retention_"))).toEqual(["retention_daily"]);
  });

  test("is absent from the JSON of a weekly policy too", () => {
    const json = policyJson(weekly());

    expect(Object.keys(json).filter((key) => key.startsWith("retention_"))).toEqual(["retention_weekly"]);
  });

  test("of instant restore, snapshot groups and tiering is absent, since Azure decides then", () => {
    expect(Object.keys(policyJson()).sort()).toEqual([
      "backup",
      "name",
      "policy_type",
      "recovery_vault_name",
      "resource_group_name",
      "retention_daily",
      "timezone",
    ]);
  });
});

describe("retention by day of the month", () => {
  test("names days and nothing else, since azurerm takes even include_last_days false as set", () => {
    const retention = { daily: 7, monthly: { months: 6, days: [1, 15] } };

    expect(policyJson({ retention }).retention_monthly).toEqual({ count: 6, days: [1, 15] });
  });

  test("has no include_last_days where the user says false, since azurerm takes it as set", () => {
    const retention = { daily: 7, monthly: { months: 6, days: [15], lastDay: false } };

    expect(policyJson({ retention }).retention_monthly).toEqual({ count: 6, days: [15] });
  });

  test("has no days where only the last day is meant, since azurerm takes an empty list as set", () => {
    const retention = { daily: 7, monthly: { months: 6, days: [], lastDay: true } };

    expect(policyJson({ retention }).retention_monthly).toEqual({ count: 6, include_last_days: true });
  });

  test("keeps both the days and the last day of yearly points", () => {
    const retention = {
      daily: 7,
      yearly: { years: 3, in: ["March", "September"], days: [1], lastDay: true },
    } as const;

    expect(policyJson({ retention }).retention_yearly).toEqual({
      count: 3,
      months: ["March", "September"],
      days: [1],
      include_last_days: true,
    });
  });
});
