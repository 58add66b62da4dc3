import { guardPlan } from "../../lib/plan-guard";
import { change, findingsOf, plan, reasonsOf } from "./plans";

const VAULT = "azurerm_recovery_services_vault";

describe("what goes", () => {
  const replaced = (type: string, before = {}) =>
    findingsOf(
      plan({
        ...change(type, before, before),
        change: { actions: ["delete", "create"], before, after: before, replace_paths: [["name"]] },
      }),
    );

  test.each([
    ["azurerm_recovery_services_vault", "vault-destroyed", "the vault with everything in it"],
    ["azurerm_backup_policy_vm_workload", "policy-destroyed", "the backup policy"],
    ["azurerm_data_protection_backup_policy_kubernetes_cluster", "policy-destroyed", "the backup policy"],
    [
      "azurerm_data_protection_backup_instance_postgresql_flexible_server",
      "item-destroyed",
      "the backup instance",
    ],
    ["azurerm_site_recovery_vmware_replicated_vm", "replica-destroyed", "the replica"],
    ["azurerm_site_recovery_hyperv_network_mapping", "recovery-destroyed", "the network mapping"],
    [
      "azurerm_data_protection_backup_vault_customer_managed_key",
      "encryption-weakened",
      "the vault's own key",
    ],
  ])("with %s is lost when it is destroyed, and when it is replaced", (type, rule, what) => {
    expect(reasonsOf(type, {}, null)).toEqual([`${rule}: ${what} is destroyed`]);
    expect(replaced(type)).toEqual([`${rule} ${type}.This: ${what} is replaced, because of name`]);
  });

  test("in either order of a replacement", () => {
    const type = "azurerm_backup_policy_vm";
    const given = {
      ...change(type, {}, {}),
      change: { actions: ["create", "delete"], before: {}, after: {} },
    };
    expect(findingsOf(plan(given))).toEqual([`policy-destroyed ${type}.This: the backup policy is replaced`]);
  });

  test.each([
    "azurerm_role_assignment",
    "azurerm_monitor_metric_alert",
    "azurerm_monitor_diagnostic_setting",
    "azurerm_subscription_policy_assignment",
  ])("with %s is there again at once when it is replaced", (type) => {
    expect(reasonsOf(type, {}, null)).toHaveLength(1);
    expect(replaced(type)).toEqual([]);
  });

  test("with azapi is the same by its ARM type, in whatever letter case", () => {
    const type = "Microsoft.RecoveryServices/Vaults/backupPolicies@2024-10-01";
    expect(reasonsOf("azapi_resource", { type }, null)).toEqual([
      "policy-destroyed: the backup policy is destroyed",
    ]);
    expect(reasonsOf("azapi_resource", { type: "Microsoft.Web/sites@2024-04-01" }, null)).toEqual([]);
  });

  test("with a deposed object is what a replacement left behind", () => {
    const deposed = { ...change("azurerm_backup_policy_vm", {}, null), deposed: "0a1b2c3d" };
    expect(findingsOf(plan(deposed))).toEqual([
      "policy-destroyed azurerm_backup_policy_vm.This (deposed 0a1b2c3d): the backup policy is destroyed",
    ]);
  });

  test.each([
    "azurerm_role_assignment",
    "azurerm_monitor_metric_alert",
    "azurerm_monitor_scheduled_query_rules_alert_v2",
    "azurerm_monitor_diagnostic_setting",
    "azurerm_subscription_policy_assignment",
  ])("with a deposed %s is nothing: the one that replaced it is there already", (type) => {
    const deposed = { ...change(type, {}, null), deposed: "0a1b2c3d" };
    expect(findingsOf(plan(deposed))).toEqual([]);
    const forgotten = { ...deposed, change: { actions: ["forget"], before: {}, after: null } };
    expect(guardPlan(plan(forgotten)).notes).toEqual([]);
  });

  test("is not what Terraform forgets: that stays in Azure, and is told of", () => {
    const given = {
      ...change("azurerm_backup_protected_vm", {}, null),
      change: { actions: ["forget"], before: {}, after: null },
    };
    expect(guardPlan(plan(given))).toEqual({
      findings: [],
      notes: [
        "azurerm_backup_protected_vm.This: Terraform forgets it; it stays in Azure, and no plan looks after it any more",
      ],
      changes: 1,
    });
  });

  test("is no data source", () => {
    const data = { ...change("azurerm_recovery_services_vault", {}, null), mode: "data" } as const;
    expect(findingsOf(plan(data))).toEqual([]);
  });
});

describe("what is made, and takes protection away", () => {
  test("an exemption, with its end or without", () => {
    const type = "azurerm_resource_group_policy_exemption";
    expect(reasonsOf(type, null, { expires_on: "2027-06-30T23:59:59Z" })).toEqual([
      "exemption-added: an exemption is made until 2027-06-30T23:59:59Z",
    ]);
    expect(reasonsOf(type, { expires_on: "2027-06-30T23:59:59Z" }, {})).toEqual([
      "exemption-added: the exemption now holds without an end",
    ]);
    expect(
      reasonsOf(type, { expires_on: "x", description: "a" }, { expires_on: "x", description: "b" }),
    ).toEqual([]);
    expect(reasonsOf(type, {}, null)).toEqual([]);
  });

  test("a suppression of alerts without an end", () => {
    const type = "azurerm_monitor_alert_processing_rule_suppression";
    const until = { schedule: [{ effective_until: "2026-12-02T00:00:00" }] };
    expect(reasonsOf(type, null, { enabled: true })).toEqual([
      "alert-suppressed: alerts are suppressed, and nothing ends it",
    ]);
    expect(reasonsOf(type, null, until)).toEqual([]);
    expect(reasonsOf(type, null, { enabled: false })).toEqual([]);
    expect(reasonsOf(type, until, {})).toEqual([
      "alert-suppressed: alerts are suppressed, and nothing ends it",
    ]);
  });
});

test("what happened outside of Terraform is told of, and refuses no plan", () => {
  const drift = [
    change("azurerm_backup_protected_vm", {}, null),
    change(VAULT, { immutability: "Unlocked" }, { immutability: "Disabled" }),
    change("azurerm_resource_group", {}, null),
  ];
  expect(guardPlan({ ...plan(), resource_drift: drift })).toEqual({
    findings: [],
    notes: [
      "azurerm_backup_protected_vm.This: the protected item was destroyed outside of Terraform",
      `${VAULT}.This: immutability becomes "Disabled", and was "Unlocked", outside of Terraform`,
    ],
    changes: 0,
  });
});

test("a plan that leaves changes to another run is not whole", () => {
  expect(findingsOf({ ...plan(), complete: false })).toEqual([
    "plan-incomplete the plan: it is of a part only: with -target, or because Terraform deferred changes",
  ]);
});
