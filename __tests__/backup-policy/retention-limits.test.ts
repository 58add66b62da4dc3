import { Schedule, type VmBackupRetention } from "../../lib";
import { policyJson, policyRefusal, problems } from "./define-policy";

const PLACE = "[test/Vault/Gold]";
const json = (retention: VmBackupRetention) => policyJson({ retention: { daily: 7, ...retention } });
const refusal = (retention: VmBackupRetention) => policyRefusal({ retention: { daily: 7, ...retention } });

describe("daily points", () => {
  const message = (days: number) =>
    `${PLACE} retention.daily must be 7 to 9999 days, got ${days}: Azure keeps at least 7 daily recovery points`;

  test.each([7, 8, 9998, 9999])("are taken for %p days, since Azure keeps 7 to 9999", (daily) => {
    expect(json({ daily }).retention_daily).toEqual({ count: daily });
  });

  test.each([6, 0, -7, 10_000, 7.5, Number.NaN])(
    "are refused for %p days because Azure keeps 7 to 9999 whole days",
    (daily) => {
      expect(refusal({ daily })).toBe(message(daily));
    },
  );
});

describe("weekly points", () => {
  const message = (weeks: number) =>
    `${PLACE} retention.weekly must be 1 to 5163 weeks, got ${weeks}: Azure's limit is 99 years`;

  test.each([1, 2, 5162, 5163])("are taken for %p weeks, since Azure keeps 1 to 5163", (weeks) => {
    expect(json({ weekly: weeks }).retention_weekly).toEqual({ count: weeks, weekdays: ["Sunday"] });
    expect(json({ weekly: { weeks, on: ["Sunday"] } }).retention_weekly).toEqual({
      count: weeks,
      weekdays: ["Sunday"],
    });
  });

  test.each([0, -1, 5164, 1.5])("are refused for %p weeks because Azure keeps 1 to 5163", (weeks) => {
    expect(refusal({ weekly: weeks })).toBe(message(weeks));
    expect(refusal({ weekly: { weeks, on: ["Sunday"] } })).toBe(message(weeks));
  });
});

describe("monthly points", () => {
  const message = (months: number) =>
    `${PLACE} retention.monthly must be 1 to 1188 months, got ${months}: Azure's limit is 99 years`;
  const firstSunday = { weeks: ["First"], weekdays: ["Sunday"] };

  test.each([1, 2, 1187, 1188])("are taken for %p months, since Azure keeps 1 to 1188", (months) => {
    expect(json({ monthly: months }).retention_monthly).toEqual({ count: months, ...firstSunday });
    expect(json({ monthly: { months, days: [1] } }).retention_monthly).toEqual({ count: months, days: [1] });
  });

  test.each([0, -1, 1189, 1.5])("are refused for %p months because Azure keeps 1 to 1188", (months) => {
    expect(refusal({ monthly: months })).toBe(message(months));
    expect(refusal({ monthly: { months, days: [1] } })).toBe(message(months));
  });
});

describe("yearly points", () => {
  const message = (years: number) =>
    `${PLACE} retention.yearly must be 1 to 99 years, got ${years}: Azure's limit is 99 years`;

  test.each([1, 2, 98, 99])("are taken for %p years, since Azure keeps 1 to 99", (years) => {
    expect(json({ yearly: years }).retention_yearly).toEqual({
      count: years,
      months: ["January"],
      weeks: ["First"],
      weekdays: ["Sunday"],
    });
  });

  test.each([0, -1, 100, 1.5])("are refused for %p years because Azure keeps 1 to 99", (years) => {
    expect(refusal({ yearly: years })).toBe(message(years));
    expect(refusal({ yearly: { years, in: ["May"], days: [1] } })).toBe(message(years));
  });
});

describe("retention beside its schedule", () => {
  test("needs daily points with daily backups because azurerm refuses to do without", () => {
    expect(policyRefusal({ retention: { weekly: 4 } })).toBe(
      `${PLACE} retention.daily is missing: daily backups need it`,
    );
  });

  test("needs daily points with hourly backups because azurerm refuses to do without", () => {
    const schedule = Schedule.everyHours(4, { from: "08:00", during: 12 });

    expect(policyRefusal({ schedule, retention: { weekly: 4 } })).toBe(
      `${PLACE} retention.daily is missing: hourly backups need it`,
    );
  });

  test("refuses daily points with weekly backups because there are none", () => {
    const schedule = Schedule.weekly(["Sunday"], "02:00");

    expect(policyRefusal({ schedule, retention: { daily: 7, weekly: 4 } })).toBe(
      `${PLACE} retention.daily cannot stand beside a weekly schedule, which makes no daily points: remove it, or back up daily`,
    );
  });

  test("needs weekly points with weekly backups because azurerm refuses to do without", () => {
    const schedule = Schedule.weekly(["Sunday"], "02:00");

    expect(policyRefusal({ schedule, retention: { monthly: 6 } })).toBe(
      `${PLACE} retention.weekly is missing: weekly backups need it`,
    );
  });

  test("reports every limit that is crossed at once, so that one run shows everything to mend", () => {
    expect(refusal({ daily: 6, weekly: 0, monthly: 1189, yearly: 100 })).toBe(
      problems(
        "retention.daily must be 7 to 9999 days, got 6: Azure keeps at least 7 daily recovery points",
        "retention.weekly must be 1 to 5163 weeks, got 0: Azure's limit is 99 years",
        "retention.monthly must be 1 to 1188 months, got 1189: Azure's limit is 99 years",
        "retention.yearly must be 1 to 99 years, got 100: Azure's limit is 99 years",
      ),
    );
  });
});
