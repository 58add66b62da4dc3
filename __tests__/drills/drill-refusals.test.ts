import type { DrillSchedule, ResilienceStack } from "../../lib";
import { refusalOf } from "../support/synthesise";
import { networkId } from "../support/vms";
import { drilled, drillIn, FIRST_SATURDAY, imported, planIn } from "./define-drill";

const refused = (changes: Parameters<typeof drillIn>[1]) =>
  refusalOf((stack) => {
    drillIn(stack, changes);
  });
const where = (message: string) => `[test/Quarterly] ${message}`;

describe("a drill refuses", () => {
  test.each([
    [
      { rtoMinutes: 0 },
      "rtoMinutes must be 1 to 43200 minutes, got 0: it is what a drill is measured against",
    ],
    [
      { rtoMinutes: 43201 },
      "rtoMinutes must be 1 to 43200 minutes, got 43201: it is what a drill is measured against",
    ],
    [{ dwellMinutes: -1 }, "dwellMinutes must be 0 to 120 minutes, got -1: test VMs cost what others cost"],
    [{ dwellMinutes: 121 }, "dwellMinutes must be 0 to 120 minutes, got 121: test VMs cost what others cost"],
    [{ cleanupMinutes: 4 }, "cleanupMinutes must be 5 to 60 minutes, got 4: removing test VMs takes some"],
    [{ cleanupMinutes: 61 }, "cleanupMinutes must be 5 to 60 minutes, got 61: removing test VMs takes some"],
    [
      { timeoutMinutes: 4 },
      "timeoutMinutes must be 5 to 160 minutes, got 4: Azure Automation ends jobs after three hours",
    ],
    [
      { timeoutMinutes: 161 },
      "timeoutMinutes must be 5 to 160 minutes, got 161: Azure Automation ends jobs after three hours",
    ],
    [
      { roleWaitSeconds: 1801 },
      "roleWaitSeconds must be 0 to 1800 seconds, got 1801: Azure takes ten minutes at most",
    ],
    [
      { recoveryPoint: "Oldest" as never },
      'recoveryPoint must be "Latest", "LatestProcessed", "LatestCrashConsistent" or "LatestApplicationConsistent", got "Oldest": see the recovery points of a VM',
    ],
    [{ tier: "" }, "tier must be a name, got nothing: remove it"],
    [{ runtimeEnvironment: "" }, 'runtimeEnvironment must be a name, got nothing: remove it, or say "none"'],
    [
      { name: "1-drill" },
      'name must be 1 to 63 letters, digits, "_" and "-", starting with a letter, got "1-drill"',
    ],
    [
      { testNetwork: { networkId: "vnet-test" } },
      'testNetwork.networkId must be the ARM id of a virtual network, got "vnet-test"',
    ],
    [
      { evidence: { id: "https://stdrills.blob.core.windows.net/evidence" } },
      'evidence must be a blob container by its ARM id, got "https://stdrills.blob.core.windows.net/evidence": define it with storageAccountId',
    ],
  ])("%j", (changes, message) => {
    expect(refused(changes)).toBe(where(message));
  });

  test("a minute more than Azure Automation lets a job run, and takes the last one", () => {
    const at = (timeoutMinutes: number) => ({ timeoutMinutes, dwellMinutes: 10, cleanupMinutes: 30 });
    expect(refused(at(131))).toBe(
      where(
        "timeoutMinutes, dwellMinutes and cleanupMinutes must be 170 together at most, got 171: Azure Automation ends jobs after three hours, and test VMs would be left behind",
      ),
    );
    expect(drilled(at(130)).findings).toEqual([]);
  });

  test("everything at once", () => {
    expect(refused({ rtoMinutes: 0, tier: "", testNetwork: { networkId: "" } })).toBe(
      [
        "[test/Quarterly] 3 problems:",
        '  - testNetwork.networkId must be the ARM id of a virtual network, got ""',
        "  - rtoMinutes must be 1 to 43200 minutes, got 0: it is what a drill is measured against",
        "  - tier must be a name, got nothing: remove it",
      ].join("\n"),
    );
  });

  test("an account whose identity or region nobody knows", () => {
    expect(refused((stack) => ({ account: imported(stack, { region: "eastus" }) }))).toBe(
      where(
        "account must say its identity, which the drill's roles are given to: pass principalId with the imported account, or grant: false when it has the roles",
      ),
    );
    expect(refused((stack) => ({ account: imported(stack), grant: false }))).toBe(
      where("account must say its region, which its runbooks have too: pass it with the imported account"),
    );
  });

  test("a second runbook of a name in an account", () => {
    const twice = (stack: ResilienceStack) => {
      drillIn(stack, { name: "rb-drill" }, "First");
      drillIn(stack, { name: "RB-Drill", plan: planIn(stack, { id: "Other" }) }, "Second");
    };
    expect(refusalOf(twice)).toBe(
      '[test/Second] name "RB-Drill" is the name of test/First in the same automation account: choose another name',
    );
  });

  test("a second drill of a plan on the same schedule; other plans and other times are fine", () => {
    const twice = (stack: ResilienceStack) => {
      const plan = planIn(stack);
      drillIn(stack, { plan }, "First");
      drillIn(stack, { plan: planIn(stack, { id: "Other" }) }, "OtherPlan");
      drillIn(stack, { plan, schedule: { ...FIRST_SATURDAY, at: "03:00" } }, "OtherTime");
      drillIn(stack, { plan }, "Second");
    };
    expect(refusalOf(twice)).toBe(
      "[test/Second] plan has the drill test/First on the same schedule already, and Site Recovery runs one test failover of a plan at a time: remove the repeat, or change the schedule",
    );
  });
});

