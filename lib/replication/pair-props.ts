import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { NAME_RULES } from "../core/names";
import { Problems, quoted } from "../core/problems";
import type { IResourceGroup } from "../core/refs";
import { differ, normalizeRegion } from "../core/regions";
import { canonicalId, NETWORK_TYPE } from "../core/resource-id";
import { subscriptionOf } from "../core/subscription-of";
import { checkTags, type ResourceTags } from "../core/tags";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import type { CacheStorageAccount } from "./cache-storage-account";
import { checkAddresses, type IRecoveryNetwork, type RecoveryNetworkAddresses } from "./recovery-network";
import type { ReplicaDisks } from "./replicated-vm";
import type { ReplicationPolicyOptions } from "./replication-policy";

export interface DisasterRecoveryPairProps {
  /** The vault that replication is managed in: not in the source region, which may be the one that fails. */
  readonly vault: IRecoveryServicesVault;
  /** The region that the VMs run in. */
  readonly sourceRegion: string;
  /** The region that they are recovered to. */
  readonly targetRegion: string;
  /** The group that recovered VMs are created in; it has to be in the target region. */
  readonly targetResourceGroup: IResourceGroup;
  /** The storage account in the source region that changes pass through. */
  readonly cache: CacheStorageAccount;

  /**
   * Where recovered VMs are connected: the addresses of a network that is made for each source network, or an existing
   * network of the target region.
   */
  readonly network: RecoveryNetworkAddresses | IRecoveryNetwork;

  /** @default - recovery points for 24 hours, app-consistent snapshots every 4 hours */
  readonly replicationPolicy?: ReplicationPolicyOptions;

  /**
   * The type of the replica disks of VMs that do not say it themselves.
   * @default "as source"
   */
  readonly replicaDisks?: ReplicaDisks;

  /** Tags of what is made for the networks. @default - no tags */
  readonly tags?: ResourceTags;
}

/** The vaults that have a pair: Site Recovery has one fabric for each region in a vault. */
const paired = new WeakSet<IRecoveryServicesVault>();

/** Refuses regions, vaults, caches, groups and networks that Site Recovery refuses. */
export function checkPair(scope: IConstruct, props: DisasterRecoveryPairProps): void {
  const problems = new Problems(scope);
  checkVaultOfPair(problems, scope, props);
  checkRegions(problems, props);
  checkGroup(problems, props);
  problems.oneOf("replicaDisks", props.replicaDisks, ["as source", "Standard"], "the replica's disk type");
  if ("networkId" in props.network) checkExisting(problems, props.network);
  else checkAddresses(problems, props.network);
  checkTags(problems, props.tags);
  problems.throwIfAny();
  paired.add(props.vault);
}

function checkRegions(
  problems: Problems,
  { sourceRegion, targetRegion, cache }: DisasterRecoveryPairProps,
): void {
  const source = normalizeRegion(sourceRegion);
  problems.when(
    source === normalizeRegion(targetRegion),
    `targetRegion must be another region than sourceRegion, got ${quoted(targetRegion)} for both`,
  );
  problems.when(
    differ(cache.region, source),
    `cache must be in the source region ${source}, got ${cache.region}: Site Recovery writes to it from there`,
  );
}

function checkVaultOfPair(problems: Problems, scope: IConstruct, props: DisasterRecoveryPairProps): void {
  const { vault, sourceRegion, targetRegion } = props;
  const source = normalizeRegion(sourceRegion);
  problems.when(
    vault.region === source,
    `vault must not be in the source region ${source}, which may be the one that fails: use a vault in ${normalizeRegion(targetRegion)}`,
  );
  problems.when(
    paired.has(vault),
    "vault has a pair already, and Site Recovery has one fabric for each region in a vault: use another vault",
  );
  const own = subscriptionOf(scope);
  problems.when(
    own !== undefined && vault.subscriptionId !== undefined && vault.subscriptionId !== own,
    `vault must be in the stack's subscription ${own}, got ${vault.subscriptionId}: azurerm looks for it there`,
  );
}

function checkGroup(
  problems: Problems,
  { targetResourceGroup: group, targetRegion }: DisasterRecoveryPairProps,
): void {
  const target = normalizeRegion(targetRegion);
  problems.when(
    differ(group.locationInput, target),
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

function checkExisting(problems: Problems, { networkId, subnetName }: IRecoveryNetwork): void {
  const fits = Token.isUnresolved(networkId) || canonicalId(networkId, NETWORK_TYPE);
  problems.when(!fits, `network.networkId must be the ARM id of a virtual network, got ${quoted(networkId)}`);
  problems.matches("network.subnetName", subnetName, NAME_RULES.subnet.pattern, NAME_RULES.subnet.allowed);
}
