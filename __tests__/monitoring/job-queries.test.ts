import { BackupQueries } from "../../lib";
import { execute, type Fixture } from "../support/kql";
import { item, job, policy, vaultOf, WEB } from "./rows";

const KNOWN = { CoreAzureBackup: [item()], AddonAzureBackupPolicy: [policy()] };

describe("consecutive failures", () => {
  const found = (jobs: Fixture["AddonAzureBackupJobs"], options = {}, known: Fixture = KNOWN) =>
    execute(BackupQueries.consecutiveFailures(options).text, { ...known, AddonAzureBackupJobs: jobs });

  test("two backups in a row that failed are two failures, with the item, its policy and its vault by name", () => {
    expect(found([job(30, "Failed"), job(6, "Failed")])).toEqual([{ ...WEB, Failures: 2 }]);
  });

  test("one failure is fewer than two, and is found when one is enough", () => {
    expect(found([job(30), job(6, "Failed")])).toEqual([]);
    expect(found([job(30), job(6, "Failed")], { failures: 1 })).toEqual([{ ...WEB, Failures: 1 }]);
  });

  test("a success in between breaks the row, whatever came before it", () => {
    expect(found([job(40, "Failed"), job(30, "Failed"), job(18), job(6, "Failed")])).toEqual([]);
  });

  test("a success after the failures ends them, with warnings or without", () => {
    expect(found([job(30, "Failed"), job(18, "Failed"), job(6)])).toEqual([]);
    expect(found([job(30, "Failed"), job(18, "Failed"), job(6, "CompletedWithWarnings")])).toEqual([]);
  });

  test("a job that failed, was retried and completed is no failure: its latest row counts", () => {
    const retried = [job(6, "Failed"), job(6, "Completed", { TimeGenerated: job(4).TimeGenerated ?? null })];
    expect(found([job(30, "Failed"), ...retried])).toEqual([]);
  });

  test("a job that is logged twice counts once", () => {
    expect(found([job(6, "Failed"), job(6, "Failed")])).toEqual([]);
  });

  test("a cancelled job and a log backup neither count nor break the row", () => {
    const log = job(10, "Completed", { JobOperationSubType: "Log" });
    expect(found([job(30, "Failed"), job(18, "Cancelled"), log, job(6, "Failed")])).toEqual([
      { ...WEB, Failures: 2 },
    ]);
    expect(found([8, 7, 6].map((h) => job(h, "Failed", { JobOperationSubType: "Log" })))).toEqual([]);
  });

  test("a restore that fails is no backup", () => {
    expect(found([job(30, "Failed", { JobOperation: "Restore" }), job(6, "Failed")])).toEqual([]);
  });

  test("an item that was deleted is left out, one that nobody has named yet is told of by its id", () => {
    const jobs = [job(30, "Failed"), job(6, "Failed")];
    const deleted = { ...KNOWN, CoreAzureBackup: [item({}, 20), item({ State: "Deleted" })] };
    expect(found(jobs, {}, deleted)).toEqual([]);
    expect(found(jobs, {}, {})).toEqual([{ ...WEB, Policy: "", Item: "1", Failures: 2 }]);
  });

  test("what else is logged of an item, such as its container, does not name it", () => {
    const association = item({ OperationName: "BackupItemAssociation", BackupItemFriendlyName: "server" }, 1);
    const known = { ...KNOWN, CoreAzureBackup: [item(), association] };
    expect(found([job(30, "Failed"), job(6, "Failed")], {}, known)).toEqual([{ ...WEB, Failures: 2 }]);
  });

  test("items are told apart, and so are vaults and policies by name without regard to letter case", () => {
    const jobs = ["1", "2"].flatMap((id) =>
      [30, 6].map((hours) => job(hours, "Failed", { BackupItemUniqueId: id, JobUniqueId: `${id}-${hours}` })),
    );
    const two = {
      CoreAzureBackup: [
        item(),
        item({ BackupItemUniqueId: "2", BackupItemFriendlyName: "sql", PolicyUniqueId: "p2" }),
      ],
      AddonAzureBackupPolicy: [policy(), policy({ PolicyUniqueId: "p2", PolicyName: "bkpol-silver" })],
    };
    const sql = { ...WEB, Item: "sql", Policy: "bkpol-silver", Failures: 2 };
    expect(found(jobs, {}, two)).toEqual([{ ...WEB, Failures: 2 }, sql]);
    expect(found(jobs, { policies: ["BKPOL-Silver"] }, two)).toEqual([sql]);
    expect(found(jobs, { vaults: ["RSV-A"] }, two)).toHaveLength(2);
    expect(found(jobs, { vaults: ["rsv-b"] }, two)).toEqual([]);
  });

  test("a Backup vault writes the policy beside the item", () => {
    const known = { CoreAzureBackup: [item({ PolicyUniqueId: "", PolicyName: "bkpol-disks" })] };
    expect(found([job(30, "Failed"), job(6, "Failed")], {}, known)).toEqual([
      { ...WEB, Policy: "bkpol-disks", Failures: 2 },
    ]);
  });
});

