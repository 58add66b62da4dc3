import { Token } from "cdktf";
import { Construct } from "constructs";
import { NAME_RULES } from "../core/names";
import { type Problems, quoted } from "../core/problems";
import type { IResourceGroup } from "../core/refs";
import { parseGroupId } from "../core/resource-id";
import { subscriptionOf } from "../core/subscription-of";

/** Refuses what is no resource group, and one of another subscription than the data source's. */
export function checkGroup(
  problems: Problems,
  group: IResourceGroup,
  subscription: string | undefined,
  source: string,
): void {
  const { name, id = "" } = group;
  const { pattern, allowed } = NAME_RULES.resourceGroup;
  problems.matches("snapshotResourceGroup.name", name, pattern, allowed);
  const parts = parseGroupId(id);
  problems.when(
    group.id !== undefined && !Token.isUnresolved(id) && parts === undefined,
    `snapshotResourceGroup.id must be the ARM id of a resource group, got ${quoted(id)}`,
  );
  const isNamed = parts === undefined || [name, id].some((text) => Token.isUnresolved(text));
  problems.when(
    !isNamed && parts?.name.toLowerCase() !== name.toLowerCase(),
    `snapshotResourceGroup.id must be the id of ${quoted(name)}, got ${quoted(id)}: snapshots go to the name, roles to the id`,
  );
  const other = parts?.subscriptionId ?? (Construct.isConstruct(group) ? subscriptionOf(group) : undefined);
  problems.when(
    other !== undefined && subscription !== undefined && other !== subscription,
    `snapshotResourceGroup must be in the ${source}'s subscription ${subscription}, got ${other}: Azure keeps snapshots beside what they are of`,
  );
}
