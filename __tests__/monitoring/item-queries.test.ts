import { BackupQueries } from "../../lib";
import { execute, type Fixture, hoursAgo } from "../support/kql";
import { item, job, point, policy, vaultOf, WEB } from "./rows";

const policies = { AddonAzureBackupPolicy: [policy()] };

describe("a missed RPO", () => {
  const found = (
    rows: Fixture["CoreAzureBackup"],
    jobs: Fixture["AddonAzureBackupJobs"] = [],
    options: { rpoHours?: number; policies?: string[] } = {},
  ) =>
    execute(BackupQueries.rpoMissed({ rpoHours: 24, ...options }).text, {
      ...policies,
      CoreAzureBackup: rows,
      AddonAzureBackupJobs: jobs,
    });

  test("a recovery point as old as the RPO and the delay of the logs is young enough, an older one is not", () => {
    expect(found([item(), point(25)])).toEqual([]);
    expect(found([item(), point(25.1)])).toEqual([{ ...WEB, HoursOld: 25.1 }]);
  });

  test("a backup since the daily row was written makes the item young again", () => {
    expect(found([item(), point(26)], [job(2)])).toEqual([]);
  });

  test("a backup that failed since makes no recovery point", () => {
    expect(found([item(), point(26)], [job(2, "Failed")])).toEqual([{ ...WEB, HoursOld: 26 }]);
  });

  test("a restore makes none, and other rows of the item do not say when its points are from", () => {
    const restore = job(2, "Completed", { JobOperation: "Restore" });
    const rows = [item({ LatestRecoveryPointTime: hoursAgo(1) }), point(26)];
    expect(found(rows, [restore])).toEqual([{ ...WEB, HoursOld: 26 }]);
  });

  test("an item whose points are not logged is as old as its last backup", () => {
    expect(found([item()], [job(30)])).toEqual([{ ...WEB, HoursOld: 30 }]);
    expect(found([item()], [job(20)])).toEqual([]);
  });

  test("a job that failed and then completed makes one", () => {
    expect(
      found([item(), point(26)], [job(2, "Failed"), job(2, "Completed", { TimeGenerated: hoursAgo(0.5) })]),
    ).toEqual([]);
  });

  test("a log backup of a database is a recovery point", () => {
    expect(found([item(), point(26)], [job(2, "Completed", { JobOperationSubType: "Log" })])).toEqual([]);
  });

  test("a week's RPO is seen in two days of logs, since the age is logged every day", () => {
    expect(found([item(), point(168)], [], { rpoHours: 168 })).toEqual([]);
    expect(found([item(), point(200)], [], { rpoHours: 168 })).toEqual([{ ...WEB, HoursOld: 200 }]);
  });

  test("the latest of several daily rows counts", () => {
    expect(found([item(), point(47, { TimeGenerated: hoursAgo(40) }), point(20)])).toEqual([]);
  });

  test.each([
    ["was deleted", { State: "Deleted" }],
    ["has its protection stopped", { BackupItemProtectionState: "ProtectionStopped" }],
    ["is soft-deleted", { BackupItemProtectionState: "SoftDeleted" }],
  ])("an item that %s misses nothing", (_, changes) => {
    expect(found([item({}, 20), item(changes), point(500)])).toEqual([]);
  });

  test("an item without any recovery point yet is not late", () => {
    expect(found([item()])).toEqual([]);
  });

  test("the items of a tier are those of its policies", () => {
    expect(found([item(), point(26)], [], { policies: ["bkpol-gold"] })).toHaveLength(1);
    expect(found([item(), point(26)], [], { policies: ["bkpol-silver"] })).toEqual([]);
  });
});

