import { TerraformVariable } from "cdktf";
import { type ResilienceStack, Schedule, type Timezone, type VmBackupPolicyOptions } from "../../lib";
import { synthesise } from "../support/synthesise";
import { definePolicy, nightly, POLICY, policyRefusal, sundays } from "./define-policy";

type Late = (id: string) => number;

/** A policy with values of Terraform variables. */
const lateJson = (options: (late: Late, stack: ResilienceStack) => Partial<VmBackupPolicyOptions>) =>
  synthesise((stack) => {
    const late = (id: string) => new TerraformVariable(stack, id, {}).numberValue;
    definePolicy(options(late, stack))(stack);
  }).only(POLICY);

describe("values that only Terraform will know are written as they are", () => {
  test("days of daily points, beside a number of days of snapshots", () => {
    const json = lateJson((late) => ({
      schedule: nightly,
      retention: { daily: late("daily") },
      instantRestoreDays: 5,
    }));
    expect(json).toMatchObject({
      retention_daily: { count: "${var.daily}" },
      instant_restore_retention_days: 5,
    });
  });

  test("days of snapshots, in weekly policies too", () => {
    const json = lateJson((late) => ({
      schedule: sundays,
      retention: { weekly: 4 },
      instantRestoreDays: late("days"),
    }));
    expect(json.instant_restore_retention_days).toBe("${var.days}");
  });

  test("years of yearly points, which the archive has to leave time to", () => {
    const json = lateJson((late) => ({
      retention: { daily: 7, monthly: 3, yearly: late("years") },
      archiveTiering: { afterMonths: 6 },
    }));
    expect(json.retention_yearly).toMatchObject({ count: "${var.years}" });
  });

  test("the time zone", () => {
    const json = lateJson((_, stack) => ({
      timezone: new TerraformVariable(stack, "zone", {}).stringValue as Timezone,
    }));
    expect(json.timezone).toBe("${var.zone}");
  });

  test("and what is known is refused all the same", () => {
    expect(policyRefusal({ schedule: Schedule.daily("02:00"), instantRestoreDays: 31 })).toContain(
      "instantRestoreDays of an Enhanced policy must be 1 to 30 days, got 31: shorten it",
    );
  });
});
