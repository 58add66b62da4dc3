import {
  BackupVault,
  HealthAlert,
  type HealthAlertProps,
  RecoveryServicesVault,
  type ResilienceStack,
} from "../../lib";
import { refusalOf, resourceGroup, SUBSCRIPTION, synthesise } from "../support/synthesise";

const ALERT = "azurerm_monitor_metric_alert";
const GROUPS = [
  {
    actionGroupId: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Insights/actionGroups/ag`,
  },
];

const vaultId = (name: string, subscription = SUBSCRIPTION) =>
  `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/${name}`;

const watched = (name: string, region = "australiaeast", subscriptionId = SUBSCRIPTION) => ({
  vaultId: vaultId(name, subscriptionId),
  region,
  subscriptionId,
});

/** An alert on backups of one vault; say only what matters. */
const alert =
  (changes: Partial<HealthAlertProps> = {}) =>
  (stack: ResilienceStack) => {
    new HealthAlert(stack, "Backups", {
      name: "inma-backups",
      resourceGroup: resourceGroup(stack),
      event: "Backup",
      vaults: [watched("rsv-a")],
      actionGroups: GROUPS,
      ...changes,
    });
  };

const alerted = (changes: Partial<HealthAlertProps> = {}) => synthesise(alert(changes)).only(ALERT);
const refused = (changes: Partial<HealthAlertProps>) => refusalOf(alert(changes));

describe("an alert on the health of backups", () => {
  test("leaves out healthy events, which come with every successful job, and tells data sources apart", () => {
    expect(alerted()).toEqual({
      name: "inma-backups",
      resource_group_name: "${azurerm_resource_group.Group.name}",
      description: "Backup of a data source was not healthy",
      scopes: [vaultId("rsv-a")],
      target_resource_type: "Microsoft.RecoveryServices/vaults",
      target_resource_location: "australiaeast",
      severity: 2,
      frequency: "PT1H",
      window_size: "P1D",
      auto_mitigate: true,
      criteria: [
        {
          metric_namespace: "Microsoft.RecoveryServices/vaults",
          metric_name: "BackupHealthEvent",
          aggregation: "Count",
          operator: "GreaterThanOrEqual",
          threshold: 1,
          skip_metric_validation: true,
          dimension: [
            { name: "backupInstanceName", operator: "Include", values: ["*"] },
            { name: "healthStatus", operator: "Exclude", values: ["Healthy"] },
          ],
        },
      ],
      action: [{ action_group_id: GROUPS[0]?.actionGroupId }],
    });
  });

  test("looks at restores of the last hour, each of which matters", () => {
    expect(alerted({ event: "Restore" })).toMatchObject({
      window_size: "PT1H",
      criteria: [{ metric_name: "RestoreHealthEvent" }],
    });
  });

  test("counts the kinds of health that are asked for alone", () => {
    const statuses = ["Persistent Unhealthy", "Persistent Degraded"] as const;
    const { criteria } = alerted({ statuses, events: 3 });
    expect(criteria).toMatchObject([
      { threshold: 3, dimension: [{}, { name: "healthStatus", operator: "Include", values: statuses }] },
    ]);
  });

  test("watches Backup vaults in their own metric namespace", () => {
    const synthesized = synthesise((stack) => {
      const group = resourceGroup(stack);
      const vaults = [new BackupVault(stack, "Disks", { name: "bvault-disks", resourceGroup: group })];
      new HealthAlert(stack, "Alert", {
        name: "a",
        resourceGroup: group,
        event: "Backup",
        vaults,
        actionGroups: GROUPS,
      });
    });
    expect(synthesized.only(ALERT)).toMatchObject({
      scopes: ["${azurerm_data_protection_backup_vault.Disks.id}"],
      target_resource_type: "Microsoft.DataProtection/backupVaults",
      criteria: [{ metric_namespace: "Microsoft.DataProtection/backupVaults" }],
    });
  });

  test("watches vaults of the program by reference", () => {
    const synthesized = synthesise((stack) => {
      const group = resourceGroup(stack);
      const vaults = [new RecoveryServicesVault(stack, "Vault", { name: "rsv-own", resourceGroup: group })];
      new HealthAlert(stack, "Alert", {
        name: "a",
        resourceGroup: group,
        event: "Backup",
        vaults,
        actionGroups: GROUPS,
      });
    });
    expect(synthesized.only(ALERT).scopes).toEqual(["${azurerm_recovery_services_vault.Vault.id}"]);
  });
});

describe("an alert on the health of backups refuses", () => {
  test("to tell nobody", () => {
    expect(refused({ actionGroups: [] })).toBe(
      "[test/Backups] actionGroups must have one at least, got none: nobody would be told",
    );
  });

  test("no vault at all", () => {
    expect(refused({ vaults: [] })).toBe("[test/Backups] vaults must have one at least, got none");
  });

  test("what is no vault", () => {
    const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg`;
    expect(refused({ vaults: [{ vaultId: id, region: "australiaeast" }] })).toBe(
      `[test/Backups] vaults must be vaults by their ARM ids, got "${id}"`,
    );
  });

  test("a vault whose region nobody knows, which azurerm asks for", () => {
    expect(refused({ vaults: [{ vaultId: vaultId("rsv-a") }] })).toBe(
      "[test/Backups] vaults must say their region: pass it with the imported vault",
    );
  });

  test("vaults of two regions, which one rule does not cover", () => {
    expect(refused({ vaults: [watched("rsv-a"), watched("rsv-b", "centralindia")] })).toBe(
      `[test/Backups] vaults must be of one kind, region and subscription, got centralindia ${SUBSCRIPTION} Microsoft.RecoveryServices/vaults beside australiaeast ${SUBSCRIPTION} Microsoft.RecoveryServices/vaults: define an alert for each`,
    );
  });

  test("a window that is shorter than the time between two looks", () => {
    expect(refused({ frequency: "PT1H", window: "PT30M" })).toBe(
      "[test/Backups] window must not be shorter than frequency PT1H, got PT30M: events between two looks would be missed",
    );
    expect(alerted({ frequency: "PT1H", window: "PT1H" }).window_size).toBe("PT1H");
  });

  test("healthy events, with which every successful job would raise an alert", () => {
    expect(refused({ statuses: ["Healthy" as never] })).toBe(
      '[test/Backups] statuses must be "Transient Unhealthy", "Persistent Unhealthy", "Transient Degraded" or "Persistent Degraded", got "Healthy": healthy events come with every successful job',
    );
  });

  test.each([0, 1001, 1.5])("%s events, of which Azure counts whole ones from 1", (events) => {
    expect(refused({ events })).toBe(
      `[test/Backups] events must be 1 to 1000 events, got ${events}: healthy ones are not counted`,
    );
  });

  test.each([-1, 5])("the severity %s", (severity) => {
    expect(refused({ severity: severity as never })).toBe(
      `[test/Backups] severity must be 0, 1, 2, 3 or 4, got ${severity}: 0 is critical, 4 verbose`,
    );
  });

  test("frequencies and windows that Azure does not have, all at once", () => {
    expect(refused({ frequency: "PT2H" as never, window: "P2D" as never })).toBe(
      [
        "[test/Backups] 2 problems:",
        '  - frequency must be "PT1M", "PT5M", "PT15M", "PT30M" or "PT1H", got "PT2H": see azurerm frequency',
        '  - window must be "PT1M", "PT5M", "PT15M", "PT30M", "PT1H", "PT6H", "PT12H" or "P1D", got "P2D": see azurerm window_size',
      ].join("\n"),
    );
  });

  test("a name that Azure refuses", () => {
    expect(refused({ name: "a/b" })).toBe(
      '[test/Backups] name must be 1 to 260 characters, none of *#&+:<>?@%{}\\/, not ending in a blank or a dot, got "a/b"',
    );
    expect(alerted({ name: "n".repeat(260) }).name).toHaveLength(260);
  });
});
