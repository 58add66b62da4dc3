import { App } from "cdktf";
import { AlertFilter, AlertSchedule, AlertSuppression, ResilienceStack } from "../../lib";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { suppression } from "./alert-rules";

const TYPE = "azurerm_monitor_alert_processing_rule_suppression";
type Props = Parameters<typeof suppression>[1];
const refused = (schedule: AlertSchedule) => refusalOf((stack) => suppression(stack, { schedule }));
const scheduleOf = (schedule: AlertSchedule) =>
  synthesise((stack) => suppression(stack, { schedule })).only(TYPE).schedule;

test("a suppression silences what its filters let through, in its window", () => {
  expect(synthesise((stack) => suppression(stack)).only(TYPE)).toEqual({
    name: "apr-quiet",
    resource_group_name: "rg-ops",
    scopes: [`/subscriptions/${SUBSCRIPTION}`],
    condition: { severity: { operator: "NotEquals", values: ["Sev0"] } },
    schedule: {
      time_zone: "UTC",
      recurrence: { daily: [{ start_time: "02:00:00", end_time: "03:00:00" }] },
    },
    enabled: true,
  });
});

describe("windows", () => {
  test("once", () => {
    const window = { from: "2027-01-30T20:00:00", until: "2027-01-31T02:00:00" };

    expect(scheduleOf(AlertSchedule.once({ ...window, timezone: "AUS Eastern Standard Time" }))).toEqual({
      effective_from: window.from,
      effective_until: window.until,
      time_zone: "AUS Eastern Standard Time",
    });
  });

  test("each week, over midnight, and whole days", () => {
    const days = ["Saturday", "Sunday"] as const;

    expect(scheduleOf(AlertSchedule.weekly({ days, startTime: "22:00:00", endTime: "04:00:00" }))).toEqual({
      time_zone: "UTC",
      recurrence: { weekly: [{ days_of_week: days, start_time: "22:00:00", end_time: "04:00:00" }] },
    });
    expect(scheduleOf(AlertSchedule.weekly({ days }))).toEqual({
      time_zone: "UTC",
      recurrence: { weekly: [{ days_of_week: days }] },
    });
  });

  test("each month, until a day", () => {
    expect(scheduleOf(AlertSchedule.monthly({ days: [1, 31], until: "2028-01-01T00:00:00" }))).toEqual({
      effective_until: "2028-01-01T00:00:00",
      time_zone: "UTC",
      recurrence: { monthly: [{ days_of_month: [1, 31] }] },
    });
  });

  test("several, such as all times outside of office hours", () => {
    const schedule: AlertSchedule = {
      recurrences: [
        { every: "day", startTime: "17:00:00", endTime: "09:00:00" },
        { every: "week", days: ["Saturday", "Sunday"] },
      ],
    };

    expect(scheduleOf(schedule)).toEqual({
      time_zone: "UTC",
      recurrence: {
        daily: [{ start_time: "17:00:00", end_time: "09:00:00" }],
        weekly: [{ days_of_week: ["Saturday", "Sunday"] }],
      },
    });
  });
});

describe("without end", () => {
  const noEnd =
    "[test/Quiet] schedule must have until, or recurrences that end: a suppression without end is an outage that nobody hears of";
  const always =
    "[test/Quiet] schedule must leave some time at which alerts are told, got recurrences of whole days, on every day: a suppression without end is an outage that nobody hears of; say until, or shorten them";
  const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"] as const;
  const month = Array.from({ length: 31 }, (_, index) => index + 1);

  test("no schedule, or one that only begins", () => {
    expect(refusalOf((stack) => suppression(stack, { schedule: undefined } as unknown as Props))).toBe(noEnd);
    expect(refused({ from: "2027-01-30T20:00:00" })).toBe(noEnd);
    expect(refused(AlertSchedule.once({ from: "2027-01-30T20:00:00" } as never))).toBe(noEnd);
  });

  test.each<[string, AlertSchedule]>([
    ["every day but its last second", AlertSchedule.daily({ startTime: "00:00:00", endTime: "23:59:59" })],
    ["every day but a minute", AlertSchedule.daily({ startTime: "12:00:00", endTime: "11:59:00" })],
    [
      "every weekday, and the weekend",
      {
        recurrences: [
          { every: "week", days: weekdays },
          { every: "week", days: ["Saturday", "Sunday"] },
        ],
      },
    ],
    ["every day of the month", AlertSchedule.monthly({ days: month })],
  ])("%s", (_, schedule) => {
    expect(refused(schedule)).toBe(always);
    expect(scheduleOf({ ...schedule, until: "2028-01-01T00:00:00" })).toMatchObject({
      effective_until: "2028-01-01T00:00:00",
    });
  });

  test.each<[string, AlertSchedule]>([
    ["every day but more than a minute", AlertSchedule.daily({ startTime: "12:00:00", endTime: "11:58:59" })],
    ["six days of the week", AlertSchedule.weekly({ days: [...weekdays, "Saturday"] })],
    [
      "every day of the week for an hour",
      AlertSchedule.weekly({
        days: [...weekdays, "Saturday", "Sunday"],
        startTime: "01:00:00",
        endTime: "02:00:00",
      }),
    ],
    ["all days of the month but one", AlertSchedule.monthly({ days: month.slice(1) })],
  ])("not so: %s", (_, schedule) => {
    expect(scheduleOf(schedule)).toMatchObject({ recurrence: expect.any(Object) });
  });
});

