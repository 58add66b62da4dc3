import { VAULT_RULES } from "../../../../lib/checks/rules/vault";
import { judged, type Resources } from "../../../support/judged";

const VAULT = "azurerm_recovery_services_vault";
const NAMED = { name: "rsv-a", resource_group_name: "rg", location: "australiaeast" };
const ID = "${azurerm_recovery_services_vault.V.id}";
const POLICY = {
  azurerm_backup_policy_vm: { P: { name: "p", resource_group_name: "rg", recovery_vault_name: "rsv-a" } },
};

const rule = (id: string) => VAULT_RULES.find((one) => one.id === id) as (typeof VAULT_RULES)[number];
const say = (id: string, vault: object, others: Resources = {}) =>
  judged(rule(id), { [VAULT]: { V: { ...NAMED, ...vault } }, ...others });

describe("a rule on an argument of Recovery Services vaults", () => {
  test.each([
    ["vault-name", { name: "rsv-a" }, 'pass, name is "rsv-a"'],
    ["vault-name", { name: "1-rsv" }, 'fail, name is "1-rsv"'],
    ["vault-name", { name: "a" }, 'fail, name is "a"'],
    ["vault-name", { name: `r${"s".repeat(49)}` }, `pass, name is "r${"s".repeat(49)}"`],
    ["vault-name", { name: `r${"s".repeat(50)}` }, `fail, name is "r${"s".repeat(50)}"`],
    ["vault-soft-delete", {}, "pass, soft_delete_enabled is nothing"],
    ["vault-soft-delete", { soft_delete_enabled: true }, "pass, soft_delete_enabled is true"],
    ["vault-soft-delete", { soft_delete_enabled: false }, "fail, soft_delete_enabled is false"],
    [
      "vault-soft-delete",
      { soft_delete_enabled: "${var.on}" },
      'unknown, soft_delete_enabled is "${var.on}"',
    ],
    ["vault-locked-immutability", { immutability: "Locked" }, 'pass, immutability is "Locked"'],
    ["vault-locked-immutability", { immutability: "Unlocked" }, 'fail, immutability is "Unlocked"'],
    ["vault-public-network", {}, "fail, public_network_access_enabled is true"],
    [
      "vault-public-network",
      { public_network_access_enabled: false },
      "pass, public_network_access_enabled is false",
    ],
    ["vault-customer-managed-key", {}, "fail, encryption.key_id is nothing"],
    [
      "vault-customer-managed-key",
      { encryption: { key_id: "https://kv/keys/k" } },
      'pass, encryption.key_id is "https://kv/keys/k"',
    ],
    [
      "vault-infrastructure-encryption",
      { encryption: [{ key_id: "k", infrastructure_encryption_enabled: true }] },
      "pass, encryption.infrastructure_encryption_enabled is true",
    ],
    [
      "vault-infrastructure-encryption",
      { encryption: [{ key_id: "k" }] },
      "fail, encryption.infrastructure_encryption_enabled is false",
    ],
    ["vault-identity", { identity: { type: "${var.kind}" } }, 'unknown, identity.type is "${var.kind}"'],
    [
      "vault-prevent-destroy",
      { lifecycle: { prevent_destroy: true } },
      "pass, lifecycle.prevent_destroy is true",
    ],
    ["vault-prevent-destroy", {}, "fail, lifecycle.prevent_destroy is false"],
  ])("%s: %j", (id, vault, said) => {
    expect(say(id, vault)).toEqual([`V: ${said}`]);
  });
});

describe("redundancy is asked of vaults that keep backups", () => {
  test.each([
    [
      "vault-zone-redundancy",
      { storage_mode_type: "ZoneRedundant" },
      'pass, storage_mode_type is "ZoneRedundant"',
    ],
    ["vault-zone-redundancy", {}, 'fail, storage_mode_type is "GeoRedundant"'],
    [
      "vault-geo-redundancy",
      { cross_region_restore_enabled: true },
      'pass, storage_mode_type is "GeoRedundant", cross_region_restore_enabled is true',
    ],
    [
      "vault-geo-redundancy",
      { storage_mode_type: "LocallyRedundant" },
      'fail, storage_mode_type is "LocallyRedundant", cross_region_restore_enabled is false',
    ],
  ])("%s: %j", (id, vault, said) => {
    expect(say(id, vault, POLICY)).toEqual([`V: ${said}`]);
  });

  test.each(["vault-zone-redundancy", "vault-geo-redundancy"])(
    "and %s not of one that serves Site Recovery alone",
    (id) => {
      const fabric = { name: "f", resource_group_name: "rg", recovery_vault_name: "rsv-a" };
      const recovery = { azurerm_site_recovery_fabric: { F: fabric } };
      expect(say(id, { storage_mode_type: "LocallyRedundant" }, recovery)).toEqual([]);
      expect(say(id, { storage_mode_type: "LocallyRedundant" }, { ...recovery, ...POLICY })).toHaveLength(1);
    },
  );
});

