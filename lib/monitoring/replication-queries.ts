import { itemQuery, scopeProblems, vaultsOf } from "./item-query";
import { kqlBoolean, kqlMinutes, kqlNumber } from "./kql-literal";
import type { LogQuery, QueryParameters } from "./log-query";
import type {
  AgentQueryOptions,
  DrillQueryOptions,
  ReplicationRpoQueryOptions,
  VaultScope,
} from "./query-options";

/**
 * What Site Recovery logs of replicated machines: one query for one thing to be told of, and one row for each machine.
 *
 * @example
 * ReplicationQueries.drillOverdue({ days: 90 }).text
 */
export const ReplicationQueries = {
  /** Replicated machines whose RPO is over the threshold. */
  rpoOver(options: ReplicationRpoQueryOptions = {}): LogQuery {
    const { rpoMinutes = 30 } = options;
    const problems = scopeProblems("ReplicationQueries.rpoOver", options);
    problems.integer(
      "rpoMinutes",
      rpoMinutes,
      [1, 10_080],
      "minutes",
      "Site Recovery means to keep it at 15",
    );
    problems.throwIfAny();
    return machine("replication-rpo", `The replication is more than ${rpoMinutes} minutes behind`, {
      seconds: kqlNumber(rpoMinutes * 60),
      ...vaultsOf(options),
    });
  },

  /** Replicated machines whose replication health is critical. */
  critical(options: VaultScope = {}): LogQuery {
    scopeProblems("ReplicationQueries.critical", options).throwIfAny();
    return machine("replication-critical", "The replication health is critical", vaultsOf(options));
  },

  /** Replicated machines whose Mobility service is too many releases behind. */
  agentOutOfDate(options: AgentQueryOptions = {}): LogQuery {
    const { releasesBehind = 4, newestRelease = 0 } = options;
    const problems = scopeProblems("ReplicationQueries.agentOutOfDate", options);
    problems.integer(
      "releasesBehind",
      releasesBehind,
      [1, 20],
      "releases",
      "four before the newest are supported",
    );
    problems.integer("newestRelease", newestRelease, [0, 999], "", "it is the 62 of version 9.62");
    problems.throwIfAny();
    const query = machine(
      "agent-out-of-date",
      `The Mobility service is ${releasesBehind} releases or more behind`,
      {
        newest: kqlNumber(newestRelease),
        releases: kqlNumber(releasesBehind),
        ...vaultsOf(options),
      },
    );
    return { ...query, ...DAILY_FACTS };
  },

  /** Replicated machines that no test failover has proved for too long. */
  drillOverdue(options: DrillQueryOptions = {}): LogQuery {
    const { days = 90, neverDrilled = true } = options;
    const problems = scopeProblems("ReplicationQueries.drillOverdue", options);
    problems.integer("days", days, [1, 1095], "days", "a plan that nobody tries for years is none");
    problems.throwIfAny();
    const query = machine(
      "drill-overdue",
      `The last successful test failover is more than ${days} days ago`,
      {
        age: kqlMinutes(days * 1440),
        never: kqlBoolean(neverDrilled),
        ...vaultsOf(options),
      },
    );
    return { ...query, ...DAILY_FACTS };
  },
} as const;

/** For facts that are logged once a day. */
const DAILY_FACTS = { frequency: "PT6H", window: "P2D" } as const;

function machine(name: string, description: string, parameters: QueryParameters): LogQuery {
  const query = itemQuery(name, description, parameters);
  return { ...query, dimensions: ["Vault", "Item"], frequency: "PT15M", window: "PT6H" };
}
