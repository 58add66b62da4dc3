import { type PointsOfMonth, Schedule } from "../../lib";
import { refusalOf } from "../support/synthesise";
import { defineVault } from "../vault/define-vault";
import { policyJson, policyRefusal } from "./define-policy";

const WEEKS = { the: ["First"], on: ["Sunday"] } as const;
const DAYS = { days: [15], lastDay: true } as const;
/** TypeScript takes an object that has the props of both kinds. */
const BOTH: PointsOfMonth = { ...WEEKS, ...DAYS };
const refused = (name: string) =>
  `${name} must name weekdays ("the" and "on") or days of the month ("days" and "lastDay"), not both: a policy keeps one kind; remove the other`;

describe("points of a month by weekdays and by days at once", () => {
  test("are refused in monthly and yearly retention, since one kind would be dropped in silence", () => {
    const retention = {
      daily: 7,
      monthly: { months: 12, ...BOTH },
      yearly: { years: 1, in: ["May"], ...BOTH },
    };
    expect(policyRefusal({ retention: retention as never })).toBe(
      [
        "[test/Vault/Gold] 2 problems:",
        `  - ${refused("retention.monthly")}`,
        `  - ${refused("retention.yearly")}`,
      ].join("\n"),
    );
  });

  test("are refused with the last day alone beside weekdays", () => {
    const monthly = { months: 12, ...WEEKS, lastDay: true };
    expect(policyRefusal({ retention: { daily: 7, monthly } })).toBe(
      `[test/Vault/Gold] ${refused("retention.monthly")}`,
    );
  });

  test("are refused in policies for databases and shares, too", () => {
    const schedule = Schedule.daily("02:00");
    const retention = { daily: 7, monthly: { months: 2, ...BOTH } };
    expect(
      refusalOf((stack) => defineVault()(stack).addFileSharePolicy("Files", { schedule, retention })),
    ).toBe(`[test/Vault/Files] ${refused("retention.monthly")}`);
    expect(
      refusalOf((stack) => defineVault()(stack).addSqlPolicy("Sql", { full: { schedule, retention } })),
    ).toBe(`[test/Vault/Sql] ${refused("full.retention.monthly")}`);
  });

  test("are written where there is one kind", () => {
    const json = policyJson({
      retention: { daily: 7, monthly: { months: 1, ...WEEKS }, yearly: { years: 1, in: ["May"], ...DAYS } },
    });
    expect(json.retention_monthly).toEqual({ count: 1, weeks: ["First"], weekdays: ["Sunday"] });
    expect(json.retention_yearly).toEqual({ count: 1, months: ["May"], days: [15], include_last_days: true });
  });
});
