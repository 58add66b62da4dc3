import { SynthesizedApp } from "../../../../lib";
import { policyRetention } from "../../../../lib/checks/rules/protection/policy-retention";
import { judged, judgedApp } from "../../../support/judged";
import { SUBSCRIPTION } from "../../../support/synthesise";
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

  describe("of a policy that another stack's backup names", () => {
    const POLICY = "azurerm_backup_policy_vm";
    const policies = (count: number, group = "rg") => ({
      provider: { azurerm: [{ subscription_id: SUBSCRIPTION }] },
      output: { "cross-stack-output-p": { value: `\${${POLICY}.P.id}` } },
      resource: {
        [POLICY]: { P: { ...HERE, resource_group_name: group, name: "p", retention_daily: { count } } },
      },
    });
    const backups = (id: string, data: object = {}) => ({
      provider: { azurerm: [{ subscription_id: SUBSCRIPTION }] },
      data,
      resource: {
        azurerm_backup_protected_vm: { B: { ...HERE, source_vm_id: vmId("web"), backup_policy_id: id } },
      },
    });
    const verdicts = (here: object, there: object) =>
      judgedApp(policyRetention, SynthesizedApp.fromJson({ here, there } as never));
    const read = (group: string) => ({
      [POLICY]: { P: { ...HERE, resource_group_name: group, name: "p" } },
    });
    const FROM =
      "${data.terraform_remote_state.cross-stack-reference-input-here.outputs.cross-stack-output-p}";
    const state = (name: string) => ({ terraform_remote_state: { [name]: { backend: "local" } } });
    const OPEN = `P: unknown, ${told(7)}, and only Terraform knows whether a backup uses it`;

    test.each([
      ["by what cdktf hands over", FROM, state("cross-stack-reference-input-here"), `P: fail, ${told(7)}`],
      ["by a data source", `\${data.${POLICY}.P.id}`, read("rg"), `P: fail, ${told(7)}`],
      ["by a data source of a variable's group", `\${data.${POLICY}.P.id}`, read("${var.g}"), OPEN],
      ["by another state", "${data.terraform_remote_state.shared.outputs.policy}", state("shared"), OPEN],
      ["by a variable", "${var.policy}", {}, OPEN],
      ["by a module", "${module.backup.policy_id}", {}, OPEN],
    ])("%s", (_how, id, data, said) => {
      expect(verdicts(policies(7), backups(id, data))).toEqual([said]);
    });

    test("whose group only Terraform knows", () => {
      const { subscription, group } = {
        subscription: `/subscriptions/${SUBSCRIPTION}`,
        group: "resourceGroups/rg",
      };
      const id = `${subscription}/${group}/providers/Microsoft.RecoveryServices/vaults/rsv/backupPolicies/p`;
      expect(verdicts(policies(7, "${var.g}"), backups(id))).toEqual([OPEN]);
      expect(verdicts(policies(7, "${var.g}"), backups(id.replace(/p$/, "q")))).toEqual([
        "B: unknown, only Terraform knows how long its policy keeps points: the app does not define it",
      ]);
    });

    test("passes where it keeps points for long enough, whoever uses it", () => {
      expect(verdicts(policies(30), backups("${var.policy}"))).toEqual([`P: pass, ${told(30)}`]);
    });

    test("and says of a backup whose policy the app does not define that it is not known", () => {
      expect(verdicts({}, backups("${data.azurerm_backup_policy_vm.P.id}", read("rg")))).toEqual([
        "B: unknown, only Terraform knows how long its policy keeps points: the app does not define it",
      ]);
    });
  });
});
