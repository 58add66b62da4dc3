import { type BackupInstanceOptions, type BackupVaultProps, type ResilienceStack, Schedule } from "../../lib";
import { synthesise } from "../support/synthesise";
import { accountId, defineBackupVault, diskId, shop } from "./define-backup-vault";

const weekly = { schedule: Schedule.weekly(["Sunday"], "02:00"), retention: { days: 84 } } as const;

type Protect = (
  options: BackupInstanceOptions,
  vault?: Partial<BackupVaultProps>,
) => (s: ResilienceStack) => void;

const KINDS: readonly [type: string, protect: Protect][] = [
  [
    "disk",
    (options, vault) => (s) => {
      const daily = { schedule: Schedule.daily("02:00"), retention: { days: 7 } } as const;
      const policy = defineBackupVault(vault)(s).addDiskPolicy("Disks", daily);
      policy.protect(diskId(), { ...options, snapshotResourceGroup: { name: "rg-snapshots" } });
    },
  ],
  [
    "blob_storage",
    (options, vault) => (s) => {
      const policy = defineBackupVault(vault)(s).addBlobPolicy("Blobs", { operationalDays: 30 });
      policy.protect(accountId(), options);
    },
  ],
  [
    "postgresql_flexible_server",
    (options, vault) => (s) => {
      const policy = defineBackupVault(vault)(s).addPostgresqlPolicy("Servers", weekly);
      policy.protect(shop("Microsoft.DBforPostgreSQL/flexibleServers", "sql1"), options);
    },
  ],
  [
    "mysql_flexible_server",
    (options, vault) => (s) => {
      const policy = defineBackupVault(vault)(s).addMysqlPolicy("Servers", weekly);
      policy.protect(shop("Microsoft.DBforMySQL/flexibleServers", "sql1"), options);
    },
  ],
];

describe.each(KINDS)("the backup of a %s that leaves the program", (kind, protect) => {
  const backup = (options: BackupInstanceOptions = {}, vault: Partial<BackupVaultProps> = {}) =>
    synthesise(protect(options, vault)).only(`azurerm_data_protection_backup_instance_${kind}`);

  test("is not destroyed, since azurerm cannot keep its recovery points", () => {
    expect(backup().lifecycle).toEqual({ prevent_destroy: true });
  });

  test("may go with its recovery points only where that is said", () => {
    expect(backup({ deleteBackupDataOnDestroy: true })).not.toHaveProperty("lifecycle");
  });

  test("may go from a throwaway vault, unless that is refused", () => {
    const refused = { deleteBackupDataOnDestroy: false };

    expect(backup({}, { throwaway: true })).not.toHaveProperty("lifecycle");
    expect(backup(refused, { throwaway: true }).lifecycle).toEqual({ prevent_destroy: true });
  });
});
