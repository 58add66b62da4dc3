import { backupVaultDiagnostics } from "../../../../lib/checks/rules/backup-vault/backup-vault-diagnostics";
import { vaultDiagnostics } from "../../../../lib/checks/rules/vault/vault-diagnostics";
import { judged, type Resources } from "../../../support/judged";

const logs = (...categories: readonly string[]) => categories.map((category) => ({ category }));
const BACKUP = logs("CoreAzureBackup", "AddonAzureBackupJobs");
const setting = (type: string, changes: object = {}) => ({
  target_resource_id: `\${${type}.V.id}`,
  log_analytics_workspace_id: "/w",
  log_analytics_destination_type: "Dedicated",
  enabled_log: BACKUP,
  ...changes,
});

describe.each([
  ["vault-diagnostics", vaultDiagnostics, "azurerm_recovery_services_vault"],
  ["backup-vault-diagnostics", backupVaultDiagnostics, "azurerm_data_protection_backup_vault"],
])("%s", (_id, rule, type) => {
  const say = (settings: Record<string, Record<string, unknown>>, others: Resources = {}) =>
    judged(rule, {
      [type]: { V: { name: "v", resource_group_name: "rg" } },
      azurerm_monitor_diagnostic_setting: settings,
      ...others,
    });
  const missing = (...names: readonly string[]) =>
    `V: fail, no workspace gets ${names.join(", ")} in the table that is read`;

  test("passes a vault whose logs one setting, or two together, send to tables of their own", () => {
    const PASS = ["V: pass, its logs go to a workspace"];
    expect(say({ S: setting(type) })).toEqual(PASS);
    expect(say({ S: setting(type, { enabled_log: [{ category_group: "allLogs" }] }) })).toEqual(PASS);
    const [first, second] = BACKUP.map((log) => setting(type, { enabled_log: [log] }));
    expect(say({ S: first, T: second } as never)).toEqual(PASS);
  });

  test.each([
    ["nothing at all", {}],
    ["another destination", { S: setting(type, { log_analytics_destination_type: undefined }) }],
    ["no workspace", { S: setting(type, { log_analytics_workspace_id: null }) }],
    ["metrics alone", { S: setting(type, { enabled_log: [] }) }],
    ["another vault's setting", { S: setting(type, { target_resource_id: "/other" }) }],
  ])("fails a vault with %s", (_what, settings) => {
    expect(say(settings as never)).toEqual([missing("CoreAzureBackup", "AddonAzureBackupJobs")]);
  });

  test("fails with the category that is left out", () => {
    expect(say({ S: setting(type, { enabled_log: logs("CoreAzureBackup") }) })).toEqual([
      missing("AddonAzureBackupJobs"),
    ]);
  });

  test("does not know where only Terraform knows what a setting is of", () => {
    expect(say({ S: setting(type, { target_resource_id: "${var.vault}" }) })).toEqual([
      "V: unknown, only Terraform knows whether a workspace gets CoreAzureBackup, AddonAzureBackupJobs",
    ]);
  });
});

test("vault-diagnostics asks a vault with Site Recovery for its jobs, and for its health in AzureDiagnostics", () => {
  const type = "azurerm_recovery_services_vault";
  const say = (settings: Record<string, Record<string, unknown>>) =>
    judged(vaultDiagnostics, {
      [type]: { V: { name: "v", resource_group_name: "rg" } },
      azurerm_site_recovery_fabric: { F: { name: "f", resource_group_name: "rg", recovery_vault_name: "v" } },
      azurerm_monitor_diagnostic_setting: settings,
    });
  const own = setting(type, { enabled_log: logs("AzureSiteRecoveryJobs") });
  const health = { enabled_log: logs("AzureSiteRecoveryReplicatedItems") };
  const shared = setting(type, { ...health, log_analytics_destination_type: "AzureDiagnostics" });
  expect(say({ own, shared })).toEqual(["V: pass, its logs go to a workspace"]);
  expect(say({ own, shared: setting(type, health) })).toEqual([
    "V: fail, no workspace gets AzureSiteRecoveryReplicatedItems in the table that is read",
  ]);
});