describe("times that Azure does not take", () => {
  const local = (name: string, given: string) =>
    `schedule.${name} must be a local time such as "2027-01-31T22:00:00", without an offset, got "${given}": the time zone is schedule.timezone`;

  test.each([
    "2027-01-30T20:00:00Z",
    "2027-01-30T20:00:00+10:00",
    "2027-01-30",
    "2027-02-30T20:00:00",
    "2027-01-30T24:00:00",
  ])("%s", (until) => {
    expect(refused(AlertSchedule.once({ from: "2026-01-01T00:00:00", until }))).toBe(
      `[test/Quiet] ${local("until", until)}`,
    );
  });

  test("an end that is not after the start", () => {
    const from = "2027-01-30T20:00:00";
    const why = (until: string) =>
      `[test/Quiet] schedule.until must be after schedule.from "${from}", got "${until}"`;

    expect(refused(AlertSchedule.once({ from, until: "2027-01-30T19:59:59" }))).toBe(
      why("2027-01-30T19:59:59"),
    );
    expect(refused(AlertSchedule.once({ from, until: from }))).toBe(why(from));
    expect(scheduleOf(AlertSchedule.once({ from, until: "2027-01-30T20:00:01" }))).toMatchObject({
      effective_until: "2027-01-30T20:00:01",
    });
  });

  test("a time zone by its IANA name", () => {
    expect(
      refused(
        AlertSchedule.daily({
          startTime: "02:00:00",
          endTime: "03:00:00",
          timezone: "Australia/Sydney" as never,
        }),
      ),
    ).toBe(
      '[test/Quiet] schedule.timezone must be the Windows name of a time zone, such as "AUS Eastern Standard Time", got "Australia/Sydney"',
    );
  });

  test.each(["2:00:00", "02:00", "24:00:00", "02:60:00"])("the time of day %s", (startTime) => {
    expect(refused(AlertSchedule.daily({ startTime, endTime: "03:00:00" }))).toBe(
      `[test/Quiet] schedule.recurrences[0].startTime must be a time of day such as "22:00:00", got "${startTime}"`,
    );
  });

  test("half a window, and one that is a whole day or none", () => {
    expect(refused(AlertSchedule.weekly({ days: ["Sunday"], startTime: "02:00:00" }))).toBe(
      '[test/Quiet] schedule.recurrences[0] must have startTime and endTime, or neither for whole days, got "02:00:00" and nothing',
    );
    expect(refused(AlertSchedule.daily({ startTime: "02:00:00" } as never))).toBe(
      '[test/Quiet] schedule.recurrences[0] must have startTime and endTime, got "02:00:00" and nothing',
    );
    expect(refused(AlertSchedule.daily({ startTime: "02:00:00", endTime: "02:00:00" }))).toBe(
      '[test/Quiet] schedule.recurrences[0].endTime must differ from startTime, got "02:00:00": Azure would take it for a whole day or for none',
    );
  });

  test("days that weeks and months don't have", () => {
    const day = (given: number) =>
      `[test/Quiet] schedule.recurrences[0].days must be 1 to 31, got ${given}: the days of a month are those`;

    expect(refused(AlertSchedule.monthly({ days: [0] }))).toBe(day(0));
    expect(refused(AlertSchedule.monthly({ days: [32] }))).toBe(day(32));
    expect(refused(AlertSchedule.weekly({ days: ["Caturday" as never] }))).toContain(
      'schedule.recurrences[0].days must be "Monday", "Tuesday"',
    );
    expect(refused(AlertSchedule.weekly({ days: [] }))).toBe(
      "[test/Quiet] schedule.recurrences[0].days must have one day at least, got none",
    );
    expect(refused(AlertSchedule.monthly({ days: [1, 1] }))).toBe(
      "[test/Quiet] schedule.recurrences[0].days must be different days, got [1,1]: remove the repeat",
    );
  });
});

describe("whoever deletes backups chooses the window", () => {
  const findings = (props: Props) =>
    synthesise((stack) => suppression(stack, props)).findings.map((f) => f.reason);
  const warning = ["nobody is told in the window when backups are deleted or a vault loses its protection"];
  const vm = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm1`;
  const vault = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv`;
  const type = AlertFilter.equals;

  test.each<[string, Props]>([
    ["no filter", { filters: undefined }],
    ["severity 0 among others", { filters: { severity: AlertFilter.equals(0, 1) } }],
    ["a vault", { filters: undefined, scopes: [vault] }],
    ["vaults by their type", { filters: { targetResourceType: type("Microsoft.RecoveryServices/vaults") } }],
  ])("worth a look: %s", (_, props) => {
    expect(findings(props)).toEqual(warning);
  });

  test.each<[string, Props]>([
    ["severity 0 left alone", {}],
    ["other severities", { filters: { severity: AlertFilter.equals(2, 3) } }],
    ["a VM", { filters: undefined, scopes: [vm] }],
    ["VMs by their type", { filters: { targetResourceType: type("microsoft.compute/virtualMachines") } }],
    ["another service", { filters: { monitorService: type("Platform" as const) } }],
  ])("not so: %s", (_, props) => {
    expect(findings(props)).toEqual([]);
  });
});

test("suppressions are told from others without instanceof", () => {
  const stack = new ResilienceStack(new App(), "s", { subscriptionId: SUBSCRIPTION });

  expect([
    AlertSuppression.isAlertSuppression(suppression(stack)),
    AlertSuppression.isAlertSuppression(stack),
  ]).toEqual([true, false]);
});
