import { ManagedDisk } from "@cdktf/provider-azurerm/lib/managed-disk";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import {
  AzureProvider,
  BackupVault,
  BUILT_IN_ROLES,
  ProtectedDisk,
  type ResilienceStack,
  Schedule,
} from "../../lib";
import { refusalOf, resourceGroup, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { accountId, defineDiskPolicy, diskId, OTHER, ROLE, shop, VAULT } from "./define-backup-vault";

const TYPE = "azurerm_data_protection_backup_instance_disk";
const snapshotResourceGroup = { name: "rg-snapshots" };
const protect =
  (
    id: string,
    options: Partial<Parameters<ReturnType<ReturnType<typeof defineDiskPolicy>>["protect"]>[1]> = {},
  ) =>
  (s: ResilienceStack) =>
    defineDiskPolicy()(s).protect(id, { snapshotResourceGroup, ...options });

/** A disk of the program. */
const disk = (s: ResilienceStack, location = "Australia East", storageAccountType = "Premium_LRS") =>
  new ManagedDisk(s, "Data", {
    name: "disk-data",
    resourceGroupName: "rg-shop",
    location,
    storageAccountType,
    createOption: "Empty",
  });

describe("a protected disk", () => {
  const stack = synthesise(protect(diskId("disk-data")));

  test("is named after the disk, stands in the vault, and waits for its roles", () => {
    expect(stack.all(TYPE)).toEqual({
      "Vault_disk-data_66FB471E": {
        name: "disk-data",
        location: "australiaeast",
        vault_id: `\${${VAULT}.Vault.id}`,
        disk_id: diskId("disk-data"),
        snapshot_resource_group_name: "rg-snapshots",
        backup_policy_id: "${azurerm_data_protection_backup_policy_disk.Vault_Disks_9DADD038.id}",
        depends_on: stack.addresses("terraform_data"),
        lifecycle: { prevent_destroy: true },
      },
    });
  });

  test("has the vault's identity given its two roles: on the disk, and on the snapshots' group", () => {
    const given = Object.values(stack.all(ROLE)).map((r) => [r.scope, String(r.role_definition_id)]);
    const role = (name: keyof typeof BUILT_IN_ROLES) =>
      `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${BUILT_IN_ROLES[name]}`;

    expect(given).toEqual([
      [diskId("disk-data"), role("Disk Backup Reader")],
      [`/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-snapshots`, role("Disk Snapshot Contributor")],
    ]);
    for (const { principal_id } of Object.values(stack.all(ROLE)))
      expect(principal_id).toBe(`\${${VAULT}.Vault.identity[0].principal_id}`);
  });

  test("is a disk of the program as it stands, under its construct's id", () => {
    const own = synthesise((s) => {
      defineDiskPolicy()(s).protect(disk(s), {
        snapshotResourceGroup: resourceGroup(s, "australiaeast", "Snapshots"),
      });
    });

    expect(own.only(TYPE)).toMatchObject({
      name: "Data",
      disk_id: "${azurerm_managed_disk.Data.id}",
      snapshot_resource_group_name: "${azurerm_resource_group.Snapshots.name}",
    });
    expect(Object.values(own.all(ROLE)).map((r) => r.scope)).toEqual([
      "${azurerm_managed_disk.Data.id}",
      "${azurerm_resource_group.Snapshots.id}",
    ]);
  });

  test("moves to another policy in place, since it belongs to the vault", () => {
    const under = (policy: string) =>
      synthesise((s) =>
        defineDiskPolicy({}, policy)(s).protect(diskId(), { snapshotResourceGroup }),
      ).addresses(TYPE);

    expect(under("Gold")).toEqual(under("Bronze"));
  });

  test("of another subscription has its snapshots there, where Azure wants them", () => {
    const away = synthesise(protect(diskId("disk1", OTHER)));

    expect(away.only(TYPE).snapshot_subscription_id).toBe(OTHER);
    expect(Object.values(away.all(ROLE)).map((r) => r.scope)).toEqual([
      diskId("disk1", OTHER),
      `/subscriptions/${OTHER}/resourceGroups/rg-snapshots`,
    ]);
  });

  test("has its id in azurerm's letter case, whatever it was", () => {
    const upper = diskId().toUpperCase();

    expect(synthesise(protect(upper)).only(TYPE).disk_id).toBe(
      `/subscriptions/${SUBSCRIPTION}/resourceGroups/RG-SHOP/providers/Microsoft.Compute/disks/DISK1`,
    );
  });

  test("may have a name of its own in the vault", () => {
    expect(synthesise(protect(diskId(), { name: "data-of-shop", id: "Shop" })).only(TYPE).name).toBe(
      "data-of-shop",
    );
  });

  test("gets no roles where they exist, and waits for nothing", () => {
    const without = synthesise(protect(diskId(), { grantRoles: false }));

    expect([without.all(ROLE), without.all("terraform_data")]).toEqual([{}, {}]);
    expect(without.only(TYPE)).not.toHaveProperty("depends_on");
  });

  test("is told apart without instanceof", () => {
    synthesise((s) => {
      expect(ProtectedDisk.isProtectedDisk(protect(diskId())(s))).toBe(true);
      expect(ProtectedDisk.isProtectedDisk(s)).toBe(false);
    });
  });
});

describe("a disk that Azure would not back up", () => {
  test.each([accountId(), "disk1", ""])("refuses %p, which is no disk's id", (id) => {
    expect(refusalOf(protect(id, { id: "Disk" }))).toBe(
      `[test/Vault/Disk] disk.id must be the ARM id of a managed disk, got ${JSON.stringify(id)}`,
    );
  });

  test("has the name of another one, for which Azure knows no letter case", () => {
    const both = (first: string, second: string) =>
      refusalOf((s) => {
        const policy = defineDiskPolicy()(s);
        policy.protect(diskId("disk1"), { id: "One", name: first, snapshotResourceGroup });
        policy.protect(diskId("disk2"), { id: "Two", name: second, snapshotResourceGroup });
      });

    expect(both("data", "Data")).toBe(
      '[test/Vault/Two] name "Data" is the name of test/Vault/One: Azure\'s names have no letter case; pass another name',
    );
  });

  test.each(["", "a/b", "a?b"])("has the name %p, which no resource has", (name) => {
    expect(refusalOf(protect(diskId(), { name }))).toBe(
      `[test/Vault/disk1] name must be a name without "/", "?", "#" and "%", got ${JSON.stringify(name)}`,
    );
  });

  test("is no ARM id: the id of the construct is not what is missing", () => {
    expect(refusalOf(protect("disk1"))).toBe(
      '[test/Vault/Source-cbde70] disk.id must be the ARM id of a managed disk, got "disk1"',
    );
  });

  test.each([
    [
      { name: "rg/snap." },
      'name must be 1 to 90 letters, digits, "_", "-", ".", "(" and ")", not ending in ".", got "rg/snap."',
    ],
    [{ name: "rg-snap", id: "rg-snap" }, 'id must be the ARM id of a resource group, got "rg-snap"'],
    [
      { name: "rg-snap", id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-other` },
      `id must be the id of "rg-snap", got "/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-other": snapshots go to the name, roles to the id`,
    ],
  ])("has its snapshots in %j, which is no group", (group, message) => {
    expect(refusalOf(protect(diskId(), { snapshotResourceGroup: group }))).toBe(
      `[test/Vault/disk1] snapshotResourceGroup.${message}`,
    );
  });

  test("has its snapshots in a group of the program that is in another subscription", () => {
    const refused = refusalOf((s) => {
      const other = new Construct(s, "Other");
      new AzureProvider(s, "Azure2", { subscriptionId: OTHER, alias: "other" }).useFor(other);
      const group = new ResourceGroup(other, "Snapshots", { name: "rg", location: "australiaeast" });
      protect(diskId(), { snapshotResourceGroup: group })(s);
    });

    expect(refused).toBe(
      `[test/Vault/disk1] snapshotResourceGroup must be in the disk's subscription ${SUBSCRIPTION}, got ${OTHER}: Azure keeps snapshots beside what they are of`,
    );
  });

  test("stands in another region than the vault", () => {
    expect(
      refusalOf((s) => defineDiskPolicy()(s).protect(disk(s, "West Europe"), { snapshotResourceGroup })),
    ).toBe(
      "[test/Vault/Data] disk must be in the vault's region australiaeast, got westeurope: use a Backup vault in westeurope, since Azure backs up nothing to another region",
    );
  });

  test("is protected in the vault already, in whatever letter case", () => {
    expect(
      refusalOf((s) => {
        const policy = defineDiskPolicy()(s);
        policy.protect(diskId(), { snapshotResourceGroup });
        policy.protect(diskId().toUpperCase(), { snapshotResourceGroup, id: "Again" });
      }),
    ).toBe(
      `[test/Vault] ${diskId().toUpperCase()} is protected already, as test/Vault/disk1: Azure backs up a data source once; remove the repeat`,
    );
  });

  test("is protected in another vault of the app already, since Azure backs up a disk once", () => {
    expect(
      refusalOf((s) => {
        defineDiskPolicy()(s).protect(diskId(), { snapshotResourceGroup });
        const vault = new BackupVault(s, "Other", {
          name: "bvault-other",
          resourceGroup: resourceGroup(s, "australiaeast", "Others"),
        });
        const schedule = Schedule.daily("02:00");
        const policy = vault.addDiskPolicy("Disks", { schedule, retention: { days: 7 } });
        policy.protect(diskId(), { snapshotResourceGroup });
      }),
    ).toBe(
      `[test/Other] ${diskId()} is protected already, as test/Vault/disk1: Azure backs up a data source once; remove the repeat`,
    );
  });

  test.each(["PremiumV2_LRS", "UltraSSD_LRS"])(
    "is of type %s, which is snapshotted every 12 hours at most",
    (type) => {
      const under = (hours: 8 | 12) => (s: ResilienceStack) => {
        const schedule = Schedule.roundTheClock(hours, { from: "00:00" });
        defineDiskPolicy({ schedule })(s).protect(disk(s, "australiaeast", type), { snapshotResourceGroup });
      };

      expect(refusalOf(under(8))).toBe(
        `[test/Vault/Data] disk is of type ${type}, which Azure backs up once a day or every 12 hours, and Disks does it every 8 hours: use another policy`,
      );
      expect(synthesise(under(12)).addresses(TYPE)).toHaveLength(1);
    },
  );

  test("has its snapshots in another subscription's group", () => {
    const id = `/subscriptions/${OTHER}/resourceGroups/rg-snapshots`;

    expect(refusalOf(protect(diskId(), { snapshotResourceGroup: { name: "rg-snapshots", id } }))).toBe(
      `[test/Vault/disk1] snapshotResourceGroup must be in the disk's subscription ${SUBSCRIPTION}, got ${OTHER}: Azure keeps snapshots beside what they are of`,
    );
  });
});

describe("the id of a protected disk", () => {
  test("is asked for where the disk's name is known only at the deployment", () => {
    const define = (id?: string) => (s: ResilienceStack) => {
      const known = new TerraformVariable(s, "disk", { type: "string" }).stringValue;
      defineDiskPolicy()(s).protect(known, { snapshotResourceGroup, id });
    };

    expect(refusalOf(define())).toMatch(
      /^\[test\/Vault\] id is missing: the name of ".*" is not known before the deployment; pass an id$/,
    );
    expect(synthesise(define("Late")).only(TYPE)).toMatchObject({ name: "Late", disk_id: "${var.disk}" });
  });

  test("is refused in the user's words where another data source of that name has it", () => {
    expect(
      refusalOf((s) => {
        const policy = defineDiskPolicy()(s);
        policy.protect(diskId(), { snapshotResourceGroup });
        policy.protect(diskId().replace("rg-shop", "rg-other"), { snapshotResourceGroup });
      }),
    ).toBe('[test/Vault] the id "disk1" is taken: pass another id');
  });

  test("drops what Terraform addresses would drop", () => {
    expect(synthesise(protect(shop("Microsoft.Compute/disks", "disk.1"))).only(TYPE).name).toBe("disk-1");
  });
});
