import { guardPlan } from "../../lib/plan-guard";
import { change, findingsOf, plan, reasonsOf } from "./plans";

const VAULT = "azurerm_recovery_services_vault";
const BACKUP_VAULT = "azurerm_data_protection_backup_vault";

describe("what may not become weaker", () => {
  test.each([
    [
      VAULT,
      { immutability: "Locked" },
      { immutability: "Unlocked" },
      'immutability-weakened: immutability becomes "Unlocked", and was "Locked"',
    ],
    [
      VAULT,
      { immutability: "Unlocked" },
      { immutability: null },
      'immutability-weakened: immutability becomes nothing, and was "Unlocked"',
    ],
    [
      VAULT,
      { soft_delete_enabled: true },
      { soft_delete_enabled: false },
      "soft-delete-weakened: soft_delete_enabled is switched off",
    ],
    [
      VAULT,
      { storage_mode_type: "GeoRedundant" },
      { storage_mode_type: "ZoneRedundant" },
      'redundancy-weakened: storage_mode_type becomes "ZoneRedundant", and was "GeoRedundant"',
    ],
    [
      VAULT,
      { cross_region_restore_enabled: true },
      { cross_region_restore_enabled: false },
      "redundancy-weakened: cross_region_restore_enabled is switched off",
    ],
    [
      VAULT,
      { encryption: [{ key_id: "https://kv/keys/k" }] },
      { encryption: [] },
      "encryption-weakened: encryption.key_id goes",
    ],
    [
      VAULT,
      { encryption: [{ infrastructure_encryption_enabled: true }] },
      { encryption: [{ infrastructure_encryption_enabled: false }] },
      "encryption-weakened: encryption.infrastructure_encryption_enabled is switched off",
    ],
    [
      VAULT,
      { public_network_access_enabled: false },
      { public_network_access_enabled: true },
      "network-opened: public_network_access_enabled is switched on",
    ],
    [
      VAULT,
      { identity: [{ type: "SystemAssigned, UserAssigned" }] },
      { identity: [{ type: "UserAssigned" }] },
      "identity-removed: identity.type no longer is SystemAssigned",
    ],
    [
      VAULT,
      { monitoring: [{ alerts_for_all_failover_issues_enabled: true }] },
      { monitoring: [{ alerts_for_all_failover_issues_enabled: false }] },
      "alert-removed: monitoring.alerts_for_all_failover_issues_enabled is switched off",
    ],
    [
      BACKUP_VAULT,
      { soft_delete: "AlwaysOn" },
      { soft_delete: "On" },
      'soft-delete-weakened: soft_delete becomes "On", and was "AlwaysOn"',
    ],
    [
      BACKUP_VAULT,
      { retention_duration_in_days: 30 },
      { retention_duration_in_days: 29 },
      "soft-delete-weakened: retention_duration_in_days becomes 29, and was 30",
    ],
    [
      BACKUP_VAULT,
      { redundancy: "ZoneRedundant" },
      { redundancy: "LocallyRedundant" },
      'redundancy-weakened: redundancy becomes "LocallyRedundant", and was "ZoneRedundant"',
    ],
    [
      "azurerm_management_lock",
      { lock_level: "ReadOnly" },
      { lock_level: "CanNotDelete" },
      'lock-removed: lock_level becomes "CanNotDelete", and was "ReadOnly"',
    ],
    [
      "azurerm_data_protection_resource_guard",
      { vault_critical_operation_exclusion_list: [] },
      { vault_critical_operation_exclusion_list: ["updatePolicy"] },
      "guard-removed: vault_critical_operation_exclusion_list gets updatepolicy",
    ],
    [
      "azurerm_backup_protected_vm",
      { include_disk_luns: [] },
      { include_disk_luns: [0] },
      "disks-left-out: include_disk_luns becomes 0 alone, and was everything",
    ],
    [
      "azurerm_backup_protected_vm",
      { exclude_disk_luns: [2] },
      { exclude_disk_luns: [2, 3] },
      "disks-left-out: exclude_disk_luns gets 3",
    ],
    [
      "azurerm_backup_protected_vm",
      { protection_state: "Protected" },
      { protection_state: "BackupsSuspended" },
      'protection-stopped: protection_state becomes "BackupsSuspended", and was "Protected"',
    ],
    [
      "azurerm_site_recovery_replicated_vm",
      { managed_disk: [{ disk_id: "/d/a" }, { disk_id: "/d/b" }] },
      { managed_disk: [{ disk_id: "/D/A" }] },
      "disks-left-out: managed_disk no longer has the disk b",
    ],
    [
      "azurerm_data_protection_backup_instance_blob_storage",
      { storage_account_container_names: ["a", "b"] },
      { storage_account_container_names: ["a"] },
      "disks-left-out: storage_account_container_names no longer has b",
    ],
    [
      "azurerm_monitor_activity_log_alert",
      { enabled: true },
      { enabled: false },
      "alert-removed: enabled is switched off",
    ],
    [
      "azurerm_monitor_scheduled_query_rules_alert_v2",
      { severity: 1 },
      { severity: 3 },
      "alert-weakened: severity becomes 3, and was 1",
    ],
    [
      "azurerm_management_group_policy_assignment",
      { not_scopes: [] },
      { not_scopes: ["/subscriptions/x"] },
      "policy-not-enforced: not_scopes gets /subscriptions/x",
    ],
  ])("%s: %j", (type, before, after, reason) => {
    expect(reasonsOf(type, before, after)).toEqual([reason]);
    // Unlocked and LocallyRedundant are the weakest of some, nothing of others: the way back is never a finding
    expect(reasonsOf(type, after, before)).toEqual([]);
  });

  test("is not asked of other resources", () => {
    expect(reasonsOf("azurerm_storage_account", { public_network_access_enabled: false }, {})).toEqual([]);
  });
});