describe("a drill's schedule refuses", () => {
  const schedule = (changes: object) =>
    refused({ schedule: { ...FIRST_SATURDAY, ...changes } as DrillSchedule });

  test.each(["Saturday", "fifth Saturday", "first Samstag", "first Saturday night", "", undefined])(
    "%j as the day of a month",
    (on) => {
      expect(schedule({ on })).toBe(
        where(
          `schedule.on must be "first", "second", "third", "fourth" or "last" and a weekday, such as "first Saturday", got ${on === undefined ? "nothing" : JSON.stringify(on)}: months have no other days in common`,
        ),
      );
    },
  );

  test("a day of the month for a weekly drill", () => {
    expect(schedule({ every: "week" })).toBe(
      where(
        'schedule.on must be "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" or "Sunday", got "first Saturday": a weekly drill runs on a weekday',
      ),
    );
  });

  test("times off the half hour, and rhythms that it does not know", () => {
    expect(schedule({ at: "02:15" })).toBe(
      where('schedule.at must be on the hour or half hour, "00:00" to "23:30", got "02:15"'),
    );
    expect(schedule({ every: "day" })).toBe(
      where(
        'schedule.every must be "week", "month", "quarter", "half-year" or "year", got "day": see DrillSchedule',
      ),
    );
  });

  test("IANA time zones that azurerm does not take, and Windows' names", () => {
    for (const timezone of ["Australia/Melbourne", "AUS Eastern Standard Time", "europe/berlin"])
      expect(schedule({ timezone })).toBe(
        where(
          `schedule.timezone must be an IANA time zone that azurerm takes for azurerm_automation_schedule, got "${timezone}": choose a neighbour with the same time, such as "Australia/Sydney" for Melbourne`,
        ),
      );
  });
});

test("a drill refuses a test network that is not isolated, when the program is complete", () => {
  const late = refusalOf((stack) => {
    const networkIds: string[] = [];
    drillIn(stack, { plan: planIn(stack, { networkIds }) });
    networkIds.push(networkId("VNET-Test"));
  });
  expect(late).toBe(
    where(
      "testNetwork is a network that VMs of the pair run in or are recovered to: give a network of its own to tests",
    ),
  );
});
