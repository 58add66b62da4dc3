import { AutomanageProfile, type AutomanageProfileProps, Schedule } from "../../lib";
import { refusalOf, resourceGroup, synthesise } from "../support/synthesise";

type Stack = Parameters<Parameters<typeof synthesise>[0]>[0];

const PROFILE = "azurerm_automanage_configuration";
const VM = "/subscriptions/x/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/web";

const define =
  (props: Partial<AutomanageProfileProps> = {}) =>
  (stack: Stack) =>
    new AutomanageProfile(stack, "Profile", { name: "vms", resourceGroup: resourceGroup(stack), ...props });

const DAILY = { schedule: Schedule.daily("02:00"), retention: { daily: 30 } };
const backup = (changes: object) => ({ backup: { ...DAILY, ...changes } });

describe("an Automanage profile", () => {
  test("backs VMs up once a day, with snapshots for five days", () => {
    expect(synthesise(define({ backup: DAILY })).only(PROFILE)).toEqual({
      name: "vms",
      resource_group_name: "${azurerm_resource_group.Group.name}",
      location: "australiaeast",
      backup: {
        time_zone: "UTC",
        instant_rp_retention_range_in_days: 5,
        schedule_policy: { schedule_run_frequency: "Daily", schedule_run_times: ["02:00"] },
        retention_policy: {
          daily_schedule: { retention_times: ["02:00"], retention_duration: { count: 30 } },
        },
      },
    });
  });

  test("backs VMs up on days of the week", () => {
    const weekly = { schedule: Schedule.weekly(["Sunday"], "23:30"), retention: { weekly: 12 } };
    const found = synthesise(
      define({ backup: { ...weekly, policyName: "Weekly", timezone: "GMT Standard Time" } }),
    );
    expect(found.only(PROFILE).backup).toEqual({
      policy_name: "Weekly",
      time_zone: "GMT Standard Time",
      instant_rp_retention_range_in_days: 5,
      schedule_policy: {
        schedule_run_frequency: "Weekly",
        schedule_run_times: ["23:30"],
        schedule_run_days: ["Sunday"],
      },
      retention_policy: {
        weekly_schedule: { retention_times: ["23:30"], retention_duration: { count: 12 } },
      },
    });
  });

  test("has the other services that the program chooses", () => {
    const services = {
      antimalware: true,
      securityBaseline: "Audit",
      bootDiagnostics: true,
      defenderForCloud: true,
      guestConfiguration: true,
      tags: { Application: "Web" },
    } as const;
    expect(synthesise(define(services)).only(PROFILE)).toMatchObject({
      antimalware: { real_time_protection_enabled: true },
      azure_security_baseline: { assignment_type: "Audit" },
      boot_diagnostics_enabled: true,
      defender_for_cloud_enabled: true,
      guest_configuration_enabled: true,
      tags: { Application: "Web" },
    });
  });

  test("looks after VMs, each under an address of its own", () => {
    const found = synthesise((stack) => {
      const profile = define()(stack);
      profile.assign({ id: VM });
      profile.assign({ id: `${VM}2` });
    });
    const assignments = Object.values(
      found.all("azurerm_virtual_machine_automanage_configuration_assignment"),
    );
    expect(assignments).toEqual(
      [VM, `${VM}2`].map((id) => ({
        virtual_machine_id: id,
        configuration_id: "${azurerm_automanage_configuration.Profile.id}",
      })),
    );
  });

  test("is recognised among constructs", () => {
    synthesise((stack) => {
      expect([define()(stack), {}, null].map(AutomanageProfile.isAutomanageProfile)).toEqual([
        true,
        false,
        false,
      ]);
    });
  });
});

describe("the end of Automanage", () => {
  const REMEDY =
    "protect the VMs by the program (Estate.protectVirtualMachines) or by Azure Policy (Estate.onboardByPolicy), then remove it";
  const findings = (today: string) => synthesise(define(), { today }).findings;

  test("is told of with every profile, long before it", () => {
    expect(findings("2026-12-01")).toEqual([
      {
        kind: "warning",
        subject: "test/Profile",
        reason:
          "Azure Automanage Best Practices ends on 2027-09-30, and Azure refuses new profiles and subscriptions already",
        remedy: REMEDY,
      },
    ]);
  });

  test("is still to come on its last day, and past on the next", () => {
    expect(findings("2027-09-30")[0]?.reason).toMatch(/^Azure Automanage Best Practices ends on/);
    expect(findings("2027-10-01")[0]?.reason).toBe(
      "Azure Automanage Best Practices ended on 2027-09-30, and nothing looks after its VMs any more",
    );
  });
});

describe("an Automanage profile is refused", () => {
  test.each([
    [
      { retention: { daily: 6 } },
      "backup.retention.daily must be 7 to 9999 days, got 6: Azure keeps at least 7",
    ],
    [
      { retention: { daily: 10_000 } },
      "backup.retention.daily must be 7 to 9999 days, got 10000: Azure keeps at least 7",
    ],
    [
      { retention: { daily: 7, weekly: 5164 } },
      "backup.retention.weekly must be 1 to 5163 weeks, got 5164: Azure keeps no more",
    ],
    [
      { retention: {} },
      "backup.retention.daily is missing: a daily schedule keeps its points for 7 to 9999 days",
    ],
    [
      { instantRestoreDays: 6 },
      "backup.instantRestoreDays must be 1 to 5 days, got 6: Automanage makes Standard policies",
    ],
    [
      { policyName: "-x" },
      'backup.policyName must be 3 to 150 letters, digits and "-", starting with a letter or digit, got "-x"',
    ],
    [
      { schedule: Schedule.daily("02:15" as never) },
      'backup.schedule.at must be on the hour or half hour, "00:00" to "23:30", got "02:15"',
    ],
  ])("for %j", (changes, message) => {
    expect(refusalOf(define(backup(changes)))).toBe(`[test/Profile] ${message}`);
  });

  test("for a weekly schedule with daily points, or with snapshots for fewer than five days", () => {
    const weekly = { schedule: Schedule.weekly(["Sunday"], "02:00"), instantRestoreDays: 4 };
    expect(refusalOf(define(backup(weekly)))).toBe(
      [
        "[test/Profile] 3 problems:",
        "  - backup.retention.daily must be absent in a weekly schedule: there are no daily points",
        "  - backup.retention.weekly is missing: a weekly schedule keeps its points for 1 to 5163 weeks",
        "  - backup.instantRestoreDays must be 5 to 5 days, got 4: Automanage makes Standard policies",
      ].join("\n"),
    );
  });

  test("for a name, a region and a baseline that Azure does not have", () => {
    const props = { name: "a b", resourceGroup: { name: "rg" }, securityBaseline: "Apply" as never };
    expect(refusalOf(define(props))).toBe(
      [
        "[test/Profile] 3 problems:",
        '  - name must be 1 to 64 letters, digits, "_", "-" and ".", got "a b"',
        "  - region is missing: the resource group does not say it",
        '  - securityBaseline must be "ApplyAndAutoCorrect", "ApplyAndMonitor", "Audit" or "DeployAndAutoCorrect", got "Apply": Automanage has no other',
      ].join("\n"),
    );
  });
});
