import { MONITORING_RULES } from "../../../../lib/checks/rules/monitoring";
import { judged, type Resources } from "../../../support/judged";
import { SUBSCRIPTION } from "../../../support/synthesise";

const rule = (id: string) =>
  MONITORING_RULES.find((one) => one.id === id) as (typeof MONITORING_RULES)[number];
const say = (id: string, resources: Resources) => judged(rule(id), resources);

test.each([
  [{ email_receiver: [{ name: "ops" }] }, "pass, it has email_receiver"],
  [
    { email_receiver: [{ name: "ops" }], sms_receiver: { name: "duty" } },
    "pass, it has email_receiver, sms_receiver",
  ],
  [{ email_receiver: [] }, "fail, it has no receiver"],
  [{ email_receiver: [{ name: "ops" }], enabled: false }, "fail, it is not enabled"],
])("alert-receivers: %j", (group, said) => {
  expect(say("alert-receivers", { azurerm_monitor_action_group: { G: { name: "ag", ...group } } })).toEqual([
    `G: ${said}`,
  ]);
});

describe("vault-alert-routing", () => {
  const vault = { azurerm_recovery_services_vault: { V: { name: "rsv", resource_group_name: "rg" } } };
  const routed = (rule_: Record<string, unknown>) =>
    say("vault-alert-routing", {
      ...vault,
      azurerm_monitor_alert_processing_rule_action_group: {
        R: { add_action_group_ids: ["/group"], ...rule_ },
      },
    });
  const PASS = ["V: pass, an alert processing rule delivers its alerts"];
  const FAIL = ["V: fail, no alert processing rule of the app delivers its alerts"];

  test.each([
    "${azurerm_recovery_services_vault.V.id}",
    `/subscriptions/${SUBSCRIPTION}/resourceGroups/RG`,
    `/subscriptions/${SUBSCRIPTION.toUpperCase()}`,
  ])("passes a vault whose alerts a rule at %s delivers", (scope) => {
    expect(routed({ scopes: [scope] })).toEqual(PASS);
  });

  test("fails a vault without one, with one elsewhere, and with one that is switched off", () => {
    expect(say("vault-alert-routing", vault)).toEqual(FAIL);
    expect(routed({ scopes: [`/subscriptions/${SUBSCRIPTION}/resourceGroups/other`] })).toEqual(FAIL);
    expect(routed({ scopes: [`/subscriptions/${SUBSCRIPTION}`], enabled: false })).toEqual(FAIL);
  });
});

describe("health-alert-excludes-healthy", () => {
  const say_ = (metric_name: string, dimension?: object) =>
    say("health-alert-excludes-healthy", {
      azurerm_monitor_metric_alert: { A: { name: "a", criteria: [{ metric_name, dimension }] } },
    });

  test.each([
    { name: "healthStatus", operator: "Exclude", values: ["Healthy"] },
    { name: "HealthStatus", operator: "Include", values: ["Persistent Unhealthy"] },
  ])("passes an alert with the dimension %j", (dimension) => {
    expect(say_("BackupHealthEvent", [dimension])).toEqual(["A: pass, healthy events are left out"]);
  });

  test.each([
    undefined,
    [{ name: "backupInstanceName", operator: "Include", values: ["*"] }],
    [{ name: "healthStatus", operator: "Exclude", values: ["Transient Unhealthy"] }],
    [{ name: "healthStatus", operator: "Include", values: ["Healthy"] }],
  ])("fails an alert with %j, which fires with every backup that succeeds", (dimension) => {
    expect(say_("BackupHealthEvent", dimension)).toEqual(["A: fail, healthy events count"]);
  });

  test("does not ask alerts on other metrics", () => {
    expect(say_("Percentage CPU")).toEqual([]);
  });
});

test.each([
  [{ schedule: { effective_until: "2026-12-02T00:00:00" } }, "pass, its schedule ends"],
  [{ schedule: [{ recurrence: { daily: {} } }] }, "pass, its schedule ends"],
  [{}, "fail, nothing ends it"],
  [{ enabled: false }, "pass, nothing ends it"],
])("suppression-ends: %j", (suppression, said) => {
  const resources = {
    azurerm_monitor_alert_processing_rule_suppression: { S: { name: "s", ...suppression } },
  };
  expect(say("suppression-ends", resources)).toEqual([`S: ${said}`]);
});
