import { reasonsOf } from "./plans";

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
