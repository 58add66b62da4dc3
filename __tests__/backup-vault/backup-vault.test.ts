import { BackupVault, DiskBackupPolicy, ProtectedDisk, Schedule } from "../../lib";
import { resourceGroup, synthesise } from "../support/synthesise";
import { defineBackupVault, diskId, shop, VAULT } from "./define-backup-vault";

const vaultOf = (...changes: Parameters<typeof defineBackupVault>) =>
  synthesise(defineBackupVault(...changes)).only(VAULT);

describe("a Backup vault", () => {
  test("is safe by default: immutable, soft delete, geo-redundant, an identity, kept by terraform destroy", () => {
    expect(vaultOf()).toEqual({
      name: "bvault-contoso",
      location: "australiaeast",
      resource_group_name: "${azurerm_resource_group.Group.name}",
      datastore_type: "VaultStore",
      redundancy: "GeoRedundant",
      soft_delete: "On",
      immutability: "Unlocked",
      identity: { type: "SystemAssigned" },
      lifecycle: { prevent_destroy: true },
    });
  });

  test("passes every setting on, and only those, so that azurerm sees what the user wrote", () => {
    const identity = shop("Microsoft.ManagedIdentity/userAssignedIdentities", "id-backup");

    expect(
      vaultOf({
        region: "Australia Southeast",
        redundancy: "GeoRedundant",
        crossRegionRestore: true,
        softDelete: { alwaysOn: true, retentionDays: 180 },
        immutability: "Locked",
        identity: { userAssigned: [{ id: identity }] },
        tags: { Application: "Backup", Team: "Platform" },
        acknowledge: ["Locked immutability", "cross-region restore", "soft delete always on"],
      }),
    ).toEqual({
      name: "bvault-contoso",
      location: "australiasoutheast",
      resource_group_name: "${azurerm_resource_group.Group.name}",
      datastore_type: "VaultStore",
      redundancy: "GeoRedundant",
      cross_region_restore_enabled: true,
      soft_delete: "AlwaysOn",
      retention_duration_in_days: 180,
      immutability: "Locked",
      identity: { type: "SystemAssigned, UserAssigned", identity_ids: [identity] },
      tags: { Application: "Backup", Team: "Platform" },
      lifecycle: { prevent_destroy: true },
    });
  });

  test.each(["ZoneRedundant", "LocallyRedundant", "GeoRedundant"] as const)(
    "never writes cross_region_restore_enabled false beside %s, which azurerm takes as set",
    (redundancy) => {
      expect(vaultOf({ redundancy, crossRegionRestore: false })).not.toHaveProperty(
        "cross_region_restore_enabled",
      );
    },
  );

  test("has the address of the user's own id, so that adopting it needs no state move", () => {
    expect(synthesise(defineBackupVault()).addresses(VAULT)).toEqual([`${VAULT}.Vault`]);
  });

  test("in a throwaway environment can be destroyed: no soft delete, no immutability, no prevent_destroy", () => {
    const vault = vaultOf({ throwaway: true });

    expect(vault).toMatchObject({ soft_delete: "Off", immutability: "Disabled" });
    expect(vault).not.toHaveProperty("lifecycle");
  });

  test("stands in the region that its resource group was defined with, since most do", () => {
    const stack = synthesise((s) => {
      new BackupVault(s, "Vault", { name: "bvault", resourceGroup: resourceGroup(s, "West Europe") });
    });

    expect(stack.only(VAULT).location).toBe("westeurope");
  });

  test("gives roles on itself, as Recovery Services vaults do", () => {
    const group = { principalId: "0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11", principalType: "Group" } as const;
    const stack = synthesise((s) => defineBackupVault()(s).access.grantOperator(group));

    expect(stack.only("azurerm_role_assignment").scope).toBe(`\${${VAULT}.Vault.id}`);
  });

  test("has its resource provider registered, which other stacks do without", () => {
    const provider = (define: (s: Parameters<ReturnType<typeof defineBackupVault>>[0]) => void) =>
      (synthesise(define).json.provider as { azurerm: Record<string, unknown>[] }).azurerm[0]
        ?.resource_providers_to_register;

    expect(provider(defineBackupVault())).toContain("Microsoft.DataProtection");
    expect(provider(() => undefined)).not.toContain("Microsoft.DataProtection");
  });
});

describe("the lock of a Backup vault", () => {
  const LOCK = "azurerm_management_lock";
  const locked = synthesise((s) => {
    const vault = defineBackupVault({ lock: true })(s);
    vault
      .addDiskPolicy("Disks", {
        schedule: { frequency: "Daily", at: "02:00" },
        retention: { days: 7 },
      })
      .protect(diskId(), { snapshotResourceGroup: resourceGroup(s, "australiaeast", "Snapshots") });
  });

  test("comes after policies and backups that stand beside the vault in the construct tree", () => {
    const stack = synthesise((s) => {
      const vault = defineBackupVault({ lock: true })(s);
      const policy = new DiskBackupPolicy(s, "Disks", {
        vault,
        schedule: Schedule.daily("02:00"),
        retention: { days: 7 },
      });
      const snapshotResourceGroup = { name: "rg-snapshots" };
      new ProtectedDisk(s, "Data", { disk: { id: diskId() }, policy, snapshotResourceGroup });
    });

    expect(stack.only(LOCK).depends_on).toEqual(
      expect.arrayContaining([
        "azurerm_data_protection_backup_policy_disk.Disks",
        "azurerm_data_protection_backup_instance_disk.Data",
      ]),
    );
  });

  test("refuses deletion", () => {
    expect(locked.only(LOCK)).toMatchObject({
      name: "lock-bvault-contoso",
      scope: `\${${VAULT}.Vault.id}`,
      lock_level: "CanNotDelete",
    });
  });

  test("comes after everything in the vault, however late it is defined, and so is destroyed first", () => {
    expect(locked.only(LOCK).depends_on).toEqual(
      expect.arrayContaining([
        `${VAULT}.Vault`,
        ...locked.addresses("azurerm_data_protection_backup_policy_disk"),
        ...locked.addresses("azurerm_data_protection_backup_instance_disk"),
        ...locked.addresses("azurerm_role_assignment"),
      ]),
    );
  });

  test("is absent unless asked for, since it refuses the deletion of replaced policies too", () => {
    expect(synthesise(defineBackupVault()).all(LOCK)).toEqual({});
  });
});

describe("recognition", () => {
  test("tells Backup vaults from other things without instanceof, so that two copies of the library work", () => {
    synthesise((s) => {
      expect(BackupVault.isBackupVault(defineBackupVault()(s))).toBe(true);
      expect([undefined, null, {}, s].map(BackupVault.isBackupVault)).toEqual([false, false, false, false]);
    });
  });
});
