import type { Problems } from "../core/problems";
import type { IResourceGroup } from "../core/refs";

/** Refuses a snapshot group of another subscription than the data source's. */
export function checkGroup(
  problems: Problems,
  group: IResourceGroup,
  subscription: string | undefined,
  source: string,
): void {
  const other = /^\/subscriptions\/([^/]+)\//.exec(group.id ?? "")?.[1]?.toLowerCase();
  problems.when(
    other !== undefined && subscription !== undefined && other !== subscription,
    `snapshotResourceGroup must be in the ${source}'s subscription ${subscription}, got ${other}: Azure keeps snapshots beside what they are of`,
  );
}
