import type { IConstruct } from "constructs";

const KEY = "cdktf-azure-resilience/subscription-names";

/** Records what a program calls its subscriptions: their GUIDs by name. */
export function nameSubscriptions(scope: IConstruct, named: Readonly<Record<string, string>>): void {
  scope.node.addMetadata(KEY, named);
}

/** The names in a construct tree, by GUID in lower case. */
export function subscriptionNames(all: readonly IConstruct[]): ReadonlyMap<string, string> {
  const entries = all
    .flatMap((c) => c.node.metadata)
    .filter((entry) => entry.type === KEY)
    .flatMap((entry) => Object.entries(entry.data as Readonly<Record<string, string>>));
  return new Map(entries.map(([name, id]) => [id.toLowerCase(), name]));
}
