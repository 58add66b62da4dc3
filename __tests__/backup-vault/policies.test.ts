import {
  AksBackupPolicy,
  BackupVault,
  BlobBackupPolicy,
  DiskBackupPolicy,
  MysqlBackupPolicy,
  PostgresqlBackupPolicy,
  Schedule,
} from "../../lib";
import { refusalOf, synthesise } from "../support/synthesise";
import { defineBackupVault, defineDiskPolicy, VAULT } from "./define-backup-vault";

const policies = "azurerm_data_protection_backup_policy";
const weekly = Schedule.weekly(["Sunday"], "02:00");
const nameOf = (...changes: Parameters<typeof defineDiskPolicy>) =>
  synthesise(defineDiskPolicy(...changes)).only(`${policies}_disk`).name;

describe("the name of a policy", () => {
  test("ends with a fingerprint of the content, and the new policy comes before the old one goes", () => {
    expect(synthesise(defineDiskPolicy()).only(`${policies}_disk`)).toEqual({
      name: "Disks-150880",
      vault_id: `\${${VAULT}.Vault.id}`,
      backup_repeating_time_intervals: ["R/2024-01-01T02:00:00+00:00/P1D"],
      time_zone: "UTC",
      default_retention_duration: "P7D",
      lifecycle: { create_before_destroy: true },
    });
  });

  test("changes with the content, and only with it: in use, Azure deletes no policy of the same name", () => {
    expect(nameOf({ retention: { days: 8 } })).not.toBe(nameOf());
    expect(nameOf({ timezone: "W. Europe Standard Time" })).not.toBe(nameOf());
    expect(nameOf({ schedule: Schedule.daily("02:30") })).not.toBe(nameOf());
    expect(nameOf({ timezone: "UTC" })).toBe(nameOf());
  });

  test("may be fixed, and then nothing is made before it goes", () => {
    const policy = synthesise(defineDiskPolicy({ name: "disks-v1" })).only(`${policies}_disk`);

    expect(policy.name).toBe("disks-v1");
    expect(policy).not.toHaveProperty("lifecycle");
  });

  test("takes ids with underscores, which Azure's names do not have", () => {
    expect(nameOf({}, "all_disks")).toBe("all-disks-150880");
  });

  test("fits Azure's 150 characters, however long the id", () => {
    expect(nameOf({}, "d".repeat(200))).toHaveLength(150);
  });

  test.each(["ab", "a".repeat(151), "my_disks", "ä-disks"])(
    "%p is refused as azurerm would at plan",
    (name) => {
      expect(refusalOf(defineDiskPolicy({ name }))).toBe(
        `[test/Vault/Disks] name must be 3 to 150 letters, digits and "-", got "${name}"`,
      );
    },
  );

  test("is refused twice in a vault, in whatever letter case", () => {
    expect(
      refusalOf((s) => {
        const vault = defineBackupVault()(s);
        vault.addDiskPolicy("A", {
          name: "nightly",
          schedule: Schedule.daily("02:00"),
          retention: { days: 7 },
        });
        vault.addMysqlPolicy("B", { name: "Nightly", schedule: weekly, retention: { days: 7 } });
      }),
    ).toBe('[test/Vault/B] name "Nightly" is the name of test/Vault/A: Azure\'s names have no letter case');
  });

  test("is free in another vault", () => {
    const stack = synthesise((s) => {
      for (const id of ["A", "B"]) {
        const props = { name: `bvault-${id}`, resourceGroup: { name: "rg" }, region: "westeurope" };
        new BackupVault(s, id, props).addMysqlPolicy("Weekly", {
          name: "weekly",
          schedule: weekly,
          retention: { days: 7 },
        });
      }
    });

    expect(stack.addresses(`${policies}_mysql_flexible_server`)).toHaveLength(2);
  });

  test("an id that the vault has already is refused in the user's words", () => {
    expect(
      refusalOf((s) => {
        const vault = defineBackupVault()(s);
        vault.addMysqlPolicy("Weekly", { schedule: weekly, retention: { days: 7 } });
        vault.addPostgresqlPolicy("Weekly", { schedule: weekly, retention: { days: 7 } });
      }),
    ).toBe('[test/Vault] the id "Weekly" is taken: pass another id');
  });
});

