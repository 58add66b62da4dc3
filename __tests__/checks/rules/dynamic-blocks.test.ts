import { SynthesizedApp } from "../../../lib";
import { RULES } from "../../../lib/checks/rules";
import { resilienceMatchers } from "../../../lib/testing";
import { judged, type Resources } from "../../support/judged";
import { vmId } from "../../support/vms";

expect.extend(resilienceMatchers);

const status = (id: string, resources: Resources) => {
  const rule = RULES.find((one) => one.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return judged(rule, resources).map((line) => line.split(",")[0]);
};
const dynamic = (name: string, content: object, each: unknown = "${var.each}") => ({
  dynamic: { [name]: { for_each: each, content } },
});
const HERE = { resource_group_name: "rg", recovery_vault_name: "rsv" };
const vault = (config: object) => ({
  azurerm_recovery_services_vault: { V: { name: "rsv", resource_group_name: "rg", ...config } },
});
const ALERTS = { alerts_for_critical_operation_failures_enabled: false };

describe("of a dynamic block, only Terraform knows whether there is one", () => {
  test.each([
    ["vault-identity", "identity", { type: "SystemAssigned" }],
    ["vault-customer-managed-key", "encryption", { key_id: "https://kv/keys/k" }],
    ["vault-infrastructure-encryption", "encryption", { infrastructure_encryption_enabled: true }],
    ["vault-alerts", "monitoring", ALERTS],
  ])("%s and %s", (rule, name, content) => {
    expect(status(rule, vault(dynamic(name, content)))).toEqual(["V: unknown"]);
    expect(status(rule, vault(dynamic(name, content, [1])))).toEqual(["V: pass"]);
    expect(status(rule, vault(dynamic(name, content, [])))).toEqual(["V: fail"]);
    expect(status(rule, vault(dynamic(name, content, "${toset([])}")))).toEqual(["V: fail"]);
  });

  const retained = (config: object) => ({
    azurerm_backup_policy_vm: { P: { ...HERE, name: "p", ...config } },
    azurerm_backup_protected_vm: {
      B: { ...HERE, source_vm_id: vmId("web"), backup_policy_id: "${azurerm_backup_policy_vm.P.id}" },
    },
  });
  const yearly = (each?: unknown) => dynamic("retention_yearly", { count: 7 }, each);

  test("policy-retention and the points that it would keep", () => {
    const daily = { retention_daily: { count: 7 } };
    expect(status("policy-retention", retained({ ...daily, ...yearly() }))).toEqual(["P: unknown"]);
    expect(status("policy-retention", retained({ ...daily, ...yearly([1]) }))).toEqual(["P: pass"]);
    expect(status("policy-retention", retained({ ...daily, ...yearly([]) }))).toEqual(["P: fail"]);
    expect(status("policy-retention", retained({ retention_daily: { count: 30 }, ...yearly() }))).toEqual([
      "P: pass",
    ]);
  });

  test("toBackUpEveryVm and the daily points", () => {
    const stacks = (each: unknown) =>
      SynthesizedApp.fromJson({
        test: { resource: retained(dynamic("retention_daily", { count: 30 }, each)) },
      } as never);
    const vms = [{ id: vmId("web") }];
    expect(stacks([1])).toBackUpEveryVm(vms, { forDays: 30 });
    expect(() => expect(stacks("${var.each}")).toBackUpEveryVm(vms, { forDays: 30 })).toThrow(
      "only Terraform knows for how long its policy test/azurerm_backup_policy_vm.P keeps backups",
    );
  });
});

describe("what only Terraform knows of an alert on health", () => {
  const of = (dimension: object, config: object = {}) =>
    status("health-alert-excludes-healthy", {
      azurerm_monitor_metric_alert: {
        A: { criteria: [{ metric_name: "BackupHealthEvent", dimension: [dimension] }], ...config },
      },
    });

  test.each([
    [{ name: "healthStatus", operator: "Exclude", values: ["${var.status}"] }, "unknown"],
    [{ name: "healthStatus", operator: "Exclude", values: ["${var.status}", "Healthy"] }, "pass"],
    [{ name: "healthStatus", operator: "Include", values: ["${var.status}"] }, "unknown"],
    [{ name: "healthStatus", operator: "Include", values: ["${var.status}", "Healthy"] }, "fail"],
    [{ name: "healthStatus", operator: "Exclude", values: "${var.all}" }, "unknown"],
    [{ name: "healthStatus", operator: "${var.operator}", values: ["Healthy"] }, "unknown"],
    [{ name: "${var.name}", operator: "Exclude", values: ["Healthy"] }, "unknown"],
  ])("%j: %s", (dimension, said) => {
    expect(of(dimension)).toEqual([`A: ${said}`]);
  });
});

describe("backup-vault-soft-delete", () => {
  test.each([
    [{ soft_delete: null, retention_duration_in_days: null }, "pass"],
    [{ soft_delete: "Off", retention_duration_in_days: "${var.days}" }, "fail"],
    [{ soft_delete: "${var.state}", retention_duration_in_days: 13 }, "fail"],
    [{ soft_delete: "${var.state}", retention_duration_in_days: "14" }, "unknown"],
    [{ soft_delete: "On", retention_duration_in_days: "${var.days}" }, "unknown"],
  ])("%j: %s", (config, said) => {
    const vaults = { azurerm_data_protection_backup_vault: { V: { name: "bv", ...config } } };
    expect(status("backup-vault-soft-delete", vaults)).toEqual([`V: ${said}`]);
  });
});

test("an address of a failover that is a variable is not known, rather than passed over", () => {
  const replica = { R: { target_network_id: "/n", network_interface: [{ target_static_ip: "${var.ip}" }] } };
  expect(status("failover-addresses", { azurerm_site_recovery_replicated_vm: replica })).toEqual([
    "R: unknown",
  ]);
});