describe("success rate", () => {
  const jobs = (completed: number, failed: number) =>
    Array.from({ length: completed + failed }, (_, i) =>
      job(6, i < completed ? "Completed" : "Failed", { JobUniqueId: `job-${i}` }),
    );
  const found = (rows: Fixture["AddonAzureBackupJobs"], options = {}) =>
    execute(BackupQueries.successRate(options).text, { ...KNOWN, AddonAzureBackupJobs: rows });
  const rate = (total: number, failed: number, SuccessRate: number) => [
    { Vault: "rsv-a", Jobs: total, Failed: failed, SuccessRate, _ResourceId: vaultOf() },
  ];

  test("99 of 100 are 99 %: the objective is met", () => {
    expect(found(jobs(99, 1))).toEqual([]);
  });

  test("98 of 99 are less, and so are 98 of 100", () => {
    expect(found(jobs(98, 1))).toEqual(rate(99, 1, 98.99));
    expect(found(jobs(98, 2))).toEqual(rate(100, 2, 98));
  });

  test("what is rounded to the objective and is less of it is told of", () => {
    expect(found(jobs(24_749, 251), { percent: 99 })).toEqual(rate(25_000, 251, 99));
  });

  test("nine jobs say nothing where ten are wanted, ten do", () => {
    expect(found(jobs(0, 9))).toEqual([]);
    expect(found(jobs(0, 10))).toEqual(rate(10, 10, 0));
    expect(found(jobs(0, 9), { minimumJobs: 9 })).toEqual(rate(9, 9, 0));
  });

  test("warnings are successes; cancelled jobs and log backups do not count", () => {
    const others = [
      job(15, "CompletedWithWarnings"),
      job(14, "Cancelled"),
      job(13, "Failed", { JobOperationSubType: "Log" }),
    ];
    expect(found([...jobs(8, 1), ...others])).toEqual(rate(10, 1, 90));
  });

  test("a job that was retried and then completed is one success", () => {
    const retried = { JobUniqueId: "job-9", TimeGenerated: job(1).TimeGenerated ?? null };
    expect(found([...jobs(9, 1), job(6, "Completed", retried)])).toEqual([]);
  });

  test("jobs of the last day count, or of as many hours as asked for", () => {
    const yesterday = jobs(0, 10).map((row) => ({ ...row, TimeGenerated: job(30).TimeGenerated ?? null }));
    expect(found(yesterday)).toEqual([]);
    expect(found(yesterday, { withinHours: 36 })).toEqual(rate(10, 10, 0));
  });

  test("each vault has a rate of its own", () => {
    const other = jobs(10, 0).map((row) => ({
      ...row,
      JobUniqueId: `b-${row.JobUniqueId}`,
      _ResourceId: vaultOf("rsv-b"),
    }));
    expect(found([...jobs(9, 1), ...other])).toEqual(rate(10, 1, 90));
  });
});