describe("a value that is known after the apply only", () => {
  test("is a finding where it decides", () => {
    const unknown = { immutability: true };
    expect(reasonsOf(VAULT, { immutability: "Unlocked" }, {}, { unknown })).toEqual([
      'unknown-value: immutability is known only after the apply, and was "Unlocked"',
    ]);
  });

  test("is a finding in a policy's blocks, and in what stands above them", () => {
    const before = { retention_daily: [{ count: 30 }] };
    const reason = "unknown-value: retention_daily of the policy is known only after the apply";
    expect(
      reasonsOf("azurerm_backup_policy_vm", before, {}, { unknown: { retention_daily: [{ count: true }] } }),
    ).toEqual([reason]);
    expect(reasonsOf("azurerm_backup_policy_vm", before, {}, { unknown: { retention_daily: true } })).toEqual(
      [reason],
    );
  });

  test("is none where nothing was protected, nor where the value decides nothing", () => {
    expect(
      reasonsOf(
        VAULT,
        { cross_region_restore_enabled: false },
        {},
        { unknown: { cross_region_restore_enabled: true } },
      ),
    ).toEqual([]);
    expect(reasonsOf(VAULT, { tags: {} }, {}, { unknown: { tags: true } })).toEqual([]);
  });
});

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

describe("settings of vaults that azapi writes", () => {
  const TYPE = "Microsoft.RecoveryServices/vaults@2024-10-01";
  const body = (state: string, days: number) => ({
    type: TYPE,
    body: {
      properties: {
        securitySettings: {
          softDeleteSettings: { softDeleteState: state, softDeleteRetentionPeriodInDays: days },
        },
      },
    },
  });

  test("become weaker in an object, and in JSON text", () => {
    const text = (given: { type: string; body: object }) => ({ ...given, body: JSON.stringify(given.body) });
    const reasons = [
      'soft-delete-weakened: properties.securitySettings.softDeleteSettings.softDeleteState becomes "Enabled", and was "AlwaysON"',
      "soft-delete-weakened: properties.securitySettings.softDeleteSettings.softDeleteRetentionPeriodInDays becomes 14, and was 30",
    ];
    const given = [body("AlwaysON", 30), body("Enabled", 14)] as const;
    expect(reasonsOf("azapi_update_resource", ...given)).toEqual(reasons);
    expect(reasonsOf("azapi_update_resource", text(given[0]), text(given[1]))).toEqual(reasons);
    expect(reasonsOf("azapi_update_resource", given[1], given[0])).toEqual([]);
  });

  test("are unknown with an unknown body", () => {
    expect(reasonsOf("azapi_update_resource", body("AlwaysON", 30), {}, { unknown: { body: true } })).toEqual(
      ["unknown-value: the body is known only after the apply"],
    );
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
