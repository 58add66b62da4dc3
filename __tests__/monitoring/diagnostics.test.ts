import type { TerraformStack } from "cdktf";
import {
  ActivityLogDiagnostics,
  AutomationAccount,
  AutomationDiagnostics,
  BackupVault,
  RecoveryServicesVault,
  VaultDiagnostics,
  type VaultDiagnosticsProps,
} from "../../lib";
import { DiagnosticSetting } from "../../lib/monitoring/diagnostic-setting";
import { refusalOf, resourceGroup, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { WORKSPACE_ID } from "./define-alert";

const TYPE = "azurerm_monitor_diagnostic_setting";
const workspace = { workspaceId: WORKSPACE_ID };
const group = (stack: TerraformStack) =>
  (stack.node.tryFindChild("Group") as ReturnType<typeof resourceGroup>) ?? resourceGroup(stack as never);
const rsv = (stack: TerraformStack, name = "rsv-a") =>
  new RecoveryServicesVault(stack, name, { name, resourceGroup: group(stack) });
const diagnose = (stack: TerraformStack, changes: Partial<VaultDiagnosticsProps> = {}, id = "diag") =>
  new VaultDiagnostics(stack, id, { vault: changes.vault ?? rsv(stack), workspace, ...changes });
const logs = (setting: Record<string, unknown> = {}) =>
  (setting.enabled_log as { category: string }[]).map(({ category }) => category);

describe("a Recovery Services vault", () => {
  const settings = (changes: Partial<VaultDiagnosticsProps> = {}) =>
    Object.values(
      synthesise((stack) => {
        diagnose(stack, changes);
      }).all(TYPE),
    );

  test("has a setting for the tables of its own, and one for what Site Recovery writes to AzureDiagnostics alone", () => {
    const [own, shared] = settings();
    expect(own).toEqual({
      name: "diag",
      target_resource_id: "${azurerm_recovery_services_vault.rsv-a.id}",
      log_analytics_workspace_id: WORKSPACE_ID,
      log_analytics_destination_type: "Dedicated",
      enabled_metric: [{ category: "Health" }],
      enabled_log: [
        { category: "CoreAzureBackup" },
        { category: "AddonAzureBackupJobs" },
        { category: "AddonAzureBackupAlerts" },
        { category: "AddonAzureBackupPolicy" },
        { category: "AddonAzureBackupStorage" },
        { category: "AddonAzureBackupProtectedInstance" },
        { category: "AzureSiteRecoveryJobs" },
        { category: "ASRReplicatedItems" },
      ],
    });
    expect(shared).toEqual({
      name: "diag-asr",
      target_resource_id: "${azurerm_recovery_services_vault.rsv-a.id}",
      log_analytics_workspace_id: WORKSPACE_ID,
      log_analytics_destination_type: "AzureDiagnostics",
      enabled_log: [
        { category: "AzureSiteRecoveryEvents" },
        { category: "AzureSiteRecoveryReplicatedItems" },
        { category: "AzureSiteRecoveryReplicationStats" },
        { category: "AzureSiteRecoveryRecoveryPoints" },
        { category: "AzureSiteRecoveryReplicationDataUploadRate" },
        { category: "AzureSiteRecoveryProtectedDiskDataChurn" },
      ],
      lifecycle: { ignore_changes: ["log_analytics_destination_type"] },
    });
  });

  test("stores nothing twice: no category is in both settings, and the old report is in none", () => {
    const categories = settings().flatMap(logs);
    expect(new Set(categories).size).toBe(categories.length);
    expect(categories).not.toContain("AzureBackupReport");
  });

  test("without Site Recovery has one setting, and no category of it", () => {
    const [own, ...others] = settings({ siteRecovery: false });
    expect(others).toEqual([]);
    expect(logs(own).filter((category) => /ASR|SiteRecovery/.test(category))).toEqual([]);
  });

  test("logs what was done to backups on premises where that is wanted", () => {
    expect(logs(settings({ backupOperations: true })[0]).at(-1)).toBe("AzureBackupOperations");
  });

  test("keeps its lock until the settings are gone, wherever they are defined", () => {
    const json = synthesise((stack) => {
      const vault = new RecoveryServicesVault(stack, "Vault", {
        name: "rsv-a",
        resourceGroup: group(stack),
        lock: true,
      });
      diagnose(stack, { vault });
    });
    expect(json.only("azurerm_management_lock").depends_on).toEqual(
      expect.arrayContaining(json.addresses(TYPE)),
    );
  });
});

describe("a Backup vault", () => {
  const backupVault = (stack: TerraformStack) =>
    new BackupVault(stack, "Disks", { name: "bvault-a", resourceGroup: group(stack) });

  test("has one setting, with the categories that it has", () => {
    const json = synthesise((stack) => {
      diagnose(stack, { vault: backupVault(stack) });
    });
    expect(json.only(TYPE)).toMatchObject({
      name: "diag",
      target_resource_id: "${azurerm_data_protection_backup_vault.Disks.id}",
      log_analytics_destination_type: "Dedicated",
    });
    expect(logs(json.only(TYPE))).toEqual([
      "CoreAzureBackup",
      "AddonAzureBackupJobs",
      "AddonAzureBackupPolicy",
      "AddonAzureBackupProtectedInstance",
    ]);
  });

  test("replicates nothing, and has no operations on premises", () => {
    const message = refusalOf((stack) => {
      diagnose(stack, { vault: backupVault(stack), siteRecovery: true, backupOperations: true });
    });
    expect(message).toBe(
      [
        "[test/diag] 2 problems:",
        "  - siteRecovery must be left out: a Backup vault replicates nothing",
        "  - backupOperations must be left out: a Backup vault has no such category",
      ].join("\n"),
    );
  });
});

test("an automation account sends its jobs and what they print; Azure has one kind of table for them", () => {
  const json = synthesise((stack) => {
    const account = new AutomationAccount(stack, "Account", {
      name: "aa-drills",
      resourceGroup: group(stack),
    });
    new AutomationDiagnostics(stack, "diag", { account, workspace });
  });
  expect(json.only(TYPE)).toEqual({
    name: "diag",
    target_resource_id: "${azurerm_automation_account.Account.id}",
    log_analytics_workspace_id: WORKSPACE_ID,
    enabled_log: [{ category: "JobLogs" }, { category: "JobStreams" }],
  });
});

describe("a subscription", () => {
  test("sends who changed what; the stack knows which subscription it is", () => {
    const json = synthesise((stack) => {
      new ActivityLogDiagnostics(stack, "diag", { workspace });
    });
    expect(json.only(TYPE)).toEqual({
      name: "diag",
      target_resource_id: `/subscriptions/${SUBSCRIPTION}`,
      log_analytics_workspace_id: WORKSPACE_ID,
      enabled_log: [{ category: "Administrative" }],
    });
  });

  test("is named by its GUID", () => {
    const message = refusalOf((stack) => {
      new ActivityLogDiagnostics(stack, "diag", { workspace, subscriptionId: "prod" });
    });
    expect(message).toBe('[test/diag] subscriptionId must be a GUID, got "prod"');
  });
});

describe("Azure takes of a resource", () => {
  const target = `${WORKSPACE_ID.replace("rg-logs", "rg-other")}`;
  const setting = (stack: TerraformStack, id: string, changes = {}) =>
    new DiagnosticSetting(stack, id, { target, workspace, logs: ["Audit"], ...changes });
  const elsewhere = (number: number) => ({ workspace: { workspaceId: `${WORKSPACE_ID}${number}` } });
  const five = (stack: TerraformStack) => {
    for (const number of [1, 2, 3, 4, 5]) setting(stack, `s${number}`, elsewhere(number));
  };

  test("five settings", () => {
    expect(synthesise(five).addresses(TYPE)).toHaveLength(5);
    const message = refusalOf((stack) => {
      five(stack);
      setting(stack, "s6", elsewhere(6));
    });
    expect(message).toBe(
      "[test/s6] target has 5 diagnostic settings already: Azure takes no more of a resource",
    );
  });

  test("a category once for a workspace, in whatever letter case its id is written", () => {
    const message = refusalOf((stack) => {
      setting(stack, "one");
      setting(stack, "two", {
        logs: ["SummaryLogs", "Audit"],
        workspace: { workspaceId: WORKSPACE_ID.toUpperCase() },
      });
    });
    expect(message).toBe(
      '[test/two] the category "Audit" is sent to the workspace by test/one already: Azure sends it once',
    );
  });

  test("a name once", () => {
    const message = refusalOf((stack) => {
      setting(stack, "one", { name: "diag" });
      setting(stack, "two", { name: "diag", logs: ["SummaryLogs"] });
    });
    expect(message).toBe('[test/two] name "diag" is the name of test/one: choose another name');
  });

  test.each([
    [{ name: "a/b" }, 'name must be 1 to 260 characters without <>*%&:\\?+/, got "a/b"'],
    [{ name: "" }, 'name must be 1 to 260 characters without <>*%&:\\?+/, got ""'],
    [{ name: "service" }, 'name must not be "service": Azure does not delete such a setting'],
    [{ logs: [] }, "logs must name a category at least: Azure keeps no empty setting"],
  ])("no setting like %j", (changes, message) => {
    expect(
      refusalOf((stack) => {
        setting(stack, "one", changes);
      }),
    ).toBe(`[test/one] ${message}`);
  });
});
