import { policyRetention } from "../../../../lib/checks/rules/protection/policy-retention";
import { judged } from "../../../support/judged";
import { vmId } from "../../../support/vms";

const HERE = { resource_group_name: "rg", recovery_vault_name: "rsv" };
const say = (blocks: object, minimumRetentionDays = 30) =>
  judged(
    policyRetention,
    {
      azurerm_backup_policy_vm: {
        Used: { ...HERE, name: "used", ...blocks },
        Idle: { ...HERE, name: "idle", retention_daily: { count: 7 } },
      },
      azurerm_backup_protected_vm: {
        B: {
          ...HERE,
          source_vm_id: vmId("web"),
          backup_policy_id: "${azurerm_backup_policy_vm.Used.id}",
        },
      },
    },
    { minimumRetentionDays },
  );
const told = (days: number, minimum = 30) =>
  `the longest points are kept for ${days} days, ${minimum} at least are asked for`;

describe("policy-retention", () => {
  test.each([
    [{ retention_daily: { count: 30 } }, "pass", 30],
    [{ retention_daily: { count: 29 } }, "fail", 29],
    [{ retention_daily: { count: 7 }, retention_weekly: { count: 5, weekdays: ["Sunday"] } }, "pass", 35],
    [{ retention_daily: { count: 7 }, retention_weekly: [{ count: 4, weekdays: ["Sunday"] }] }, "fail", 28],
    [{ retention_daily: { count: 7 }, retention_monthly: { count: 1 } }, "pass", 30],
    [{ retention_daily: { count: 7 }, retention_yearly: { count: 1 } }, "pass", 365],
  ])("of a policy in use with %j: %s", (blocks, status, days) => {
    expect(say(blocks)).toEqual([`Used: ${status}, ${told(days)}`]);
  });

  test("asks for as many days as the app wants", () => {
    expect(say({ retention_daily: { count: 89 } }, 90)).toEqual([`Used: fail, ${told(89, 90)}`]);
    expect(say({ retention_daily: { count: 90 } }, 90)).toEqual([`Used: pass, ${told(90, 90)}`]);
  });

  test("does not know a count that is an expression, unless another kind of point is kept for long enough", () => {
    const weekly = { retention_weekly: { count: "${var.weeks}" } };
    expect(say({ retention_daily: { count: 7 }, ...weekly })).toEqual([
      "Used: unknown, only Terraform knows how long points are kept, 7 days at least, 30 at least are asked for",
    ]);
    expect(say({ retention_daily: { count: 30 }, ...weekly })).toEqual([
      "Used: pass, only Terraform knows how long points are kept, 30 days at least, 30 at least are asked for",
    ]);
  });

  test.each([
    [29, "fail"],
    [30, "pass"],
  ])("asks the full backups of a workload: %i days %s, whatever its logs keep", (count, status) => {
    const policy = {
      ...HERE,
      name: "sql",
      protection_policy: [
        { policy_type: "Full", retention_daily: { count } },
        { policy_type: "Log", simple_retention: { count: 35 } },
      ],
    };
    expect(judged(policyRetention, { azurerm_backup_policy_vm_workload: { W: policy } })).toEqual([
      `W: ${status}, ${told(count)}`,
    ]);
  });
});
