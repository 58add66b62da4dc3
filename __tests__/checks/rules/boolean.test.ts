import { RULES } from "../../../lib/checks/rules";
import { booleanOf } from "../../../lib/checks/rules/boolean";
import { judged, type Resources } from "../../support/judged";

test.each([
  [true, true],
  [false, false],
  ["true", true],
  ["false", false],
  ["1", true],
  ["0", false],
  ["${true}", true],
  ["${false}", false],
  ["${var.on}", undefined],
  ["${local.on}", undefined],
  ["TRUE", undefined],
  ["yes", undefined],
  ["", undefined],
])("Terraform reads %j as the boolean %j", (value, read) => {
  expect([booleanOf(value, true), booleanOf(value, false)]).toEqual([read, read]);
});

test.each([undefined, null])("%j is absent, and what azurerm assumes", (value) => {
  expect([booleanOf(value, true), booleanOf(value, false)]).toEqual([true, false]);
});

const ALERTS = {
  alerts_for_all_job_failures_enabled: true,
  alerts_for_critical_operation_failures_enabled: false,
};
const one = (type: string) => (config: object) => ({
  [type]: { X: { name: "rsv-a", resource_group_name: "rg", ...config } },
});
const vault = one("azurerm_recovery_services_vault");
const backupVault = one("azurerm_data_protection_backup_vault");

/** A boolean of each rule, and which of its values is right. */
const BOOLEANS: readonly (readonly [
  rule: string,
  right: boolean,
  resources: (value: unknown) => Resources,
])[] = [
  ["vault-soft-delete", true, (on) => vault({ soft_delete_enabled: on })],
  ["vault-public-network", false, (on) => vault({ public_network_access_enabled: on })],
  ["vault-geo-redundancy", true, (on) => vault({ cross_region_restore_enabled: on })],
  [
    "vault-infrastructure-encryption",
    true,
    (on) => vault({ encryption: { infrastructure_encryption_enabled: on } }),
  ],
  ["vault-prevent-destroy", true, (on) => vault({ lifecycle: { prevent_destroy: on } })],
  [
    "vault-alerts",
    true,
    (on) => vault({ monitoring: { ...ALERTS, alerts_for_all_job_failures_enabled: on } }),
  ],
  [
    "vault-alerts",
    false,
    (on) => vault({ monitoring: { ...ALERTS, alerts_for_critical_operation_failures_enabled: on } }),
  ],
  [
    "backup-vault-cross-region-restore",
    true,
    (on) => backupVault({ redundancy: "GeoRedundant", cross_region_restore_enabled: on }),
  ],
  [
    "alert-receivers",
    true,
    (on) => one("azurerm_monitor_action_group")({ enabled: on, email_receiver: [{ name: "ops" }] }),
  ],
  [
    "suppression-ends",
    false,
    (on) => one("azurerm_monitor_alert_processing_rule_suppression")({ enabled: on }),
  ],
];

describe.each(BOOLEANS)("%s, where %j is right", (id, right, resources) => {
  const status = (value: unknown) => {
    const rule = RULES.find((each) => each.id === id);
    if (!rule) throw new Error(`no rule ${id}`);
    return judged(rule, resources(value)).map((line) => line.split(",")[0]);
  };

  test.each([
    [right, "pass"],
    [`${right}`, "pass"],
    [!right, "fail"],
    [`${!right}`, "fail"],
    ["${var.on}", "unknown"],
  ])("%j: %s", (value, said) => {
    expect(status(value)).toEqual([`X: ${said}`]);
  });
});