describe("a blob policy", () => {
  const TYPE = `${policies}_blob_storage`;
  const blobs = (options: Parameters<ReturnType<ReturnType<typeof defineBackupVault>>["addBlobPolicy"]>[1]) =>
    synthesise((s) => defineBackupVault()(s).addBlobPolicy("Blobs", options)).only(TYPE);

  test("of operational backup alone has neither schedule nor time zone, which azurerm would not send", () => {
    expect(blobs({ operationalDays: 30 })).toEqual({
      name: expect.stringMatching(/^Blobs-[0-9a-f]{6}$/),
      vault_id: `\${${VAULT}.Vault.id}`,
      operational_default_retention_duration: "P30D",
      lifecycle: { create_before_destroy: true },
    });
  });

  test("of vaulted backup has them, and rules in the vault's store", () => {
    expect(blobs({ vaulted: { schedule: weekly, retention: { days: 84, yearly: 7 } } })).toEqual({
      name: expect.stringMatching(/^Blobs-[0-9a-f]{6}$/),
      vault_id: `\${${VAULT}.Vault.id}`,
      backup_repeating_time_intervals: ["R/2024-01-07T02:00:00+00:00/P1W"],
      time_zone: "UTC",
      vault_default_retention_duration: "P84D",
      retention_rule: [
        {
          name: "Yearly",
          priority: 10,
          criteria: { absolute_criteria: "FirstOfYear" },
          life_cycle: { data_store_type: "VaultStore", duration: "P7Y" },
        },
      ],
      lifecycle: { create_before_destroy: true },
    });
  });

  test.each([0, 361])("restores to 1 to 360 days back, not %p", (operationalDays) => {
    expect(refusalOf((s) => defineBackupVault()(s).addBlobPolicy("Blobs", { operationalDays }))).toBe(
      `[test/Vault/Blobs] operationalDays must be 1 to 360 days, got ${operationalDays}: Azure restores blobs to no other point in time`,
    );
  });

  test.each([1, 360])("restores to %p days back", (operationalDays) => {
    expect(blobs({ operationalDays }).operational_default_retention_duration).toBe(`P${operationalDays}D`);
  });

  test("of neither kind is refused, since it would back up nothing", () => {
    expect(refusalOf((s) => defineBackupVault()(s).addBlobPolicy("Blobs", {}))).toBe(
      "[test/Vault/Blobs] operationalDays or vaulted must be given: a policy without both backs up nothing",
    );
  });

  test("of operational backup alone has no time zone, since it has no schedule", () => {
    expect(
      refusalOf((s) =>
        defineBackupVault()(s).addBlobPolicy("Blobs", { operationalDays: 7, timezone: "UTC" }),
      ),
    ).toBe(
      "[test/Vault/Blobs] timezone needs vaulted: operational backup is continuous, and has no schedule",
    );
  });
});

test("an AKS policy names the vault instead of its id, and the operational store", () => {
  const stack = synthesise((s) =>
    defineBackupVault()(s).addAksPolicy("Clusters", {
      schedule: Schedule.roundTheClock(8, { from: "01:00" }),
      retention: { days: 7, daily: 30 },
    }),
  );

  expect(stack.only(`${policies}_kubernetes_cluster`)).toEqual({
    name: expect.stringMatching(/^Clusters-[0-9a-f]{6}$/),
    resource_group_name: `\${${VAULT}.Vault.resource_group_name}`,
    vault_name: `\${${VAULT}.Vault.name}`,
    backup_repeating_time_intervals: ["R/2024-01-01T01:00:00+00:00/PT8H"],
    time_zone: "UTC",
    default_retention_rule: { life_cycle: [{ data_store_type: "OperationalStore", duration: "P7D" }] },
    retention_rule: [
      {
        name: "Daily",
        priority: 25,
        criteria: { absolute_criteria: "FirstOfDay" },
        life_cycle: [{ data_store_type: "OperationalStore", duration: "P30D" }],
      },
    ],
    lifecycle: { create_before_destroy: true },
  });
});

test("policies are told apart without instanceof", () => {
  synthesise((s) => {
    const vault = defineBackupVault()(s);
    const retention = { days: 7 };
    const all = [
      vault.addDiskPolicy("A", { schedule: Schedule.daily("02:00"), retention }),
      vault.addBlobPolicy("B", { operationalDays: 7 }),
      vault.addPostgresqlPolicy("C", { schedule: weekly, retention }),
      vault.addMysqlPolicy("D", { schedule: weekly, retention }),
      vault.addAksPolicy("E", { schedule: Schedule.daily("02:00"), retention }),
    ];
    expect([
      all.map(DiskBackupPolicy.isDiskBackupPolicy),
      all.map(BlobBackupPolicy.isBlobBackupPolicy),
      all.map(PostgresqlBackupPolicy.isPostgresqlBackupPolicy),
      all.map(MysqlBackupPolicy.isMysqlBackupPolicy),
      all.map(AksBackupPolicy.isAksBackupPolicy),
    ]).toEqual([0, 1, 2, 3, 4].map((kind) => [0, 1, 2, 3, 4].map((i) => i === kind)));
  });
});