describe("vault-alerts", () => {
  const ON = {
    alerts_for_all_job_failures_enabled: true,
    alerts_for_all_replication_issues_enabled: true,
    alerts_for_all_failover_issues_enabled: true,
    alerts_for_critical_operation_failures_enabled: false,
  };

  test("passes a vault with all alerts of Azure Monitor and without the classic ones", () => {
    expect(say("vault-alerts", { monitoring: ON })).toEqual(["V: pass, all alerts of Azure Monitor are on"]);
  });

  test("fails a vault that says nothing, since azurerm leaves the classic ones on", () => {
    expect(say("vault-alerts", {})).toEqual([
      "V: fail, alerts_for_critical_operation_failures_enabled is on",
    ]);
  });

  test("fails with every switch that is wrong", () => {
    const monitoring = [
      { ...ON, alerts_for_all_failover_issues_enabled: false, alerts_for_all_job_failures_enabled: false },
    ];
    expect(say("vault-alerts", { monitoring })).toEqual([
      "V: fail, alerts_for_all_job_failures_enabled is off, alerts_for_all_failover_issues_enabled is off",
    ]);
  });
});

describe("what has to stand beside a vault", () => {
  test("a resource guard", () => {
    const guard = { azurerm_recovery_services_vault_resource_guard_association: { G: { vault_id: ID } } };
    expect(say("vault-resource-guard", {}, guard)).toEqual(["V: pass, a resource guard protects it"]);
    expect(say("vault-resource-guard", {})).toEqual(["V: fail, no resource guard protects it"]);
  });

  test("a lock, on it or on its group, by reference or by id", () => {
    const group = "/subscriptions/6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841/resourceGroups/RG";
    const lock = (scope: string) => ({ azurerm_management_lock: { L: { name: "l", scope } } });
    expect(say("vault-lock", {}, lock(ID))).toEqual(["V: pass, a lock keeps it"]);
    expect(say("vault-lock", {}, lock(group))).toEqual(["V: pass, a lock keeps it"]);
    expect(say("vault-lock", {}, lock(`${group}-other`))).toEqual(["V: fail, nothing locks it"]);
  });

  test("a private endpoint, whose block names it", () => {
    const endpoint = (private_connection_resource_id: string) => ({
      azurerm_private_endpoint: {
        E: { name: "e", private_service_connection: [{ private_connection_resource_id }] },
      },
    });
    expect(say("vault-private-endpoint", {}, endpoint(ID))).toEqual([
      "V: pass, a private endpoint leads to it",
    ]);
    expect(say("vault-private-endpoint", {}, endpoint("/other"))).toEqual([
      "V: fail, no private endpoint leads to it",
    ]);
  });

  test.each([
    ["Disabled", 'pass, crossSubscriptionRestoreState is "Disabled"'],
    ["PermanentlyDisabled", 'pass, crossSubscriptionRestoreState is "PermanentlyDisabled"'],
    ["Enabled", 'fail, crossSubscriptionRestoreState is "Enabled"'],
    ["${var.state}", 'unknown, crossSubscriptionRestoreState is "${var.state}"'],
    [undefined, "fail, crossSubscriptionRestoreState is nothing"],
  ])("what azapi says of cross-subscription restore: %s", (crossSubscriptionRestoreState, said) => {
    const restoreSettings = { crossSubscriptionRestoreSettings: { crossSubscriptionRestoreState } };
    const update = { resource_id: ID, body: { properties: { restoreSettings } } };
    expect(say("vault-cross-subscription-restore", {}, { azapi_update_resource: { U: update } })).toEqual([
      `V: ${said}`,
    ]);
  });

  test.each([
    ["azurerm_backup_protected_vm", "pass, it protects something"],
    ["azurerm_site_recovery_fabric", "pass, it protects something"],
    ["azurerm_backup_policy_vm", "fail, nothing of the app is protected in it"],
  ])("something in it: %s", (type, said) => {
    const inside = { [type]: { X: { name: "x", resource_group_name: "rg", recovery_vault_name: "rsv-a" } } };
    expect(say("vault-not-empty", {}, inside)).toEqual([`V: ${said}`]);
  });
});

test("no rule on vaults says anything where there is none", () => {
  expect(
    VAULT_RULES.flatMap((one) => judged(one, { azurerm_resource_group: { G: { name: "rg" } } })),
  ).toEqual([]);
});
