import { Token } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { checkRoleWait } from "../access/role-propagation";
import { NAME_RULES } from "../core/names";
import { Problems, quoted } from "../core/problems";
import type { ICacheStorageAccount, IResourceGroup } from "../core/refs";
import { differ, knownWithoutZones, normalizeRegion } from "../core/regions";
import {
  canonicalId,
  isSpelt,
  NETWORK_TYPE,
  parseGroupId,
  parseResourceId,
  STORAGE_ACCOUNT_TYPE,
  spelling,
} from "../core/resource-id";
import { subscriptionOf } from "../core/subscription-of";
import { checkTags } from "../core/tags";
import type { DisasterRecoveryPairProps } from "./pair-props";
import { checkAddresses, type IRecoveryNetwork } from "./recovery-network";
import { regionObstacle } from "./region-support";
import { cited } from "./support-rule";

const PAIR_NAME = /^[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$/;
const ZONES = ["1", "2", "3"];

export function cachesOf({ cache }: DisasterRecoveryPairProps): readonly ICacheStorageAccount[] {
  return Array.isArray(cache) ? cache : [cache as ICacheStorageAccount];
}

/** Refuses regions, zones, vaults, caches, groups and networks that Site Recovery refuses. */
export function checkPair(scope: IConstruct, props: DisasterRecoveryPairProps): void {
  const problems = new Problems(scope);
  checkVault(problems, scope, props);
  if (props.zones) checkZones(problems, props);
  else checkRegions(problems, props);
  checkCaches(problems, props);
  checkGroup(problems, props);
  problems.oneOf("replicaDisks", props.replicaDisks, ["as source", "Standard"], "the replica's disk type");
  checkNetworks(problems, props);
  if (props.name !== undefined) {
    const allowed = '1 to 20 lower-case letters, digits and "-", not at the ends';
    problems.matches("name", props.name, PAIR_NAME, allowed);
  }
  checkAgentUpdates(problems, props);
  checkTags(problems, props.tags);
  problems.throwIfAny();
}

function checkVault(problems: Problems, scope: IConstruct, props: DisasterRecoveryPairProps): void {
  const { vault, sourceRegion, targetRegion, zones } = props;
  const source = normalizeRegion(sourceRegion);
  problems.when(
    !zones && vault.region === source,
    `vault must not be in the source region ${source}, which may be the one that fails: use a vault in ${targetRegion ? normalizeRegion(targetRegion) : "another region"}`,
  );
  const own = subscriptionOf(scope);
  problems.when(
    own !== undefined && vault.subscriptionId !== undefined && vault.subscriptionId !== own,
    `vault must be in the stack's subscription ${own}, got ${vault.subscriptionId}: azurerm looks for it there`,
  );
}

function checkRegions(problems: Problems, { sourceRegion, targetRegion }: DisasterRecoveryPairProps): void {
  if (targetRegion === undefined) {
    problems.add("targetRegion must be given, or zones for replication within a region");
    return;
  }
  problems.when(
    normalizeRegion(sourceRegion) === normalizeRegion(targetRegion),
    `targetRegion must be another region than sourceRegion, got ${quoted(targetRegion)} for both: for two zones of one region give zones`,
  );
  const obstacle = regionObstacle(normalizeRegion(sourceRegion), normalizeRegion(targetRegion));
  if (obstacle) problems.add(`targetRegion does not fit: ${cited(obstacle)}; ${obstacle.remedy}`);
}

function checkZones(problems: Problems, props: DisasterRecoveryPairProps): void {
  const { sourceRegion, targetRegion, zones } = props;
  const source = normalizeRegion(sourceRegion);
  problems.when(
    differ(targetRegion, source),
    `targetRegion must be the source region ${source} where zones are given, got ${quoted(targetRegion)}: remove one of the two`,
  );
  problems.oneOf("zones.source", zones?.source, ZONES, "Azure numbers its zones");
  problems.oneOf("zones.target", zones?.target, ZONES, "Azure numbers its zones");
  problems.when(
    zones?.source === zones?.target,
    `zones.target must be another zone than zones.source, got ${quoted(zones?.target)} for both`,
  );
  problems.when(knownWithoutZones(source), `zones must be absent: ${source} has no availability zones`);
}

function checkCaches(problems: Problems, props: DisasterRecoveryPairProps): void {
  const source = normalizeRegion(props.sourceRegion);
  const caches = cachesOf(props);
  problems.when(caches.length === 0, "cache must be one storage account at least, got none");
  for (const cache of caches) checkCacheAccount(problems, cache, source);
}

/** Refuses an account of another region, and ids that azurerm does not take. */
export function checkCacheAccount(
  problems: Problems,
  { region, storageAccountId: id }: ICacheStorageAccount,
  source: string,
): void {
  problems.when(
    differ(region, source),
    `cache must be in the source region ${source}, got ${region}: Site Recovery writes to it from there`,
  );
  problems.when(
    !Token.isUnresolved(id) && !isSpelt(id, STORAGE_ACCOUNT_TYPE),
    `cache.storageAccountId must be the ARM id of a storage account, spelt ${spelling(STORAGE_ACCOUNT_TYPE)}, got ${quoted(id)}`,
  );
}

function checkGroup(problems: Problems, props: DisasterRecoveryPairProps): void {
  const { targetResourceGroup: group } = props;
  const target = normalizeRegion(targetRegionOf(props));
  problems.when(
    target !== "" && differ(group.locationInput, target),
    `targetResourceGroup must be in the target region ${target}, got ${normalizeRegion(group.locationInput ?? "")}`,
  );
  if (!group.id) {
    problems.add("targetResourceGroup must have its ARM id: pass the resource group's construct");
  } else if (
    !Token.isUnresolved(group.id) &&
    !/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+$/.test(group.id)
  ) {
    problems.add(`targetResourceGroup.id must be the ARM id of a resource group, got ${quoted(group.id)}`);
  }
}

/** The subscription of a resource group, where its id or its provider says it. */
export function subscriptionOfGroup(group: IResourceGroup): string | undefined {
  const { id } = group;
  if (id !== undefined && !Token.isUnresolved(id)) return parseGroupId(id)?.subscriptionId;
  const construct: unknown = group;
  return Construct.isConstruct(construct) ? subscriptionOf(construct) : undefined;
}

export function targetRegionOf({ sourceRegion, targetRegion, zones }: DisasterRecoveryPairProps): string {
  return zones ? sourceRegion : (targetRegion ?? "");
}

function checkNetworks(problems: Problems, props: DisasterRecoveryPairProps): void {
  const { network, testNetwork, zones, targetResourceGroup, vault } = props;
  const subscription = subscriptionOfGroup(targetResourceGroup);
  if (network === undefined) {
    problems.when(!zones, "network must be given: the addresses of recovery networks, or an existing one");
    const own = vault.subscriptionId;
    problems.when(
      zones !== undefined && own !== undefined && subscription !== undefined && own !== subscription,
      `targetResourceGroup must be in the VMs' subscription ${own}, got ${subscription}: recovered VMs stay in their network, and a VM and its network are in one subscription`,
    );
  } else if ("networkId" in network) checkExisting(problems, "network", network, subscription);
  else if (zones) problems.add("network must be an existing one between zones, or absent for the source's");
  else checkAddresses(problems, network);
  if (!testNetwork) return;
  if ("networkId" in testNetwork) checkExisting(problems, "testNetwork", testNetwork, subscription);
  else checkAddresses(problems, testNetwork, "testNetwork.");
}

/** Refuses what is no network, or none that VMs of the subscription can be connected to. */
export function checkExisting(
  problems: Problems,
  prop: string,
  { networkId, subnetName }: IRecoveryNetwork,
  subscription: string | undefined,
): void {
  const { pattern, allowed } = NAME_RULES.subnet;
  problems.matches(`${prop}.subnetName`, subnetName, pattern, allowed);
  if (Token.isUnresolved(networkId)) return;
  if (!canonicalId(networkId, NETWORK_TYPE)) {
    problems.add(`${prop}.networkId must be the ARM id of a virtual network, got ${quoted(networkId)}`);
    return;
  }
  const theirs = parseResourceId(networkId)?.subscriptionId.toLowerCase();
  problems.when(
    subscription !== undefined && theirs !== subscription,
    `${prop}.networkId must be in the target group's subscription ${subscription}, got ${theirs}: a VM and its network are in one subscription`,
  );
}

function checkAgentUpdates(problems: Problems, { agentUpdates, vault }: DisasterRecoveryPairProps): void {
  if (!agentUpdates) return;
  const { account, grantRole = true, roleWaitSeconds } = agentUpdates;
  const theirs = account.subscriptionId;
  problems.when(
    theirs !== undefined && vault.subscriptionId !== undefined && theirs !== vault.subscriptionId,
    `agentUpdates.account must be in the vault's subscription ${vault.subscriptionId}, got ${theirs}: Site Recovery takes no other`,
  );
  problems.when(
    grantRole && account.identity === undefined,
    "agentUpdates.account must say the principalId of its identity, which gets a role on the vault: pass it to fromAutomationAccountId, or set grantRole to false",
  );
  checkRoleWait(problems, "agentUpdates.roleWaitSeconds", roleWaitSeconds);
}
