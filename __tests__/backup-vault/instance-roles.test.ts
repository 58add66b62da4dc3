import { DataAzurermStorageAccount } from "@cdktf/provider-azurerm/lib/data-azurerm-storage-account";
import { TerraformResource, Testing } from "cdktf";
import { AzureProvider, BackupVault, ResilienceStack, Schedule } from "../../lib";
import { refusal, refusalOf, resourceGroup, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { accountId, defineBackupVault, diskId, OTHER, ROLE, shop } from "./define-backup-vault";

const WAIT = "terraform_data";
const DISK = "azurerm_data_protection_backup_instance_disk";
const postgresql = (name: string) => shop("Microsoft.DBforPostgreSQL/flexibleServers", name);

/** A vault that protects so many disks, blobs and a server. */
const several =
  (disks: readonly string[], roleWaitSeconds?: number) =>
  (s: ResilienceStack): void => {
    const vault = defineBackupVault({ roleWaitSeconds })(s);
    const snapshotResourceGroup = resourceGroup(s, "australiaeast", "Snapshots");
    const nightly = vault.addDiskPolicy("Disks", {
      schedule: Schedule.daily("02:00"),
      retention: { days: 7 },
    });
    for (const name of disks) nightly.protect(diskId(name), { snapshotResourceGroup });
    vault.addBlobPolicy("Blobs", { operationalDays: 7 }).protect(accountId());
    vault
      .addPostgresqlPolicy("Servers", { schedule: Schedule.daily("02:00"), retention: { days: 7 } })
      .protect(postgresql("psql"));
  };

describe("the roles that backups need", () => {
  test("are waited for once, however many data sources the vault protects", () => {
    const stack = synthesise(several(["a", "b", "c"]));
    const [wait] = stack.addresses(WAIT);

    expect(stack.addresses(WAIT)).toHaveLength(1);
    expect(Object.keys(stack.only(WAIT).triggers_replace as object)).toHaveLength(
      stack.addresses(ROLE).length,
    );
    for (const type of [
      DISK,
      "azurerm_data_protection_backup_instance_blob_storage",
      "azurerm_data_protection_backup_instance_postgresql_flexible_server",
    ])
      for (const instance of Object.values(stack.all(type))) expect(instance.depends_on).toEqual([wait]);
  });

  test("are given once where data sources share them: one assignment on the snapshots' group", () => {
    const stack = synthesise(several(["a", "b"]));
    const onGroup = Object.values(stack.all(ROLE)).filter(
      ({ scope }) => scope === "${azurerm_resource_group.Snapshots.id}",
    );

    expect(onGroup).toHaveLength(1);
  });

  test("of a further data source change nothing in the others: they replace the wait, and no more", () => {
    const before = synthesise(several(["a"]));
    const after = synthesise(several(["a", "b"]));

    expect(after.all(DISK)).toMatchObject(before.all(DISK));
    expect(after.all(ROLE)).toMatchObject(before.all(ROLE));
    expect(after.addresses(WAIT)).toEqual(before.addresses(WAIT));
    expect(after.only(WAIT).triggers_replace).toMatchObject(before.only(WAIT).triggers_replace as object);
  });

  test("do not depend on the order in which data sources are named", () => {
    const [ab, ba] = [synthesise(several(["a", "b"])), synthesise(several(["b", "a"]))];

    expect([ab.all(ROLE), ab.all(WAIT)]).toEqual([ba.all(ROLE), ba.all(WAIT)]);
  });

  test.each([0, 60, 1800])("have %p seconds to spread", (seconds) => {
    expect(JSON.stringify(synthesise(several(["a"], seconds)).only(WAIT).provisioner)).toContain(
      `sleep ${seconds} `,
    );
  });

  test.each([-1, 1801])("do not have %p seconds to spread", (seconds) => {
    expect(refusalOf(several(["a"], seconds))).toBe(
      `[test/Vault] roleWaitSeconds must be 0 to 1800 seconds, got ${seconds}: Azure takes ten minutes at most`,
    );
  });
});

describe("the roles of a vault that somebody else defined", () => {
  const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-central/providers/Microsoft.DataProtection/backupVaults/bvault`;
  const central = (principalId?: string, grantRoles?: boolean) => (s: ResilienceStack) => {
    const vault = BackupVault.fromVaultId(s, "Central", id, { region: "australiaeast", principalId });
    vault.addBlobPolicy("Blobs", { operationalDays: 7 }).protect(accountId(), { grantRoles });
  };

  test("go to its identity, which the program is told", () => {
    const principalId = "0e2ad24c-5f1c-4b6e-9c6f-2f1f5b6f2a11";

    expect(synthesise(central(principalId)).only(ROLE)).toMatchObject({
      scope: accountId(),
      principal_id: principalId,
    });
  });

  test("cannot be given to an identity that nobody named", () => {
    expect(refusalOf(central())).toBe(
      "[test/Central/stshop] the vault's principalId is missing, to which the backup's roles are given: pass it to fromVaultId, or set grantRoles: false where the roles exist",
    );
  });

  test("need no identity where they exist", () => {
    expect(synthesise(central(undefined, false)).all(ROLE)).toEqual({});
  });

  test("are refused to a name where Entra's object id belongs", () => {
    expect(refusalOf(central("bvault"))).toContain(
      'principalId must be an object id in Entra ID (a GUID), got "bvault"',
    );
  });

  test("name the subscription of a data source whose provider is another one, as Azure says it back", () => {
    const stack = synthesise((s) => {
      const vault = defineBackupVault()(s);
      const provider = new AzureProvider(s, "Other", { subscriptionId: OTHER, alias: "other" });
      const account = new DataAzurermStorageAccount(s, "Theirs", {
        name: "sttheirs",
        resourceGroupName: "rg-theirs",
        provider,
      });
      vault.addBlobPolicy("Blobs", { operationalDays: 7 }).protect(account);
    });

    expect(stack.only(ROLE)).toMatchObject({
      scope: "${data.azurerm_storage_account.Theirs.id}",
      role_definition_id: expect.stringContaining(`/subscriptions/${OTHER}/providers/`),
    });
  });

  test("are given once on a group of the program, by its id and by its name", () => {
    const stack = synthesise((s) => {
      const group = resourceGroup(s, "australiaeast", "Snapshots");
      const retention = { days: 7 };
      const nightly = defineBackupVault()(s).addDiskPolicy("Disks", {
        schedule: Schedule.daily("02:00"),
        retention,
      });
      nightly.protect(diskId("a"), { snapshotResourceGroup: group });
      nightly.protect(diskId("b"), { snapshotResourceGroup: { name: group.name } });
    });

    expect(stack.addresses(ROLE)).toHaveLength(3);
  });

  test("are told apart on groups of one path in two other stacks", () => {
    const app = Testing.app();
    const stackOf = (id: string) => new ResilienceStack(app, id, { subscriptionId: SUBSCRIPTION });
    const backup = stackOf("backup");
    const nightly = defineBackupVault()(backup).addDiskPolicy("Disks", {
      schedule: Schedule.daily("02:00"),
      retention: { days: 7 },
    });
    for (const id of ["a", "b"])
      nightly.protect(diskId(id), {
        snapshotResourceGroup: resourceGroup(stackOf(id), "australiaeast", "Snapshots"),
      });

    const roles = backup.node
      .findAll()
      .filter((one) => TerraformResource.isTerraformResource(one) && one.terraformResourceType === ROLE);
    expect(roles).toHaveLength(4);
    // such groups are another stack's, which a stack that plans on its own refuses in the end, and in words
    expect(refusal(() => backup.toTerraform())).toContain("[backup] refers to a resource of a, b");
  });
});
