import { Problems } from "../core/problems";
import { kqlTexts } from "./kql-literal";
import { type LogQuery, type QueryParameters, renderQuery } from "./log-query";
import type { QueryScope, VaultScope } from "./query-options";

/** A query with a row for each item, as a log alert asks it: every hour, over the two days that it can see. */
export function itemQuery(name: string, description: string, parameters: QueryParameters): LogQuery {
  return {
    name,
    description,
    text: renderQuery(name, parameters),
    dimensions: ["Vault", "Policy", "Item"],
    resourceIdColumn: "_ResourceId",
    frequency: "PT1H",
    window: "P2D",
  };
}

export function vaultsOf({ vaults }: VaultScope): QueryParameters {
  return { vaults: vaults && kqlTexts(vaults) };
}

export function scopeOf(options: QueryScope): QueryParameters {
  return { ...vaultsOf(options), policies: options.policies && kqlTexts(options.policies) };
}

/** Names that nothing has would make a query that finds nothing, in silence. */
export function scopeProblems(query: string, { vaults, policies }: QueryScope): Problems {
  const problems = new Problems(query);
  const given = { vaults, policies };
  for (const [prop, names] of Object.entries(given)) {
    problems.when(
      names?.length === 0,
      `${prop} must name one at least, got none: leave it out for all of them`,
    );
    problems.when(names?.includes("") === true, `${prop} must be names, got an empty one`);
  }
  return problems;
}
