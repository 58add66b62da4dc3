import * as fc from "fast-check";
import { BackupQueries, ReplicationQueries } from "../../lib";
import { renderQuery } from "../../lib/monitoring/log-query";
import { execute } from "../support/kql";
import { refusal } from "../support/synthesise";
import { machine, vaultOf } from "./rows";

const { consecutiveFailures, successRate, rpoMissed, itemWithoutJob, storageSpike } = BackupQueries;
const { rpoOver, critical, agentOutOfDate, drillOverdue } = ReplicationQueries;

describe("a query refuses", () => {
  test.each([
    [
      () => consecutiveFailures({ failures: 0 }),
      "BackupQueries.consecutiveFailures",
      "failures must be 1 to 96, got 0: so many backups run in two days at most",
    ],
    [
      () => consecutiveFailures({ failures: 3 }),
      "BackupQueries.consecutiveFailures",
      "failures must be 2 at most with a backup every 24 hours, got 3: a log alert sees two days; for what takes longer use rpoMissed",
    ],
    [
      () => consecutiveFailures({ failures: 2, everyHours: 168 }),
      "BackupQueries.consecutiveFailures",
      "failures must be 1 at most with a backup every 168 hours, got 2: a log alert sees two days; for what takes longer use rpoMissed",
    ],
    [
      () => consecutiveFailures({ everyHours: 0, failures: 1 }),
      "BackupQueries.consecutiveFailures",
      "everyHours must be 1 to 744 hours, got 0: it is the time between two backups of an item",
    ],
    [
      () => successRate({ percent: 0 }),
      "BackupQueries.successRate",
      "percent must be above 0, and 100 at most, got 0",
    ],
    [
      () => successRate({ percent: 100.1 }),
      "BackupQueries.successRate",
      "percent must be above 0, and 100 at most, got 100.1",
    ],
    [
      () => successRate({ minimumJobs: 0 }),
      "BackupQueries.successRate",
      "minimumJobs must be 1 to 100000 jobs, got 0: fewer say nothing",
    ],
    [
      () => successRate({ withinHours: 49 }),
      "BackupQueries.successRate",
      "withinHours must be 1 to 48 hours, got 49: a log alert sees two days",
    ],
    [
      () => rpoMissed({ rpoHours: 0 }),
      "BackupQueries.rpoMissed",
      "rpoHours must be 1 to 9600 hours, got 0: jobs are logged half an hour late, and policies back up once in four hundred days at least",
    ],
    [
      () => rpoMissed({ rpoHours: 24, lagMinutes: 1441 }),
      "BackupQueries.rpoMissed",
      "lagMinutes must be 0 to 1440 minutes, got 1441: so late are rows written",
    ],
    [
      () => itemWithoutJob({ withinHours: 49 }),
      "BackupQueries.itemWithoutJob",
      "withinHours must be 1 to 48 hours, got 49: a log alert sees two days",
    ],
    [
      () => storageSpike({ growthPercent: 0, minimumGrowthGb: 0 }),
      "BackupQueries.storageSpike",
      "growthPercent must be above 0, and 10000 at most, got 0",
    ],
    [
      () => storageSpike({ minimumGrowthGb: -1 }),
      "BackupQueries.storageSpike",
      "minimumGrowthGb must be 0 to 1000000 GB, got -1",
    ],
    [
      () => rpoOver({ rpoMinutes: 0 }),
      "ReplicationQueries.rpoOver",
      "rpoMinutes must be 1 to 10080 minutes, got 0: Site Recovery means to keep it at 15",
    ],
    [
      () => agentOutOfDate({ releasesBehind: 0 }),
      "ReplicationQueries.agentOutOfDate",
      "releasesBehind must be 1 to 20 releases, got 0: four before the newest are supported",
    ],
    [
      () => agentOutOfDate({ newestRelease: 9.65 }),
      "ReplicationQueries.agentOutOfDate",
      "newestRelease must be 0 to 999, got 9.65: it is the 62 of version 9.62",
    ],
    [
      () => drillOverdue({ days: 0 }),
      "ReplicationQueries.drillOverdue",
      "days must be 1 to 1095 days, got 0: a plan that nobody tries for years is none",
    ],
    [
      () => critical({ vaults: [] }),
      "ReplicationQueries.critical",
      "vaults must name one at least, got none: leave it out for all of them",
    ],
    [
      () => BackupQueries.retentionShortened({ policies: [""] }),
      "BackupQueries.retentionShortened",
      "policies must be names, got an empty one",
    ],
  ])("%s", (define, query, message) => {
    expect(refusal(define)).toBe(`[${query}] ${message}`);
  });

  test.each([
    () => consecutiveFailures({ failures: 12, everyHours: 4 }),
    () => consecutiveFailures({ failures: 1, everyHours: 744 }),
    () => successRate({ percent: 100 }),
    () => rpoMissed({ rpoHours: 9600 }),
    () => itemWithoutJob({ withinHours: 48 }),
    () => drillOverdue({ days: 1 }),
  ])("nothing of %s", (define) => {
    expect(define().text).not.toMatch(/\{\{/);
  });
});

test("a name is a text and nothing else, whatever is in it", () => {
  const odd = `rsv" ) or true or Vault in~ ("\\ \${a} %{b} //`;
  const rows = [machine({ replicationHealth_s: "Critical" })];
  expect(execute(critical({ vaults: [odd] }).text, { AzureDiagnostics: rows })).toEqual([]);
  expect(critical({ vaults: [odd] }).text).not.toMatch(/[$%]\{/);
});

test("every name finds the vault of that name", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: "binary" }), (name) => {
      fc.pre(!/[/\s]/.test(name) && name.toLowerCase() === name);
      const rows = [machine({ replicationHealth_s: "Critical", _ResourceId: vaultOf(name) })];
      expect(execute(critical({ vaults: [name] }).text, { AzureDiagnostics: rows })).toHaveLength(1);
    }),
    { numRuns: 40 },
  );
});

test("comments stay in the files, and lines of what was not asked for are left out", () => {
  expect(critical().text.split("\n")).toEqual([
    "AzureDiagnostics",
    '| where Category == "AzureSiteRecoveryReplicatedItems"',
    '| extend Item = column_ifexists("name_s", ""), Health = column_ifexists("replicationHealth_s", "")',
    "| where isnotempty(Item)",
    "| summarize arg_max(TimeGenerated, Health) by Item, _ResourceId",
    '| where Health =~ "Critical"',
    '| extend Vault = tostring(split(_ResourceId, "/")[8])',
    "| project Vault, Item, _ResourceId",
  ]);
});

test("a file and its parameters belong together", () => {
  expect(() => renderQuery("replication-rpo", { vaults: undefined, minutes: undefined })).toThrow(
    "replication-rpo.kql and its parameters differ in seconds, minutes",
  );
});
