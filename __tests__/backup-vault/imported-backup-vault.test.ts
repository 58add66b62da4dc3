import { BackupVault, type ResilienceStack, Schedule } from "../../lib";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { accountId, diskId, OTHER, VAULT } from "./define-backup-vault";

const idIn = (subscription: string) =>
  `/subscriptions/${subscription}/resourceGroups/rg-central/providers/Microsoft.DataProtection/backupVaults/bvault`;
const principalId = "0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11";
const imported = (s: ResilienceStack, vaultId = idIn(SUBSCRIPTION), roleWaitSeconds?: number) =>
  BackupVault.fromVaultId(s, "Central", vaultId, { region: "Australia East", principalId, roleWaitSeconds });

describe("a Backup vault that somebody else defined", () => {
  test("takes policies of every kind and protects by them, without becoming a resource of this program", () => {
    const stack = synthesise((s) => {
      const vault = imported(s);
      const [retention, weekly] = [{ days: 7 }, Schedule.weekly(["Sunday"], "02:00")];
      vault.addBlobPolicy("Blobs", { operationalDays: 7 }).protect(accountId());
      vault.addPostgresqlPolicy("Postgresql", { schedule: weekly, retention });
      vault.addMysqlPolicy("Mysql", { schedule: weekly, retention });
      vault.addAksPolicy("Clusters", { schedule: Schedule.daily("02:00"), retention });
      vault
        .addDiskPolicy("Disks", { schedule: Schedule.daily("02:00"), retention })
        .protect(diskId(), { snapshotResourceGroup: { name: "rg-snapshots" } });
    });

    expect(stack.all(VAULT)).toEqual({});
    expect(stack.only("azurerm_data_protection_backup_policy_kubernetes_cluster")).toMatchObject({
      resource_group_name: "rg-central",
      vault_name: "bvault",
    });
    for (const kind of ["disk", "blob_storage", "postgresql_flexible_server", "mysql_flexible_server"])
      expect(stack.only(`azurerm_data_protection_backup_policy_${kind}`).vault_id).toBe(idIn(SUBSCRIPTION));
    expect(stack.only("azurerm_data_protection_backup_instance_disk")).toMatchObject({
      location: "australiaeast",
      vault_id: idIn(SUBSCRIPTION),
    });
  });

  test("has its id in azurerm's letter case, whatever it was: azurerm refuses another", () => {
    const stack = synthesise((s) =>
      imported(s, idIn(SUBSCRIPTION).toLowerCase()).addBlobPolicy("Blobs", { operationalDays: 7 }),
    );

    expect(stack.only("azurerm_data_protection_backup_policy_blob_storage").vault_id).toBe(
      idIn(SUBSCRIPTION),
    );
  });

  test("needs its resource provider registered too", () => {
    const [azurerm] = (synthesise((s) => imported(s)).json.provider as { azurerm: object[] }).azurerm;

    expect(azurerm).toMatchObject({
      resource_providers_to_register: expect.arrayContaining(["Microsoft.DataProtection"]),
    });
  });

  test.each([
    "bvault",
    "",
    idIn(SUBSCRIPTION).replace("DataProtection/backupVaults", "RecoveryServices/vaults"),
  ])("refuses %p because it is not the id of a Backup vault", (vaultId) => {
    expect(refusalOf((s) => imported(s, vaultId))).toBe(
      `[test/Central] vaultId must be the ARM id of a Backup vault, got "${vaultId}"`,
    );
  });

  test("is refused in another subscription than the stack's: azurerm puts its own into the ids below it", () => {
    expect(refusalOf((s) => imported(s, idIn(OTHER)))).toBe(
      `[test/Central] vaultId must be in the stack's subscription ${SUBSCRIPTION}, got ${OTHER}: use a stack of that subscription, since azurerm looks for the vault in its own`,
    );
  });

  test("waits for roles as long as vaults of the program may", () => {
    expect(refusalOf((s) => imported(s, undefined, 1801))).toBe(
      "[test/Central] roleWaitSeconds must be 0 to 1800 seconds, got 1801: Azure takes ten minutes at most",
    );
  });

  test("is refused with ids that are none, at once: roles and the extension of clusters would fail late", () => {
    const options = { region: "", principalId: "bvault", tenantId: "contoso.com" };

    expect(refusalOf((s) => BackupVault.fromVaultId(s, "Central", idIn(SUBSCRIPTION), options))).toBe(
      [
        "[test/Central] 3 problems:",
        '  - region must be the vault\'s region, got ""',
        '  - principalId must be an object id in Entra ID (a GUID), got "bvault": look it up with az ad group show, az ad user show or az ad sp show',
        '  - tenantId must be the GUID of an Entra tenant, got "contoso.com"',
      ].join("\n"),
    );
  });

  test("imported twice protects a data source once all the same", () => {
    expect(
      refusalOf((s) => {
        for (const id of ["A", "B"])
          BackupVault.fromVaultId(s, id, idIn(SUBSCRIPTION), { region: "australiaeast", principalId })
            .addBlobPolicy("Blobs", { operationalDays: 7, name: `blobs-${id}` })
            .protect(accountId());
      }),
    ).toBe(
      `[test/B] ${accountId()} is protected already, as test/A/stshop: Azure backs up a data source once; remove the repeat`,
    );
  });
});
