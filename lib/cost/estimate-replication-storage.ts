import {
  changedShare,
  DEFAULT_CHURN_PER_DAY,
  DEFAULT_USED_SHARE,
  type EstimateOptions,
  sumOf,
} from "./estimate-backup-storage";

/** A disk that Site Recovery writes the changes of another to. */
export interface EstimatedReplica {
  /** GiB; a disk without a size takes no room in the estimate. */
  readonly sizeGb?: number;
  /** Undefined where it is not known. */
  readonly type?: string;
}

/** What Site Recovery keeps of a machine. */
export interface ReplicationStorage {
  /** GiB of replica disks as they are provisioned, which is how Azure bills them, by type. */
  readonly replicaGibByType: Readonly<Record<string, number>>;
  /** GiB that the recovery points take beside the replicas. */
  readonly recoveryPointGib: number;
  /** GiB that pass through the cache account, and to the other region, in a day. */
  readonly changedGibPerDay: number;
}

const MINUTES_PER_DAY = 24 * 60;

/**
 * The room that the replication of a machine takes. Replicas are as large as their sources; the recovery points hold what
 * changed while they are kept, by the same churn as backups; the cache account holds changes only until they are sent on
 * (Microsoft Learn, "Azure to Azure disaster recovery architecture").
 */
export function estimateReplicationStorage(
  retentionMinutes: number,
  replicas: readonly EstimatedReplica[],
  options: EstimateOptions = {},
): ReplicationStorage {
  const { churnPerDay = DEFAULT_CHURN_PER_DAY, usedShare = DEFAULT_USED_SHARE } = options;
  const replicaGibByType: Record<string, number> = {};
  for (const { sizeGb = 0, type = "not known" } of replicas)
    replicaGibByType[type] = (replicaGibByType[type] ?? 0) + sizeGb;
  const usedGib = sumOf(Object.values(replicaGibByType)) * usedShare;
  return {
    replicaGibByType,
    recoveryPointGib: usedGib * changedShare(retentionMinutes / MINUTES_PER_DAY, options),
    changedGibPerDay: usedGib * churnPerDay,
  };
}
