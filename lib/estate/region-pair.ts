import { Problems, quoted } from "../core/problems";
import { isRegion, normalizeRegion } from "../core/regions";
import type { RecoveryDrillProps } from "../drills/drill-props";
import type { VmSelection } from "../inventory/vm-inventory";
import {
  checkAddresses,
  type IRecoveryNetwork,
  type RecoveryNetworkAddresses,
} from "../replication/recovery-network";
import { checkEncryptionSet } from "../replication/replicated-disk-checks";
import type { ReplicaDisks } from "../replication/replicated-vm-props";
import type { ReplicationPolicyOptions } from "../replication/replication-policy";

/** Where the VMs of a region are replicated to, and how. */
export interface RegionPairOptions {
  /** The region that the VMs run in: "australiaeast" or "Australia East". */
  readonly from: string;
  /** The region that they are recovered to. */
  readonly to: string;
  /** Addresses of the networks that recovered VMs are connected to, or an existing network of the target region. */
  readonly network: RecoveryNetworkAddresses | IRecoveryNetwork;

  /**
   * Where test failovers start their VMs: addresses of a network that is made for it and cut off from everything, or an
   * existing one. Drills need it.
   * @default - none
   */
  readonly testNetwork?: RecoveryNetworkAddresses | IRecoveryNetwork;

  /** @default "as source" */
  readonly replicaDisks?: ReplicaDisks;

  /**
   * For tiers that do not say theirs.
   * @default - recovery points for 24 hours, app-consistent snapshots every 4 hours
   */
  readonly policy?: ReplicationPolicyOptions;

  /**
   * The order in which recovered VMs start: each VM in the first group that it fits, those that fit none in the last,
   * "the rest". Seven groups at most.
   * @default - all at the same time
   */
  readonly bootOrder?: readonly VmSelection[];

  /**
   * The tag whose value tells which VMs are failed over together: a recovery plan for each tier and value.
   * @default - a recovery plan for each tier, and further ones where a tier has more than 100 VMs
   */
  readonly planTag?: string;

  /**
   * Does Site Recovery keep the Mobility service up to date? It needs an automation account in each recovery stack.
   * @default true
   */
  readonly agentUpdates?: boolean;

  /** What drills do with the VMs of tiers that have a `drill` schedule. @default - the drill's own defaults */
  readonly drills?: Pick<
    RecoveryDrillProps,
    "dwellMinutes" | "timeoutMinutes" | "recoveryPoint" | "evidence"
  >;

  /**
   * Do VMs with a public IP address get another one in the target region? It is made now, and stays the same.
   * @default false
   */
  readonly publicIps?: boolean;

  /**
   * How many cache storage accounts a subscription's VMs share, 1 to 99. VMs that change theirs are replicated anew, so
   * choose once, with room to grow: 750 disks each at 4 MB/s of churn.
   * @default - one for every 500 disks
   */
  readonly cacheAccounts?: number;

  /**
   * Is a premium cache made for VMs with Ultra and Premium SSD v2 disks, which are not replicated without?
   * @default false - premium block blobs cost more
   */
  readonly premiumCache?: boolean;

  /**
   * ARM id of a disk encryption set of the target region, for VMs whose disks have customer-managed keys.
   * @default - they are not replicated, and listed
   */
  readonly diskEncryptionSetId?: string;
}

const MAX_SELECTIONS = 6;

/** Refuses regions that cannot be a pair, and a second target for a region. `pairs` holds this one already. */
export function checkRegionPair(
  where: string,
  pair: RegionPairOptions,
  pairs: readonly RegionPairOptions[],
): void {
  const problems = new Problems(where);
  const from = normalizeRegion(pair.from);
  problems.when(!isRegion(pair.from), `from must be an Azure region, got ${quoted(pair.from)}`);
  problems.when(!isRegion(pair.to), `to must be an Azure region, got ${quoted(pair.to)}`);
  problems.when(
    from === normalizeRegion(pair.to),
    `to must be another region than from, got ${quoted(pair.to)} for both`,
  );
  const twice = pairs.filter((other) => normalizeRegion(other.from) === from).length > 1;
  problems.when(twice, `from ${quoted(pair.from)} is paired already: Azure replicates a VM to one region`);
  if (!("networkId" in pair.network)) checkAddresses(problems, pair.network);
  if (pair.testNetwork && !("networkId" in pair.testNetwork))
    checkAddresses(problems, pair.testNetwork, "testNetwork.");
  const groups = pair.bootOrder?.length ?? 0;
  problems.when(
    groups > MAX_SELECTIONS,
    `bootOrder must be ${MAX_SELECTIONS} groups at most, got ${groups}: a recovery plan has seven, and the last is for the rest`,
  );
  problems.integer("cacheAccounts", pair.cacheAccounts, [1, 99], "storage accounts", "750 disks share one");
  checkEncryptionSet(problems, "diskEncryptionSetId", pair.diskEncryptionSetId);
  problems.when(pair.planTag === "", "planTag must be a tag's name, got nothing: remove it");
  problems.throwIfAny();
}
