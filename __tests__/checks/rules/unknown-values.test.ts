import { RULES } from "../../../lib/checks/rules";
import { judged, type Resources } from "../../support/judged";

const say = (id: string, resources: Resources) => {
  const rule = RULES.find((one) => one.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return judged(rule, resources).map((line) => line.split(",")[0]);
};
const vault = (config: object = {}) => ({
  azurerm_recovery_services_vault: { V: { name: "rsv", resource_group_name: "rg", ...config } },
});
const ON = {
  alerts_for_all_job_failures_enabled: true,
  alerts_for_critical_operation_failures_enabled: false,
};
const assignment = {
  azurerm_subscription_policy_assignment: { A: { name: "a", identity: { type: "SystemAssigned" } } },
};

describe("what only Terraform knows is unknown, neither right nor wrong", () => {
  test.each<[string, Resources]>([
    ["vault-alerts", vault({ monitoring: { ...ON, alerts_for_all_job_failures_enabled: "${var.on}" } })],
    [
      "vault-alerts",
      vault({ monitoring: { ...ON, alerts_for_critical_operation_failures_enabled: "${var.on}" } }),
    ],
    ["vault-lock", { ...vault(), azurerm_management_lock: { L: { name: "l", scope: "${local.vault}" } } }],
    [
      "vault-resource-guard",
      {
        ...vault(),
        azurerm_recovery_services_vault_resource_guard_association: { G: { vault_id: "${local.vault}" } },
      },
    ],
    [
      "policy-identity-roles",
      { ...assignment, azurerm_role_assignment: { R: { principal_id: "${local.principal}" } } },
    ],
    [
      "alert-receivers",
      { azurerm_monitor_action_group: { V: { enabled: "${var.on}", email_receiver: [{ name: "ops" }] } } },
    ],
    [
      "alert-receivers",
      {
        azurerm_monitor_action_group: {
          V: { dynamic: { email_receiver: { for_each: "${var.people}", content: { name: "ops" } } } },
        },
      },
    ],
    [
      "suppression-ends",
      {
        azurerm_monitor_alert_processing_rule_suppression: {
          V: { schedule: { effective_until: "${var.end}" } },
        },
      },
    ],
    ["exemption-ends", { azurerm_resource_policy_exemption: { V: { expires_on: "${var.end}" } } }],
  ])("%s", (id, resources) => {
    expect(say(id, resources)).toEqual([expect.stringMatching(/: unknown$/)]);
  });

  test("and what is wrong beside it is wrong", () => {
    const monitoring = { alerts_for_all_job_failures_enabled: "${var.on}" };
    expect(say("vault-alerts", vault({ monitoring }))).toEqual(["V: fail"]);
    expect(say("policy-identity-roles", assignment)).toEqual(["A: fail"]);
    const azapi = (type: string) => ({ ...assignment, azapi_resource: { X: { type } } });
    expect(say("policy-identity-roles", azapi("Microsoft.Web/sites@2024-04-01"))).toEqual(["A: fail"]);
    expect(say("policy-identity-roles", azapi("Microsoft.Authorization/roleAssignments@2022-04-01"))).toEqual(
      ["A: unknown"],
    );
  });
});

describe("what looks like an end, a filter or an address, and is none", () => {
  const suppression = (schedule: object) =>
    say("suppression-ends", { azurerm_monitor_alert_processing_rule_suppression: { S: { schedule } } });
  const health = (dimension: object) =>
    say("health-alert-excludes-healthy", {
      azurerm_monitor_metric_alert: {
        A: {
          criteria: [
            { metric_name: "BackupHealthEvent", dimension: [{ name: "healthStatus", ...dimension }] },
          ],
        },
      },
    });

  test.each([[{ effective_until: "" }], [{ recurrence: {} }], [{ recurrence: [] }]])(
    "a suppression with %j has no end",
    (schedule) => {
      expect(suppression(schedule)).toEqual(["S: fail"]);
      expect(suppression({ effective_until: "2027-01-31T00:00:00" })).toEqual(["S: pass"]);
    },
  );

  test.each([
    [{ operator: "Include", values: ["*"] }, "fail"],
    [{ operator: "StartsWith", values: ["H"] }, "fail"],
    [{ operator: "StartsWith", values: ["Persistent"] }, "pass"],
  ])("an alert on health with %j: %s", (dimension, status) => {
    expect(health(dimension)).toEqual([`A: ${status}`]);
  });

  test("10.0.0.300 is no address of a failover", () => {
    const nic = [{ target_static_ip: "10.0.0.300" }];
    const replica = { R: { target_network_id: "/n", network_interface: nic } };
    expect(say("failover-addresses", { azurerm_site_recovery_replicated_vm: replica })).toEqual(["R: fail"]);
  });
});