describe("an item without a job", () => {
  const found = (fixture: Fixture, options = {}) =>
    execute(BackupQueries.itemWithoutJob(options).text, { ...policies, ...fixture });
  const old = [item({}, 30), item()];

  test("is found when nothing has run for 26 hours, good or bad", () => {
    expect(found({ CoreAzureBackup: old })).toEqual([WEB]);
    expect(found({ CoreAzureBackup: old, AddonAzureBackupJobs: [job(27)] })).toEqual([WEB]);
  });

  test("a job that failed has run", () => {
    expect(found({ CoreAzureBackup: old, AddonAzureBackupJobs: [job(2, "Failed")] })).toEqual([]);
  });

  test("a job that was logged 26 hours ago to the minute is too old, one a minute younger is not", () => {
    const logged = (hours: number) => [job(hours, "Completed", { TimeGenerated: hoursAgo(hours) })];
    expect(found({ CoreAzureBackup: old, AddonAzureBackupJobs: logged(26) })).toEqual([WEB]);
    expect(found({ CoreAzureBackup: old, AddonAzureBackupJobs: logged(26 - 1 / 60) })).toEqual([]);
  });

  test("a restore is no backup, and another item's job is no help", () => {
    const jobs = [
      job(2, "Completed", { JobOperation: "Restore" }),
      job(3, "Completed", { BackupItemUniqueId: "2" }),
    ];
    expect(found({ CoreAzureBackup: old, AddonAzureBackupJobs: jobs })).toEqual([WEB]);
  });

  test("an item that is protected since a day or less has time yet", () => {
    expect(found({ CoreAzureBackup: [item({}, 24)] })).toEqual([]);
    expect(found({ CoreAzureBackup: [item({}, 24.1)] })).toEqual([WEB]);
  });

  test("other rows of the item do not say what it is", () => {
    const association = item({ OperationName: "BackupItemAssociation", State: "Deleted" }, 1);
    expect(found({ CoreAzureBackup: [...old, association] })).toEqual([WEB]);
  });

  test("an item of a weekly policy runs too seldom to be seen here", () => {
    expect(
      found({ CoreAzureBackup: old, AddonAzureBackupPolicy: [policy({ BackupFrequency: "Weekly" })] }),
    ).toEqual([]);
  });

  test("an item whose protection was stopped, or that was deleted, needs no job", () => {
    const stopped = item({ BackupItemProtectionState: "ProtectionStopped" });
    expect(found({ CoreAzureBackup: [item({}, 30), stopped] })).toEqual([]);
    expect(found({ CoreAzureBackup: [item({}, 30), item({ State: "Deleted" })] })).toEqual([]);
  });
});

describe("a storage spike", () => {
  const size = (gigabytes: number, hours: number, changes = {}) => ({
    TimeGenerated: hoursAgo(hours),
    OperationName: "StorageAssociation",
    BackupItemUniqueId: "1",
    StorageConsumedInMBs: gigabytes * 1024,
    _ResourceId: vaultOf(),
    ...changes,
  });
  const found = (rows: Fixture["AddonAzureBackupStorage"], options = {}) =>
    execute(BackupQueries.storageSpike(options).text, {
      ...policies,
      CoreAzureBackup: [item()],
      AddonAzureBackupStorage: rows,
    });

  test("half as much again is growth, more than that is a spike", () => {
    expect(found([size(100, 40), size(150, 2)])).toEqual([]);
    expect(found([size(100, 40), size(150.5, 2)])).toEqual([{ ...WEB, GrownGB: 50.5, NowGB: 150.5 }]);
  });

  test("ten gigabytes are little, however much of the item they are", () => {
    expect(found([size(5, 40), size(15, 2)])).toEqual([]);
    expect(found([size(5, 40), size(15.5, 2)])).toEqual([{ ...WEB, GrownGB: 10.5, NowGB: 15.5 }]);
  });

  test("the oldest row and the latest are compared, in whatever order they come", () => {
    expect(found([size(300, 2), size(120, 20), size(100, 40)])).toEqual([
      { ...WEB, GrownGB: 200, NowGB: 300 },
    ]);
    expect(found([size(100, 2), size(300, 40)])).toEqual([]);
  });

  test("one row alone shows no growth, and a row of the vault's storage is no item", () => {
    expect(found([size(900, 2)])).toEqual([]);
    expect(found([size(1, 40, { OperationName: "Storage" }), size(900, 2)])).toEqual([]);
  });
});
