import { quoted } from "../core/problems";
import { itemQuery, scopeOf, scopeProblems, vaultsOf } from "./item-query";
import { kqlBoolean, kqlMinutes, kqlNumber } from "./kql-literal";
import type { LogQuery } from "./log-query";
import type {
  FailuresQueryOptions,
  ProtectionQueryOptions,
  QueryScope,
  RpoQueryOptions,
  StorageQueryOptions,
  SuccessQueryOptions,
  WithoutJobQueryOptions,
} from "./query-options";

/**
 * What Azure Backup logs of its items and vaults: one query for one thing to be told of, and one row for each of them.
 *
 * @example
 * BackupQueries.rpoMissed({ rpoHours: 24, policies: ["bkpol-gold"] }).text
 */
export const BackupQueries = {
  /** Items whose last backups have failed one after the other. */
  consecutiveFailures(options: FailuresQueryOptions = {}): LogQuery {
    const { failures = 2, everyHours = 24 } = options;
    const problems = scopeProblems("BackupQueries.consecutiveFailures", options);
    problems.integer("failures", failures, [1, 96], "", "so many backups run in two days at most");
    problems.integer(
      "everyHours",
      everyHours,
      [1, 744],
      "hours",
      "it is the time between two backups of an item",
    );
    problems.when(
      failures > 1 && failures * everyHours > LOOK_BACK_HOURS,
      `failures must be ${Math.max(1, Math.floor(LOOK_BACK_HOURS / everyHours))} at most with a backup every ${everyHours} hours, got ${failures}: a log alert sees two days; for what takes longer use rpoMissed`,
    );
    problems.throwIfAny();
    return itemQuery(
      "consecutive-failures",
      failures === 1 ? "The last backup has failed" : `At least ${failures} backups in a row have failed`,
      {
        failures: kqlNumber(failures),
        ...scopeOf(options),
      },
    );
  },

  /** Vaults whose share of successful backup jobs is below the objective. */
  successRate(options: SuccessQueryOptions = {}): LogQuery {
    const { percent = 99, minimumJobs = 10, withinHours = 24 } = options;
    const problems = scopeProblems("BackupQueries.successRate", options);
    problems.when(
      !(percent > 0 && percent <= 100),
      `percent must be above 0, and 100 at most, got ${quoted(percent)}`,
    );
    problems.integer("minimumJobs", minimumJobs, [1, 100_000], "jobs", "fewer say nothing");
    problems.integer("withinHours", withinHours, [1, LOOK_BACK_HOURS], "hours", "a log alert sees two days");
    problems.throwIfAny();
    const query = itemQuery("success-rate", `Fewer than ${percent} % of the backup jobs have succeeded`, {
      within: kqlMinutes(withinHours * 60),
      minimumJobs: kqlNumber(minimumJobs),
      percent: kqlNumber(percent),
      ...scopeOf(options),
    });
    return { ...query, dimensions: ["Vault"] };
  },

  /** Protected items without a recovery point that is young enough. */
  rpoMissed(options: RpoQueryOptions): LogQuery {
    const { rpoHours, lagMinutes = 60 } = options;
    const problems = scopeProblems("BackupQueries.rpoMissed", options);
    problems.when(
      !(rpoHours >= 1 && rpoHours <= 9600),
      `rpoHours must be 1 to 9600 hours, got ${quoted(rpoHours)}: jobs are logged half an hour late, and policies back up once in four hundred days at least`,
    );
    problems.integer("lagMinutes", lagMinutes, [0, 1440], "minutes", "so late are rows written");
    problems.throwIfAny();
    return itemQuery("rpo-missed", `No recovery point is younger than ${rpoHours} hours`, {
      age: kqlMinutes(rpoHours * 60 + lagMinutes),
      ...scopeOf(options),
    });
  },

  /** Protected items that no backup job has run for. */
  itemWithoutJob(options: WithoutJobQueryOptions = {}): LogQuery {
    const { withinHours = 26 } = options;
    const problems = scopeProblems("BackupQueries.itemWithoutJob", options);
    problems.integer("withinHours", withinHours, [1, LOOK_BACK_HOURS], "hours", "a log alert sees two days");
    problems.throwIfAny();
    return itemQuery("item-without-job", `No backup job has run within ${withinHours} hours`, {
      within: kqlMinutes(withinHours * 60),
      ...scopeOf(options),
    });
  },

  /** Items whose backups have grown suddenly; Recovery Services vaults only. */
  storageSpike(options: StorageQueryOptions = {}): LogQuery {
    const { growthPercent = 50, minimumGrowthGb = 10 } = options;
    const problems = scopeProblems("BackupQueries.storageSpike", options);
    problems.when(
      !(growthPercent > 0 && growthPercent <= 10_000),
      `growthPercent must be above 0, and 10000 at most, got ${quoted(growthPercent)}`,
    );
    problems.when(
      !(minimumGrowthGb >= 0 && minimumGrowthGb <= 1_000_000),
      `minimumGrowthGb must be 0 to 1000000 GB, got ${quoted(minimumGrowthGb)}`,
    );
    problems.throwIfAny();
    return itemQuery(
      "storage-spike",
      `The backups have grown by more than ${growthPercent} % within two days`,
      {
        megabytes: kqlNumber(minimumGrowthGb * 1024),
        factor: kqlNumber(1 + growthPercent / 100),
        ...scopeOf(options),
      },
    );
  },

  /** Policies that keep less than they did. */
  retentionShortened(options: QueryScope = {}): LogQuery {
    scopeProblems("BackupQueries.retentionShortened", options).throwIfAny();
    const query = itemQuery("retention-shortened", "A policy keeps less than it did", scopeOf(options));
    return { ...query, dimensions: ["Vault", "Policy", "Shortened"] };
  },

  /** Changes that make backups easier to destroy; of the activity log, see `ActivityLogDiagnostics`. */
  protectionWeakened(options: ProtectionQueryOptions = {}): LogQuery {
    const { unknownChanges = true } = options;
    scopeProblems("BackupQueries.protectionWeakened", options).throwIfAny();
    const { resourceIdColumn: _, ...query } = itemQuery(
      "protection-weakened",
      "Backups are easier to destroy than before",
      {
        unknown: kqlBoolean(unknownChanges),
        ...vaultsOf(options),
      },
    );
    return {
      ...query,
      frequency: "PT15M",
      window: "PT6H",
      dimensions: ["Vault", "Change", "Caller", "Resource"],
    };
  },
} as const;

const LOOK_BACK_HOURS = 48;
