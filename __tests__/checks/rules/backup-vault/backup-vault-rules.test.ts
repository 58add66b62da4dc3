import { BACKUP_VAULT_RULES } from "../../../../lib/checks/rules/backup-vault";
import { judged, type Resources } from "../../../support/judged";

const VAULT = "azurerm_data_protection_backup_vault";
const NAMED = { name: "bv-a", resource_group_name: "rg", location: "australiaeast" };
const ID = `\${${VAULT}.V.id}`;

const rule = (id: string) =>
  BACKUP_VAULT_RULES.find((one) => one.id === id) as (typeof BACKUP_VAULT_RULES)[number];
const say = (id: string, vault: object, others: Resources = {}) =>
  judged(rule(id), { [VAULT]: { V: { ...NAMED, ...vault } }, ...others });

describe("a rule on Backup vaults", () => {
  test.each([
    ["backup-vault-immutability", { immutability: "Unlocked" }, 'pass, immutability is "Unlocked"'],
    ["backup-vault-immutability", { immutability: "Disabled" }, 'fail, immutability is "Disabled"'],
    ["backup-vault-immutability", {}, "fail, immutability is nothing"],
    [
      "backup-vault-identity",
      { identity: { type: "SystemAssigned" } },
      'pass, identity.type is "SystemAssigned"',
    ],
    ["backup-vault-identity", {}, "fail, identity.type is nothing"],
    ["backup-vault-soft-delete", {}, 'pass, soft_delete is "On", for 14 days'],
    [
      "backup-vault-soft-delete",
      { soft_delete: "AlwaysOn", retention_duration_in_days: 30 },
      'pass, soft_delete is "AlwaysOn", for 30 days',
    ],
    ["backup-vault-soft-delete", { soft_delete: "Off" }, 'fail, soft_delete is "Off", for 14 days'],
    [
      "backup-vault-soft-delete",
      { retention_duration_in_days: 13 },
      'fail, soft_delete is "On", for 13 days',
    ],
    [
      "backup-vault-soft-delete",
      { soft_delete: "${var.s}" },
      'unknown, soft_delete is "${var.s}", for 14 days',
    ],
    ["backup-vault-redundancy", { redundancy: "ZoneRedundant" }, 'pass, redundancy is "ZoneRedundant"'],
    ["backup-vault-redundancy", { redundancy: "LocallyRedundant" }, 'fail, redundancy is "LocallyRedundant"'],
    ["backup-vault-zone-redundancy", { redundancy: "GeoRedundant" }, 'fail, redundancy is "GeoRedundant"'],
    ["backup-vault-zone-redundancy", { redundancy: "ZoneRedundant" }, 'pass, redundancy is "ZoneRedundant"'],
    [
      "backup-vault-cross-region-restore",
      { redundancy: "GeoRedundant" },
      "fail, cross_region_restore_enabled is false",
    ],
    [
      "backup-vault-cross-region-restore",
      { redundancy: "GeoRedundant", cross_region_restore_enabled: true },
      "pass, cross_region_restore_enabled is true",
    ],
    ["backup-vault-customer-managed-key", {}, "fail, it has keys of Microsoft"],
    ["backup-vault-resource-guard", {}, "fail, no resource guard protects it"],
  ])("%s: %j", (id, vault, said) => {
    expect(say(id, vault)).toEqual([`V: ${said}`]);
  });

  test("asks for cross-region restore of geo-redundant vaults alone, since the others have no other region", () => {
    expect(say("backup-vault-cross-region-restore", { redundancy: "ZoneRedundant" })).toEqual([]);
  });

  test("finds a key and a guard that stand beside the vault", () => {
    const key = { [`${VAULT}_customer_managed_key`]: { K: { data_protection_backup_vault_id: ID } } };
    const guard = { [`${VAULT}_resource_guard_association`]: { G: { vault_id: ID } } };
    expect(say("backup-vault-customer-managed-key", {}, key)).toEqual(["V: pass, it has a key of its own"]);
    expect(say("backup-vault-resource-guard", {}, guard)).toEqual(["V: pass, a resource guard protects it"]);
  });
});

test("no rule on Backup vaults says anything where there is none", () => {
  expect(BACKUP_VAULT_RULES.flatMap((one) => judged(one, {}))).toEqual([]);
});
